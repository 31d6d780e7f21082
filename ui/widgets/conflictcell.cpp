// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/conflictcell.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/markedtext.h"
#include "ui/widgets/noteline.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionButton>
#include <QTextLayout>

namespace ruhu::widgets {

using theme::Token;

// One side's value: like a TileRadio, with the part that differs marked.
class ConflictTile : public QAbstractButton
{
public:
    ConflictTile(const ConflictCell::Side &value, const QString &other, const QString &accessible, QWidget *parent)
        : QAbstractButton(parent)
        , side_(value)
        , marks_(differingPart(value.value, other))
    {
        setText(value.value);
        setAccessibleName(accessible);
        setAccessibleDescription(value.source);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return std::max(arrange(nullptr, width), theme::metrics().control); }
    QSize sizeHint() const override { return {300, heightForWidth(300)}; }
    QSize minimumSizeHint() const override { return {160, heightForWidth(std::max(160, width()))}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool on = isChecked();
        theme::paintBox(painter, rect(), 6, theme::color(on ? Token::AcBg : Token::Surface),
                        theme::color(on ? Token::Ac : Token::Line2), on ? 2 : 1);
        arrange(&painter, width());
    }

private:
    // Lays the text out, paints it when asked, and returns the height it takes.
    int arrange(QPainter *painter, int width) const
    {
        const int indicator = theme::metrics().indicator;
        const qreal left = 12 + indicator + 8;
        const qreal room = std::max<qreal>(40, width - left - 12);
        const QFont face = theme::font(theme::TextRole::Body, isChecked());
        QTextLayout layout(side_.value.isEmpty() ? QStringLiteral("–") : side_.value, face);
        QTextOption wrap(Qt::AlignLeft);
        wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(wrap);
        layout.beginLayout();
        qreal y = 0;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(room);
            line.setPosition(QPointF(0, y));
            y += line.height();
        }
        layout.endLayout();
        const QFont small = theme::font(theme::TextRole::Caption);
        const int sourceHeight =
            QFontMetrics(small).boundingRect(QRect(0, 0, int(room), 1000), Qt::TextWordWrap, side_.source).height();
        if (painter) {
            QStyleOptionButton option;
            option.initFrom(this);
            option.state |= isChecked() ? QStyle::State_On : QStyle::State_Off;
            option.rect = QRect(12, 9 + (QFontMetrics(face).height() - indicator) / 2, indicator, indicator);
            style()->drawPrimitive(QStyle::PE_IndicatorRadioButton, &option, painter, this);
            QList<QTextLayout::FormatRange> formats;
            for (const TextSpan &mark : marks_) {
                QTextCharFormat format;
                format.setBackground(theme::color(Token::Mark));
                formats.append({int(mark.start), int(mark.length), format});
            }
            painter->setPen(theme::color(Token::Tx));
            layout.draw(painter, QPointF(left, 8), formats);
            painter->setFont(small);
            painter->setPen(theme::color(Token::Tx2));
            painter->drawText(QRectF(left, 8 + y, room, sourceHeight + 2), Qt::TextWordWrap, side_.source);
        }
        return int(std::ceil(y)) + sourceHeight + 16;
    }

    ConflictCell::Side side_;
    TextSpans marks_;
};

