// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What all handles of one sealed database share, and the registry of keys by path. Private to this room.
#pragma once

#include "core/vault/sealeddb.h"
#include "core/vault/sealedformat.h"

#include <sqlite3.h>

#include <memory>
#include <mutex>
#include <optional>
#include <set>

namespace ruhu::vault::sealed {

/// A file of the VFS below, with reads that tell how much was there.
class BaseFile
{
public:
    explicit BaseFile(sqlite3_file *file = nullptr)
        : m_file(file)
    {
    }
    [[nodiscard]] sqlite3_file *raw() const { return m_file; }
    /// SQLITE_OK also when the file is shorter; `got` says how many bytes there were, the rest of `out` is zero.
    int read(char *out, int size, sqlite3_int64 at, int &got) const;
    int write(const char *bytes, int size, sqlite3_int64 at) const;
    int truncate(sqlite3_int64 size) const;
    int sync(int flags) const;
    int size(sqlite3_int64 &size) const;

private:
    sqlite3_file *m_file;
};

/// The write-ahead log as far as the shim must know it. Guarded by DatabaseState::mutex.
struct WalState
{
    int handles = 0;
    std::optional<std::array<char, 8>> salt; ///< of the log that is valid now; none = no valid log
    std::set<quint32> unsaltedFrames;        ///< written with salt 0 and not rewritten yet
    std::optional<quint32> lastCommit;       ///< frame of the last commit mark since the last sync
    bool searched = false;                   ///< looked behind a damaged frame already
};

/// One sealed database, shared by the handles of all connections. Thread-safe where marked; the rest is set before the
/// first handle works.
class DatabaseState
{
public:
    DatabaseState(QByteArray path, crypto::SecretBytes vaultKey);

    [[nodiscard]] const QByteArray &path() const { return m_path; }
    [[nodiscard]] const SubKeys &keys() const { return m_keys; }

    /// Reads the header block; called for the first handle, before anything is shared. Remembers the error.
    Result<void> load(QByteArrayView block);
    /// load() through a file of the VFS below; an SQLite result code. Only the first of several handles reads.
    int attachMain(const BaseFile &file);
    void detachMain();

    /// Thread-safe copies.
    [[nodiscard]] Header header();
    [[nodiscard]] DamageReport damage();
    [[nodiscard]] std::optional<Error> openError();
    void noteRefusedPage();
    [[nodiscard]] bool readOnly() { return damage().rolledBack; }

    /// Writes the next header into the older copy and syncs: afterwards it is the newest one, or nothing has changed.
    /// The caller holds `mutex`.
    int writeHeader(const BaseFile &main, Header next);
    /// The caller holds `mutex`.
    [[nodiscard]] const Header &headerLocked() const { return m_header; }
    DamageReport &damageLocked() { return m_damage; }

    std::mutex mutex;
    WalState wal; ///< guarded by mutex

private:
    QByteArray m_path;
    crypto::SecretBytes m_vaultKey;
    SubKeys m_keys;
    Header m_header;
    int m_slot = 0;
    int m_mainHandles = 0;
    DamageReport m_damage;
    std::optional<Error> m_openError;
};

/// The registry: which key opens which path. Thread-safe. False when the path is registered already.
[[nodiscard]] bool registerState(const std::shared_ptr<DatabaseState> &state);
void unregisterState(const QByteArray &path);
[[nodiscard]] std::shared_ptr<DatabaseState> findState(const char *path);

/// The SQLite result for an error of load().
[[nodiscard]] int sqliteResult(const Error &error);

} // namespace ruhu::vault::sealed
