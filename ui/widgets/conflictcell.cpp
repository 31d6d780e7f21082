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

// One side's value: like a TileRadio, with the part that differs marked. Where both can stay it shows a check box.
class ConflictTile : public QAbstractButton
{
public:
    ConflictTile(const ConflictCell::Side &value, const QString &other, const QString &accessible, bool mayBoth,
                 QWidget *parent)
        : QAbstractButton(parent)
        , side_(value)
        , mayBoth_(mayBoth)
        , marks_(mayBoth ? differingPart(value.value, other) : TextSpans())
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
    int heightForWidth(int width) const override
    {
        return std::max(arrange(nullptr, width), theme::metrics().control + 20);
    }
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
    void keyPressEvent(QKeyEvent *event) override
    {
        const int key = event->key(); // a button would move the focus; the cell chooses with them
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down)
            event->ignore();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    // Lays the text out, paints it when asked, and returns the height it takes.
    int arrange(QPainter *painter, int width) const
    {
        const int indicator = theme::metrics().indicator;
        const qreal left = 10 + indicator + 8;
        const qreal room = std::max<qreal>(40, width - left - 10);
        const QFont face =
            mayBoth_ ? theme::font(theme::TextRole::Secondary) : theme::font(theme::TextRole::Body, isChecked());
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
            option.rect = QRect(10, 8 + (QFontMetrics(face).height() - indicator) / 2, indicator, indicator);
            style()->drawPrimitive(mayBoth_ ? QStyle::PE_IndicatorCheckBox : QStyle::PE_IndicatorRadioButton, &option,
                                   painter, this);
            QList<QTextLayout::FormatRange> formats;
            for (const TextSpan &mark : marks_) {
                QTextCharFormat format;
                format.setBackground(theme::color(Token::Mark));
                formats.append({int(mark.start), int(mark.length), format});
            }
            painter->setPen(theme::color(isEnabled() ? Token::Tx : Token::Tx2));
            layout.draw(painter, QPointF(left, 8), formats);
            painter->setFont(small);
            painter->setPen(theme::color(isChecked() ? Token::Tx2 : Token::Tx3));
            painter->drawText(QRectF(left, 8 + y, room, sourceHeight + 2), Qt::TextWordWrap, side_.source);
        }
        return int(std::ceil(y)) + sourceHeight + 16;
    }

    ConflictCell::Side side_;
    bool mayBoth_;
    TextSpans marks_;
};

ConflictCell::ConflictCell(const QString &field, const Side &base, const Side &mine, const Side &theirs, bool mayBoth,
                           bool mayRewrite, QWidget *parent)
    : QWidget(parent)
    , field_(field)
{
    auto *grid = grid_ = new QGridLayout(this);
    grid->setContentsMargins(12, 12, 12, 13);
    grid->setVerticalSpacing(8);
    alignColumns(grid);

    auto *name = new QVBoxLayout;
    name->setSpacing(1);
    QLabel *title = makeParagraph(field, theme::TextRole::Body, Token::Tx, this);
    theme::setTextRole(title, theme::TextRole::Body, true);
    name->addWidget(title);
    whose_ = makeParagraph({}, theme::TextRole::Caption, Token::Tx3, this);
    whose_->hide();
    name->addWidget(whose_);
    auto *note = new NoteLine(this);
    note->setObjectName(QStringLiteral("note"));
    name->addWidget(note);
    name->addStretch(1);
    grid->addLayout(name, 0, 0);
    QLabel *before = makeParagraph(base.value, theme::TextRole::Secondary, Token::Tx2, this);
    before->setFixedWidth(grid->columnMinimumWidth(1)); // long words wrap, the columns stay below their headings
    grid->addWidget(before, 0, 1, Qt::AlignTop);
    mine_ = new ConflictTile(mine, theirs.value, tr("%1, mine: %2").arg(field, mine.value), mayBoth, this);
    theirs_ =
        new ConflictTile(theirs, mine.value, tr("%1, from the province: %2").arg(field, theirs.value), mayBoth, this);
    grid->addWidget(mine_, 0, 2, Qt::AlignTop);
    grid->addWidget(theirs_, 0, 3, Qt::AlignTop);
    // Two check boxes may both be ticked; of two radio buttons one is.
    const auto pressed = [this, mayBoth](Choice side) {
        const bool both = mayBoth && mine_->isChecked() && theirs_->isChecked();
        const bool none = mayBoth && !mine_->isChecked() && !theirs_->isChecked();
        take(both                            ? Choice::Both
             : none                          ? Choice::None
             : mayBoth && mine_->isChecked() ? Choice::Mine
             : mayBoth                       ? Choice::Theirs
                                             : side);
    };
    connect(mine_, &QAbstractButton::clicked, this, [pressed] { pressed(Choice::Mine); });
    connect(theirs_, &QAbstractButton::clicked, this, [pressed] { pressed(Choice::Theirs); });

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
        if (mayBoth)
            row->addWidget(
                makeParagraph(tr("Of texts both can stay, of numbers one."), theme::TextRole::Caption, Token::Tx2), 1);
        else
            row->addStretch(1);
        grid->addLayout(row, 2, 2, 1, 2);
    }
    setChoice(Choice::None);
}

