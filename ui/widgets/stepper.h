// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QStringList>
#include <QWidget>

class QPainter;

namespace ruhu::widgets {

/// Where a case stands: done, now, later. Icon and words, in one row; in a narrow place the rest goes below.
class Stepper : public QWidget
{
    Q_OBJECT
public:
    explicit Stepper(QWidget *parent = nullptr);
    /// `current` is the step now at work; -1 when none has begun, the number of steps when all are done.
    void setSteps(const QStringList &steps, int current);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthOf(int step) const;
    [[nodiscard]] int widthWith(int line) const;
    /// Paints when asked; returns the number of rows.
    int arrange(QPainter *painter, int width) const;

    QStringList steps_;
    int current_ = -1;
};

} // namespace ruhu::widgets
