// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Signatures under a visit (visitevent.h says over what).
#include "core/casework/casefile.h"
#include "core/crypto/random.h"
#include "core/forms/session.h"
#include "core/service/visitevent.h"

#include <QCborArray>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;

namespace {

constexpr auto familyRole = "HouseholdMember"_L1;

/// A signature with the event that it is over.
struct Signed
{
    VisitItem visit;
    SignatureItem signature;
    QByteArray state; ///< Of the session, when the event is new; empty when it stood already.
};

/// One place under the visit: it holds one signature at a time.
bool isSameSigner(const DraftSignature &a, const DraftSignature &b)
{
    return a.kind == b.kind && a.person == b.person && a.member == b.member;
}

/// Writer thread. The store may have moved on while somebody typed a password. \return all signatures that stand now
Result<QList<DraftSignature>> keepSignature(store::Database &db, const Ground &ground, DraftId draft,
                                            const Signed &given)
{
    const auto items = itemsOf(db, draft, ground.me.person);
    if (!items)
        return passOn(items);
    if (!given.state.isEmpty()) {
        auto row = store::draft(db, draft, ground.me.person);
        if (!row)
            return passOn(row);
        row->state = given.state;
        if (auto saved = store::saveDraft(db, *row); !saved)
            return passOn(saved);
        if (auto dropped = dropSigned(db, draft, ground.me.person, *items); !dropped)
            return passOn(dropped);
        if (auto kept = store::putDraftItem(db, draft, ground.me.person, given.visit.toItem()); !kept)
            return passOn(kept);
    } else if (!items->visit || items->visit->bytes != given.visit.bytes) {
        return fail(ErrorCode::Conflict, u"visit event"_s);
    } else {
        for (const SignatureItem &other : items->signatures) {
            if (!isSameSigner(other.shown, given.signature.shown))
                continue;
            if (given.signature.shown.kind == DraftSignature::Kind::Investigator)
                return fail(ErrorCode::AlreadyExists, u"signature"_s);
            if (auto dropped = store::dropDraftItem(db, draft, ground.me.person, other.id); !dropped)
                return passOn(dropped); // signed anew: the last drawing counts
        }
    }
    if (auto kept = store::putDraftItem(db, draft, ground.me.person, given.signature.toItem()); !kept)
        return passOn(kept);
    const auto now = itemsOf(db, draft, ground.me.person);
    if (!now)
        return passOn(now);
    QList<DraftSignature> standing;
    for (const SignatureItem &signature : now->signatures)
        standing.append(signature.shown);
    return standing;
}

record::Body signatureBody(const VisitItem &visit, const Preparing &preparing, QLatin1String role, qint64 atMs)
{
    return {{u"signs"_s, visit.id.bytes()},
            {u"hash"_s, visit.hash(preparing.root)},
            {u"role"_s, QString(role)},
            {u"at"_s, atMs}};
}

Result<Signed> signedByInvestigator(const Ground &ground, const Preparing &preparing, const Standing &signer,
                                    const crypto::SecretBytes &password)
{
    const auto visit = eventOf(ground, preparing);
    if (!visit)
        return passOn(visit);
    // Handlers go along on visits; they sign in the role that was granted to them.
    const QString role = signer.has(investigatorRole) ? QString(investigatorRole) : signer.roles.value(0);
    const QByteArray hash = visit->hash(preparing.root);
    const auto sig = ground.person(signer.person, password, signedMessage(hash, role));
    if (!sig)
        return passOn(sig);
    crypto::SystemRng rng;
    Signed given{*visit, {}, preparing.state};
    given.signature.id = RecordId::make(*ground.clock, rng);
    given.signature.shown = {
        DraftSignature::Kind::Investigator, signer.person, signer.name, {}, ground.clock->wallMs(), {}};
    given.signature.body = signatureBody(*visit, preparing, investigatorRole, given.signature.shown.signedAtMs);
    given.signature.body.insert(u"role"_s, role);
    given.signature.body.insert(u"person"_s, signer.serial);
    given.signature.body.insert(u"name"_s, signer.name);
    given.signature.body.insert(u"by"_s, signer.person.bytes());
    given.signature.body.insert(u"sig"_s, *sig);
    return given;
}

QByteArray strokeBytes(const QList<Stroke> &strokes)
{
    constexpr double grid = 10'000; // coordinates as whole ten-thousandths of the pad
    QCborArray all;
    for (const Stroke &stroke : strokes) {
        QCborArray points;
        for (qsizetype i = 0; i < stroke.points.size(); ++i)
            points.append(QCborArray{qint64(stroke.points[i].x() * grid), qint64(stroke.points[i].y() * grid),
                                     qint64(stroke.timesMs.value(i))});
        all.append(points);
    }
    return QCborValue(all).toCbor();
}

bool isDrawing(const QList<Stroke> &strokes)
{
    constexpr qsizetype leastPoints = 3; // a tap is no mark
    qsizetype points = 0;
    for (const Stroke &stroke : strokes)
        points += stroke.points.size();
    return points >= leastPoints;
}

/// A mark that is drawn: under the visit by somebody of the family, or under the authorisation of one member.
Result<Signed> drawn(const Ground &ground, const Preparing &preparing, DraftSignature mark, MemberId member,
                     const QList<Stroke> &strokes)
{
    const auto visit = eventOf(ground, preparing);
    if (!visit)
        return passOn(visit);
    crypto::SystemRng rng;
    Signed given{*visit, {}, preparing.state};
    given.signature.id = RecordId::make(*ground.clock, rng);
    mark.signedAtMs = ground.clock->wallMs();
    given.signature.shown = mark;
    const auto sealed = sealFile(*ground.files, given.signature.id, "strokes", strokeBytes(strokes));
    if (!sealed)
        return passOn(sealed);
    const QLatin1String role =
        mark.kind == DraftSignature::Kind::Authorisation ? casework::authorisationRole : familyRole;
    given.signature.strokes = *sealed;
    given.signature.body = signatureBody(*visit, preparing, role, mark.signedAtMs);
    given.signature.body.insert(u"name"_s, mark.name);
    if (!member.isNull())
        given.signature.body.insert(u"member"_s, member.bytes());
    given.signature.body.insert(u"strokes"_s, sealed->name);
    given.signature.body.insert(u"strokes_key"_s, sealed->key);
    given.signature.body.insert(u"strokes_len"_s, sealed->plainLength);
    given.signature.body.insert(u"by"_s, ground.me.person.bytes());
    return given;
}

using MakeSignature = std::function<Result<Signed>(const Preparing &, const OnFile &)>;

/// Store, GUI thread (the session), worker thread (password, files), store: one signature.
Answer<QList<DraftSignature>> giveSignature(const GroundPtr &ground, QObject *gui, const VisitDraft &draft,
                                            PersonId signer, MakeSignature make)
{
    using Both = std::pair<Preparing, OnFile>;
    return ground->store
        ->read([ground, draft = draft.id, household = draft.household, signer](store::Database &db) {
            return onFile(db, *ground, draft, household, signer);
        })
        .then(gui,
              [ground, draft, signer](const Result<OnFile> &file) -> Result<Both> {
                  if (!file)
                      return passOn(file);
                  const auto preparing = prepare(ground, draft, *file, signer);
                  if (!preparing)
                      return passOn(preparing);
                  return Both(*preparing, *file);
              })
        .then(QtFuture::Launch::Async,
              [make = std::move(make)](const Result<Both> &both) -> Result<Signed> {
                  return both ? make(both->first, both->second) : passOn(both);
              })
        .then([ground, draft = draft.id](const Result<Signed> &given) -> Answer<QList<DraftSignature>> {
            if (!given)
                return ready<QList<DraftSignature>>(passOn(given));
            return ground->store->write([ground, draft, given = *given](store::Database &db) {
                return keepSignature(db, *ground, draft, given);
            });
        })
        .unwrap();
}

} // namespace

