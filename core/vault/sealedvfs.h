// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The sealing VFS: SQLite's files, encrypted unit by unit, under an unmodified SQLite and an unmodified Qt driver.
//
// What it guarantees
//   Nothing of a page, a write-ahead log, a rollback journal or a temporary file reaches a disk in the clear.
//   A changed, moved, removed or foreign page is an error, never a value. A torn write hurts only what it wrote.
//   A write of a shape that docs/storage-format.md does not know is refused: nothing passes through.
// What it cannot do
//   It does not notice one old page put back in its place, or a whole old file: the anchor (anchor.h) is for that.
//   It does not hide the size, the times and the rhythm of writing. Pages in SQLite's cache are plain memory.
// How to see that it is at work
//   PRAGMA-less: SQLITE_FCNTL_VFSNAME answers "sealed/unix-excl"; prepareConnection() insists on it.
// What it stands on
//   `unix-excl`: no -shm file, several connections in one process, SQLITE_BUSY for a second process.
//
// Files: sealedformat (bytes) · sealedstate (shared state, keys by path) · sealedmain, sealedwal, sealedjournal,
// sealedmemory (the four kinds of file) · sealedvfs (this: the glue) · sealeddb (the door) · sealedscrub (reading all).
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace ruhu::vault {

/// Makes the VFS `name` known to SQLite, stacked on `below`; doing it again is no error. SealedDatabase does it by
/// itself for "sealed" on "unix-excl"; tests stack others on VFSes that break. Never the default VFS. Thread-safe.
/// NotFound when there is no VFS `below`.
[[nodiscard]] Result<void> registerSealedVfs(const QByteArray &name = "sealed", const QByteArray &below = "unix-excl");

} // namespace ruhu::vault
