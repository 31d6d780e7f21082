// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace ruhu::ctl {

/// Exit codes of every verb, stable for scripts.
constexpr int held = 0;   ///< What was asked is done, or is true.
constexpr int failed = 1; ///< It could not be done, or is not true; the reason is on stderr.
constexpr int usage = 2;  ///< The command line was not understood; nothing was touched.

/// One command of ruhuctl, as "vault create". Results go to stdout, reasons to stderr; --help is answered by main().
struct Verb
{
    QString name;                                         ///< One or two words: "vault create", "bench".
    QString synopsis;                                     ///< Its arguments: "VAULT [--kdf floor]".
    QString help;                                         ///< One or two sentences for --help.
    std::function<int(const QStringList &arguments)> run; ///< Gets what follows the name.
};

// One file verbs_GROUP.cpp a group; main.cpp joins them.
QList<Verb> demoVerbs();
QList<Verb> formVerbs();
QList<Verb> syncVerbs();
[[nodiscard]] QList<Verb> hubVerbs();
[[nodiscard]] QList<Verb> vaultVerbs();
QList<Verb> policyVerbs();
QList<Verb> storeVerbs();
QList<Verb> benchVerbs();

} // namespace ruhu::ctl
