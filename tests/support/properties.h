// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <rapidcheck.h>
#pragma GCC diagnostic pop

#include "core/record/record.h"

#include <QCborArray>
#include <QCborMap>

/// Generators for property tests.
namespace ruhu::test {

inline rc::Gen<QString> word()
{
    return rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange('a', 'f')),
                        [](const std::string &s) { return QString::fromStdString(s); });
}

/// Any value of the canonical profile, at most `depth` arrays and maps deep.
inline rc::Gen<QCborValue> cborValue(int depth)
{
    const auto leaf =
        rc::gen::oneOf(rc::gen::map(rc::gen::arbitrary<qint64>(), [](qint64 n) { return QCborValue(n); }),
                       rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return QCborValue(b); }),
                       rc::gen::map(rc::gen::arbitrary<std::string>(),
                                    [](const std::string &s) { return QCborValue(QByteArray::fromStdString(s)); }),
                       rc::gen::map(word(), [](const QString &s) { return QCborValue(QString(s + QChar(0x6c34))); }),
                       rc::gen::map(rc::gen::arbitrary<int>(), [](int n) { return QCborValue(double(n) / 8); }),
                       rc::gen::just(QCborValue(nullptr)));
    if (depth == 0)
        return leaf;
    return rc::gen::oneOf(leaf,
                          rc::gen::map(rc::gen::container<std::vector<QCborValue>>(cborValue(depth - 1)),
                                       [](const std::vector<QCborValue> &items) {
                                           QCborArray array;
                                           for (const QCborValue &item : items)
                                               array.append(item);
                                           return QCborValue(array);
                                       }),
                          rc::gen::map(rc::gen::container<std::vector<std::pair<QString, QCborValue>>>(
                                           rc::gen::pair(word(), cborValue(depth - 1))),
                                       [](const std::vector<std::pair<QString, QCborValue>> &entries) {
                                           QCborMap map;
                                           for (const auto &[key, value] : entries)
                                               map.insert(key, value);
                                           return QCborValue(map);
                                       }));
}

} // namespace ruhu::test
