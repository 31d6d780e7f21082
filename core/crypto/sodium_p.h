// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Private to this room: the one place that includes libsodium, and the casts it needs.
#pragma once

#include <QByteArrayView>

#include <sodium.h>

namespace ruhu::crypto {

inline const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

inline unsigned char *out(char *bytes)
{
    return reinterpret_cast<unsigned char *>(bytes);
}

inline unsigned long long length(QByteArrayView bytes)
{
    return static_cast<unsigned long long>(bytes.size());
}

} // namespace ruhu::crypto
