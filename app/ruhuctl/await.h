// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/ports.h"

#include <QEventLoop>
#include <QObject>

#include <optional>

namespace ruhu::ctl {

/// Waits for an answer in a program without a window; the loop is what delivers it.
template <typename T>
Result<T> await(const service::Answer<T> &answer)
{
    QEventLoop loop;
    QObject holder;
    std::optional<Result<T>> result;
    service::deliver(answer, &holder, [&](const Result<T> &value) {
        result.emplace(value);
        loop.quit();
    });
    if (!result)
        loop.exec();
    return *result;
}

/// No key ring: a laptop that is made to be thrown away keeps its device secret in the file.
class NoKeyring final : public service::KeyringPort
{
public:
    QString backend() const override { return QStringLiteral("none"); }
    service::Answer<QByteArray> read(const QString &) override
    {
        return service::ready<QByteArray>(fail(ErrorCode::KeyringUnavailable));
    }
    service::Answer<void> write(const QString &, const QByteArray &) override
    {
        return service::ready<void>(fail(ErrorCode::KeyringUnavailable));
    }
};

} // namespace ruhu::ctl
