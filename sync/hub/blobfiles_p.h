// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace ruhu::hub {

/// Bytes of blobs as files: ROOT/PART/ab/HASH when finished, HASH.part while they arrive. What a write returned for is
/// on the disk (fsync of file and directory); a finished file is never written again. Private to SqliteStore.
class BlobFiles
{
public:
    BlobFiles() = default;
    BlobFiles(QString root, std::function<bool()> gate)
        : m_root(std::move(root))
        , m_gate(std::move(gate))
    {
    }

    [[nodiscard]] Result<void> write(qint32 part, const QByteArray &hash, qint64 offset, const QByteArray &bytes) const;
    [[nodiscard]] Result<QByteArray> read(qint32 part, const QByteArray &hash, qint64 offset, qint64 length) const;
    [[nodiscard]] Result<void> finish(qint32 part, const QByteArray &hash, qint64 length) const;

private:
    [[nodiscard]] bool pass() const { return !m_gate || m_gate(); }
    [[nodiscard]] QString folderOf(qint32 part, const QByteArray &hash) const;

    QString m_root;
    std::function<bool()> m_gate;
};

} // namespace ruhu::hub
