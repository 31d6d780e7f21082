// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/draftitems.h"

#include "core/crypto/hash.h"
#include "core/record/record.h"

#include <QCborArray>
#include <QtEndian>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto photoKind = "photo"_L1;
constexpr auto visitKind = "visit"_L1;
constexpr auto signatureKind = "signature"_L1;

QByteArray bytesOf(const QCborMap &map)
{
    return map.toCborValue().toCbor();
}

QCborMap mapOf(const store::DraftItem &item)
{
    return QCborValue::fromCbor(item.body).toMap();
}

} // namespace

QCborMap SealedRef::toCbor() const
{
    return {{u"name"_s, name}, {u"key"_s, key}, {u"plain"_s, plainLength}, {u"sealed"_s, sealedLength}};
}

SealedRef SealedRef::fromCbor(const QCborMap &map)
{
    return {map[u"name"_s].toByteArray(), map[u"key"_s].toByteArray(), map[u"plain"_s].toInteger(),
            map[u"sealed"_s].toInteger()};
}

Result<SealedRef> sealFile(const vault::SealedFiles &files, RecordId record, QByteArrayView role, QByteArrayView plain)
{
    const vault::SealedBytes sealed = vault::sealBytes(plain, vault::sealedFileContext(record, role, plain.size()));
    if (auto stored = files.store(sealed.name, sealed.sealed); !stored)
        return passOn(stored);
    return SealedRef{sealed.name, sealed.key.toPlain(), plain.size(), sealed.sealed.size()};
}

store::DraftItem PhotoItem::toItem() const
{
    QByteArray lookBytes(8, Qt::Uninitialized);
    qToBigEndian(look, lookBytes.data());
    QCborMap map{{u"kind"_s, kind},
                 {u"caption"_s, caption},
                 {u"taken_at"_s, takenAtMs},
                 {u"had_position"_s, hadPosition},
                 {u"repeated"_s, repeated},
                 {u"look"_s, lookBytes},
                 {u"w"_s, size.width()},
                 {u"h"_s, size.height()},
                 {u"thumbnail"_s, thumbnail.toCbor()},
                 {u"evidence"_s, evidence.toCbor()},
                 {u"original"_s, original.toCbor()}};
    if (position) {
        map.insert(u"lat"_s, position->latitude);
        map.insert(u"lon"_s, position->longitude);
    }
    return {id.as<RecordTag>(), photoKind, bytesOf(map)};
}

PhotoItem PhotoItem::fromItem(const store::DraftItem &item)
{
    const QCborMap map = mapOf(item);
    PhotoItem photo;
    photo.id = item.id.as<PhotoTag>();
    photo.kind = map[u"kind"_s].toString();
    photo.caption = map[u"caption"_s].toString();
    photo.takenAtMs = map[u"taken_at"_s].toInteger();
    photo.hadPosition = map[u"had_position"_s].toBool();
    photo.repeated = map[u"repeated"_s].toBool();
    if (const QByteArray look = map[u"look"_s].toByteArray(); look.size() == 8)
        photo.look = qFromBigEndian<quint64>(look.data());
    photo.size = QSize(int(map[u"w"_s].toInteger()), int(map[u"h"_s].toInteger()));
    photo.thumbnail = SealedRef::fromCbor(map[u"thumbnail"_s].toMap());
    photo.evidence = SealedRef::fromCbor(map[u"evidence"_s].toMap());
    photo.original = SealedRef::fromCbor(map[u"original"_s].toMap());
    if (map.contains(u"lat"_s))
        photo.position = media::Position{map[u"lat"_s].toDouble(), map[u"lon"_s].toDouble()};
    return photo;
}

QByteArray VisitItem::hash(RecordId root) const
{
    return record::recordHash(QString(record::nameOf(record::Kind::Visit)), id, root, bytes);
}

store::DraftItem VisitItem::toItem() const
{
    QCborArray people;
    for (const PersonId &person : investigators)
        people.append(person.bytes());
    const QCborMap map{{u"body"_s, bytes},
                       {u"digest"_s, digest},
                       {u"investigators"_s, people},
                       {u"submission"_s, submission.toCbor()}};
    return {id, visitKind, bytesOf(map)};
}

