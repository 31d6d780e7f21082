// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The four kinds of file behind the sealing VFS. Private to this room. Each answers in SQLite result codes, throws
// nothing but std::bad_alloc (the glue turns it into NOMEM), and passes nothing through that it does not understand.
#pragma once

#include "core/vault/sealedstate.h"

#include <sqlite3.h>

#include <memory>
#include <vector>

namespace ruhu::vault::sealed {

/// What SQLite may ask of an open file.
class Handle
{
public:
    Handle() = default;
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    virtual ~Handle() = default;

    virtual int read(char *out, int amount, sqlite3_int64 at) = 0;
    virtual int write(const char *bytes, int amount, sqlite3_int64 at) = 0;
    virtual int truncate(sqlite3_int64 size) = 0;
    virtual int sync(int flags) = 0;
    virtual int size(sqlite3_int64 &size) = 0;
    virtual int fileControl(int operation, void *argument);
    /// Called once, before the file below is closed; writes what is pending.
    virtual int aboutToClose() { return SQLITE_OK; }
    /// The file below; raw() is null for files that live in memory.
    [[nodiscard]] virtual BaseFile base() const { return BaseFile(); }
};

/// The database: page n at 4096·n, behind the header block.
class MainHandle final : public Handle
{
public:
    MainHandle(BaseFile base, std::shared_ptr<DatabaseState> state);
    ~MainHandle() override;

    int read(char *out, int amount, sqlite3_int64 at) override;
    int write(const char *bytes, int amount, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override;
    int sync(int flags) override;
    int size(sqlite3_int64 &size) override;
    int fileControl(int operation, void *argument) override;
    [[nodiscard]] BaseFile base() const override { return m_base; }

    [[nodiscard]] const std::shared_ptr<DatabaseState> &state() const { return m_state; }
    enum class PageRead { Good, Absent, Bad };
    /// One page by its number (from 1) into 4096 bytes; `result` gets an SQLite code when the file below failed.
    PageRead readPage(quint32 number, char *plain, int &result);
    /// The rollback journal of this connection: flushed before every write to the database.
    void setJournal(class JournalHandle *journal) { m_journal = journal; }

private:
    int sealAt(quint32 number, const char *plain);
    int fillGap(sqlite3_int64 upTo);

    BaseFile m_base;
    std::shared_ptr<DatabaseState> m_state;
    class JournalHandle *m_journal = nullptr;
    std::vector<char> m_cipher;
    std::vector<char> m_plain;
};

/// The write-ahead log: every write of SQLite is a unit of its own.
class WalHandle final : public Handle
{
public:
    WalHandle(BaseFile base, MainHandle &main);
    ~WalHandle() override;

    /// Looks at the log that is there; before the first read.
    int start();
    int read(char *out, int amount, sqlite3_int64 at) override;
    int write(const char *bytes, int amount, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override;
    int sync(int flags) override;
    int size(sqlite3_int64 &size) override;
    [[nodiscard]] BaseFile base() const override { return m_base; }

private:
    struct Unit;
    [[nodiscard]] static Unit unitAt(sqlite3_int64 logical);
    int readUnit(const Unit &unit, char *plain, bool &absent);
    int readHeaderUnit(char *plain, bool &absent);
    int readFrameHeader(quint32 frame, char *plain, bool &absent, bool &sound);
    int readFramePage(quint32 frame, char *plain, bool &absent, bool &sound);
    int searchBehind(quint32 frame);
    int writeHeader(const char *bytes);
    int writeFrameHeader(quint32 frame, const char *bytes);
    int writeFramePage(quint32 frame, const char *bytes);

    BaseFile m_base;
    MainHandle &m_main;
    std::shared_ptr<DatabaseState> m_state;
    std::vector<char> m_cipher;
    std::vector<char> m_plain;
};

/// The rollback journal: an append-only log of sealed records whose replay is the journal that SQLite sees.
class JournalHandle final : public Handle
{
public:
    JournalHandle(BaseFile base, MainHandle &main);
    ~JournalHandle() override;

    int read(char *out, int amount, sqlite3_int64 at) override;
    int write(const char *bytes, int amount, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override;
    int sync(int flags) override;
    int size(sqlite3_int64 &size) override;
    int aboutToClose() override { return flush(); }
    [[nodiscard]] BaseFile base() const override { return m_base; }
    /// Writes the pending record.
    int flush();

private:
    int refresh();
    int replay(sqlite3_int64 physicalSize);
    int restart();
    int append(const char *bytes, int amount, sqlite3_int64 at);
    [[nodiscard]] Aad aad(quint32 length, quint64 at) const;

    BaseFile m_base;
    MainHandle &m_main;
    std::vector<char> m_image;   ///< the journal as SQLite sees it, pending bytes included
    std::vector<char> m_pending; ///< written by SQLite, not sealed yet
    sqlite3_int64 m_pendingAt = 0;
    QByteArray m_id; ///< 16 bytes; empty = no log yet
    quint64 m_records = 0;
    sqlite3_int64 m_physical = 0; ///< where the next record goes
    sqlite3_int64 m_fileSize = 0; ///< of the file below when this handle saw it last; more than m_physical: a torn end
};

/// Temporary files of SQLite (sorters, statement journals, VACUUM): they have no name, and never reach a disk.
class MemoryHandle final : public Handle
{
public:
    int read(char *out, int amount, sqlite3_int64 at) override;
    int write(const char *bytes, int amount, sqlite3_int64 at) override;
    int truncate(sqlite3_int64 size) override;
    int sync(int) override { return SQLITE_OK; }
    int size(sqlite3_int64 &size) override;

private:
    static constexpr sqlite3_int64 chunkSize = 64 * 1024;
    std::vector<std::unique_ptr<char[]>> m_chunks;
    sqlite3_int64 m_size = 0;
};

/// The MainHandle of a connection's database, for prepareConnection() and scrub(); null when it runs on another VFS.
[[nodiscard]] MainHandle *mainHandleOf(sqlite3 *connection);
[[nodiscard]] MainHandle *mainHandleOf(sqlite3_file *file);

} // namespace ruhu::vault::sealed
