// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The preliminary opinion. What the supervisor sees becomes one event: verdict, amount, reason, answers, every line and
// step of the pre-check, the policy pack, and the subject (id, version and hash of each record it rests on). The
// signature is over record::recordHash() of exactly these bytes. Before the key is used, and again in the transaction
// that stores it, the subject is compared with what is on file: nothing is signed that was not seen.
#include "core/crypto/random.h"
#include "core/service/caserecords.h"
#include "core/service/means.h"
#include "core/service/papers.h"

#include <QCborArray>
#include <QCborMap>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;
using casework::Action;
using record::Kind;

namespace {

constexpr auto supervisorRole = "TownshipSupervisor"_L1;
constexpr qsizetype longestReason = 2000;

QCborArray subjectArray(const QList<SubjectItem> &subject)
{
    QCborArray out;
    for (const SubjectItem &item : subject)
        out.append(QCborArray{item.id.bytes(), item.ver, item.hash});
    return out;
}

QList<SubjectItem> subjectFrom(const QCborArray &array)
{
    QList<SubjectItem> out;
    for (const QCborValue &value : array) {
        const QCborArray row = value.toArray();
        out.append({RecordId::fromBytes(row.at(0).toByteArray()), row.at(1).toInteger(), row.at(2).toByteArray()});
    }
    return out;
}

QLatin1String verdictName(PrecheckLine::Verdict verdict)
{
    switch (verdict) {
    case PrecheckLine::Verdict::Meets: return "meets"_L1;
    case PrecheckLine::Verdict::Judge: return "judge"_L1;
    case PrecheckLine::Verdict::Fails: return "fails"_L1;
    }
    return {};
}

/// Every line and step as they stand on the screen.
QCborMap workingMap(const Precheck &precheck)
{
    QCborArray lines;
    for (const PrecheckLine &line : precheck.lines) {
        lines.append(QCborMap{{u"id"_s, line.id},
                              {u"verdict"_s, QString(verdictName(line.verdict))},
                              {u"value"_s, line.valueFen},
                              {u"limit"_s, line.limitFen},
                              {u"count"_s, line.count},
                              {u"count_limit"_s, line.countLimit},
                              {u"figures"_s, line.working},
                              {u"source"_s, line.source},
                              {u"source_date"_s, line.sourceDate.toString(Qt::ISODate)},
                              {u"what"_s, line.what},
                              {u"subject"_s, line.subject},
                              {u"other"_s, line.otherFen},
                              {u"answer"_s, line.answer}});
    }
    QCborArray steps;
    for (const WorkingStep &step : precheck.working)
        steps.append(QCborArray{step.key, step.figures, step.resultFen});
    return {{u"lines"_s, lines},
            {u"steps"_s, steps},
            {u"persons"_s, precheck.persons},
            {u"eligible"_s, precheck.eligible},
            {u"as_of"_s, precheck.asOf.toString(Qt::ISODate)}};
}

Result<OpinionView> viewOf(store::Database &db, const Ground &ground, ApplicationId id, const OpinionDraft &draft,
                           RecordId opinion)
{
    const auto opened = openCase(db, ground, id);
    if (!opened)
        return passOn(opened);
    const auto test = testOf(ground, *opened, draft.answers);
    if (!test)
        return passOn(test);
    OpinionView view;
    view.application = id;
    view.draft = draft;
    view.precheck = precheckOf(*test);
    view.open = view.precheck.open;
    view.opinion = opinion;
    const bool agrees = draft.verdict == OpinionDraft::Verdict::Agree;
    QCborMap answers;
    for (const OpinionAnswer &answer : draft.answers)
        answers.insert(answer.line, answer.choice);
    record::Body body{{u"subject"_s, subjectArray(casework::subjectOf(opened->flat, id))},
                      {u"result"_s, agrees ? u"AGREE"_s : u"DISAGREE"_s},
                      {u"program"_s, opened->row.programme},
                      {u"amount"_s, agrees ? view.precheck.amountFen : qint64(0)},
                      {u"per_person"_s, agrees ? view.precheck.perPersonFen : qint64(0)},
                      {u"reason"_s, draft.reason.trimmed()},
                      {u"answers"_s, answers},
                      {u"no_relative"_s, draft.noRelative},
                      {u"working"_s, workingMap(view.precheck)},
                      {u"pack"_s, view.precheck.policyPack}};
    const record::Mutation event = eventAbout(ground, *opened, Kind::Opinion, opinion, body);
    view.body = record::encodeBody(event.set);
    view.document = record::recordBytes(event.kind, opinion, opened->root, view.body);
    view.hash = record::recordHash(event.kind, opinion, opened->root, view.body);
    return view;
}

/// The event of a view that nobody has touched since viewOf() made it.
Result<record::Body> intactBody(const OpinionView &view, RecordId root)
{
    const QString kind(record::nameOf(Kind::Opinion));
    if (view.document != record::recordBytes(kind, view.opinion, root, view.body) ||
        view.hash != record::recordHash(kind, view.opinion, root, view.body))
        return fail(ErrorCode::Damaged, u"opinion view"_s);
    return record::decodeBody(view.body);
}

/// Role, separation of duties, questions, and that every record is still what was on the screen.
Result<OpenCase> mayBeSigned(store::Database &db, const Ground &ground, const OpinionView &view)
{
    auto opened = openCase(db, ground, view.application);
    if (!opened)
        return opened;
    const auto body = intactBody(view, opened->root);
    if (!body)
        return passOn(body);
    if (!record::flag(*body, "no_relative"_L1))
        return fail(ErrorCode::NotAllowed, u"near-relative"_s);
    casework::StepFacts step;
    step.reason = record::text(*body, "reason"_L1);
    step.openQuestions = !view.open.isEmpty();
    if (auto allowed = allow(ground, opened->file, Action::SignOpinion, step); !allowed)
        return passOn(allowed);
    const auto test = testOf(ground, *opened, view.draft.answers);
    if (!test)
        return passOn(test);
    if (!test->open.isEmpty())
        return fail(ErrorCode::Incomplete, u"open-questions"_s);
    const auto seen = subjectFrom(body->value(u"subject"_s).toArray());
    if (!casework::staleness(seen, casework::subjectOf(opened->flat, view.application)).isEmpty())
        return fail(ErrorCode::Conflict, u"subject"_s);
    return opened;
}

Result<RecordId> keepOpinion(store::Database &db, const Ground &ground, const OpinionView &view, const Standing &signer,
                             const QByteArray &sig)
{
    const auto opened = mayBeSigned(db, ground, view);
    if (!opened)
        return passOn(opened);
    const auto body = intactBody(view, opened->root);
    if (!body)
        return passOn(body);
    record::Mutation opinion = eventAbout(ground, *opened, Kind::Opinion, view.opinion, {});
    opinion.set = *body; // byte for byte what was signed
    record::Mutation signature;
    signature.id = ground.fresh<RecordId>();
    signature.kind = QString(record::nameOf(Kind::Signature));
    signature.root = opened->root;
    signature.part = opened->part;
    signature.op = record::Op::Event;
    signature.set = {
        {u"signs"_s, view.opinion.bytes()}, {u"hash"_s, view.hash},           {u"role"_s, QString(supervisorRole)},
        {u"person"_s, signer.serial},       {u"name"_s, signer.name},         {u"sig"_s, sig},
        {u"by"_s, signer.person.bytes()},   {u"at"_s, ground.clock->wallMs()}};
    const auto done = store::commitLocal(db, {ground.me.person, {opinion, signature}, {}, {}}, ground.stamp());
    if (!done)
        return passOn(done);
    return view.opinion;
}

} // namespace

