// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace ruhu::widgets {

/// Where a SecretField puts what is typed. The owner keeps it in guarded memory (this room knows no cryptography).
class SecretSink
{
public:
    virtual ~SecretSink() = default;
    /// Adds the UTF-8 bytes of one character; false when full, and then nothing was added. The span dies on return.
    [[nodiscard]] virtual bool append(std::span<const std::byte> bytes) = 0;
    /// Wipes everything after the first `length` bytes; 0 wipes all.
    virtual void truncate(std::size_t length) = 0;

private:
    friend class SecretField;
    std::shared_ptr<const char> life_ = std::make_shared<const char>('\0'); // ends with the sink
};

/// The password field.
///
/// Guarantees: no character stays in this object, in Qt's text machinery or with an input method. Keys go byte by byte
/// into the sink; the screen shows dots only; assistive tools get the name and the number of characters, never the
/// text; there is no copying out, no dragging, no undo and no way to reveal. Paste is accepted. Limits: the caret is
/// always at the end, and Qt's own key event held one character for the time of its delivery. Why an own field:
/// QLineEdit left the whole password in memory after text(), clear() and deletion (measured).
class SecretField : public QWidget
{
    Q_OBJECT
public:
    /// The sink is emptied when the field is destroyed. It may go first, as a member of the field's parent does: then
    /// it wipes itself, and nobody types any more.
    explicit SecretField(SecretSink &sink, QWidget *parent = nullptr);
    ~SecretField() override;

    /// Forgets everything typed, here and in the sink.
    void clear();
    [[nodiscard]] int length() const { return int(sizes_.size()); }
    [[nodiscard]] bool isEmpty() const { return sizes_.empty(); }
    /// Whether Caps Lock was seen on: known after the first key.
    [[nodiscard]] bool capsLock() const { return capsLock_; }
    /// 0 (the default) takes the height of other fields.
    void setFieldHeight(int height);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();
    void accepted(); ///< Enter
    void capsLockChanged(bool on);
    void full(); ///< the sink took no more

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool take(QStringView characters);
    void dropLast();
    void noteCapsLock(const QKeyEvent &event);
    void describe();

    SecretSink &sink_;
    std::weak_ptr<const char> sinkLife_;
    std::vector<std::uint8_t> sizes_; // bytes of each character, for Backspace; never the characters
    std::size_t bytes_ = 0;
    bool capsLock_ = false;
    bool caretOn_ = true;
    int caretTimer_ = 0;
    int height_ = 0;
};

} // namespace ruhu::widgets
