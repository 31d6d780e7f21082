// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// A disk that breaks, for tests: an SQLite VFS on `unix-excl` that can fail any operation and that remembers what was
// written and what was synced. Stack another VFS on it (registerSealedVfs("sealed-on-disk", "disk")) or use it bare.
//
// PowerLoss replays the record and gives the files as a power cut may leave them: what was not synced is kept, dropped
// or torn, by sectors of 512 bytes, some of them with garbage. Bytes outside a write never change (powersafe
// overwrite).
#pragma once

#include "support/world.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <sqlite3.h>

#include <vector>

namespace ruhu::test {

struct DiskOp
{
    enum Kind { Create, Write, Truncate, Sync, Delete, Mark } kind = Mark;
    QByteArray path;
    qint64 at = 0;        ///< offset of a write, size of a truncation, number of a mark
    QByteArray bytes;     ///< of a write
    bool durable = false; ///< of a deletion: the folder was synced
};

class DiskVfs
{
public:
    /// Registers the VFS `name`; it stays registered until the object dies. Connections must be closed before.
    explicit DiskVfs(QByteArray name);
    ~DiskVfs();
    DiskVfs(const DiskVfs &) = delete;
    DiskVfs &operator=(const DiskVfs &) = delete;

    enum Kinds : unsigned { Reads = 1, Writes = 2, Syncs = 4, Truncations = 8, All = 15 };
    /// Fails the n-th operation (from 0) of these kinds with `code`; `sticky`: and every later one.
    void failAt(qint64 n, int code, bool sticky, unsigned kinds = All);
    void heal() { m_failAt = -1; }
    /// Whether the fault struck since failAt().
    [[nodiscard]] bool fired() const { return m_fired; }

    /// From now on every change is remembered. Files that exist already count as synced when PowerLoss is given them.
    void startRecording();
    void stopRecording() { m_recording = false; }
    /// Puts a note between the operations: "this much was acknowledged".
    void mark(qint64 number);
    [[nodiscard]] const std::vector<DiskOp> &record() const { return m_record; }
    /// A disk that says "synced" and does nothing: for the proof that the harness bites.
    void lieAboutSyncs(bool lie) { m_lying = lie; }

    /// For the glue: the code to answer instead, or SQLITE_OK.
    int strike(Kinds kind);
    void note(DiskOp op);
    [[nodiscard]] bool lying() const { return m_lying; }
    [[nodiscard]] sqlite3_vfs *below() const { return m_below; }

private:
    QByteArray m_name;
    sqlite3_vfs *m_below;
    sqlite3_vfs m_vfs{};
    qint64 m_failAt = -1;
    qint64 m_seen = 0;
    int m_code = SQLITE_OK;
    bool m_sticky = false;
    unsigned m_kinds = All;
    bool m_fired = false;
    bool m_recording = false;
    bool m_lying = false;
    std::vector<DiskOp> m_record;
};

/// The disk after a power cut at any point of a record.
class PowerLoss
{
public:
    /// \param synced the files as they were when recording started
    explicit PowerLoss(QHash<QByteArray, QByteArray> synced);

    /// The next operation of the record happens.
    void apply(const DiskOp &op);
    /// The files as one possible power cut leaves them now.
    [[nodiscard]] QHash<QByteArray, QByteArray> cut(SeededRng &rng) const;

private:
    struct File
    {
        QByteArray durable;
        bool durableExists = false;
        bool exists = false;
        std::vector<DiskOp> pending; ///< since the last sync
    };
    void syncFolder();
    static void write(QByteArray &image, const DiskOp &op);
    static void tear(QByteArray &image, const DiskOp &op, SeededRng &rng);

    QHash<QByteArray, File> m_files;
};

} // namespace ruhu::test
