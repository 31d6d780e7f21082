// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/ports.h"
#include "core/service/today.h"

#include <QObject>

namespace ruhu::service {

/// One bundle that the hub has not acknowledged.
struct OutboxRow
{
    qint64 number = 0; ///< Order of sending.
    HouseholdId household;
    QString headName;
    QString what; ///< "visit", "opinion", "step", "patch", "resolution".
    qint64 atMs = 0;
    bool waitingForPhotos = false; ///< The hub holds it until its required photos are complete.
};

/// A photo on its way up.
struct UploadRow
{
    PhotoId photo;
    HouseholdId household;
    QString headName;
    QString kind; ///< Code EVIDENCE; empty for submissions and strokes.
    QString role; ///< "thumbnail", "evidence", "original", "submission", "strokes".
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    bool sending = false;
};

/// A piece of work that the hub sent back. Nothing of it is lost; one next step each.
struct QuarantineRow
{
    qint64 number = 0;
    HouseholdId household;
    QString headName;
    QString what;
    QString problem; ///< urn:ruhu:… of the hub.
    QString detail;  ///< The hub's words, for "details" only.
    qint64 atMs = 0;
};

/// The hub's signed word that it holds something; it was verified before it was stored.
struct ReceiptRow
{
    qint64 atMs = 0;
    int mutations = 0;
    QByteArray hash; ///< BLAKE2b-256 of the signed bytes.
};

/// What this laptop holds.
struct Holdings
{
    int households = 0;
    int complete = 0; ///< With their whole dossier.
    int photos = 0;
    int filesMissing = 0; ///< Thumbnails and evidence copies that records name and that are not here yet.
    qint64 bytesUsed = 0;
    qint64 bytesFree = 0;
};

/// The exchange with the hub as the screen sees it.
class Exchange : public QObject
{
    Q_OBJECT

public:
    explicit Exchange(DeskParts &desk);
    ~Exchange() override;

    void syncNow();
    void setPaused(bool paused);
    /// As the port says it, with what is here already counted in: of a first sync one sees how many households are
    /// listed, how many files are whole and how many photos are still to come.
    [[nodiscard]] SyncProgress progress() const;

    [[nodiscard]] Answer<UnsentCount> unsent();
    [[nodiscard]] Answer<QList<OutboxRow>> outbox();
    [[nodiscard]] Answer<QList<UploadRow>> uploads();
    [[nodiscard]] Answer<QList<QuarantineRow>> quarantine();
    /// Puts a piece of quarantined work back into the outbox.
    [[nodiscard]] Answer<void> retry(qint64 number);
    /// Newest first, at most 50.
    [[nodiscard]] Answer<QList<ReceiptRow>> receipts();
    [[nodiscard]] Answer<Holdings> holdings();

Q_SIGNALS:
    void progressed(const ruhu::service::SyncProgress &progress);
    /// The port was at work and is no more: done, failed or paused. Comes after progressed().
    void ended();

private:
    void portSaid();
    void countArrivals();

    DeskParts &m_desk;
    Holdings m_here; ///< As last counted, while something arrives.
    bool m_counting = false;
    bool m_working = false;
    qint64 m_countedAt = 0; ///< Monotonic.
};

} // namespace ruhu::service
