// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/conflict/conflictoutcome.h"

#include "ui/models/phrases.h"
#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace ruhu::pages {

using service::ConflictChoice;
using service::ConflictField;
using service::ConflictItem;
using theme::TextRole;
using theme::Token;

namespace {

/// One change on the line of time.
struct Change
{
    qint64 atMs = 0;
    bool mine = false;
    QString words;
    QString when;
};

constexpr int dot = 12;
constexpr int gap = 10;

} // namespace

/// Who changed what when, oldest first: a round mark for this laptop, a square one for the province.
class ConflictSequence : public QWidget
{
public:
    ConflictSequence(const QList<Change> &changes, QWidget *parent)
        : QWidget(parent)
        , m_changes(changes)
    {
        QStringList lines;
        for (const Change &change : changes)
            lines.append(change.when + QChar(u' ') + change.words);
        setAccessibleName(lines.join(QStringLiteral("\n")));
        setFixedHeight(int(changes.size()) * line());
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(theme::font(TextRole::Secondary));
        int widest = 0;
        for (const Change &change : std::as_const(m_changes))
            widest = std::max(widest, painter.fontMetrics().horizontalAdvance(change.when));
        for (int i = 0; i < m_changes.size(); ++i) {
            const Change &change = m_changes.at(i);
            const QRect row(0, i * line(), width(), line());
            const QRectF mark(0, row.center().y() - dot / 2.0 + 1, dot, dot);
            if (i + 1 < m_changes.size())
                painter.fillRect(QRectF(dot / 2.0 - 1, mark.center().y(), 2, line()), theme::color(Token::Line2));
            theme::paintBox(painter, mark, change.mine ? dot / 2.0 : 2,
                            theme::color(change.mine ? Token::Ac : Token::Tx3), {});
            painter.setPen(theme::color(Token::Tx3));
            painter.drawText(row.adjusted(dot + gap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, change.when);
            const QRect words = row.adjusted(dot + 2 * gap + widest, 0, 0, 0);
            painter.setPen(theme::color(Token::Tx));
            painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                             painter.fontMetrics().elidedText(change.words, Qt::ElideRight, words.width()));
        }
    }

private:
    static int line() { return std::max(28, QFontMetrics(theme::font(TextRole::Secondary)).height() + 8); }

    QList<Change> m_changes;
};

ConflictOutcome::ConflictOutcome(const QList<ConflictItem> &items, const QString &me, QWidget *parent)
    : QWidget(parent)
    , m_items(items)
{
    const bool large = theme::textSize() == theme::TextSize::Large;
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(16, 12, 16, 12);
    left->setSpacing(8);
    left->addWidget(widgets::makeLabel(tr("How it will be"), TextRole::Body, Token::Tx, true));
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(4);
    m_rows->setColumnMinimumWidth(0, large ? 140 : 112);
    m_rows->setColumnStretch(1, 1);
    left->addLayout(m_rows);
    left->addStretch(1);
    columns->addLayout(left, 1);

    // Changes of one side at one minute are one line.
    QList<Change> changes;
    const auto add = [&](qint64 atMs, bool mine, const QString &by, const QString &what) {
        if (atMs <= 0)
            return;
        const QString lead = mine ? tr("here: %1") : tr("province: %1");
        for (Change &known : changes)
            if (known.mine == mine && known.atMs / 60'000 == atMs / 60'000) {
                known.words += QStringLiteral("\u3001") + what;
                return;
            }
        const QString who = by.isEmpty() ? tr("changed %1").arg(what) : tr("%1 changed %2").arg(by, what);
        changes.append({atMs, mine, lead.arg(who), models::momentText(atMs, QDateTime::currentDateTime())});
    };
    for (const ConflictItem &item : items) {
        add(item.theirsAtMs, false, item.theirsBy, conflictName(item));
        add(item.mineAtMs, true, item.mineBy == me ? QString() : item.mineBy, conflictName(item));
    }
    std::stable_sort(changes.begin(), changes.end(), [](const Change &a, const Change &b) { return a.atMs < b.atMs; });
    if (changes.isEmpty())
        return;
    auto *line = new QWidget(this);
    line->setFixedWidth(1);
    theme::setBackground(line, Token::Line);
    columns->addWidget(line);
    auto *right = new QWidget(this);
    right->setFixedWidth(large ? 420 : 372);
    auto *sequence = new QVBoxLayout(right);
    sequence->setContentsMargins(16, 12, 16, 12);
    sequence->setSpacing(4);
    sequence->addWidget(widgets::makeLabel(tr("Who came first"), TextRole::Secondary, Token::Tx, true));
    sequence->addWidget(new ConflictSequence(changes, right));
    sequence->addStretch(1);
    columns->addWidget(right);
}

void ConflictOutcome::show(const ConflictDecisions &decisions)
{
    while (QLayoutItem *old = m_rows->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    int row = 0;
    for (const ConflictItem &item : std::as_const(m_items)) {
        const auto decision = decisions.constFind(item.id);
        const QString mine = conflictText(item, &ConflictField::mine);
        const QString theirs = conflictText(item, &ConflictField::theirs);
        QString words = item.mayResolve ? tr("not chosen yet") : tr("the supervisor decides");
        if (decision != decisions.constEnd()) {
            switch (decision->side) {
            case ConflictChoice::Side::Mine: words = tr("%1, mine").arg(mine); break;
            case ConflictChoice::Side::Theirs: words = tr("%1, the province's").arg(theirs); break;
            case ConflictChoice::Side::Both: words = tr("%1 and %2").arg(mine, theirs); break;
            case ConflictChoice::Side::Rewritten:
                words = tr("%1, rewritten").arg(decision->rewritten.value(item.fields.first().field));
                break;
            }
        }
        QLabel *name = widgets::makeParagraph(conflictName(item), TextRole::Secondary, Token::Tx3, this);
        m_rows->addWidget(name, row, 0, Qt::AlignTop);
        m_rows->addWidget(widgets::makeParagraph(words, TextRole::Secondary,
                                                 decision != decisions.constEnd() ? Token::Tx : Token::Warn, this),
                          row++, 1);
    }
}

} // namespace ruhu::pages
