// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

namespace ruhu::widgets {

/// A person's square: the first character of the name on the pale accent. Decoration; the name stands beside it.
class Avatar : public QWidget
{
    Q_OBJECT
public:
    explicit Avatar(const QString &name = {}, int side = 36, QWidget *parent = nullptr);
    void setName(const QString &name);
    QSize sizeHint() const override;

    /// The same square, for delegates and painted buttons.
    static void paint(QPainter &painter, const QRectF &rect, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString name_;
    int side_;
};

} // namespace ruhu::widgets
