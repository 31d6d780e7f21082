// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Finishing a visit: what is still missing, and the one bundle that holds the event that was signed, byte for byte.
#include "core/casework/casefile.h"
#include "core/forms/session.h"
#include "core/service/visitevent.h"
#include "core/service/visitform.h"
#include "core/store/blobs.h"

#include <QCborArray>
#include <QtEndian>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;
using record::Kind;

namespace {

/// Code OUTCOME; nobody was met otherwise.
bool metSomebody(const forms::FormSession &session)
{
    const QString outcome = visitAnswer(session, u"outcome"_s);
    return outcome.isEmpty() || outcome == u"DONE"_s;
}

/// What stands in the way of finishing, beyond the answers. GUI thread. Who met nobody brings the marks of the
/// investigators alone (the rule of casework for a finished visit).
QList<Missing> missingMarks(const Ground &ground, const VisitDraft &draft, const OnFile &file)
{
    QList<Missing> missing;
    const auto add = [&](Missing::Kind kind, const QString &what = {}) { missing.append({kind, {}, what, {}}); };
    const bool met = metSomebody(*draft.session);
    QSet<QString> photos;
    for (const PhotoItem &photo : file.items.photos)
        photos.insert(photo.kind);
    for (const QString &kind : draft.requiredPhotos) {
        if (met && !photos.contains(kind))
            add(Missing::Kind::Photo, kind);
    }
    const bool fits =
        file.items.visit && file.items.visit->digest == contentDigest(draft.session->submission(), file.items.photos);
    QSet<PersonId> people;
    QSet<MemberId> authorised;
    bool family = false;
    for (const SignatureItem &signature : file.items.signatures) {
        if (!fits) { // they signed something else than what is there now
            add(Missing::Kind::Signature, signature.shown.name);
            continue;
        }
        switch (signature.shown.kind) {
        case DraftSignature::Kind::Family: family = true; break;
        case DraftSignature::Kind::Authorisation: authorised.insert(signature.shown.member); break;
        case DraftSignature::Kind::Investigator: people.insert(signature.shown.person); break;
        }
    }
    if (!fits && !file.items.signatures.isEmpty())
        return missing;
    QSet<PersonId> unsignedYet{ground.me.person};
    if (fits)
        unsignedYet.unite(
            QSet<PersonId>(file.items.visit->investigators.cbegin(), file.items.visit->investigators.cend()));
    unsignedYet.subtract(people);
    if (people.size() < leastInvestigators || !unsignedYet.isEmpty())
        add(Missing::Kind::Investigators,
            QString::number(std::max(unsignedYet.size(), leastInvestigators - people.size())));
    if (!Visits::familySigns(draft))
        return missing; // who refuses signs no authorisation either; the opinion asks for it again (casework)
    for (const Authoriser &adult : Visits::authorisers(draft)) {
        if (adult.required && !authorised.contains(adult.member))
            add(Missing::Kind::Authorisation, adult.name);
    }
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

/// Whoever authorised the check at home for the first time is on file from now on, as with a sheet signed in the
/// office: the case needs every adult. Nullopt when that adds nobody.
std::optional<record::Body> authorisation(const Ground &ground, const VisitDraft &draft, const OnFile &file)
{
    if (draft.application.isNull())
        return std::nullopt;
    const casework::CaseFile known = casework::caseOf(file.records, draft.application, ground.today());
    QCborArray members;
    for (const SignatureItem &signature : file.items.signatures) {
        if (!signature.shown.member.isNull() && !known.papers.authorised.contains(signature.shown.member))
            members.append(signature.shown.member.bytes());
    }
    if (members.isEmpty())
        return std::nullopt;
    const record::Body &visit = file.items.visit->body;
    return record::withoutNulls({{u"application"_s, draft.application.bytes()},
                                 {u"no"_s, visit.value(u"authorisation_no"_s, QCborValue(nullptr))},
                                 {u"members"_s, members},
                                 {u"signed_on"_s, ground.today().toString(Qt::ISODate)},
                                 {u"scope"_s, QCborArray{u"CHECK"_s}},
                                 {u"by"_s, ground.me.person.bytes()},
                                 {u"role"_s, ground.me.role},
                                 {u"at"_s, ground.clock->wallMs()}});
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
    if (const auto consent = authorisation(ground, draft, file))
        bundle.mutations.append(event(Kind::Authorisation, ground.fresh<RecordId>(), root, file.part, *consent));
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
    step.visit.refusedWithWitness = record::flag(file.items.visit->body, "refused"_L1);
    for (const PhotoItem &photo : file.items.photos)
        step.visit.photos.insert(photo.kind);
    for (const SignatureItem &signature : file.items.signatures) {
        if (signature.shown.kind == DraftSignature::Kind::Family)
            step.visit.memberSigned = true;
        else if (signature.shown.kind == DraftSignature::Kind::Investigator)
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

} // namespace

bool Visits::familySigns(const VisitDraft &draft)
{
    return metSomebody(*draft.session) && visitAnswer(*draft.session, u"refused"_s) != u"1";
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
