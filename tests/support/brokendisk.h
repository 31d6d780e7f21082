// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// A disk that fills up, or a power cut, for the whole process: this takes the place of the C library's write(),
// pwrite(), fsync(), fdatasync() and rename() for everything that lies below one folder, whoever calls them (SQLite,
// Qt, our own code). A test that uses it names brokendisk.cpp among its sources.
#pragma once

#include <QByteArray>

namespace ruhu::test {

class BrokenDisk
{
public:
    enum class Fault {
        Full, ///< Writes fail with ENOSPC from the n-th on, until heal().
        Cut,  ///< The process dies at once instead of its n-th sync or rename.
    };
    /// Breaks the n-th operation (from 0) from now on. Counts also when n is never reached.
    static void breakAt(const QByteArray &folder, int n, Fault fault);
    static void heal();
    /// Whether it broke since breakAt().
    [[nodiscard]] static bool broke();

    static constexpr int cutExitCode = 77;
};

} // namespace ruhu::test
