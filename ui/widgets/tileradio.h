// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QAbstractButton>

namespace ruhu::widgets {

/// A large choice with a headline and a line below. Put several in an exclusive QButtonGroup; arrow keys then move.
class TileRadio : public QAbstractButton
{
    Q_OBJECT
public:
    explicit TileRadio(const QString &text, const QString &detail = {}, QWidget *parent = nullptr);
    void setDetail(const QString &detail);
    [[nodiscard]] QString detail() const { return detail_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString detail_;
};

} // namespace ruhu::widgets
