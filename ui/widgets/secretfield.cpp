// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/secretfield.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOptionFrame>

#include <array>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int dotSize = 10;
constexpr int dotGap = 5;
constexpr int padding = 11;

// What assistive tools see: a password entry with a name, that can be focused, and that has no text.
class SecretFieldAccess : public QAccessibleWidget
{
public:
    explicit SecretFieldAccess(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::EditableText)
    {
    }
    QAccessible::State state() const override
    {
        QAccessible::State s = QAccessibleWidget::state();
        s.passwordEdit = true;
        s.editable = true;
        return s;
    }
};

QAccessibleInterface *accessFactory(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field ? new SecretFieldAccess(field) : nullptr;
}

struct Utf8
{
    std::array<std::byte, 4> bytes{};
    std::size_t size = 0;
    ~Utf8()
    {
        for (volatile std::byte &b : bytes) // volatile: the wipe must not be optimised away
            b = std::byte{0};
    }
};

void encode(char32_t c, Utf8 &out)
{
    const auto put = [&](unsigned value) { out.bytes[out.size++] = std::byte(value); };
    if (c < 0x80) {
        put(unsigned(c));
    } else if (c < 0x800) {
        put(0xC0U | unsigned(c >> 6));
        put(0x80U | (unsigned(c) & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | unsigned(c >> 12));
        put(0x80U | (unsigned(c >> 6) & 0x3FU));
        put(0x80U | (unsigned(c) & 0x3FU));
    } else {
        put(0xF0U | unsigned(c >> 18));
        put(0x80U | (unsigned(c >> 12) & 0x3FU));
        put(0x80U | (unsigned(c >> 6) & 0x3FU));
        put(0x80U | (unsigned(c) & 0x3FU));
    }
}

} // namespace

SecretField::SecretField(SecretSink &sink, QWidget *parent)
    : QWidget(parent)
    , sink_(sink)
    , sinkLife_(sink.life_)
{
    static const bool installed = [] {
        QAccessible::installFactory(accessFactory);
        return true;
    }();
    Q_UNUSED(installed);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false); // the input method's process would see the password
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::IBeamCursor);
    setProperty("isField", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

SecretField::~SecretField()
{
    if (!sinkLife_.expired())
        sink_.truncate(0);
}

void SecretField::clear()
{
    sink_.truncate(0);
    sizes_.clear();
    bytes_ = 0;
    describe();
    update();
}

void SecretField::setFieldHeight(int height)
{
    height_ = height;
    updateGeometry();
}

QSize SecretField::sizeHint() const
{
    return {240, std::max(height_, theme::metrics().field)};
}

QSize SecretField::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

bool SecretField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool typed = !key->text().isEmpty() && key->text().at(0).isPrint() &&
                           !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        if (typed || key->matches(QKeySequence::Paste)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

bool SecretField::take(QStringView characters)
{
    for (qsizetype i = 0; i < characters.size(); ++i) {
        char32_t c = characters[i].unicode();
        if (characters[i].isHighSurrogate() && i + 1 < characters.size() && characters[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(characters[i], characters[i + 1]);
            ++i;
        } else if (characters[i].isSurrogate()) {
            continue;
        }
        if (!QChar::isPrint(c))
            continue; // line ends and tabs that come with a paste
        Utf8 utf8;
        encode(c, utf8);
        if (!sink_.append(std::span(utf8.bytes.data(), utf8.size))) {
            Q_EMIT full();
            return false;
        }
        sizes_.push_back(std::uint8_t(utf8.size));
        bytes_ += utf8.size;
    }
    return true;
}

void SecretField::dropLast()
{
    if (sizes_.empty())
        return;
    bytes_ -= sizes_.back();
    sizes_.pop_back();
    sink_.truncate(bytes_);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    noteCapsLock(*event);
    const auto before = sizes_.size();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT accepted();
        return;
    }
    if (event->matches(QKeySequence::Paste)) {
        take(QApplication::clipboard()->text());
    } else if (event->matches(QKeySequence::DeleteStartOfWord)) {
        clear();
    } else if (event->key() == Qt::Key_Backspace) {
        dropLast();
    } else {
        const bool command = (event->modifiers() & Qt::ControlModifier) && !(event->modifiers() & Qt::AltModifier);
        const QString &text = event->text();
        if (command || text.isEmpty() || !text.at(0).isPrint()) {
            QWidget::keyPressEvent(event);
            return;
        }
        take(text);
    }
    if (sizes_.size() != before) {
        describe();
        Q_EMIT edited();
    }
    caretOn_ = true;
    update();
}

// No portable call tells the lock's state. A letter does: upper case without Shift, or lower case with it.
void SecretField::noteCapsLock(const QKeyEvent &event)
{
    bool now = capsLock_;
    if (event.key() == Qt::Key_CapsLock) {
        now = !capsLock_;
    } else if (event.key() >= Qt::Key_A && event.key() <= Qt::Key_Z && event.text().size() == 1) {
        const QChar c = event.text().at(0);
        if (c.isLetter())
            now = c.isUpper() != bool(event.modifiers() & Qt::ShiftModifier);
    }
    if (now != capsLock_) {
        capsLock_ = now;
        Q_EMIT capsLockChanged(now);
    }
}

void SecretField::describe()
{
    const QString words = tr("%n character(s) typed", nullptr, length());
    setProperty("typed", words); // for tests of the page; assistive tools read it as the help text
    setWhatsThis(words);
}

void SecretField::mousePressEvent(QMouseEvent *)
{
    setFocus(Qt::MouseFocusReason);
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    caretOn_ = true;
    const int flash = QApplication::cursorFlashTime();
    caretTimer_ = flash > 1 ? startTimer(flash / 2) : 0;
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    if (caretTimer_)
        killTimer(caretTimer_);
    caretTimer_ = 0;
    QWidget::focusOutEvent(event);
    update();
}

void SecretField::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == caretTimer_) {
        caretOn_ = !caretOn_;
        update();
    }
}

void SecretField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = 1;
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::color(isEnabled() ? Token::Tx : Token::Tx3));
    const int room = (width() - 2 * padding - 6) / (dotSize + dotGap);
    const int dots = std::min(length(), std::max(0, room));
    const qreal middle = height() / 2.0;
    for (int i = 0; i < dots; ++i)
        painter.drawEllipse(QRectF(padding + i * (dotSize + dotGap), middle - dotSize / 2.0, dotSize, dotSize));
    if (hasFocus() && caretOn_) {
        const qreal x = padding + dots * (dotSize + dotGap) + 1;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRectF(x, middle - 10, theme::crispWidth(painter), 20), theme::color(Token::Tx));
    }
}

} // namespace ruhu::widgets
