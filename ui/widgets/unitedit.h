// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QLineEdit>

class QLabel;

namespace ruhu::widgets {

/// A line edit with a unit at its right end, inside the field.
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

private:
    void placeUnit();

    QLabel *unit_;
};

} // namespace ruhu::widgets
