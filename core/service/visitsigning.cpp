// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Signing and finishing a visit.
//
// The first signature makes the visit event: the submission is sealed, its name goes into the event, and every
// signature is over the hash of exactly these bytes. The event and its signatures are kept with the draft. When an
// answer or a photo changes, the digest of the content no longer fits and all signatures under the old event fall;
// finish() sends the event that was signed, byte for byte.
#include "core/casework/casefile.h"
#include "core/crypto/random.h"
#include "core/forms/session.h"
#include "core/service/draftitems.h"
#include "core/service/facts.h"
#include "core/service/papers.h"
#include "core/service/visitform.h"
#include "core/store/blobs.h"
#include "core/store/households.h"

#include <QCborArray>
#include <QtEndian>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;
using record::Kind;

namespace {

constexpr auto investigatorRole = "Investigator"_L1;
constexpr auto familyRole = "HouseholdMember"_L1;
constexpr qsizetype leastInvestigators = 2; // R2 article 16

/// What lies in the store when somebody is about to sign or to finish.
struct OnFile
{
    DraftItems items;
    qint32 part = 0;
    QList<record::Record> records; ///< Of the household.
    QHash<QString, MemberId> membersByName;
    std::optional<Standing> signer;
};

Result<OnFile> onFile(store::Database &db, const Ground &ground, DraftId draft, HouseholdId household,
                      PersonId signer = {})
{
    OnFile file;
    auto items = itemsOf(db, draft, ground.me.person);
    if (!items)
        return passOn(items);
    file.items = *std::move(items);
    const auto views = store::viewsOf(db, household.as<RecordTag>());
    if (!views)
        return passOn(views);
    for (const store::View &view : *views) {
        file.records.append(view.record);
        if (view.record.kindOf() == Kind::Household)
            file.part = view.record.part;
        if (view.record.kindOf() == Kind::Member)
            file.membersByName.insert(memberOf(view).identity.name, view.record.id.as<MemberTag>());
    }
    if (file.part == 0)
        return fail(ErrorCode::Incomplete, u"dossier"_s);
    if (!signer.isNull()) {
        const auto standing = standingOf(db, signer);
        if (!standing)
            return standing.error().code == ErrorCode::NotFound
                       ? fail(ErrorCode::NotAllowed, u"no certificate on this laptop"_s)
                       : passOn(standing);
        file.signer = *standing;
    }
    return file;
}

/// The visit event in the making; the session's part of it is collected on the GUI thread.
struct Preparing
{
    std::optional<VisitItem> standing; ///< The event that was signed before and still fits.
    record::Body fields;               ///< Else: what the answers say.
    QByteArray submission;
    QByteArray digest;
    QList<PersonId> investigators;
    QByteArray state; ///< The session at rest: written with the signature, so that the digest fits after a restart.
    RecordId visit;
    RecordId root;
};

QList<Missing> missingAnswers(const forms::FormSession &session)
{
    QList<Missing> missing;
    for (const forms::Problem &problem : session.validate()) {
        const int control = session.control(problem.node);
        if (control >= 0 && session.form().controls().at(control).isSignature())
            continue; // taken beside the form, over the finished answers
        Missing one;
        one.kind = problem.kind == forms::Validity::Required ? Missing::Kind::Answer : Missing::Kind::Constraint;
        one.path = problem.path;
        one.label = problem.label;
        one.what = problem.message;
        missing.append(one);
    }
    return missing;
}

/// Author and signer; the colleague who signed before stays when there is one.
QList<PersonId> investigatorsWith(const Ground &ground, const DraftItems &items, PersonId signer)
{
    QList<PersonId> people{ground.me.person};
    if (items.visit)
        people = items.visit->investigators;
    if (!signer.isNull() && !people.contains(signer)) {
        // Somebody who was expected and did not sign makes room for who is really there.
        const auto signedBy = [&](PersonId person) {
            return person == ground.me.person || std::ranges::any_of(items.signatures, [&](const SignatureItem &s) {
                       return s.shown.kind == DraftSignature::Kind::Investigator && s.shown.person == person;
                   });
        };
        people.removeIf([&](PersonId person) { return !signedBy(person); });
        people.append(signer);
    }
    return people;
}

record::Body visitBody(const VisitDraft &draft, const Ground &ground, const record::Body &fields,
                       const QList<PersonId> &investigators)
{
    record::Body body = fields;
    QCborArray people;
    for (const PersonId &person : investigators)
        people.append(person.bytes());
    body.insert(u"investigators"_s, people);
    if (!draft.application.isNull())
        body.insert(u"application"_s, draft.application.bytes());
    body.insert(u"reason"_s, draft.reason);
    const qint64 now = ground.clock->wallMs();
    body.insert(u"start_at"_s, draft.startedAtMs);
    body.insert(u"end_at"_s, now);
    if (record::text(body, "outcome"_L1).isEmpty())
        body.insert(u"outcome"_s, u"DONE"_s);
    body.insert(u"form"_s, draft.form->id());
    body.insert(u"form_version"_s, draft.form->version());
    body.insert(u"form_hash"_s, draft.form->hash());
    body.insert(u"by"_s, ground.me.person.bytes());
    body.insert(u"role"_s, ground.me.role);
    body.insert(u"at"_s, now);
    return record::withoutNulls(body);
}

/// GUI thread. Uses the event that stands, or collects a new one.
Result<Preparing> prepare(const GroundPtr &ground, const VisitDraft &draft, const OnFile &file, PersonId signer)
{
    Preparing out;
    out.root = draft.household.as<RecordTag>();
    out.visit = draft.id.as<RecordTag>();
    out.investigators = investigatorsWith(*ground, file.items, signer);
    const QByteArray now = contentDigest(draft.session->submission(), file.items.photos);
    if (file.items.visit && file.items.visit->digest == now && file.items.visit->investigators == out.investigators) {
        out.standing = file.items.visit;
        out.digest = now;
        return out;
    }
    if (auto ended = draft.session->finish(); !ended)
        return passOn(ended);
    out.submission = draft.session->submission();
    out.digest = contentDigest(out.submission, file.items.photos);
    forms::Draft rest = draft.session->draft();
    rest.prefill = draft.prefill;
    out.state = rest.encode();
    const auto mapped = mapVisit(*draft.session, *ground, draft.prefill, out.root, file.part);
    if (!mapped)
        return passOn(mapped);
    out.fields = visitBody(draft, *ground, mapped->visit, out.investigators);
    return out;
}

/// Worker thread: the event as bytes, its submission sealed.
Result<VisitItem> eventOf(const Ground &ground, const Preparing &preparing)
{
    if (preparing.standing)
        return *preparing.standing;
    const auto sealed = sealFile(*ground.files, preparing.visit, "submission", preparing.submission);
    if (!sealed)
        return passOn(sealed);
    VisitItem visit;
    visit.id = preparing.visit;
    visit.body = preparing.fields;
    visit.body.insert(u"submission"_s, sealed->name);
    visit.body.insert(u"submission_key"_s, sealed->key);
    visit.bytes = record::encodeBody(visit.body);
    visit.digest = preparing.digest;
    visit.investigators = preparing.investigators;
    visit.submission = *sealed;
    return visit;
}

/// A signature with the event that it is over.
struct Signed
{
    VisitItem visit;
    SignatureItem signature;
    QByteArray state; ///< Of the session, when the event is new; empty when it stood already.
};

/// Writer thread. The store may have moved on while somebody typed a password.
Result<DraftSignature> keepSignature(store::Database &db, const Ground &ground, DraftId draft, const Signed &given)
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
            const bool same = given.signature.shown.kind == DraftSignature::Kind::Family
                                  ? other.shown.kind == DraftSignature::Kind::Family
                                  : other.shown.person == given.signature.shown.person;
            if (!same)
                continue;
            if (given.signature.shown.kind == DraftSignature::Kind::Investigator)
                return fail(ErrorCode::AlreadyExists, u"signature"_s);
            if (auto dropped = store::dropDraftItem(db, draft, ground.me.person, other.id); !dropped)
                return passOn(dropped); // signed anew: the last drawing counts
        }
    }
    if (auto kept = store::putDraftItem(db, draft, ground.me.person, given.signature.toItem()); !kept)
        return passOn(kept);
    return given.signature.shown;
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
        DraftSignature::Kind::Investigator, signer.person, signer.name, {}, ground.clock->wallMs()};
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

