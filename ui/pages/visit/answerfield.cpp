// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/visit/answerfield.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/datefield.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/moneyfield.h"
#include "ui/widgets/numberfield.h"
#include "ui/widgets/unitedit.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>

namespace ruhu::pages {

using models::FormLine;

namespace {

constexpr int typingPauseMs = 800; // then the answer is kept
constexpr int radioChoices = 5;    // more than these, or long ones, open a list
constexpr int radioLetters = 28;

QHBoxLayout *tightRow(QWidget *of)
{
    auto *row = new QHBoxLayout(of);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

/// A field with letters: waits for a pause in the typing.
class TypedField : public AnswerField
{
public:
    explicit TypedField(QWidget *parent)
        : AnswerField(parent)
    {
        m_pause.setSingleShot(true);
        m_pause.setInterval(typingPauseMs);
        connect(&m_pause, &QTimer::timeout, this, &TypedField::commit);
    }
    void commit() override
    {
        m_pause.stop();
        const QString now = typed();
        if (now != m_last) {
            m_last = now;
            Q_EMIT answered(now);
        }
    }

protected:
    [[nodiscard]] virtual QString typed() const = 0;
    void touched() { m_pause.start(); }
    [[nodiscard]] bool isTyping() const { return m_pause.isActive(); }
    void remember(const QString &value) { m_last = value; }

private:
    QTimer m_pause;
    QString m_last;
};

class TextField final : public TypedField
{
public:
    TextField(const FormLine &line, QWidget *parent)
        : TypedField(parent)
        , m_edit(new widgets::UnitEdit(this))
    {
        tightRow(this)->addWidget(m_edit);
        connect(m_edit, &QLineEdit::textEdited, this, [this] { touched(); });
        connect(m_edit, &QLineEdit::editingFinished, this, [this] { commit(); });
        m_edit->setUnit(line.unit);
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (isTyping())
            return;
        remember(line.value);
        if (m_edit->text() != line.value)
            m_edit->setText(line.value);
    }
    QWidget *focusTarget() override { return m_edit; }

private:
    QString typed() const override { return m_edit->text().trimmed(); }
    widgets::UnitEdit *m_edit;
};

class LongTextField final : public TypedField
{
public:
    LongTextField(const FormLine &line, QWidget *parent)
        : TypedField(parent)
        , m_edit(new QPlainTextEdit(this))
    {
        tightRow(this)->addWidget(m_edit);
        m_edit->setTabChangesFocus(true);
        m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * 3 + 18);
        m_edit->installEventFilter(this);
        connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
            if (m_edit->hasFocus())
                touched();
        });
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (isTyping())
            return;
        remember(line.value);
        if (m_edit->toPlainText() != line.value)
            m_edit->setPlainText(line.value);
    }
    QWidget *focusTarget() override { return m_edit; }
    bool isWide() const override { return true; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusOut)
            commit();
        return AnswerField::eventFilter(watched, event);
    }

private:
    QString typed() const override { return m_edit->toPlainText(); }
    QPlainTextEdit *m_edit;
};

