// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What a visit draft holds beside its answers, as items of table `draft_item` (CBOR maps, on this laptop only):
//   "photo"      one photo: its record id, what it shows, and name, key and length of its three sealed files
//   "visit"      the visit event as it will be sent, made at the first signature and thrown away when anything changes
//   "signature"  one signature event over exactly that visit event
#pragma once

#include "core/service/parts.h"
#include "core/service/visits.h"
#include "core/store/drafts.h"

#include <QCborMap>

namespace ruhu::service {

/// A sealed file that a record names.
struct SealedRef
{
    QByteArray name; ///< BLAKE2b-256 of the ciphertext.
    QByteArray key;  ///< 32 bytes.
    qint64 plainLength = 0;
    qint64 sealedLength = 0;

    [[nodiscard]] QCborMap toCbor() const;
    static SealedRef fromCbor(const QCborMap &map);
};

/// Seals and stores one file durably: data before the row that names it.
[[nodiscard]] Result<SealedRef> sealFile(const vault::SealedFiles &files, RecordId record, QByteArrayView role,
                                         QByteArrayView plain);

struct PhotoItem
{
    PhotoId id;
    QString kind;
    QString caption;
    qint64 takenAtMs = 0;
    std::optional<media::Position> position; ///< Only when the person kept it.
    bool hadPosition = false;
    bool repeated = false;
    quint64 look = 0;
    QSize size;
    SealedRef thumbnail;
    SealedRef evidence;
    SealedRef original;

    [[nodiscard]] store::DraftItem toItem() const;
    static PhotoItem fromItem(const store::DraftItem &item);
};

/// The visit event, ready to be signed.
struct VisitItem
{
    RecordId id;
    record::Body body;
    QByteArray bytes;  ///< encodeBody(body): what the hash covers.
    QByteArray digest; ///< Of the answers and photos it was made from.
    QList<PersonId> investigators;
    SealedRef submission;

    [[nodiscard]] QByteArray hash(RecordId root) const;
    [[nodiscard]] store::DraftItem toItem() const;
    static Result<VisitItem> fromItem(const store::DraftItem &item);
};

struct SignatureItem
{
    RecordId id;
    DraftSignature shown;
    record::Body body; ///< Of the signature event.
    SealedRef strokes; ///< Family.

    [[nodiscard]] store::DraftItem toItem() const;
    static Result<SignatureItem> fromItem(const store::DraftItem &item);
};

/// All items of a draft.
struct DraftItems
{
    QList<PhotoItem> photos;
    std::optional<VisitItem> visit;
    QList<SignatureItem> signatures;
};
[[nodiscard]] Result<DraftItems> itemsOf(store::Database &db, DraftId draft, PersonId author);

/// Removes a visit event and the signatures under it, because what they signed has changed; their files go later, with
/// the draft.
[[nodiscard]] Result<void> dropSigned(store::Database &db, DraftId draft, PersonId author, const DraftItems &items);

/// Digest of what a signature covers: the submission as it would be sent and the photos.
[[nodiscard]] QByteArray contentDigest(QByteArrayView submission, const QList<PhotoItem> &photos);

} // namespace ruhu::service
