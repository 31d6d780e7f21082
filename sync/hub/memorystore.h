// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/hubstore.h"

#include <memory>

namespace ruhu::hub {

/// A store that lives as long as the process: for the simulator and for tests. Same contract as the real one, ordered
/// containers throughout. Thread-safe by one lock.
class MemoryStore final : public HubStore
{
public:
    MemoryStore();
    ~MemoryStore() override;

    [[nodiscard]] Result<void> transact(const Work &work) override;
    [[nodiscard]] Result<void> read(const Work &work) override;
    [[nodiscard]] Result<void> writeBlob(qint32 part, const QByteArray &hash, qint64 offset,
                                         const QByteArray &bytes) override;
    [[nodiscard]] Result<QByteArray> readBlob(qint32 part, const QByteArray &hash, qint64 offset,
                                              qint64 length) override;
    [[nodiscard]] Result<void> finishBlob(qint32 part, const QByteArray &hash, qint64 length) override;

    /// A copy of everything, as a backup takes it; restore() brings it back.
    [[nodiscard]] std::shared_ptr<const struct MemoryState> backup() const;
    void restore(std::shared_ptr<const struct MemoryState> state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ruhu::hub
