// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/visit/sectionlist.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/labels.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>

namespace ruhu::pages {

using theme::Token;

/// One section: state at the left, title, count at the right.
class SectionButton final : public QAbstractButton
{
public:
    explicit SectionButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setProperty("focusRadius", 0);
    }
    void show(const models::FormSection &section, const QString &count, bool wrong)
    {
        m_number = section.index + 1;
        m_done = section.isDone();
        m_wrong = wrong;
        m_count = count;
        setText(section.title);
        setAccessibleName(section.title);
        setAccessibleDescription(count);
        update();
    }
    QSize sizeHint() const override { return {200, theme::textSize() == theme::TextSize::Large ? 56 : 44}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRect all = rect();
        if (isChecked()) {
            painter.fillRect(all, theme::color(Token::AcBg));
            painter.fillRect(QRect(0, 0, 3, all.height()), theme::color(Token::Ac));
        } else if (underMouse()) {
            painter.fillRect(all, theme::color(Token::Win));
        }
        theme::paintHairlineBelow(painter, all);
        const int side = theme::metrics().icon;
        const QRect mark(14, (all.height() - side) / 2, side, side);
        paintMark(painter, mark);
        painter.setFont(theme::font(theme::TextRole::Secondary, m_wrong));
        painter.setPen(theme::color(m_wrong ? Token::Bad : Token::Tx3));
        const int countWidth = painter.fontMetrics().horizontalAdvance(m_count);
        painter.drawText(all.adjusted(0, 0, -14, 0), Qt::AlignVCenter | Qt::AlignRight, m_count);
        painter.setFont(theme::font(theme::TextRole::Body, isChecked()));
        painter.setPen(theme::color(isChecked() ? Token::Ac : Token::Tx));
        const QRect title(mark.right() + 10, 0, all.width() - mark.right() - countWidth - 34, all.height());
        painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, title.width()));
    }

private:
    void paintMark(QPainter &painter, const QRect &at) const
    {
        if (m_wrong || m_done) {
            theme::paintIcon(painter, at, m_wrong ? QStringLiteral("error-circle") : QStringLiteral("check-circle"),
                             at.width(), theme::color(m_wrong ? Token::Bad : Token::Ok));
            return;
        }
        theme::paintBox(painter, at, at.width() / 2.0, QColor(), theme::color(Token::Line2));
        painter.setFont(theme::font(theme::TextRole::Caption));
        painter.setPen(theme::color(Token::Tx2));
        painter.drawText(at, Qt::AlignCenter, QString::number(m_number));
    }

    int m_number = 0;
    bool m_done = false;
    bool m_wrong = false;
    QString m_count;
};

SectionList::SectionList(QWidget *parent)
    : QWidget(parent)
    , m_answered(widgets::makeLabel({}, theme::TextRole::Body, Token::Tx, true))
    , m_asked(widgets::makeLabel({}, theme::TextRole::Secondary, Token::Tx2))
    , m_bar(new QProgressBar)
    , m_layout(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Sections"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(8);
    auto *counts = new QHBoxLayout;
    counts->addStrut(theme::pixelSize(theme::TextRole::Body, theme::textSize()) * 3 / 2); // its line height
    counts->addWidget(m_answered);
    counts->addStretch(1);
    counts->addWidget(m_asked);
    head->addLayout(counts);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    head->addWidget(m_bar);
    m_layout->addLayout(head);
    m_layout->addWidget(widgets::makeHairline(this));
    m_layout->addStretch(1);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &SectionList::chosen);
}

void SectionList::show(const QList<models::FormSection> &sections, int current, const forms::Progress &whole)
{
    m_answered->setText(tr("%n answered", nullptr, whole.answered));
    m_asked->setText(tr("of %1").arg(whole.asked));
    m_bar->setRange(0, std::max(1, whole.asked));
    m_bar->setValue(whole.answered);
    while (m_buttons.size() < sections.size()) {
        auto *button = new SectionButton(this);
        m_group->addButton(button, int(m_buttons.size()));
        m_buttons.append(button);
        m_layout->insertWidget(m_layout->count() - 1, button);
    }
    for (const models::FormSection &section : sections) {
        SectionButton *button = m_buttons.at(section.index);
        const int wrong = section.progress.wrong;
        button->show(section,
                     wrong > 0 ? tr("%n to mend", nullptr, wrong)
                               : QStringLiteral("%1/%2").arg(section.progress.answered).arg(section.progress.asked),
                     wrong > 0);
        button->setVisible(section.relevant);
        button->setChecked(section.index == current);
    }
}

} // namespace ruhu::pages