Result<Signed> markedByFamily(const Ground &ground, const Preparing &preparing, const QString &name,
                              const QString &relation, MemberId member, const QList<Stroke> &strokes)
{
    const auto visit = eventOf(ground, preparing);
    if (!visit)
        return passOn(visit);
    crypto::SystemRng rng;
    Signed given{*visit, {}, preparing.state};
    given.signature.id = RecordId::make(*ground.clock, rng);
    given.signature.shown = {DraftSignature::Kind::Family, {}, name, relation, ground.clock->wallMs()};
    const auto sealed = sealFile(*ground.files, given.signature.id, "strokes", strokeBytes(strokes));
    if (!sealed)
        return passOn(sealed);
    given.signature.strokes = *sealed;
    given.signature.body = signatureBody(*visit, preparing, familyRole, given.signature.shown.signedAtMs);
    given.signature.body.insert(u"name"_s, name);
    if (!member.isNull())
        given.signature.body.insert(u"member"_s, member.bytes());
    given.signature.body.insert(u"strokes"_s, sealed->name);
    given.signature.body.insert(u"strokes_key"_s, sealed->key);
    given.signature.body.insert(u"strokes_len"_s, sealed->plainLength);
    given.signature.body.insert(u"by"_s, ground.me.person.bytes());
    return given;
}