ConflictCell::ConflictCell(const QString &field, const Side &base, const Side &mine, const Side &theirs, bool mayBoth,
                           bool mayRewrite, QWidget *parent)
    : QWidget(parent)
    , field_(field)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 12, 12, 12);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(8);

    auto *name = new QVBoxLayout;
    name->setSpacing(2);
    QLabel *title = makeLabel(field, theme::TextRole::Body, Token::Tx, true, this);
    title->setWordWrap(true);
    name->addWidget(title);
    auto *note = new NoteLine(this);
    note->setObjectName(QStringLiteral("note"));
    name->addWidget(note);
    name->addStretch(1);
    grid->addLayout(name, 0, 0);
    QLabel *old = makeParagraph(base.value, theme::TextRole::Secondary, Token::Tx2, this);
    grid->addWidget(old, 0, 1, Qt::AlignTop);
    mine_ = new ConflictTile(mine, theirs.value, tr("%1, mine: %2").arg(field, mine.value), this);
    theirs_ = new ConflictTile(theirs, mine.value, tr("%1, from the province: %2").arg(field, theirs.value), this);
    grid->addWidget(mine_, 0, 2, Qt::AlignTop);
    grid->addWidget(theirs_, 0, 3, Qt::AlignTop);
    grid->setColumnMinimumWidth(0, 96);
    const int shares[] = {11, 20, 33, 33};
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, shares[column]);
    connect(mine_, &QAbstractButton::clicked, this, [this] { take(Choice::Mine); });
    connect(theirs_, &QAbstractButton::clicked, this, [this] { take(Choice::Theirs); });

    rewritten_ = makeParagraph({}, theme::TextRole::Body, Token::Tx, this);
    rewritten_->hide();
    grid->addWidget(rewritten_, 1, 2, 1, 2);
    if (mayBoth || mayRewrite) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        if (mayBoth) {
            QPushButton *both = makeButton(tr("Keep both"), theme::ButtonRole::Normal, QStringLiteral("plus"), this);
            theme::setButtonSize(both, theme::ButtonSize::Small);
            both->setCheckable(true);
            both->setAccessibleName(tr("%1, keep both").arg(field));
            connect(both, &QPushButton::clicked, this, [this] { take(Choice::Both); });
            row->addWidget(both);
            both_ = both;
        }
        if (mayRewrite) {
            QPushButton *write =
                makeButton(tr("Write it myself"), theme::ButtonRole::Normal, QStringLiteral("edit"), this);
            theme::setButtonSize(write, theme::ButtonSize::Small);
            write->setAccessibleName(tr("%1, write it myself").arg(field));
            connect(write, &QPushButton::clicked, this, &ConflictCell::rewriteRequested);
            row->addWidget(write);
        }
        row->addStretch(1);
        grid->addLayout(row, 2, 2, 1, 2);
    }
    setChoice(Choice::None);
}

void ConflictCell::setChoice(Choice choice)
{
    choice_ = choice;
    mine_->setChecked(choice == Choice::Mine);
    theirs_->setChecked(choice == Choice::Theirs);
    if (auto *both = qobject_cast<QPushButton *>(both_))
        both->setChecked(choice == Choice::Both);
    rewritten_->setVisible(choice == Choice::Rewritten);
    describe();
    update();
}

void ConflictCell::setRewritten(const QString &value)
{
    rewritten_->setText(tr("Rewritten: %1").arg(value));
}

void ConflictCell::take(Choice choice)
{
    setChoice(choice);
    Q_EMIT chosen(choice);
}

void ConflictCell::describe()
{
    auto *note = findChild<NoteLine *>(QStringLiteral("note"));
    if (choice_ == Choice::None)
        note->setNote(Token::Warn, QStringLiteral("question-circle"), tr("Not chosen yet"));
    else
        note->clear();
    static const QString words[] = {tr("not chosen yet"), tr("mine"), tr("from the province"), tr("both"),
                                    tr("rewritten")};
    setAccessibleName(tr("%1: %2", "field, choice").arg(field_, words[int(choice_)]));
}

void ConflictCell::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left) {
        mine_->setFocus(Qt::TabFocusReason);
        take(Choice::Mine);
    } else if (event->key() == Qt::Key_Right) {
        theirs_->setFocus(Qt::TabFocusReason);
        take(Choice::Theirs);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ConflictCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (choice_ == Choice::None)
        painter.fillRect(rect(), theme::color(Token::WarnBg));
    theme::paintHairlineBelow(painter, rect());
}

} // namespace ruhu::widgets
