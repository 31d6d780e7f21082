// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/keyring.h"

#include <qt6keychain/keychain.h>

#include <QEventLoop>

namespace ruhu::ctl {

namespace {

QString serviceName()
{
    return QStringLiteral("org.ruhu.Ruhu");
}

Result<void> finish(QKeychain::Job &job)
{
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.start();
    loop.exec();
    switch (job.error()) {
    case QKeychain::NoError: return {};
    case QKeychain::EntryNotFound: return fail(ErrorCode::NotFound, QStringLiteral("the key ring has no such entry"));
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return fail(ErrorCode::KeyringLocked, job.errorString());
    default: return fail(ErrorCode::KeyringUnavailable, job.errorString());
    }
}

} // namespace

Result<QByteArray> readKeyring(const QString &name)
{
    QKeychain::ReadPasswordJob job(serviceName());
    job.setKey(name);
    if (auto read = finish(job); !read)
        return passOn(read);
    return job.binaryData();
}

Result<void> writeKeyring(const QString &name, const QByteArray &secret)
{
    QKeychain::WritePasswordJob job(serviceName());
    job.setKey(name);
    job.setBinaryData(secret);
    return finish(job);
}

} // namespace ruhu::ctl