/// What stands in the way of finishing, beyond the answers.
QList<Missing> missingMarks(const Ground &ground, const VisitDraft &draft, const OnFile &file)
{
    QList<Missing> missing;
    const auto add = [&](Missing::Kind kind, const QString &what = {}) { missing.append({kind, {}, what, {}}); };
    QSet<QString> photos;
    for (const PhotoItem &photo : file.items.photos)
        photos.insert(photo.kind);
    for (const QString &kind : draft.requiredPhotos) {
        if (!photos.contains(kind))
            add(Missing::Kind::Photo, kind);
    }
    const bool fits =
        file.items.visit && file.items.visit->digest == contentDigest(draft.session->submission(), file.items.photos);
    QSet<PersonId> people;
    bool family = false;
    for (const SignatureItem &signature : file.items.signatures) {
        if (!fits) { // they signed something else than what is there now
            add(Missing::Kind::Signature, signature.shown.name);
            continue;
        }
        if (signature.shown.kind == DraftSignature::Kind::Family)
            family = true;
        else
            people.insert(signature.shown.person);
    }
    if (!fits && !file.items.signatures.isEmpty())
        return missing;
    if (people.size() < leastInvestigators || !people.contains(ground.me.person))
        add(Missing::Kind::Investigators, QString::number(std::max<qsizetype>(0, leastInvestigators - people.size())));
    if (!family)
        add(Missing::Kind::Family);
    return missing;
}

record::Mutation event(Kind kind, RecordId id, RecordId root, qint32 part, const record::Body &body)
{
    record::Mutation mutation;
    mutation.id = id;
    mutation.kind = QString(record::nameOf(kind));
    mutation.root = root;
    mutation.part = part;
    mutation.op = record::Op::Event;
    mutation.set = body;
    return mutation;
}

record::Body photoBody(const PhotoItem &photo, const VisitDraft &draft, const Ground &ground)
{
    QByteArray look(8, Qt::Uninitialized);
    qToBigEndian(photo.look, look.data());
    record::Body body{{u"visit"_s, draft.id.bytes()},
                      {u"kind"_s, photo.kind},
                      {u"taken_at"_s, photo.takenAtMs},
                      {u"width"_s, photo.size.width()},
                      {u"height"_s, photo.size.height()},
                      {u"device"_s, ground.deviceId.bytes()},
                      {u"phash"_s, look},
                      {u"thumb"_s, photo.thumbnail.name},
                      {u"thumb_key"_s, photo.thumbnail.key},
                      {u"thumb_len"_s, photo.thumbnail.plainLength},
                      {u"evidence"_s, photo.evidence.name},
                      {u"evidence_key"_s, photo.evidence.key},
                      {u"evidence_len"_s, photo.evidence.plainLength},
                      {u"original"_s, photo.original.name},
                      {u"original_key"_s, photo.original.key},
                      {u"original_len"_s, photo.original.plainLength},
                      {u"by"_s, ground.me.person.bytes()},
                      {u"role"_s, ground.me.role},
                      {u"at"_s, ground.clock->wallMs()}};
    if (!photo.caption.isEmpty())
        body.insert(u"caption"_s, photo.caption);
    if (!draft.application.isNull())
        body.insert(u"application"_s, draft.application.bytes());
    if (photo.position)
        body.insert(u"location"_s,
                    u"%1,%2,0"_s.arg(photo.position->latitude, 0, 'f', 6).arg(photo.position->longitude, 0, 'f', 6));
    return body;
}

