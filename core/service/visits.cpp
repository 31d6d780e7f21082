// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/visits.h"

#include "core/casework/process.h"
#include "core/crypto/random.h"
#include "core/domain/roles.h"
#include "core/forms/session.h"
#include "core/service/draftitems.h"
#include "core/service/rows.h"
#include "core/service/visitform.h"
#include "core/store/blobs.h"

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;

namespace {

bool mayVisit(const Me &me)
{
    const auto role = roleFromName(me.role);
    return role == Role::Investigator || role == Role::TownshipHandler;
}

/// What the reader and writer threads collect before the session is made on the GUI thread.
struct Opening
{
    store::DraftRow row;
    store::HouseholdRow household;
    HouseholdRecords records;
    DraftItems items;
    QHash<PhotoId, QByteArray> thumbnails;
    bool isNew = false;
};

Result<Opening> openingOf(store::Database &db, const Ground &ground, store::DraftRow row)
{
    Opening opening;
    auto household = store::household(db, row.household, ground.me.person);
    if (!household)
        return passOn(household);
    opening.household = *std::move(household);
    auto records = recordsOf(db, row.household.as<HouseholdTag>());
    if (!records)
        return passOn(records);
    opening.records = *std::move(records);
    auto items = itemsOf(db, row.id, ground.me.person);
    // A fresh draft has no row yet, so its items cannot be asked for.
    if (!items && items.error().code != ErrorCode::NotFound)
        return passOn(items);
    if (items)
        opening.items = *std::move(items);
    for (const PhotoItem &photo : std::as_const(opening.items.photos)) {
        const auto thumbnail = store::thumbnail(db, photo.id.as<RecordTag>());
        if (!thumbnail)
            return passOn(thumbnail);
        if (*thumbnail)
            opening.thumbnails.insert(photo.id, **thumbnail);
    }
    opening.row = std::move(row);
    return opening;
}

Result<Opening> startNew(store::Database &db, const Ground &ground, HouseholdId household, const QString &reason,
                         ApplicationId application)
{
    const auto known = store::openDraft(db, ground.me.person, household.as<RecordTag>(), reason);
    if (!known)
        return passOn(known);
    if (*known) {
        const auto whole = store::draft(db, (*known)->id, ground.me.person);
        return whole ? openingOf(db, ground, *whole) : passOn(whole);
    }
    store::DraftRow row;
    row.id = ground.fresh<DraftId>();
    row.author = ground.me.person;
    row.household = household.as<RecordTag>();
    row.application = application.as<RecordTag>();
    row.reason = reason;
    row.form = ground.form->id();
    row.formVersion = ground.form->version();
    row.formHash = ground.form->hash();
    row.startedAtMs = ground.clock->wallMs();
    auto opening = openingOf(db, ground, row);
    if (!opening)
        return opening;
    if (!opening->household.complete)
        return fail(ErrorCode::Incomplete, u"dossier"_s);
    opening->isNew = true;
    return opening;
}

/// The session with everything it must not outlive.
struct Held
{
    GroundPtr ground;
    crypto::SystemRng rng;
    std::unique_ptr<forms::FormSession> session;
};

Result<VisitDraft> draftOf(const GroundPtr &ground, const Opening &opening)
{
    auto held = std::make_shared<Held>();
    held->ground = ground;
    forms::Environment environment;
    environment.clock = ground->clock.get();
    environment.rng = &held->rng;
    environment.properties = {{u"username"_s, ground->me.name},
                              {u"userid"_s, ground->me.person.text()},
                              {u"deviceid"_s, ground->deviceId.text()}};
    QByteArray prefill;
    if (opening.isNew) {
        auto session = forms::FormSession::start(ground->form, environment);
        if (!session)
            return passOn(session);
        held->session = *std::move(session);
        auto filled = prefillVisit(*held->session, opening.records, opening.row);
        if (!filled)
            return passOn(filled);
        prefill = *filled;
    } else {
        const auto rest = forms::Draft::decode(opening.row.state);
        if (!rest)
            return passOn(rest);
        auto session = forms::FormSession::resume(ground->form, environment, *rest);
        if (!session)
            return passOn(session);
        held->session = *std::move(session);
        prefill = rest->prefill;
    }
    VisitDraft draft;
    draft.id = opening.row.id;
    draft.household = opening.row.household.as<HouseholdTag>();
    draft.application = opening.row.application.as<ApplicationTag>();
    draft.headName = opening.household.headName;
    draft.place = placeOf(opening.household.village, opening.household.villageName, opening.household.address);
    draft.reason = opening.row.reason;
    draft.startedAtMs = opening.row.startedAtMs;
    draft.savedAtMs = opening.row.savedAtMs;
    draft.form = ground->form;
    draft.session = std::shared_ptr<forms::FormSession>(held, held->session.get());
    draft.prefill = prefill;
    draft.position = opening.row.position;
    draft.reference = referenceValues(*held->session, opening.records);
    draft.requiredPhotos = requiredPhotosFor(draft.reason);
    for (const PhotoItem &photo : opening.items.photos)
        draft.photos.append({photo.id, photo.kind, photo.caption, photo.takenAtMs, photo.hadPosition, photo.repeated,
                             opening.thumbnails.value(photo.id)});
    for (const SignatureItem &signature : opening.items.signatures)
        draft.signatures.append(signature.shown);
    return draft;
}

store::DraftRow rowOf(const Ground &ground, const VisitDraft &draft, const DraftPoint &at)
{
    store::DraftRow row;
    row.id = draft.id;
    row.author = ground.me.person;
    row.household = draft.household.as<RecordTag>();
    row.application = draft.application.as<RecordTag>();
    row.reason = draft.reason;
    row.form = draft.form->id();
    row.formVersion = draft.form->version();
    row.formHash = draft.form->hash();
    row.language = draft.session->language();
    row.position = at.path.isEmpty() ? draft.position : at.path;
    row.section = at.section;
    row.answered = at.answered;
    row.questions = at.questions;
    row.startedAtMs = draft.startedAtMs;
    row.savedAtMs = ground.clock->wallMs();
    forms::Draft rest = draft.session->draft();
    rest.prefill = draft.prefill;
    row.state = rest.encode();
    return row;
}

} // namespace

