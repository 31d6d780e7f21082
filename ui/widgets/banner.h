// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace ruhu::widgets {

/// Says what happened and what to do, and stays until it is solved. At most one per page: count other problems in it.
class Banner : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Error, Warning, Info, Ok };

    /// Hidden until it has a message.
    explicit Banner(QWidget *parent = nullptr);

    /// Shows the banner; `lead` is the bold start of the sentence. Assistive tools are told.
    void setMessage(Kind kind, const QString &text, const QString &lead = {});
    /// One next step. An empty text removes the button. `key` is printed on it.
    void setAction(const QString &text, const QString &key = {});
    /// Icon other than the one of the kind ("conflict").
    void setIconName(const QString &iconName);
    void clear();
    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Kind kind_ = Kind::Info;
    QString iconName_;
    QLabel *lead_;
    QLabel *text_;
    QPushButton *action_;
};

} // namespace ruhu::widgets
