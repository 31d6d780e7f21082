// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QLineEdit>

class QLabel;
class QPushButton;

namespace ruhu::widgets {

/// Search as you type: searched() comes on every edit by the person, full-width characters folded; never while an input
/// method is still composing. Esc clears first. The caller cancels the older query when a newer one comes.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);
    /// "7 found", at the right end.
    void setCountText(const QString &text);
    /// Prints a key while empty ("Ctrl K"). The shortcut is set elsewhere.
    void setKeyHint(const QString &key);
    [[nodiscard]] QString query() const;

Q_SIGNALS:
    void searched(const QString &query);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeParts();

    QLabel *count_;
    QPushButton *clear_;
    QString key_;
};

} // namespace ruhu::widgets
