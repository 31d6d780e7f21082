// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

class QButtonGroup;

namespace ruhu::widgets {

/// One of a few, all visible: "most urgent | village | name". One tab stop; the arrow keys move.
class Segmented : public QWidget
{
    Q_OBJECT
public:
    /// `name` is the accessible name of the group.
    explicit Segmented(const QString &name, QWidget *parent = nullptr);

    void addOption(int id, const QString &text);
    void setOptionText(int id, const QString &text);
    [[nodiscard]] int current() const;
    /// Does not emit.
    void setCurrent(int id);

Q_SIGNALS:
    /// The person chose another option.
    void chosen(int id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *group_;
};

} // namespace ruhu::widgets
