// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

class QLabel;

namespace ruhu::widgets {

/// A short line with an icon in a status colour: errors under fields, "agrees with the province", hints.
/// Hidden while it has no text.
class NoteLine : public QWidget
{
    Q_OBJECT
public:
    explicit NoteLine(QWidget *parent = nullptr);
    void setNote(theme::Token color, const QString &iconName, const QString &text);
    void clear();
    [[nodiscard]] QString text() const;

private:
    QLabel *text_;
    class IconLabel *icon_;
};

} // namespace ruhu::widgets
