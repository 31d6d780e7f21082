// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace ruhu {

/// What went wrong, for programs. The words for people are made in ui/models/messages, never here.
///
/// A code is a contract: callers branch on it, tests name it. Add one only when somebody must act differently on it.
enum class ErrorCode {
    // The caller's data
    Rejected,    ///< The value breaks a rule; nothing was changed. `detail` names the field or rule.
    BadFormat,   ///< Bytes that are not what they claim to be (a form, a policy pack, an image, a message).
    TooLarge,    ///< A limit of core/base/limits.h was exceeded.
    Unsupported, ///< Well-formed, but beyond what this build promises.
    NotFound,    ///< No such record, file or row.
    AlreadyExists,
    Conflict,   ///< The record moved on since it was read.
    NotAllowed, ///< The person may not do this (role, separation of duties, state of the case).
    Incomplete, ///< Something required is missing; `detail` lists what.
    Expired,    ///< Valid once, not at this time (policy pack, certificate, code).
    Cancelled,
    // The vault
    WrongPassword,
    Delayed,             ///< Too early after a wrong password; `detail` holds the seconds left.
    DeviceSecretMissing, ///< The vault says that a device secret exists, and it was not found.
    KeyringLocked,       ///< The key ring is there but does not answer for this person.
    KeyringUnavailable,  ///< No secret service on this machine.
    Damaged,             ///< Authentication failed: bytes were changed or lost.
    RolledBack,          ///< An older copy than one that was seen before.
    TooNew,              ///< Written by a newer version; left untouched.
    Locked,              ///< The vault is closed.
    Busy,                ///< Open elsewhere, in another process.
    // The machine
    Io,
    DiskFull,
    OutOfMemory,
    // The network and the hub
    Network, ///< No connection, or it broke.
    Timeout,
    Tls,       ///< The server's certificate is not of our province.
    BadReply,  ///< The answer is not the protocol.
    Signature, ///< A signature does not verify.
    Refused,   ///< The hub answered with a problem; `detail` starts with its urn.
    Internal,  ///< A promise of this program was broken.
};

/// The stable English name of a code ("wrong-password"), for logs, JSON and command-line output.
QString errorName(ErrorCode code);

/// An error as a value: the code that programs branch on, and a detail for logs and tests.
/// The detail never holds a name, an identity number, a password or any other content of a record.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;

    friend bool operator==(const Error &, const Error &) = default;
};

/// A value or the reason why there is none. Never ignore one: the type is [[nodiscard]] by way of tl::expected.
template <typename T>
using Result = tl::expected<T, Error>;

/// The short way to leave a function with an error.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString detail = {})
{
    return tl::make_unexpected(Error{code, std::move(detail)});
}

/// Passes on the error of another result, whatever its value type was.
template <typename T>
[[nodiscard]] tl::unexpected<Error> passOn(const tl::expected<T, Error> &failed)
{
    return tl::make_unexpected(failed.error());
}

} // namespace ruhu