QStringList requiredPhotosFor(const QString &reason)
{
    QStringList kinds;
    if (reason == u"NEW") {
        for (const QLatin1String kind : casework::requiredPhotos())
            kinds.append(kind);
    }
    return kinds;
}

Visits::Visits(DeskParts &desk)
    : m_desk(desk)
{
}

Answer<VisitDraft> Visits::start(HouseholdId household, const QString &reason, ApplicationId application)
{
    const GroundPtr ground = m_desk.ground;
    if (!mayVisit(ground->me))
        return ready<VisitDraft>(fail(ErrorCode::NotAllowed, ground->me.role));
    if (!ground->form)
        return ready<VisitDraft>(tl::make_unexpected(m_desk.formProblem));
    return ground->store
        ->write([ground, household, reason, application](store::Database &db) {
            return startNew(db, *ground, household, reason, application);
        })
        .then(m_desk.gui,
              [this, ground](const Result<Opening> &opening) -> Answer<VisitDraft> {
                  if (!opening)
                      return ready<VisitDraft>(passOn(opening));
                  auto draft = draftOf(ground, *opening);
                  if (!draft || !opening->isNew)
                      return ready(std::move(draft));
                  // From here on it is on disk: a kill finds it again.
                  return save(*draft, {}).then([made = *draft](const Result<qint64> &saved) -> Result<VisitDraft> {
                      if (!saved)
                          return passOn(saved);
                      VisitDraft kept = made;
                      kept.savedAtMs = *saved;
                      return kept;
                  });
              })
        .unwrap();
}

Answer<VisitDraft> Visits::open(DraftId draft)
{
    const GroundPtr ground = m_desk.ground;
    if (!ground->form)
        return ready<VisitDraft>(tl::make_unexpected(m_desk.formProblem));
    return ground->store
        ->read([ground, draft](store::Database &db) -> Result<Opening> {
            const auto row = store::draft(db, draft, ground->me.person);
            return row ? openingOf(db, *ground, *row) : passOn(row);
        })
        .then(m_desk.gui, [ground](const Result<Opening> &opening) -> Result<VisitDraft> {
            return opening ? draftOf(ground, *opening) : passOn(opening);
        });
}

Answer<QList<DraftRow>> Visits::drafts()
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground](store::Database &db) -> Result<QList<DraftRow>> {
        const auto rows = store::drafts(db, ground->me.person);
        if (!rows)
            return passOn(rows);
        QList<DraftRow> out;
        for (const store::DraftRow &row : *rows) {
            DraftRow draft;
            draft.id = row.id;
            draft.household = row.household.as<HouseholdTag>();
            draft.application = row.application.as<ApplicationTag>();
            if (const auto household = store::household(db, row.household)) {
                draft.headName = household->headName;
                draft.place = placeOf(household->village, household->villageName, household->address);
            }
            draft.reason = row.reason;
            draft.section = row.section;
            draft.answered = row.answered;
            draft.questions = row.questions;
            draft.startedAtMs = row.startedAtMs;
            draft.savedAtMs = row.savedAtMs;
            out.append(draft);
        }
        return out;
    });
}

Answer<qint64> Visits::save(const VisitDraft &draft, const DraftPoint &at)
{
    const GroundPtr ground = m_desk.ground;
    const store::DraftRow row = rowOf(*ground, draft, at); // the state is taken now, on the GUI thread
    std::optional<store::DraftAnswer> answer;
    if (!at.path.isEmpty()) {
        answer = store::DraftAnswer();
        answer->path = at.path;
        answer->value = draft.session->value(draft.session->find(at.path));
        answer->atMs = row.savedAtMs;
    }
    return ground->store->write([row, answer](store::Database &db) -> Result<qint64> {
        if (auto saved = store::saveDraft(db, row, answer); !saved)
            return passOn(saved);
        return row.savedAtMs;
    });
}

Answer<void> Visits::discard(DraftId draft)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store
        ->write([ground, draft](store::Database &db) -> Result<QList<QByteArray>> {
            const auto items = itemsOf(db, draft, ground->me.person);
            if (!items)
                return passOn(items);
            QList<QByteArray> files;
            for (const PhotoItem &photo : items->photos) {
                files << photo.thumbnail.name << photo.evidence.name << photo.original.name;
                if (auto done = store::dropThumbnail(db, photo.id.as<RecordTag>()); !done)
                    return passOn(done);
            }
            for (const SignatureItem &signature : items->signatures)
                files << signature.strokes.name;
            if (items->visit)
                files << items->visit->submission.name;
            if (auto dropped = store::dropDraft(db, draft, ground->me.person); !dropped)
                return passOn(dropped);
            return files;
        })
        .then([ground](const Result<QList<QByteArray>> &files) -> Result<void> {
            if (!files)
                return passOn(files);
            for (const QByteArray &name : *files) {
                if (!name.isEmpty())
                    std::ignore = ground->files->remove(name); // sealed under a key that is gone with the draft
            }
            return {};
        });
}

} // namespace ruhu::service