void ConflictCell::alignColumns(QGridLayout *grid)
{
    const bool large = theme::textSize() == theme::TextSize::Large;
    grid->setHorizontalSpacing(24);
    grid->setColumnMinimumWidth(0, large ? 110 : 88);
    grid->setColumnMinimumWidth(1, large ? 190 : 172);
    grid->setColumnMinimumWidth(2, 160);
    grid->setColumnMinimumWidth(3, 160);
    const int shares[] = {0, 0, 1, 1};
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, shares[column]);
}

void ConflictCell::setWhose(const QString &name)
{
    whose_->setText(name);
    whose_->setVisible(!name.isEmpty());
}

void ConflictCell::setEditor(QWidget *editor)
{
    delete std::exchange(editor_, editor);
    grid_->addWidget(editor, 1, 2, 1, 2);
    editor->setVisible(choice_ == Choice::Rewritten);
}

void ConflictCell::takeFocus()
{
    ConflictTile *tile = choice_ == Choice::Theirs ? theirs_ : mine_;
    tile->setFocus(Qt::TabFocusReason);
}

void ConflictCell::setChoice(Choice choice)
{
    choice_ = choice;
    mine_->setChecked(choice == Choice::Mine || choice == Choice::Both);
    theirs_->setChecked(choice == Choice::Theirs || choice == Choice::Both);
    if (auto *both = qobject_cast<QPushButton *>(both_))
        both->setChecked(choice == Choice::Both);
    if (editor_)
        editor_->setVisible(choice == Choice::Rewritten);
    describe();
    update();
}

void ConflictCell::take(Choice choice)
{
    setChoice(choice);
    Q_EMIT chosen(choice);
}

void ConflictCell::describe()
{
    auto *note = findChild<NoteLine *>(QStringLiteral("note"));
    if (choice_ == Choice::None && isEnabled())
        note->setNote(Token::Warn, QStringLiteral("question-circle"), tr("Not chosen yet"));
    else
        note->clear();
    static const QString words[] = {tr("not chosen yet"), tr("mine"), tr("from the province"), tr("both"),
                                    tr("rewritten")};
    setAccessibleName(tr("%1: %2", "field, choice").arg(field_, words[int(choice_)]));
}

void ConflictCell::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::EnabledChange)
        describe();
}

void ConflictCell::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left) {
        mine_->setFocus(Qt::TabFocusReason);
        take(Choice::Mine);
    } else if (event->key() == Qt::Key_Right) {
        theirs_->setFocus(Qt::TabFocusReason);
        take(Choice::Theirs);
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        Q_EMIT stepped(event->key() == Qt::Key_Up ? -1 : 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ConflictCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (choice_ == Choice::None && isEnabled())
        painter.fillRect(rect(), theme::color(Token::WarnBg));
}

} // namespace ruhu::widgets
