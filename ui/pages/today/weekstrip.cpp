// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/today/weekstrip.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"

#include <QLocale>
#include <QPainter>

namespace ruhu::pages {

using theme::Token;

namespace {
constexpr double restShare = 0.62; // of the width of a working day
}

WeekStrip::WeekStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void WeekStrip::show(const QList<service::DayCount> &days, const QDate &today)
{
    m_days = days;
    m_today = today;
    QStringList words;
    for (const service::DayCount &day : days)
        words.append(QStringList{QLocale().toString(day.date, QStringLiteral("ddd d")), counts(day), dueText(day)}
                         .join(QChar(u' '))
                         .simplified());
    setAccessibleName(tr("This week"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize WeekStrip::sizeHint() const
{
    return {720, theme::textSize() == theme::TextSize::Large ? 68 : 54};
}

QString WeekStrip::counts(const service::DayCount &day) const
{
    if (!day.working && day.planned == 0)
        return tr("rest");
    if (day.planned == 0)
        return day.due == 0 ? tr("free") : QString();
    QString words = tr("%n household(s)", nullptr, day.planned);
    if (day.date < m_today && day.planned > 0)
        words += QChar(u' ') + (day.done >= day.planned ? tr("all done") : tr("%1 done").arg(day.done));
    return words;
}

QString WeekStrip::dueText(const service::DayCount &day) const
{
    return day.due > 0 ? tr("%n due", nullptr, day.due) : QString();
}

void WeekStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    theme::paintBox(painter, rect(), 8, theme::color(Token::Surface), theme::color(Token::Line));
    if (m_days.isEmpty())
        return;
    double shares = 0;
    for (const service::DayCount &day : m_days)
        shares += day.working ? 1.0 : restShare;
    double x = 1;
    const double unit = (width() - 2) / shares;
    for (qsizetype i = 0; i < m_days.size(); ++i) {
        const service::DayCount &day = m_days.at(i);
        const QRectF cell(x, 1, unit * (day.working ? 1.0 : restShare), height() - 2);
        x += cell.width();
        const bool now = day.date == m_today;
        if (now)
            painter.fillRect(cell, theme::color(Token::AcBg));
        else if (!day.working)
            painter.fillRect(cell, theme::color(Token::Win));
        if (now)
            painter.fillRect(QRectF(cell.left(), cell.bottom() - 3, cell.width(), 3), theme::color(Token::Ac));
        if (i + 1 < m_days.size())
            theme::paintHairlineRight(painter, cell);
        const QRectF inner = cell.adjusted(10, 5, -6, -5);
        painter.setFont(theme::font(theme::TextRole::Caption, now));
        painter.setPen(theme::color(now ? Token::Ac : Token::Tx2));
        const QString name =
            now ? tr("Today %1").arg(day.date.day()) : QLocale().toString(day.date, QStringLiteral("ddd d"));
        painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft, name);
        painter.setFont(theme::font(theme::TextRole::Secondary));
        painter.setPen(theme::color(day.working ? Token::Tx : Token::Tx3));
        const QString words = counts(day);
        painter.drawText(inner, Qt::AlignBottom | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, int(inner.width())));
        if (day.due > 0) {
            const int used = words.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(words + QChar(u' '));
            painter.setPen(theme::color(Token::Warn));
            const QRectF rest = inner.adjusted(used, 0, 0, 0);
            painter.drawText(rest, Qt::AlignBottom | Qt::AlignLeft,
                             painter.fontMetrics().elidedText(dueText(day), Qt::ElideRight, int(rest.width())));
        }
    }
}

} // namespace ruhu::pages
