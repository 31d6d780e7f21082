// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/desk.h"

#include <QObject>

#include <functional>

namespace ruhu::models {

/// What the sync page needs of the desk.
struct SyncDoors
{
    std::function<service::SyncProgress()> progress;
    std::function<void()> syncNow;
    std::function<void(bool)> setPaused;
    std::function<service::Answer<service::UnsentCount>()> unsent;
    std::function<service::Answer<QList<service::OutboxRow>>()> outbox;
    std::function<service::Answer<QList<service::UploadRow>>()> uploads;
    std::function<service::Answer<QList<service::QuarantineRow>>()> quarantine;
    std::function<service::Answer<void>(qint64)> retry;
    std::function<service::Answer<QList<service::ReceiptRow>>()> receipts;
    std::function<service::Answer<service::Holdings>()> holdings;
    std::function<service::Answer<QList<service::ConflictHousehold>>()> conflicts;
    std::function<qint64()> wallMs;
};

/// The exchange with the province in people's words: what is on its way, what came back, what has a receipt.
///
/// A piece of work passes three steps: kept on this laptop, delivered (the hub has it but waits for its photos), and
/// taken by the office above (the hub's signed receipt is here). Only the third lets a laptop forget it.
class SyncController : public QObject
{
    Q_OBJECT
public:
    explicit SyncController(SyncDoors doors, QObject *parent = nullptr);
    /// The doors of the real desk; keeps it alive.
    explicit SyncController(std::shared_ptr<service::Desk> desk, QObject *parent = nullptr);

    void reload();
    void syncNow() { m_doors.syncNow(); }
    void setPaused(bool paused);
    void retry(qint64 number);

    [[nodiscard]] const service::SyncProgress &progress() const { return m_progress; }
    [[nodiscard]] const service::UnsentCount &unsent() const { return m_unsent; }
    [[nodiscard]] const QList<service::OutboxRow> &outbox() const { return m_outbox; }
    [[nodiscard]] const QList<service::UploadRow> &uploads() const { return m_uploads; }
    [[nodiscard]] const QList<service::QuarantineRow> &quarantine() const { return m_quarantine; }
    [[nodiscard]] const QList<service::ReceiptRow> &receipts() const { return m_receipts; }
    [[nodiscard]] const service::Holdings &holdings() const { return m_holdings; }

    [[nodiscard]] bool paused() const { return m_progress.phase == service::SyncProgress::Phase::Paused; }
    [[nodiscard]] bool running() const;
    /// "Sending, 18 of 29 sent", and the calm line below it.
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString subline() const;
    /// 0..100 of what is going up, or of what is coming down while nothing goes up; -1 when nothing moves.
    [[nodiscard]] int percent() const;
    /// For the status strip.
    [[nodiscard]] QString factText() const;

    [[nodiscard]] int kept() const;      ///< Pieces of work that only this laptop has.
    [[nodiscard]] int delivered() const; ///< Of those, at the hub and waiting for photos.
    [[nodiscard]] int taken() const;     ///< Mutations on the receipts shown.

    [[nodiscard]] int conflictHouseholds() const { return m_conflictHouseholds; }
    [[nodiscard]] int conflictFields() const { return m_conflictFields; }

    [[nodiscard]] QString laneText(const service::SyncProgress::Lane &lane) const;
    [[nodiscard]] QString outboxTitle(const service::OutboxRow &row) const;
    [[nodiscard]] QString outboxLine(const service::OutboxRow &row) const;
    [[nodiscard]] QString uploadTitle(const service::UploadRow &row) const;
    [[nodiscard]] QString quarantineTitle(const service::QuarantineRow &row) const;
    /// Why it came back, that nothing is lost, and what to do.
    [[nodiscard]] QString quarantineLine(const service::QuarantineRow &row) const;
    [[nodiscard]] QString receiptText(const service::ReceiptRow &row) const;
    [[nodiscard]] QString momentOf(qint64 atMs) const;

Q_SIGNALS:
    void changed();
    void failed(const ruhu::Error &error);

private:
    void takeProgress(const service::SyncProgress &progress);
    template <typename T, typename Take>
    void ask(const service::Answer<T> &answer, Take take);

    SyncDoors m_doors;
    service::SyncProgress m_progress;
    service::UnsentCount m_unsent;
    QList<service::OutboxRow> m_outbox;
    QList<service::UploadRow> m_uploads;
    QList<service::QuarantineRow> m_quarantine;
    QList<service::ReceiptRow> m_receipts;
    service::Holdings m_holdings;
    int m_conflictHouseholds = 0;
    int m_conflictFields = 0;
    int m_waiting = 0; ///< Answers on their way.
    bool m_again = false;
};

} // namespace ruhu::models
