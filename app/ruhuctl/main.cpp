// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/verbs.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace ruhu;

namespace {

QList<ctl::Verb> allVerbs()
{
    QList<ctl::Verb> verbs;
    verbs += ctl::demoVerbs();
    verbs += ctl::formVerbs();
    verbs += ctl::syncVerbs();
    verbs += ctl::hubVerbs();
    verbs += ctl::vaultVerbs();
    verbs += ctl::policyVerbs();
    verbs += ctl::storeVerbs();
    verbs += ctl::benchVerbs();
    return verbs;
}

QString synopsis(const ctl::Verb &verb)
{
    return QStringLiteral("ruhuctl %1 %2").arg(verb.name, verb.synopsis);
}

void printVerbs(QTextStream &out, const QList<ctl::Verb> &verbs)
{
    out << "Usage: ruhuctl VERB …   (ruhuctl VERB --help explains one)\n\n";
    for (const ctl::Verb &verb : verbs)
        out << "  " << synopsis(verb) << '\n';
    out << "\nExit codes: 0 held, 1 failed, 2 usage. Results on stdout, reasons on stderr.\n";
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QCoreApplication app(argc, argv);
    QCoreApplication::setOrganizationDomain(QStringLiteral("ruhu.org"));
    QCoreApplication::setApplicationName(QStringLiteral("Ruhu"));
    QTextStream out(stdout);
    QTextStream err(stderr);

    const QStringList words = QCoreApplication::arguments().mid(1);
    const QList<ctl::Verb> verbs = allVerbs();
    if (words.isEmpty() || words.first() == QStringLiteral("--help")) {
        printVerbs(words.isEmpty() ? err : out, verbs);
        return words.isEmpty() ? ctl::usage : ctl::held;
    }
    for (const ctl::Verb &verb : verbs) {
        const QStringList name = verb.name.split(QChar(u' '));
        if (words.mid(0, name.size()) != name)
            continue;
        const QStringList arguments = words.mid(name.size());
        if (arguments.contains(QStringLiteral("--help"))) {
            out << "Usage: " << synopsis(verb) << "\n\n" << verb.help << '\n';
            return ctl::held;
        }
        return verb.run(arguments);
    }
    err << "ruhuctl: no verb \"" << words.mid(0, 2).join(QChar(u' ')) << "\"\n\n";
    printVerbs(err, verbs);
    return ctl::usage;
}
