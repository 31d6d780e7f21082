// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QDialog>

namespace ruhu::widgets {

/// Asked only before something that cannot be undone or that leaves the house. The title is the question, the buttons
/// say what they do, the keyboard starts on the safe one, Esc is the safe one. Result: Accepted only for the deed.
class ConfirmDialog : public QDialog
{
    Q_OBJECT
public:
    ConfirmDialog(const QString &question, const QString &text, const QString &safe, const QString &deed,
                  bool dangerous, QWidget *parent = nullptr);
};

} // namespace ruhu::widgets
