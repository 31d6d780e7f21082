// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/qtkeyring.h"

#include "core/crypto/secretbytes.h"

#include <QPromise>
#include <qt6keychain/keychain.h>

namespace ruhu {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString serviceName = u"org.ruhu.Ruhu"_s;

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound: return {ErrorCode::NotFound, u"key ring entry"_s};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry: return {ErrorCode::KeyringLocked, job.errorString()};
    default: return {ErrorCode::KeyringUnavailable, job.errorString()};
    }
}

/// Starts a job that deletes itself and answers once.
template <typename T, typename Read>
service::Answer<T> run(QKeychain::Job *job, Read read)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, read](QKeychain::Job *done) {
        if (done->error() == QKeychain::NoError)
            promise->addResult(read(done));
        else
            promise->addResult(Result<T>(tl::make_unexpected(errorOf(*done))));
        promise->finish();
    });
    job->start();
    return promise->future();
}

} // namespace

QString QtKeyring::backend() const
{
    return u"org.freedesktop.secrets"_s;
}

service::Answer<QByteArray> QtKeyring::read(const QString &key)
{
    auto *job = new QKeychain::ReadPasswordJob(serviceName);
    job->setKey(key);
    return run<QByteArray>(job, [](QKeychain::Job *done) -> Result<QByteArray> {
        return static_cast<QKeychain::ReadPasswordJob *>(done)->binaryData();
    });
}

service::Answer<void> QtKeyring::write(const QString &key, const QByteArray &secret)
{
    auto *job = new QKeychain::WritePasswordJob(serviceName);
    job->setKey(key);
    job->setBinaryData(secret);
    return run<void>(job, [](QKeychain::Job *) -> Result<void> { return {}; });
}

} // namespace ruhu
