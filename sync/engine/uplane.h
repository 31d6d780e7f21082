// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/limits.h"
#include "sync/engine/link.h"

namespace ruhu::engine {

/// The direction towards the hub: bundles first, then blobs by urgency, chunk by chunk. Private to the room.
class UpLane
{
public:
    explicit UpLane(Link &link)
        : m_link(link)
    {
    }

    void begin(); ///< Takes the next thing up if nothing is under way and nothing forbids it.
    void look() { m_look = m_lookAtBundles = true; } ///< There may be something new to send.
    void hurry();                                    ///< No waiting is left.
    [[nodiscard]] bool take(const Answered &event);
    [[nodiscard]] bool take(const Unanswered &event);
    [[nodiscard]] bool take(const Stored &event);

    [[nodiscard]] bool inFlight() const;
    /// Something is sent or stored; looking() is only asking the store whether there is anything to do.
    [[nodiscard]] bool working() const { return m_step != Step::Idle && !looking(); }
    [[nodiscard]] bool looking() const;
    [[nodiscard]] qint64 wakeAt() const; ///< 0 = no reason to wake.
    [[nodiscard]] const Rest &resting() const { return m_rest; }
    [[nodiscard]] Stop stopped() const { return m_stop; }

private:
    enum class Step {
        Idle,
        Choosing,
        Pushing,
        Settling,
        ChoosingBlob,
        Creating,
        Asking,
        Reading,
        Patching,
        Noting,
        Dropping
    };

    void waitFor(Step step, quint64 id);
    void chosen(const QList<Waiting> &bundles);
    void pushed(const protocol::HttpResponse &response);
    void pushFailed(const Refusal &refusal);
    void batchFailed(const Refusal &refusal);
    void settled();
    void blobChosen(const BlobTask &blob);
    void blobAnswered(const protocol::HttpResponse &response);
    void blobFailed(const Refusal &refusal);
    void blobComplete(const protocol::HttpResponse &response);
    void storeFailed(const Error &error);
    void readOn(qint64 offset);
    void failed(const Refusal &refusal);
    template <typename Key>
    Hold &hold(QMap<Key, Hold> &holds, const Key &key);

    Link &m_link;
    Step m_step = Step::Idle;
    quint64 m_awaits = 0;
    qint64 m_sentAt = 0;
    qint64 m_sentBytes = 0;
    int m_agains = 0; ///< Repeats in a row without a reason to wait.
    Rest m_rest;
    Stop m_stop = Stop::None;

    bool m_look = true;                ///< Something may wait to be sent…
    bool m_lookAtBundles = true;       ///< …and it may be a bundle.
    int m_limit = limits::pushBundles; ///< Bundles of the next push.
    int m_batchFailures = 0;
    QList<Waiting> m_batch;
    QMap<BundleId, Hold> m_held;

    BlobTask m_blob;
    QMap<QByteArray, qint64> m_offsets; ///< Uploads under way: where the hub stands.
    qint64 m_chunk = 0;
    QMap<QByteArray, Hold> m_heldBlobs;
};

} // namespace ruhu::engine