store::LocalBlob blob(const SealedRef &file, record::BlobRole role, bool required, RecordId record)
{
    return {{file.name, file.sealedLength, role, required}, record};
}

/// The whole visit as one bundle: event, photos, signatures, changes.
store::LocalBundle bundleOf(const Ground &ground, const VisitDraft &draft, const OnFile &file,
                            const QList<record::Mutation> &changes)
{
    const RecordId root = draft.household.as<RecordTag>();
    const VisitItem &visit = *file.items.visit;
    store::LocalBundle bundle;
    bundle.author = ground.me.person;
    bundle.mutations.append(event(Kind::Visit, visit.id, root, file.part, visit.body));
    bundle.blobs.append(blob(visit.submission, record::BlobRole::Submission, true, visit.id));
    for (const PhotoItem &photo : file.items.photos) {
        const RecordId id = photo.id.as<RecordTag>();
        bundle.mutations.append(event(Kind::Photo, id, root, file.part, photoBody(photo, draft, ground)));
        bundle.blobs.append(blob(photo.thumbnail, record::BlobRole::Thumbnail, true, id));
        bundle.blobs.append(blob(photo.evidence, record::BlobRole::Evidence, true, id));
        bundle.blobs.append(blob(photo.original, record::BlobRole::Original, false, id));
    }
    for (const SignatureItem &signature : file.items.signatures) {
        bundle.mutations.append(event(Kind::Signature, signature.id, root, file.part, signature.body));
        if (!signature.strokes.name.isEmpty())
            bundle.blobs.append(blob(signature.strokes, record::BlobRole::Strokes, true, signature.id));
    }
    bundle.mutations += changes;
    return bundle;
}

/// The case may say no although everything is filled in: it was closed meanwhile, or this person must not act.
Result<void> checkCase(const Ground &ground, const VisitDraft &draft, const OnFile &file)
{
    if (draft.application.isNull())
        return {};
    const casework::CaseFile known = casework::caseOf(file.records, draft.application, ground.today());
    casework::StepFacts step;
    step.visit.id = draft.id.as<VisitTag>();
    step.visit.investigators = file.items.visit->investigators;
    step.visit.outcome = record::text(file.items.visit->body, "outcome"_L1);
    step.visit.reason = draft.reason;
    for (const PhotoItem &photo : file.items.photos)
        step.visit.photos.insert(photo.kind);
    for (const SignatureItem &signature : file.items.signatures) {
        if (signature.shown.kind == DraftSignature::Kind::Family)
            step.visit.memberSigned = true;
        else
            step.visit.signedBy.insert(signature.shown.person);
    }
    const casework::Actor actor{ground.me.person, roleFromName(ground.me.role).value_or(Role::VillageReporter), false};
    const auto obstacles = casework::check(known, casework::Action::FinishVisit, actor, step);
    if (!obstacles.isEmpty())
        return fail(ErrorCode::NotAllowed, QString(casework::hindranceName(obstacles.first().what)));
    return {};
}

Result<FinishOutcome> commitVisit(store::Database &db, const Ground &ground, const VisitDraft &draft,
                                  const QByteArray &signedBytes, const QList<record::Mutation> &changes)
{
    const auto file = onFile(db, ground, draft.id, draft.household);
    if (!file)
        return passOn(file);
    if (!file->items.visit || file->items.visit->bytes != signedBytes)
        return fail(ErrorCode::Conflict, u"visit event"_s);
    if (auto allowed = checkCase(ground, draft, *file); !allowed)
        return passOn(allowed);
    const auto done = store::commitLocal(db, bundleOf(ground, draft, *file, changes), ground.stamp());
    if (!done)
        return passOn(done);
    if (auto dropped = store::dropDraft(db, draft.id, ground.me.person); !dropped)
        return passOn(dropped);
    return FinishOutcome{draft.id.as<VisitTag>(), {}};
}

using MakeSignature = std::function<Result<Signed>(const Preparing &, const OnFile &)>;