Answer<QList<DraftSignature>> Visits::signAsInvestigator(const VisitDraft &draft, PersonId person,
                                                         QByteArray &&password)
{
    const GroundPtr ground = m_desk.ground;
    auto secret = std::make_shared<crypto::SecretBytes>(takePassword(std::move(password)));
    if (!missingAnswers(*draft.session).isEmpty())
        return ready<QList<DraftSignature>>(fail(ErrorCode::Incomplete, u"answers"_s));
    return giveSignature(ground, m_desk.gui, draft, person,
                         [ground, secret](const Preparing &preparing, const OnFile &file) -> Result<Signed> {
                             const Standing &signer = *file.signer;
                             if (!signer.has(investigatorRole) && !signer.has("TownshipHandler"_L1))
                                 return fail(ErrorCode::NotAllowed, signer.roles.value(0));
                             return signedByInvestigator(*ground, preparing, signer, *secret);
                         });
}

Answer<QList<DraftSignature>> Visits::signForFamily(const VisitDraft &draft, const QString &name,
                                                    const QString &relation, const QList<Stroke> &strokes)
{
    const GroundPtr ground = m_desk.ground;
    if (!familySigns(draft))
        return ready<QList<DraftSignature>>(fail(ErrorCode::Rejected, u"refused"_s));
    if (!isDrawing(strokes) || name.trimmed().isEmpty())
        return ready<QList<DraftSignature>>(fail(ErrorCode::Rejected, u"drawing"_s));
    if (!missingAnswers(*draft.session).isEmpty())
        return ready<QList<DraftSignature>>(fail(ErrorCode::Incomplete, u"answers"_s));
    return giveSignature(ground, m_desk.gui, draft, {},
                         [ground, name, relation, strokes](const Preparing &preparing, const OnFile &file) {
                             const DraftSignature mark{DraftSignature::Kind::Family, {}, name, relation, 0, {}};
                             return drawn(*ground, preparing, mark, file.membersByName.value(name), strokes);
                         });
}

