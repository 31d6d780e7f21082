// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QImage>
#include <QWidget>

#include <vector>

namespace ruhu::widgets {

/// A stroke's points in pad coordinates: x and y 0..1 of the pad's width and height, pressure 0..1, time in ms since
/// the first point of the signature (from the events, so a replay gives the same).
struct StrokePoint
{
    float x = 0;
    float y = 0;
    float pressure = 1;
    qint64 ms = 0;
    friend bool operator==(const StrokePoint &, const StrokePoint &) = default;
};
using Stroke = std::vector<StrokePoint>;

/// A person signs with mouse, touch or pen. The caller keeps the strokes and the picture.
class SignaturePad : public QWidget
{
    Q_OBJECT
public:
    explicit SignaturePad(QWidget *parent = nullptr);

    /// Whose signature: "Signature of X, not signed" for assistive tools.
    void setSigner(const QString &name);
    /// Pale words above the line while empty.
    void setHint(const QString &hint);
    /// A signed pad shows the strokes and takes no more.
    void setSigned(bool done);
    [[nodiscard]] bool isSigned() const { return signed_; }

    [[nodiscard]] bool isEmpty() const { return strokes_.empty(); }
    [[nodiscard]] const std::vector<Stroke> &strokes() const { return strokes_; }
    void setStrokes(std::vector<Stroke> strokes);
    /// Dark ink on white whatever the scheme, `size` in pixels.
    [[nodiscard]] QImage picture(const QSize &size) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void undo(); ///< takes the last stroke away; also Ctrl+Z
    void clear();

Q_SIGNALS:
    void strokeFinished();
    void cleared();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabletEvent(QTabletEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void begin(const QPointF &at, qreal pressure, qint64 ms);
    void extend(const QPointF &at, qreal pressure, qint64 ms);
    void finish();
    void describe();

    std::vector<Stroke> strokes_;
    QString signer_;
    QString hint_;
    qint64 start_ = -1;
    bool drawing_ = false;
    bool signed_ = false;
};

} // namespace ruhu::widgets
