// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The answer of ruhu-reader on its standard output: one CBOR map
//   {"v": 1, "error": code}                                                                or
//   {"v": 1, "evidence": bytes, "thumbnail": bytes, "w": int, "h": int, "look": bytes(8), "taken": text?, "lat"/"lon":
//   double?}
// The child may have been taken over by the image it opened: everything is checked again here.
#include "core/base/limits.h"
#include "core/media/photo.h"

#include <QCborMap>
#include <QCborValue>
#include <QtEndian>

#include <cmath>

namespace ruhu::media {

namespace {

constexpr int answerVersion = 1;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

QByteArray encode(const Result<PhotoCopies> &answer)
{
    QCborMap map{{key("v"), answerVersion}};
    if (!answer) {
        map.insert(key("error"), int(answer.error().code));
        return map.toCborValue().toCbor();
    }
    QByteArray look(8, Qt::Uninitialized);
    qToBigEndian(answer->look, look.data());
    map.insert(key("evidence"), answer->evidence);
    map.insert(key("thumbnail"), answer->thumbnail);
    map.insert(key("w"), answer->size.width());
    map.insert(key("h"), answer->size.height());
    map.insert(key("look"), look);
    if (answer->takenAt)
        map.insert(key("taken"), answer->takenAt->toString(Qt::ISODate));
    if (answer->position) {
        map.insert(key("lat"), answer->position->latitude);
        map.insert(key("lon"), answer->position->longitude);
    }
    return map.toCborValue().toCbor();
}

Result<PhotoCopies> decode(QByteArrayView bytes)
{
    const auto bad = [](const char *what) { return fail(ErrorCode::BadFormat, QString::fromLatin1(what)); };
    if (bytes.size() > limits::evidenceBytes + limits::thumbnailBytes + 4 * limits::kiB)
        return bad("reader answer is too long");
    QCborParserError error;
    const QCborMap map = QCborValue::fromCbor(bytes.toByteArray(), &error).toMap();
    if (error.error != QCborError::NoError || map[key("v")].toInteger() != answerVersion)
        return bad("reader answer");
    if (map.contains(key("error"))) {
        switch (ErrorCode(map[key("error")].toInteger())) {
        case ErrorCode::TooLarge: return fail(ErrorCode::TooLarge, QStringLiteral("image"));
        case ErrorCode::OutOfMemory: return fail(ErrorCode::OutOfMemory, QStringLiteral("image"));
        default: return bad("image");
        }
    }
    PhotoCopies copies;
    copies.evidence = map[key("evidence")].toByteArray();
    copies.thumbnail = map[key("thumbnail")].toByteArray();
    if (imageFormat(copies.evidence) != "jpeg" || copies.evidence.size() > limits::evidenceBytes)
        return bad("evidence copy");
    if (imageFormat(copies.thumbnail) != "jpeg" || copies.thumbnail.size() > limits::thumbnailBytes)
        return bad("thumbnail");
    const qint64 width = map[key("w")].toInteger();
    const qint64 height = map[key("h")].toInteger();
    if (width < 1 || height < 1 || width > limits::evidenceEdge || height > limits::evidenceEdge)
        return bad("size");
    copies.size = QSize(int(width), int(height));
    const QByteArray look = map[key("look")].toByteArray();
    if (look.size() != 8)
        return bad("look");
    copies.look = qFromBigEndian<quint64>(look.data());
    if (const QString taken = map[key("taken")].toString(); !taken.isEmpty()) {
        const QDateTime time = QDateTime::fromString(taken, Qt::ISODate);
        if (!time.isValid())
            return bad("time");
        copies.takenAt = time;
    }
    if (map.contains(key("lat"))) {
        const Position at{map[key("lat")].toDouble(NAN), map[key("lon")].toDouble(NAN)};
        if (!(std::abs(at.latitude) <= 90 && std::abs(at.longitude) <= 180))
            return bad("position");
        copies.position = at;
    }
    return copies;
}

} // namespace ruhu::media