Answer<QList<DraftSignature>> Visits::signAuthorisation(const VisitDraft &draft, MemberId member, const QString &name,
                                                        const QList<Stroke> &strokes)
{
    const GroundPtr ground = m_desk.ground;
    const QList<Authoriser> adults = authorisers(draft);
    const bool asked =
        std::ranges::any_of(adults, [member](const Authoriser &adult) { return adult.met && adult.member == member; });
    if (!asked || !isDrawing(strokes) || name.trimmed().isEmpty())
        return ready<QList<DraftSignature>>(fail(ErrorCode::Rejected, asked ? u"drawing"_s : u"member"_s));
    if (!missingAnswers(*draft.session).isEmpty())
        return ready<QList<DraftSignature>>(fail(ErrorCode::Incomplete, u"answers"_s));
    return giveSignature(ground, m_desk.gui, draft, {},
                         [ground, name, member, strokes](const Preparing &preparing, const OnFile &) {
                             const DraftSignature mark{DraftSignature::Kind::Authorisation, {}, name, {}, 0, member};
                             return drawn(*ground, preparing, mark, member, strokes);
                         });
}

Answer<void> Visits::removeSignature(DraftId draft, const DraftSignature &signature)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->write([ground, draft, signature](store::Database &db) -> Result<void> {
        const auto items = itemsOf(db, draft, ground->me.person);
        if (!items)
            return passOn(items);
        for (const SignatureItem &item : items->signatures) {
            if (isSameSigner(item.shown, signature) && item.shown.name == signature.name)
                return store::dropDraftItem(db, draft, ground->me.person, item.id);
        }
        return fail(ErrorCode::NotFound, u"signature"_s);
    });
}

} // namespace ruhu::service
