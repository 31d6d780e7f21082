// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/database.h"
#include "core/vault/sealeddb.h"

namespace ruhu::store {

Place sealedPlace(const vault::SealedDatabase &sealed)
{
    return {sealed.uri(), QString::fromLatin1(vault::SealedDatabase::qtOptions), [](void *connection, Access access) {
                return vault::prepareConnection(static_cast<sqlite3 *>(connection), access == Access::ReadWrite
                                                                                        ? vault::Access::Writer
                                                                                        : vault::Access::Reader);
            }};
}

} // namespace ruhu::store
