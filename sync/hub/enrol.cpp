// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/sign.h"
#include "sync/hub/admin.h"
#include "sync/hub/handlers_p.h"
#include "sync/hub/workset_p.h"

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
constexpr qint64 certificateLifeMs = 365 * dayMs;

/// One enrolment inside its transaction. `refusal` says why not; then nothing may be committed.
class EnrolStep
{
public:
    EnrolStep(HubTransaction &transaction, HubContext &context, const protocol::EnrolRequest &request)
        : m_transaction(transaction)
        , m_context(context)
        , m_request(request)
        , m_now(context.clock.wallMs())
    {
    }

    Result<void> run();
    [[nodiscard]] std::optional<protocol::EnrolReason> refusal() const { return m_refusal; }
    protocol::EnrolAnswer answer;

private:
    Result<void> refuse(protocol::EnrolReason why)
    {
        m_refusal = why;
        return fail(ErrorCode::Rejected, u"code"_s);
    }
    Result<void> again(const CodeRow &code);
    Result<void> device();
    Result<void> person(const CodeRow &code);
    Result<void> finish(PersonId person);

    HubTransaction &m_transaction;
    HubContext &m_context;
    const protocol::EnrolRequest &m_request;
    qint64 m_now;
    std::optional<protocol::EnrolReason> m_refusal;
};

Result<void> EnrolStep::run()
{
    const auto code = m_transaction.code(codeHash(m_request.code));
    if (!code)
        return passOn(code);
    if (!*code)
        return refuse(protocol::EnrolReason::Unknown);
    if (!(*code)->serial.isNull())
        return again(**code);
    if ((*code)->expiresAt <= m_now)
        return refuse(protocol::EnrolReason::Expired);
    if (const auto locked = m_transaction.lockPart(0); !locked)
        return passOn(locked);
    if (const auto done = device(); !done)
        return done;
    if (const auto done = person(**code); !done)
        return done;
    return finish((*code)->person);
}

/// The same laptop asks again because the answer was lost: the same answer.
Result<void> EnrolStep::again(const CodeRow &code)
{
    const auto certificate = m_transaction.certificate(code.serial);
    if (!certificate)
        return passOn(certificate);
    const auto device = m_transaction.device(m_request.device);
    if (!device)
        return passOn(device);
    const bool same = *certificate && *device && (*certificate)->device == m_request.device &&
                      (*certificate)->signKey == m_request.personSignKey &&
                      (*device)->signKey == m_request.deviceSignKey;
    if (!same)
        return refuse(protocol::EnrolReason::Used);
    answer.personCertificate = (*certificate)->bytes;
    answer.deviceCertificate = (*device)->certificate;
    return finish(code.person);
}

Result<void> EnrolStep::device()
{
    const auto known = m_transaction.device(m_request.device);
    if (!known)
        return passOn(known);
    if (*known) {
        const bool same = (*known)->signKey == m_request.deviceSignKey && (*known)->boxKey == m_request.deviceBoxKey;
        if (!same || (*known)->revoked)
            return refuse(protocol::EnrolReason::Device);
        DeviceRow row = **known;
        answer.deviceCertificate = row.certificate;
        const auto scopeVer = m_transaction.nextScopeVer();
        if (!scopeVer)
            return passOn(scopeVer);
        row.scopeVer = *scopeVer;
        return m_transaction.putDevice(row);
    }
    const auto certificate = protocol::issue({.serial = RecordId::make(m_context.clock, m_context.rng),
                                              .device = m_request.device,
                                              .signKey = m_request.deviceSignKey,
                                              .boxKey = m_request.deviceBoxKey,
                                              .notBefore = m_now - dayMs,
                                              .notAfter = m_now + certificateLifeMs,
                                              .bytes = {}},
                                             m_context.keys.issuer);
    if (!certificate)
        return passOn(certificate);
    const auto scopeVer = m_transaction.nextScopeVer();
    if (!scopeVer)
        return passOn(scopeVer);
    answer.deviceCertificate = certificate->bytes;
    return m_transaction.putDevice({.device = m_request.device,
                                    .signKey = m_request.deviceSignKey,
                                    .boxKey = m_request.deviceBoxKey,
                                    .certificate = certificate->bytes,
                                    .app = m_request.app,
                                    .revoked = false,
                                    .notAfter = certificate->notAfter,
                                    .scopeVer = *scopeVer,
                                    .enrolledAt = m_now});
}

