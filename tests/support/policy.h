// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/rules/policy.h"

#include <QDir>
#include <QFile>

namespace ruhu::test {

/// The files of a policy folder of this source tree, by relative path.
inline QMap<QString, QByteArray> policyFolder(const QString &name = QStringLiteral("demo"))
{
    const QDir folder(QStringLiteral(RUHU_SOURCE_DIR "/resources/policy/") + name);
    QMap<QString, QByteArray> files;
    for (const QString &entry : folder.entryList({QStringLiteral("*.csv")}, QDir::Files)) {
        QFile file(folder.filePath(entry));
        if (file.open(QIODevice::ReadOnly))
            files.insert(entry, file.readAll());
    }
    return files;
}

/// The demo province's policy, read without the way through a signed pack.
inline Result<rules::Policy> demoPolicy(QMap<QString, QByteArray> files = policyFolder())
{
    rules::Pack pack;
    pack.manifest.id = QStringLiteral("demo-province");
    pack.manifest.version = QStringLiteral("2025.7");
    files.remove(rules::packHeaderFile);
    pack.files = files;
    return rules::Policy::read(pack);
}

} // namespace ruhu::test
