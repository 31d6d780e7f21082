// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace ruhu::service {

/// What every asynchronous door of this room gives back.
template <typename T>
using Answer = QFuture<Result<T>>;

/// An answer that is known at once.
template <typename T>
[[nodiscard]] Answer<T> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

/// Calls `callback(Result<T>)` on the thread of `context` once the answer is there; when `context` dies first, the
/// answer is dropped and `callback` never runs. This is the only way a screen waits. An answer
/// whose work was abandoned (the vault was locked meanwhile) arrives as ErrorCode::Cancelled.
///
/// Call it on the thread of `context`.
template <typename T, typename Callback>
void deliver(const Answer<T> &answer, QObject *context, Callback callback)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, call = std::move(callback)]() mutable {
        watcher->deleteLater();
        const QFuture<Result<T>> done = watcher->future();
        if (done.resultCount() > 0)
            call(done.result());
        else
            call(Result<T>(fail(ErrorCode::Cancelled)));
    });
    watcher->setFuture(answer);
}

} // namespace ruhu::service
