// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/client/enrol.h"

#include "sync/client/transport.h"
#include "sync/protocol/problem.h"

#include <QPromise>
#include <QThread>

#include <memory>

namespace ruhu::client {

namespace {

ErrorCode codeOf(protocol::EnrolReason reason)
{
    switch (reason) {
    case protocol::EnrolReason::Unknown: return ErrorCode::NotFound;
    case protocol::EnrolReason::Expired: return ErrorCode::Expired;
    case protocol::EnrolReason::Used: return ErrorCode::AlreadyExists;
    case protocol::EnrolReason::Device: return ErrorCode::NotAllowed;
    }
    return ErrorCode::Refused;
}

/// What a person must be able to tell apart. A reason that this version does not know stays a plain refusal.
Error refusalOf(const protocol::HttpResponse &response)
{
    const auto problem = protocol::problemOf(response);
    if (!problem)
        return problem.error();
    Error error = protocol::errorOf(*problem);
    switch (problem->type) {
    case protocol::ProblemType::EnrolCode:
        if (problem->reason)
            error.code = codeOf(*problem->reason);
        break;
    case protocol::ProblemType::Rate:
    case protocol::ProblemType::Busy: error.code = ErrorCode::Timeout; break; // ask again later: all one can do
    default: break;
    }
    return error;
}

/// Malformed papers come from the hub: they are its bad reply, not a bad file of this laptop.
tl::unexpected<Error> badPapers(Error error)
{
    if (error.code == ErrorCode::BadFormat)
        error.code = ErrorCode::BadReply;
    return tl::make_unexpected(std::move(error));
}

Result<Enrolled> enrolledFrom(const Result<protocol::HttpResponse> &response, const Enrolment &who, qint64 nowMs)
{
    if (!response)
        return passOn(response);
    if (!response->ok())
        return tl::make_unexpected(refusalOf(*response));
    const auto map = protocol::bodyOf(*response);
    if (!map)
        return passOn(map);
    const auto answer = protocol::enrolAnswer(*map);
    if (!answer)
        return fail(ErrorCode::BadReply, answer.error().detail);
    // The first root record is believed because it came over the province's own TLS authority; from now on it is
    // pinned.
    const auto root = protocol::readRootRecord(answer->rootRecord);
    if (!root)
        return badPapers(root.error());
    const auto device = protocol::readDeviceCertificate(answer->deviceCertificate, *root);
    if (!device)
        return badPapers(device.error());
    const auto person = protocol::readPersonCertificate(answer->personCertificate, *root);
    if (!person)
        return badPapers(person.error());
    if (device->device != who.device || device->signKey != who.deviceSignKey || device->boxKey != who.deviceBoxKey ||
        person->signKey != who.personSignKey || person->boxKey != who.personBoxKey)
        return fail(ErrorCode::Signature, QStringLiteral("certificates for other keys"));
    return Enrolled{*root, *device, *person, answer->grants, answer->serverTime - nowMs};
}

} // namespace

QFuture<Result<Enrolled>> enrol(Enrolment who, qint64 nowMs)
{
    constexpr qint64 deadlineMs = 60'000;
    auto promise = std::make_shared<QPromise<Result<Enrolled>>>();
    promise->start();
    const QFuture<Result<Enrolled>> future = promise->future();
    const auto end = [promise](Result<Enrolled> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    if (auto usable = Transport::check(who.hub, who.caPem); !usable) {
        end(passOn(usable));
        return future;
    }
    protocol::EnrolRequest request;
    request.code = who.code;
    request.device = who.device;
    request.deviceSignKey = who.deviceSignKey;
    request.deviceBoxKey = who.deviceBoxKey;
    request.personSignKey = who.personSignKey;
    request.personBoxKey = who.personBoxKey;
    request.app = who.app;
    const auto proven = protocol::signEnrol(request, who.deviceSigner, who.personSigner);
    if (!proven) {
        end(passOn(proven));
        return future;
    }
    // A thread of its own, so that the caller may simply wait; the transport is made, used and dropped there.
    auto *thread = new QThread;
    thread->setObjectName(QStringLiteral("enrol"));
    auto *transport = new Transport(who.hub, who.caPem);
    transport->moveToThread(thread);
    QObject::connect(
        thread, &QThread::started, transport,
        [transport, thread, end, who, nowMs, http = protocol::post(protocol::enrolPath, protocol::toCbor(*proven))] {
            transport->send(http, deadlineMs, [transport, thread, end, who, nowMs](const auto &response) {
                end(enrolledFrom(response, who, nowMs));
                transport->deleteLater();
                thread->quit();
            });
        });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
    return future;
}

} // namespace ruhu::client
