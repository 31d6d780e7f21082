// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/engine/link.h"

namespace ruhu::engine {

/// The direction from the hub: scope, then pages in the order of their channels, then blobs by urgency. Private to the
/// room.
class DownLane
{
public:
    explicit DownLane(Link &link)
        : m_link(link)
    {
    }

    void begin();
    void hurry();
    [[nodiscard]] bool take(const Answered &event);
    [[nodiscard]] bool take(const Unanswered &event);
    [[nodiscard]] bool take(const Stored &event);

    [[nodiscard]] bool inFlight() const;
    /// Something is fetched or stored; looking() is only asking the store whether a photo is missing.
    [[nodiscard]] bool working() const { return m_step != Step::Idle && !looking(); }
    [[nodiscard]] bool looking() const { return m_step == Step::Choosing; }
    [[nodiscard]] qint64 wakeAt() const;
    [[nodiscard]] const Rest &resting() const { return m_rest; }
    [[nodiscard]] Stop stopped() const { return m_stop; }
    /// The last round of pulling ended with nothing left, and no photo that could come now is missing.
    [[nodiscard]] bool drained() const { return m_drained && !m_lookAtBlobs && m_step == Step::Idle; }

private:
    enum class Step { Idle, Scoping, SavingScope, Pulling, Applying, Renewing, Choosing, Fetching, Saving };

    struct Slice
    {
        protocol::Page page;
        std::optional<protocol::Head> head;
    };

    void waitFor(Step step, quint64 id);
    void scoped(const protocol::HttpResponse &response);
    void openRound();
    void pull();
    void pulled(const protocol::HttpResponse &response);
    [[nodiscard]] bool fits(const protocol::Page &page) const;
    void queue(protocol::Page page);
    void applyNext();
    void applied(const Slice &slice);
    [[nodiscard]] bool checkEpoch(const protocol::Page &page, const std::optional<protocol::Head> &head);
    void roundOver();
    void fetched(const protocol::HttpResponse &response);
    void failed(const Refusal &refusal);
    void pullFailed(const Refusal &refusal);
    void storeFailed(const Error &error);

    Link &m_link;
    Step m_step = Step::Idle;
    quint64 m_awaits = 0;
    qint64 m_sentAt = 0;
    int m_agains = 0;
    Rest m_rest;
    Stop m_stop = Stop::None;

    bool m_drained = false;
    qint64 m_nextPoll = 0;
    bool m_arrived = false;              ///< Something came in this round.
    qint64 m_notedAt = 0;                ///< Wall time that the store knows as the last sync.
    QSet<std::pair<int, qint32>> m_open; ///< Cursors of this round that may have more.
    QList<Slice> m_slices;               ///< Of the last answer, not stored yet.
    protocol::ScopeAnswer m_newScope;
    qint32 m_renewing = 0; ///< Part whose cursors start again…
    qint64 m_newEpoch = 0; ///< …because the hub was restored; 0 = because its feed is shorter.

    bool m_lookAtBlobs = true;
    BlobTask m_blob;
    QMap<QByteArray, Hold> m_heldBlobs;
};

} // namespace ruhu::engine