Result<void> EnrolStep::person(const CodeRow &code)
{
    const auto row = m_transaction.person(code.person);
    if (!row)
        return passOn(row);
    if (!*row)
        return refuse(protocol::EnrolReason::Unknown);
    const auto certificate = protocol::issue({.serial = RecordId::make(m_context.clock, m_context.rng),
                                              .person = code.person,
                                              .name = (*row)->name,
                                              .signKey = m_request.personSignKey,
                                              .boxKey = m_request.personBoxKey,
                                              .notBefore = m_now - dayMs,
                                              .notAfter = m_now + certificateLifeMs,
                                              .bytes = {}},
                                             m_context.keys.issuer);
    if (!certificate)
        return passOn(certificate);
    answer.personCertificate = certificate->bytes;
    auto done = m_transaction.putCertificate({.serial = certificate->serial,
                                              .person = code.person,
                                              .device = m_request.device,
                                              .signKey = m_request.personSignKey,
                                              .bytes = certificate->bytes,
                                              .revoked = false,
                                              .notAfter = certificate->notAfter});
    if (!done)
        return done;
    CodeRow used = code;
    used.serial = certificate->serial;
    done = m_transaction.putCode(used);
    if (!done)
        return done;
    // Everybody can check everybody's signatures offline: certificates travel as records of the whole province. `bytes`
    // is what is signed; the fields beside it let a laptop find the certificate of a person.
    WorkSet work(m_transaction, 0);
    done = work.putOwn(record::Kind::Certificate, certificate->serial, {}, 0,
                       {{u"serial"_s, certificate->serial.bytes()},
                        {u"person"_s, code.person.bytes()},
                        {u"name"_s, certificate->name},
                        {u"sign_key"_s, certificate->signKey},
                        {u"not_before"_s, certificate->notBefore},
                        {u"not_after"_s, certificate->notAfter},
                        {u"bytes"_s, certificate->bytes},
                        {u"at"_s, m_now}});
    return done ? work.flush() : done;
}

Result<void> EnrolStep::finish(PersonId person)
{
    const auto grants = m_transaction.grantsOf(person);
    if (!grants)
        return passOn(grants);
    answer.grants = infosOf(*grants);
    answer.rootRecord = m_context.keys.root.bytes;
    answer.serverTime = m_now;
    return {};
}

} // namespace

HttpResponse enrol(const HttpRequest &request, HubContext &context)
{
    const auto map = protocol::bodyOf(request);
    if (!map)
        return badBody(map.error());
    const auto parsed = protocol::enrolRequest(*map);
    if (!parsed)
        return badBody(parsed.error());
    const QByteArray message = protocol::enrolMessage(*parsed);
    if (!crypto::verify(parsed->deviceSignKey, message, parsed->deviceSig) ||
        !crypto::verify(parsed->personSignKey, message, parsed->personSig))
        return problem(ProblemType::Signature, u"enrol"_s);
    protocol::EnrolAnswer answer;
    std::optional<protocol::EnrolReason> refusal;
    const auto done = context.store.transact([&](HubTransaction &transaction) -> Result<void> {
        EnrolStep step(transaction, context, *parsed);
        auto ran = step.run();
        refusal = step.refusal();
        answer = step.answer;
        return ran;
    });
    if (refusal) {
        protocol::Problem refused;
        refused.type = ProblemType::EnrolCode;
        refused.reason = refusal;
        return protocol::toHttp(refused);
    }
    if (!done)
        return storeFailed(done.error());
    return protocol::answer(protocol::toCbor(answer));
}

} // namespace ruhu::hub