Answer<OpinionView> Casework::opinionView(ApplicationId id, const OpinionDraft &draft)
{
    const GroundPtr ground = m_desk.ground;
    if (draft.reason.trimmed().isEmpty() || draft.reason.size() > longestReason)
        return ready<OpinionView>(fail(ErrorCode::Rejected, u"reason"_s));
    crypto::SystemRng rng;
    const auto opinion = RecordId::make(*ground->clock, rng);
    return ground->store->read(
        [ground, id, draft, opinion](store::Database &db) { return viewOf(db, *ground, id, draft, opinion); });
}

Answer<RecordId> Casework::signOpinion(const OpinionView &view, QByteArray &&password)
{
    const GroundPtr ground = m_desk.ground;
    auto secret = std::make_shared<crypto::SecretBytes>(takePassword(std::move(password)));
    using Pen = std::pair<Standing, QByteArray>; // who signed, and the signature
    return ground->store
        ->read([ground, view](store::Database &db) -> Result<Standing> {
            if (auto allowed = mayBeSigned(db, *ground, view); !allowed)
                return passOn(allowed);
            const auto signer = standingOf(db, ground->me.person);
            if (!signer)
                return signer.error().code == ErrorCode::NotFound ? fail(ErrorCode::NotAllowed, u"certificate"_s)
                                                                  : passOn(signer);
            return signer;
        })
        .then(QtFuture::Launch::Async,
              [ground, view, secret](const Result<Standing> &signer) -> Result<Pen> {
                  if (!signer)
                      return passOn(signer);
                  const auto sig =
                      ground->person(signer->person, *secret, signedMessage(view.hash, QString(supervisorRole)));
                  return sig ? Result<Pen>(Pen(*signer, *sig)) : passOn(sig);
              })
        .then([ground, view](const Result<Pen> &pen) -> Answer<RecordId> {
            if (!pen)
                return ready<RecordId>(passOn(pen));
            return ground->store->write([ground, view, pen = *pen](store::Database &db) {
                return keepOpinion(db, *ground, view, pen.first, pen.second);
            });
        })
        .unwrap();
}

} // namespace ruhu::service
