// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/result.h"

namespace ruhu {

QString errorName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Rejected: return QStringLiteral("rejected");
    case ErrorCode::BadFormat: return QStringLiteral("bad-format");
    case ErrorCode::TooLarge: return QStringLiteral("too-large");
    case ErrorCode::Unsupported: return QStringLiteral("unsupported");
    case ErrorCode::NotFound: return QStringLiteral("not-found");
    case ErrorCode::AlreadyExists: return QStringLiteral("already-exists");
    case ErrorCode::Conflict: return QStringLiteral("conflict");
    case ErrorCode::NotAllowed: return QStringLiteral("not-allowed");
    case ErrorCode::Incomplete: return QStringLiteral("incomplete");
    case ErrorCode::Expired: return QStringLiteral("expired");
    case ErrorCode::Cancelled: return QStringLiteral("cancelled");
    case ErrorCode::WrongPassword: return QStringLiteral("wrong-password");
    case ErrorCode::Delayed: return QStringLiteral("delayed");
    case ErrorCode::DeviceSecretMissing: return QStringLiteral("device-secret-missing");
    case ErrorCode::KeyringLocked: return QStringLiteral("keyring-locked");
    case ErrorCode::KeyringUnavailable: return QStringLiteral("keyring-unavailable");
    case ErrorCode::Damaged: return QStringLiteral("damaged");
    case ErrorCode::RolledBack: return QStringLiteral("rolled-back");
    case ErrorCode::TooNew: return QStringLiteral("too-new");
    case ErrorCode::Locked: return QStringLiteral("locked");
    case ErrorCode::Busy: return QStringLiteral("busy");
    case ErrorCode::Io: return QStringLiteral("io");
    case ErrorCode::DiskFull: return QStringLiteral("disk-full");
    case ErrorCode::OutOfMemory: return QStringLiteral("out-of-memory");
    case ErrorCode::Network: return QStringLiteral("network");
    case ErrorCode::Timeout: return QStringLiteral("timeout");
    case ErrorCode::Tls: return QStringLiteral("tls");
    case ErrorCode::BadReply: return QStringLiteral("bad-reply");
    case ErrorCode::Signature: return QStringLiteral("signature");
    case ErrorCode::Refused: return QStringLiteral("refused");
    case ErrorCode::Internal: return QStringLiteral("internal");
    }
    return QStringLiteral("internal");
}

} // namespace ruhu