Result<VisitItem> VisitItem::fromItem(const store::DraftItem &item)
{
    const QCborMap map = mapOf(item);
    VisitItem visit;
    visit.id = item.id;
    visit.bytes = map[u"body"_s].toByteArray();
    visit.digest = map[u"digest"_s].toByteArray();
    for (const QCborValue &person : map[u"investigators"_s].toArray())
        visit.investigators.append(PersonId::fromBytes(person.toByteArray()));
    visit.submission = SealedRef::fromCbor(map[u"submission"_s].toMap());
    auto body = record::decodeBody(visit.bytes);
    if (!body)
        return passOn(body);
    visit.body = *std::move(body);
    return visit;
}

store::DraftItem SignatureItem::toItem() const
{
    const QCborMap map{{u"family"_s, shown.kind == DraftSignature::Kind::Family},
                       {u"member"_s, shown.member.bytes()}, // null but for an authorisation
                       {u"person"_s, shown.person.bytes()},
                       {u"name"_s, shown.name},
                       {u"relation"_s, shown.relation},
                       {u"at"_s, shown.signedAtMs},
                       {u"body"_s, record::encodeBody(body)},
                       {u"strokes"_s, strokes.toCbor()}};
    return {id, signatureKind, bytesOf(map)};
}

Result<SignatureItem> SignatureItem::fromItem(const store::DraftItem &item)
{
    const QCborMap map = mapOf(item);
    SignatureItem signature;
    signature.id = item.id;
    signature.shown.kind =
        map[u"family"_s].toBool() ? DraftSignature::Kind::Family : DraftSignature::Kind::Investigator;
    signature.shown.member = MemberId::fromBytes(map[u"member"_s].toByteArray());
    if (!signature.shown.member.isNull())
        signature.shown.kind = DraftSignature::Kind::Authorisation;
    signature.shown.person = PersonId::fromBytes(map[u"person"_s].toByteArray());
    signature.shown.name = map[u"name"_s].toString();
    signature.shown.relation = map[u"relation"_s].toString();
    signature.shown.signedAtMs = map[u"at"_s].toInteger();
    signature.strokes = SealedRef::fromCbor(map[u"strokes"_s].toMap());
    auto body = record::decodeBody(map[u"body"_s].toByteArray());
    if (!body)
        return passOn(body);
    signature.body = *std::move(body);
    return signature;
}

Result<DraftItems> itemsOf(store::Database &db, DraftId draft, PersonId author)
{
    const auto stored = store::draftItems(db, draft, author);
    if (!stored)
        return passOn(stored);
    DraftItems items;
    for (const store::DraftItem &item : *stored) {
        if (item.kind == photoKind) {
            items.photos.append(PhotoItem::fromItem(item));
        } else if (item.kind == visitKind) {
            auto visit = VisitItem::fromItem(item);
            if (!visit)
                return passOn(visit);
            items.visit = *std::move(visit);
        } else if (item.kind == signatureKind) {
            auto signature = SignatureItem::fromItem(item);
            if (!signature)
                return passOn(signature);
            items.signatures.append(*std::move(signature));
        }
    }
    return items;
}

Result<void> dropSigned(store::Database &db, DraftId draft, PersonId author, const DraftItems &items)
{
    for (const SignatureItem &signature : items.signatures) {
        if (auto done = store::dropDraftItem(db, draft, author, signature.id); !done)
            return done;
    }
    if (items.visit)
        return store::dropDraftItem(db, draft, author, items.visit->id);
    return {};
}

QByteArray contentDigest(QByteArrayView submission, const QList<PhotoItem> &photos)
{
    QList<QByteArray> names;
    for (const PhotoItem &photo : photos)
        names.append(QByteArray(photo.id.bytes() + photo.evidence.name));
    std::ranges::sort(names);
    crypto::Blake2b hash;
    hash.add(submission);
    for (const QByteArray &name : std::as_const(names))
        hash.add(name);
    return hash.result();
}

} // namespace ruhu::service