class NumericField final : public TypedField
{
public:
    NumericField(const FormLine &line, QWidget *parent)
        : TypedField(parent)
        , m_edit(new widgets::NumberField(line.editor == FormLine::Editor::Whole ? 0 : 2, true, this))
    {
        tightRow(this)->addWidget(m_edit);
        m_edit->setUnit(line.unit);
        connect(m_edit, &widgets::NumberField::valueEdited, this, [this] { touched(); });
        connect(m_edit, &QLineEdit::editingFinished, this, [this] { commit(); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (isTyping())
            return;
        remember(line.value);
        const auto value = widgets::NumberField::parse(line.value, m_edit->decimals());
        if (value != m_edit->scaled())
            m_edit->setScaled(value);
    }
    QWidget *focusTarget() override { return m_edit; }

private:
    QString typed() const override
    {
        const auto value = m_edit->scaled();
        return value ? widgets::NumberField::format(*value, m_edit->decimals()).remove(QChar(u',')) : QString();
    }
    widgets::NumberField *m_edit;
};

/// Money is kept per year in the form (yuan with two decimals); a person may say it per month.
class YuanField final : public TypedField
{
public:
    YuanField(const FormLine &line, QWidget *parent)
        : TypedField(parent)
        , m_edit(new widgets::MoneyField(line.editor == FormLine::Editor::Money, this))
    {
        tightRow(this)->addWidget(m_edit);
        if (line.editor == FormLine::Editor::Money)
            m_edit->setPeriod(widgets::MoneyField::Period::Year);
        connect(m_edit, &widgets::MoneyField::edited, this, [this] { touched(); });
        connect(m_edit->edit(), &QLineEdit::editingFinished, this, [this] { commit(); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (isTyping())
            return;
        remember(line.value);
        if (typed() == line.value)
            return;
        m_edit->setPeriod(m_edit->period() == widgets::MoneyField::Period::Once ? widgets::MoneyField::Period::Once
                                                                                : widgets::MoneyField::Period::Year);
        m_edit->setFen(widgets::NumberField::parse(line.value, 2));
    }
    QWidget *focusTarget() override { return m_edit->edit(); }

private:
    QString typed() const override
    {
        const auto fen = m_edit->fen();
        if (!fen)
            return {};
        const qint64 perYear = m_edit->period() == widgets::MoneyField::Period::Month ? *fen * 12 : *fen;
        return widgets::NumberField::format(perYear, 2).remove(QChar(u','));
    }
    widgets::MoneyField *m_edit;
};

class DayField final : public TypedField
{
public:
    DayField(const FormLine &line, QWidget *parent)
        : TypedField(parent)
        , m_edit(new widgets::DateField(this))
    {
        tightRow(this)->addWidget(m_edit);
        connect(m_edit, &widgets::DateField::dateEdited, this, [this] { touched(); });
        connect(m_edit, &QLineEdit::editingFinished, this, [this] { commit(); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (isTyping())
            return;
        remember(line.value);
        const QDate day = QDate::fromString(line.value.left(10), Qt::ISODate);
        if (day != m_edit->date())
            m_edit->setDate(day);
    }
    QWidget *focusTarget() override { return m_edit; }

private:
    QString typed() const override
    {
        return m_edit->date().isValid() ? m_edit->date().toString(Qt::ISODate) : QString();
    }
    widgets::DateField *m_edit;
};

/// A point in time: day and time of day, with one button for "now".
class MomentField final : public TypedField
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::pages::AnswerField)
public:
    MomentField(const FormLine &line, QWidget *parent)
        : TypedField(parent)
        , m_edit(new widgets::UnitEdit(this))
    {
        auto *row = tightRow(this);
        row->addWidget(m_edit, 1);
        m_edit->setPlaceholderText(QStringLiteral("2026-01-31 09:30"));
        auto *now = widgets::makeButton(tr("Now"), theme::ButtonRole::Text);
        row->addWidget(now);
        connect(now, &QPushButton::clicked, this, [this] {
            m_edit->setText(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")));
            commit();
        });
        connect(m_edit, &QLineEdit::textEdited, this, [this] { touched(); });
        connect(m_edit, &QLineEdit::editingFinished, this, [this] { commit(); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (isTyping())
            return;
        remember(line.value);
        const QDateTime at = QDateTime::fromString(line.value, Qt::ISODateWithMs);
        const QString text = at.isValid() ? at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QString();
        if (typed() != line.value)
            m_edit->setText(text);
        remember(typed());
    }
    QWidget *focusTarget() override { return m_edit; }

private:
    QString typed() const override
    {
        const QDateTime at = QDateTime::fromString(m_edit->text().trimmed(), QStringLiteral("yyyy-MM-dd HH:mm"));
        return at.isValid() ? at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODateWithMs) : QString();
    }
    widgets::UnitEdit *m_edit;
};

/// One of a few choices that are all to be seen.
class RadioField final : public AnswerField
{
public:
    RadioField(const FormLine &line, QWidget *parent)
        : AnswerField(parent)
        , m_group(new QButtonGroup(this))
    {
        auto *flow = new widgets::FlowLayout(this, 16);
        for (const forms::Choice &choice : line.choices) {
            auto *radio = new QRadioButton(choice.label, this);
            radio->setProperty("code", choice.value);
            m_group->addButton(radio);
            flow->addWidget(radio);
        }
        connect(m_group, &QButtonGroup::buttonClicked, this,
                [this](QAbstractButton *b) { Q_EMIT answered(b->property("code").toString()); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        m_group->setExclusive(false); // so that "nothing chosen" can be shown again
        const QList<QAbstractButton *> buttons = m_group->buttons();
        for (QAbstractButton *button : buttons)
            button->setChecked(button->property("code").toString() == line.value);
        m_group->setExclusive(true);
    }
    QWidget *focusTarget() override
    {
        return m_group->checkedButton() ? m_group->checkedButton() : m_group->buttons().value(0);
    }
    bool isWide() const override { return true; }

private:
    QButtonGroup *m_group;
};

/// One of many choices.
class ListField final : public AnswerField
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::pages::AnswerField)
public:
    ListField(const FormLine &line, QWidget *parent)
        : AnswerField(parent)
        , m_box(new QComboBox(this))
    {
        tightRow(this)->addWidget(m_box);
        m_box->setMinimumContentsLength(8);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_box->setFocusPolicy(Qt::StrongFocus);
        m_box->installEventFilter(this);
        connect(m_box, &QComboBox::activated, this,
                [this](int at) { Q_EMIT answered(m_box->itemData(at).toString()); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (m_choices != line.choices || m_box->count() == 0) {
            m_choices = line.choices;
            m_box->clear();
            m_box->addItem(tr("Not chosen"), QString());
            for (const forms::Choice &choice : m_choices)
                m_box->addItem(choice.label, choice.value);
        }
        m_box->setCurrentIndex(std::max(0, m_box->findData(line.value)));
    }
    QWidget *focusTarget() override { return m_box; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // The wheel scrolls the page; it never changes an answer by accident.
        if (event->type() == QEvent::Wheel && !m_box->hasFocus()) {
            event->ignore();
            return true;
        }
        return AnswerField::eventFilter(watched, event);
    }

private:
    QComboBox *m_box;
    QList<forms::Choice> m_choices;
};

class ChecksField final : public AnswerField
{
public:
    ChecksField(const FormLine &line, QWidget *parent)
        : AnswerField(parent)
        , m_flow(new widgets::FlowLayout(this, 14))
    {
        show(line);
    }
    void show(const FormLine &line) override
    {
        if (m_choices != line.choices || m_boxes.isEmpty())
            rebuild(line);
        const QStringList picked = line.value.split(QChar(u' '), Qt::SkipEmptyParts);
        for (QCheckBox *box : std::as_const(m_boxes))
            box->setChecked(picked.contains(box->property("code").toString()));
    }
    QWidget *focusTarget() override { return m_boxes.value(0); }
    bool isWide() const override { return true; }

private:
    void rebuild(const FormLine &line)
    {
        qDeleteAll(m_boxes);
        m_boxes.clear();
        m_choices = line.choices;
        for (const forms::Choice &choice : std::as_const(m_choices)) {
            auto *box = new QCheckBox(choice.label, this);
            box->setProperty("code", choice.value);
            m_flow->addWidget(box);
            m_boxes.append(box);
            connect(box, &QCheckBox::clicked, this, [this] {
                QStringList codes;
                for (const QCheckBox *b : std::as_const(m_boxes))
                    if (b->isChecked())
                        codes.append(b->property("code").toString());
                Q_EMIT answered(codes.join(QChar(u' ')));
            });
        }
    }
    widgets::FlowLayout *m_flow;
    QList<QCheckBox *> m_boxes;
    QList<forms::Choice> m_choices;
};

class PhotoField final : public AnswerField
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::pages::AnswerField)
public:
    PhotoField(const FormLine &line, QWidget *parent)
        : AnswerField(parent)
        , m_add(widgets::makeButton({}, theme::ButtonRole::Normal, QStringLiteral("camera")))
    {
        auto *row = tightRow(this);
        row->addWidget(m_add);
        row->addStretch(1);
        connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT photoWanted(m_evidence); });
        show(line);
    }
    void show(const FormLine &line) override
    {
        m_evidence = line.evidence;
        m_add->setText(line.value.isEmpty() ? tr("Add photo") : tr("Photo is there, add another"));
    }
    QWidget *focusTarget() override { return m_add; }
    bool isWide() const override { return true; }

private:
    QPushButton *m_add;
    QString m_evidence;
};

class ShownField final : public AnswerField
{
public:
    ShownField(const FormLine &line, QWidget *parent)
        : AnswerField(parent)
        , m_edit(new widgets::UnitEdit(this))
    {
        tightRow(this)->addWidget(m_edit);
        m_edit->setLocked(true);
        m_edit->setUnit(line.unit);
        show(line);
    }
    void show(const FormLine &line) override { m_edit->setText(line.shown); }
    QWidget *focusTarget() override { return m_edit; }

private:
    widgets::UnitEdit *m_edit;
};

bool fitsRadios(const QList<forms::Choice> &choices)
{
    qsizetype letters = 0;
    for (const forms::Choice &choice : choices)
        letters += choice.label.size() + 2;
    return !choices.isEmpty() && choices.size() <= radioChoices && letters <= radioLetters;
}

} // namespace

AnswerField *AnswerField::make(const FormLine &line, QWidget *parent)
{
    switch (line.editor) {
    case FormLine::Editor::Text: return new TextField(line, parent);
    case FormLine::Editor::LongText: return new LongTextField(line, parent);
    case FormLine::Editor::Whole:
    case FormLine::Editor::Decimal: return new NumericField(line, parent);
    case FormLine::Editor::Money:
    case FormLine::Editor::Amount: return new YuanField(line, parent);
    case FormLine::Editor::Date: return new DayField(line, parent);
    case FormLine::Editor::DateTime: return new MomentField(line, parent);
    case FormLine::Editor::One:
        if (fitsRadios(line.choices))
            return new RadioField(line, parent);
        return new ListField(line, parent);
    case FormLine::Editor::Many: return new ChecksField(line, parent);
    case FormLine::Editor::Photo: return new PhotoField(line, parent);
    case FormLine::Editor::Shown: return new ShownField(line, parent);
    }
    return new ShownField(line, parent);
}

} // namespace ruhu::pages
