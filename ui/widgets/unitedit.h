// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QLineEdit>

class QLabel;

namespace ruhu::widgets {

/// A line edit with a unit at its right end, inside the field. One that is locked shows the beginning of a text that is
/// too long, with an ellipsis and the whole of it as tooltip; with the keyboard in it, it scrolls.
class UnitEdit : public QLineEdit
{
    Q_OBJECT
public:
    explicit UnitEdit(QWidget *parent = nullptr);
    void setUnit(const QString &unit);
    [[nodiscard]] QString unit() const;
    /// Also shows the lock and the grey of a field that cannot be edited.
    void setLocked(bool locked);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void placeUnit();
    [[nodiscard]] QRect textRect() const;
    [[nodiscard]] bool isCut() const;

    QLabel *unit_;
};

} // namespace ruhu::widgets
