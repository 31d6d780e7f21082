// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QFrame>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ruhu::widgets {

/// A white box with a hairline border and round corners: optional header (title, count, actions), then a body.
class Card : public QFrame
{
    Q_OBJECT
public:
    /// Without a title there is no header.
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Paler words right after the title: "29 items · 46.8 MB".
    void setCount(const QString &count);
    /// Put actions here; they stand at the right end of the header.
    [[nodiscard]] QHBoxLayout *headerActions();
    /// The body has no margins (lists reach the border); call padBody() for 12×16.
    [[nodiscard]] QVBoxLayout *body();
    void padBody();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void childEvent(QChildEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adjustHeader();

    QWidget *header_;
    QLabel *title_;
    QLabel *count_;
    QHBoxLayout *actions_;
    QVBoxLayout *body_;
    QWidget *line_;
    QWidget *edge_ = nullptr;
};

} // namespace ruhu::widgets
