// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/log.h"

#include <cstdio>

namespace ruhu {

Q_LOGGING_CATEGORY(logVault, "ruhu.vault", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "ruhu.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logForms, "ruhu.forms", QtInfoMsg)
Q_LOGGING_CATEGORY(logSync, "ruhu.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(logHub, "ruhu.hub", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "ruhu.ui", QtInfoMsg)

QString redacted(const QString &text)
{
    constexpr qsizetype longestHarmlessNumber = 4; // a year, a port, a count
    QString out;
    out.reserve(text.size());
    qsizetype i = 0;
    while (i < text.size()) {
        const auto run = [&](auto belongs) {
            qsizetype end = i;
            while (end < text.size() && belongs(text.at(end)))
                ++end;
            return end - i;
        };
        if (const auto digits = run([](QChar c) { return c.isDigit(); }); digits > 0) {
            out += digits > longestHarmlessNumber ? QStringLiteral("#") : text.mid(i, digits);
            i += digits;
        } else if (const auto foreign = run([](QChar c) { return c.unicode() > 0x7f; }); foreign > 0) {
            out += QChar(u'~');
            i += foreign;
        } else {
            out += text.at(i++);
        }
    }
    return out;
}

static void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static constexpr const char *names[] = {"debug", "warning", "critical", "fatal", "info"};
    const QByteArray line = redacted(message).toUtf8();
    std::fprintf(stderr, "%s %s: %s\n", names[type], context.category ? context.category : "ruhu", line.constData());
}

void installLog()
{
    qInstallMessageHandler(writeLine);
}

} // namespace ruhu
