// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/platform/process.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QPromise>
#include <QTimer>

#include <csignal>
#include <memory>

namespace ruhu::platform {

namespace {

/// One run; deletes itself after it has answered.
class Run : public QObject
{
public:
    explicit Run(const Child &child)
        : m_child(child)
    {
        m_promise.start();
        QProcessEnvironment environment; // nothing of ours leaks into the child
        for (const char *name :
             {"PATH", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "LANG", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
            const QString key = QString::fromLatin1(name);
            if (qEnvironmentVariableIsSet(name))
                environment.insert(key, qEnvironmentVariable(name));
        }
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { collect(); });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                answer(fail(ErrorCode::Io, QStringLiteral("child did not start")));
        });
        connect(&m_process, &QProcess::finished, this, [this] { ended(); });
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { stop(fail(ErrorCode::Timeout, QStringLiteral("child"))); });
    }

    [[nodiscard]] QFuture<Result<QByteArray>> start()
    {
        const QFuture<Result<QByteArray>> future = m_promise.future();
        m_timer.start(m_child.timeoutMs);
        m_process.start(m_child.program, m_child.arguments);
        m_process.write(m_child.input);
        m_process.closeWriteChannel();
        return future;
    }

private:
    void collect()
    {
        m_output += m_process.readAllStandardOutput();
        if (m_output.size() > m_child.outputBytes)
            stop(fail(ErrorCode::TooLarge, QStringLiteral("output of the child")));
    }

    void stop(const Result<QByteArray> &why)
    {
        if (m_stopped)
            return;
        m_stopped = why;
        m_process.kill(); // finished() follows
    }

    void ended()
    {
        if (m_stopped)
            return answer(*m_stopped);
        collect();
        if (m_stopped)
            return answer(*m_stopped);
        if (m_process.exitStatus() == QProcess::CrashExit)
            return answer(m_process.exitCode() == SIGXCPU
                              ? Result<QByteArray>(fail(ErrorCode::Timeout, QStringLiteral("CPU time of the child")))
                              : Result<QByteArray>(fail(ErrorCode::BadFormat, QStringLiteral("child crashed"))));
        if (m_process.exitCode() != 0)
            return answer(fail(ErrorCode::BadFormat, QStringLiteral("child ended with %1").arg(m_process.exitCode())));
        answer(m_output);
    }

    void answer(const Result<QByteArray> &result)
    {
        m_timer.stop();
        m_promise.addResult(result);
        m_promise.finish();
        deleteLater();
    }

    Child m_child;
    QPromise<Result<QByteArray>> m_promise;
    QProcess m_process;
    QTimer m_timer;
    QByteArray m_output;
    std::optional<Result<QByteArray>> m_stopped;
};

} // namespace

QFuture<Result<QByteArray>> runChild(const Child &child)
{
    return (new Run(child))->start();
}

} // namespace ruhu::platform
