// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFuture>
#include <QString>
#include <QStringList>

namespace ruhu::platform {

/// First thing in main() of every program that sees keys or records: no core files (RLIMIT_CORE 0), and nobody of the
/// same user reads our memory (PR_SET_DUMPABLE 0). Neither breaks assistive technology nor the key ring (measured).
void hardenProcess();

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RUHU_UNDER_CHECKER
/// The memory checkers reserve terabytes of addresses: under them no process could live within ReaderLimits.
constexpr bool limitsMemory = false;
#else
constexpr bool limitsMemory = true;
#endif

/// What a process that opens foreign files may use.
struct ReaderLimits
{
    qint64 memoryBytes = 512LL * 1024 * 1024; ///< RLIMIT_AS
    int cpuSeconds = 20;                      ///< RLIMIT_CPU
};

/// Takes from this process for good what it does not need: memory and time beyond the limits, new privileges, writing
/// files, starting programs and every kind of socket (a seccomp filter; where the kernel refuses filters, the process
/// leaves its network namespace instead, if it may). Call it before the first foreign byte is read.
///
/// \return Unsupported when the network could not be taken away in either manner: the caller must stop.
[[nodiscard]] Result<void> confineReader(const ReaderLimits &limits = {});

struct Child
{
    QString program;
    QStringList arguments;
    QByteArray input;
    int timeoutMs = 30'000;
    qint64 outputBytes = 1024 * 1024; ///< More than that ends the child.
};

/// Runs a program once: writes `input` to its standard input, closes it, and collects its standard output. The child
/// gets no environment but the paths it needs. Call it on a thread with an event loop; the answer arrives there.
///
/// \return what the child wrote before it ended with 0. Timeout (the time here, or its CPU limit), TooLarge (output),
///         Io (it did not start), BadFormat (it ended in any other way, a crash included)
[[nodiscard]] QFuture<Result<QByteArray>> runChild(const Child &child);

} // namespace ruhu::platform
