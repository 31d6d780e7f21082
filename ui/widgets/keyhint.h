// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QStringList>
#include <QWidget>

namespace ruhu::widgets {

/// Keys in their small frames and what they do: [<-] [->] which side. Only for keys that work on the page.
class KeyHint : public QWidget
{
    Q_OBJECT
public:
    KeyHint(const QStringList &keys, const QString &words, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList keys_;
    QString words_;
};

} // namespace ruhu::widgets
