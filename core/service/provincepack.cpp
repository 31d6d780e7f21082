// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/provincepack.h"

#include <QDir>
#include <QFile>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

ProvincePack provincePack(const QString &folder, const rules::PackRoot &root, QDate today, rules::DemoRoot demo)
{
    ProvincePack found{nullptr, {ErrorCode::Expired, u"no valid policy pack"_s}};
    const auto refuse = [&found](const Error &error) {
        if (error.code == ErrorCode::Signature)
            found.problem = error;
        else if (error.code != ErrorCode::Expired && found.problem.code != ErrorCode::Signature)
            found.problem = {ErrorCode::BadFormat, error.detail};
    };
    const QDir packs(folder);
    for (const QString &name : packs.entryList({u"*.ruhupack"_s}, QDir::Files)) {
        QFile file(packs.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            refuse({ErrorCode::Io, u"unreadable"_s});
            continue;
        }
        auto pack = rules::openPack(file.readAll(), root, today, demo);
        if (!pack) {
            refuse(pack.error());
        } else if (!found.pack || rules::compareVersions(found.pack->manifest.version, pack->manifest.version) < 0) {
            found.pack = std::make_shared<const rules::Pack>(*std::move(pack));
        }
    }
    return found;
}

} // namespace ruhu::service
