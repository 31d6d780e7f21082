// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "app/demo/population.h"
#include "core/base/clock.h"
#include "core/base/rng.h"

#include <QStringList>
#include <QUrl>

namespace ruhu::demo {

/// Where the parts of a demo province lie below one folder.
///   hub/                keys, database and blobs of the province (and check-figures.csv, what the registers know)
///   policy/             the signed policy pack
///   laptop-a, laptop-b  one data folder each, for ruhu --data-dir
///   START-HERE.txt      names, passwords, one-time codes, commands
struct ProvinceFolder
{
    QString root;
    [[nodiscard]] QString hub() const { return root + QStringLiteral("/hub"); }
    [[nodiscard]] QString checkFigures() const { return hub() + QStringLiteral("/check-figures.csv"); }
    [[nodiscard]] QString policy() const { return root + QStringLiteral("/policy"); }
    [[nodiscard]] QString laptop(char which) const
    {
        return root + QStringLiteral("/laptop-") + QChar::fromLatin1(which);
    }
    [[nodiscard]] QString guide() const { return root + QStringLiteral("/START-HERE.txt"); }
};

/// Somebody of the staff, with a code for each laptop that he or she works on.
struct Account
{
    Staff staff;
    PersonId person;
    QString password; ///< Of the demo only: printed and written down.
    QString codeA;
    QString codeB; ///< Empty: does not work on laptop B.
};

struct ProvinceSpec
{
    int households = 2'000;
    quint64 seed = 1;
    QDate today;
    QUrl hub;              ///< Address at which the hub will listen, https.
    QString policyFolder;  ///< The folder of the policy pack's sources.
    QByteArray surveyForm; ///< The household survey that goes into the pack.
};

struct MadeProvince
{
    QList<Account> accounts;
    int households = 0;
    int people = 0;
    int photos = 0;
    QString heroine; ///< Head of the household that the guide follows.
};

/// Makes province, hub store, population, policy pack and the folders of two laptops (nobody enrolled yet).
/// AlreadyExists when the folder holds anything; what was begun is left behind for a look when something fails.
[[nodiscard]] Result<MadeProvince> makeProvince(const ProvinceFolder &folder, const ProvinceSpec &spec,
                                                const Clock &clock, Rng &rng);

/// The text of START-HERE.txt.
[[nodiscard]] QString guideText(const ProvinceFolder &folder, const ProvinceSpec &spec, const MadeProvince &made);

} // namespace ruhu::demo
