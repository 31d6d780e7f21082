// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QStringList>
#include <QWidget>

namespace ruhu::widgets {

/// Where a case stands: done, now, later. Icon and words, in one row.
class Stepper : public QWidget
{
    Q_OBJECT
public:
    explicit Stepper(QWidget *parent = nullptr);
    /// `current` is the step now at work; -1 when none has begun, the number of steps when all are done.
    void setSteps(const QStringList &steps, int current);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthWith(int line) const;

    QStringList steps_;
    int current_ = -1;
};

} // namespace ruhu::widgets
