// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/crypto/random.h"
#include "core/service/draftitems.h"
#include "core/service/rows.h"
#include "core/store/blobs.h"

#include <QtEndian>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;

namespace {

constexpr int sameMotifBits = 10; ///< Of 64, see media::lookDistance().

struct Sealed
{
    PhotoItem item;
    QByteArray thumbnail;
};

/// Worker thread: three sealed files on disk before any row names them.
Result<Sealed> sealCopies(const Ground &ground, PhotoItem item, const media::PhotoCopies &copies,
                          const QByteArray &file)
{
    const RecordId id = item.id.as<RecordTag>();
    const auto thumbnail = sealFile(*ground.files, id, "thumbnail", copies.thumbnail);
    if (!thumbnail)
        return passOn(thumbnail);
    const auto evidence = sealFile(*ground.files, id, "evidence", copies.evidence);
    if (!evidence)
        return passOn(evidence);
    const auto original = sealFile(*ground.files, id, "original", file);
    if (!original)
        return passOn(original);
    item.thumbnail = *thumbnail;
    item.evidence = *evidence;
    item.original = *original;
    return Sealed{item, copies.thumbnail};
}

Result<bool> isRepeated(store::Database &db, RecordId household, const PhotoItem &photo, const DraftItems &items)
{
    for (const PhotoItem &other : items.photos) {
        if (media::lookDistance(other.look, photo.look) <= sameMotifBits)
            return true;
    }
    const auto views = store::views(db, household, record::Kind::Photo);
    if (!views)
        return passOn(views);
    for (const store::View &view : *views) {
        const QByteArray look = record::bytes(view.body, "phash"_L1);
        if (look.size() == 8 &&
            media::lookDistance(qFromBigEndian<quint64>(look.constData()), photo.look) <= sameMotifBits)
            return true;
    }
    return false;
}

Result<DraftPhoto> keepPhoto(store::Database &db, const Ground &ground, DraftId draft, Sealed sealed)
{
    const auto row = store::draft(db, draft, ground.me.person);
    if (!row)
        return passOn(row);
    const auto items = itemsOf(db, draft, ground.me.person);
    if (!items)
        return passOn(items);
    const auto repeated = isRepeated(db, row->household, sealed.item, *items);
    if (!repeated)
        return passOn(repeated);
    sealed.item.repeated = *repeated;
    if (auto dropped = dropSigned(db, draft, ground.me.person, *items); !dropped)
        return passOn(dropped);
    if (auto kept = store::putDraftItem(db, draft, ground.me.person, sealed.item.toItem()); !kept)
        return passOn(kept);
    if (auto kept = store::putThumbnail(db, sealed.item.id.as<RecordTag>(), sealed.thumbnail); !kept)
        return passOn(kept);
    const PhotoItem &item = sealed.item;
    return DraftPhoto{item.id,          item.kind,     item.caption,    item.takenAtMs,
                      item.hadPosition, item.repeated, sealed.thumbnail};
}

} // namespace

Answer<DraftPhoto> Visits::addPhoto(DraftId draft, const QString &kind, const QByteArray &file, bool keepPosition)
{
    const GroundPtr ground = m_desk.ground;
    if (file.size() > limits::photoBytes)
        return ready<DraftPhoto>(fail(ErrorCode::TooLarge, u"bytes"_s));
    return m_desk.reader->readImage(file)
        .then(QtFuture::Launch::Async,
              [ground, kind, file, keepPosition](const Result<media::PhotoCopies> &copies) -> Result<Sealed> {
                  if (!copies)
                      return passOn(copies);
                  crypto::SystemRng rng;
                  PhotoItem item;
                  item.id = PhotoId::make(*ground->clock, rng);
                  item.kind = kind;
                  item.takenAtMs = copies->takenAt ? copies->takenAt->toMSecsSinceEpoch() : ground->clock->wallMs();
                  item.hadPosition = copies->position.has_value();
                  if (keepPosition)
                      item.position = copies->position;
                  item.look = copies->look;
                  item.size = copies->size;
                  return sealCopies(*ground, item, *copies, file);
              })
        .then([ground, draft](const Result<Sealed> &sealed) -> Answer<DraftPhoto> {
            if (!sealed)
                return ready<DraftPhoto>(passOn(sealed));
            return ground->store->write([ground, draft, sealed = *sealed](store::Database &db) {
                return keepPhoto(db, *ground, draft, sealed);
            });
        })
        .unwrap();
}

Answer<void> Visits::removePhoto(DraftId draft, PhotoId photo)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->write([ground, draft, photo](store::Database &db) -> Result<void> {
        const auto items = itemsOf(db, draft, ground->me.person);
        if (!items)
            return passOn(items);
        if (auto dropped = dropSigned(db, draft, ground->me.person, *items); !dropped)
            return dropped;
        if (auto done = store::dropDraftItem(db, draft, ground->me.person, photo.as<RecordTag>()); !done)
            return done;
        return store::dropThumbnail(db, photo.as<RecordTag>());
    });
}

} // namespace ruhu::service
