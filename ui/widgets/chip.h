// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QAbstractButton>

namespace ruhu::widgets {

/// A filter or a tag. Painted 26 px high inside a target of full control height.
class Chip : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Kind {
        Toggle,    ///< checkable: on or off
        Menu,      ///< opens a list of choices; shows a chevron
        Removable, ///< a chosen filter; a click or Delete removes it
        Guess,     ///< "guessed by the system, not verified": dashed, with the idea icon
    };
    explicit Chip(const QString &text, Kind kind = Kind::Toggle, QWidget *parent = nullptr);

    [[nodiscard]] Kind kind() const { return kind_; }
    void setKind(Kind kind);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] bool looksOn() const;
    [[nodiscard]] QString leadIcon() const;
    [[nodiscard]] QString tailIcon() const;

    Kind kind_;
};

} // namespace ruhu::widgets