/// Store, GUI thread (the session), worker thread (password, files), store: one signature.
Answer<DraftSignature> giveSignature(const GroundPtr &ground, QObject *gui, const VisitDraft &draft, PersonId signer,
                                     MakeSignature make)
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
        .then([ground, draft = draft.id](const Result<Signed> &given) -> Answer<DraftSignature> {
            if (!given)
                return ready<DraftSignature>(passOn(given));
            return ground->store->write([ground, draft, given = *given](store::Database &db) {
                return keepSignature(db, *ground, draft, given);
            });
        })
        .unwrap();
}

} // namespace

Answer<DraftSignature> Visits::signAsInvestigator(const VisitDraft &draft, PersonId person, QByteArray &&password)
{
    const GroundPtr ground = m_desk.ground;
    auto secret = std::make_shared<crypto::SecretBytes>(takePassword(std::move(password)));
    if (!missingAnswers(*draft.session).isEmpty())
        return ready<DraftSignature>(fail(ErrorCode::Incomplete, u"answers"_s));
    return giveSignature(ground, m_desk.gui, draft, person,
                         [ground, secret](const Preparing &preparing, const OnFile &file) -> Result<Signed> {
                             const Standing &signer = *file.signer;
                             if (!signer.has(investigatorRole) && !signer.has("TownshipHandler"_L1))
                                 return fail(ErrorCode::NotAllowed, signer.roles.value(0));
                             return signedByInvestigator(*ground, preparing, signer, *secret);
                         });
}

Answer<DraftSignature> Visits::signForFamily(const VisitDraft &draft, const QString &name, const QString &relation,
                                             const QList<Stroke> &strokes)
{
    const GroundPtr ground = m_desk.ground;
    if (!isDrawing(strokes) || name.trimmed().isEmpty())
        return ready<DraftSignature>(fail(ErrorCode::Rejected, u"drawing"_s));
    if (!missingAnswers(*draft.session).isEmpty())
        return ready<DraftSignature>(fail(ErrorCode::Incomplete, u"answers"_s));
    return giveSignature(ground, m_desk.gui, draft, {},
                         [ground, name, relation, strokes](const Preparing &preparing, const OnFile &file) {
                             return markedByFamily(*ground, preparing, name, relation, file.membersByName.value(name),
                                                   strokes);
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
            if (item.shown.kind == signature.kind && item.shown.person == signature.person &&
                item.shown.name == signature.name)
                return store::dropDraftItem(db, draft, ground->me.person, item.id);
        }
        return fail(ErrorCode::NotFound, u"signature"_s);
    });
}

Answer<QList<Missing>> Visits::missing(const VisitDraft &draft)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store
        ->read([ground, draft = draft.id, household = draft.household](store::Database &db) {
            return onFile(db, *ground, draft, household);
        })
        .then(m_desk.gui, [ground, draft](const Result<OnFile> &file) -> Result<QList<Missing>> {
            if (!file)
                return passOn(file);
            return missingAnswers(*draft.session) + missingMarks(*ground, draft, *file);
        });
}

Answer<FinishOutcome> Visits::finish(const VisitDraft &draft)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store
        ->read([ground, draft = draft.id, household = draft.household](store::Database &db) {
            return onFile(db, *ground, draft, household);
        })
        .then(m_desk.gui,
              [ground, draft](const Result<OnFile> &file) -> Answer<FinishOutcome> {
                  if (!file)
                      return ready<FinishOutcome>(passOn(file));
                  FinishOutcome outcome;
                  outcome.missing = missingAnswers(*draft.session) + missingMarks(*ground, draft, *file);
                  if (!outcome.missing.isEmpty())
                      return ready<FinishOutcome>(outcome);
                  const auto mapped =
                      mapVisit(*draft.session, *ground, draft.prefill, draft.household.as<RecordTag>(), file->part);
                  if (!mapped)
                      return ready<FinishOutcome>(passOn(mapped));
                  // The session stays on this thread: what the writer needs of the draft is plain.
                  VisitDraft plain = draft;
                  plain.session.reset();
                  return ground->store->write([ground, plain, bytes = file->items.visit->bytes,
                                               changes = mapped->changes](store::Database &db) {
                      return commitVisit(db, *ground, plain, bytes, changes);
                  });
              })
        .unwrap();
}

} // namespace ruhu::service
