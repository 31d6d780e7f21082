// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace ruhu::widgets {

/// The 28-px strip at the foot of the window. Each segment is a flat button that opens its page.
class StatusStrip : public QWidget
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);

    enum class Side { Left, Right };
    /// Segments stand in the order in which they were added to their side.
    void addSegment(const QString &id, Side side);
    /// An empty text hides the segment.
    void setSegment(const QString &id, const QString &iconName, const QString &text);
    [[nodiscard]] QString segmentText(const QString &id) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void activated(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class StatusSegment *segment(const QString &id) const;

    QHBoxLayout *left_;
    QHBoxLayout *right_;
};

} // namespace ruhu::widgets
