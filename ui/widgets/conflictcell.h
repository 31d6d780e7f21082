// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

class QButtonGroup;
class QGridLayout;
class QLabel;

namespace ruhu::widgets {

class ConflictTile;

/// One field changed on both sides: base | mine | theirs side by side; the person takes a side, both texts, or writes a
/// third. Differing parts are marked. Left and Right choose the side, Down and Up belong to the page (next field).
class ConflictCell : public QWidget
{
    Q_OBJECT
public:
    enum class Choice { None, Mine, Theirs, Both, Rewritten };
    struct Side
    {
        QString value;  ///< as shown to a person
        QString source; ///< "today 09:20, bank book": who and when
    };

    /// `mayBoth`: a text where both parts can stay; `mayRewrite`: a third value may be written.
    ConflictCell(const QString &field, const Side &base, const Side &mine, const Side &theirs, bool mayBoth,
                 bool mayRewrite, QWidget *parent = nullptr);

    [[nodiscard]] QString field() const { return field_; }
    [[nodiscard]] Choice choice() const { return choice_; }
    void setChoice(Choice choice);
    /// The rewritten value as it is shown; the caller edits it in a field of its own.
    void setRewritten(const QString &value);

Q_SIGNALS:
    void chosen(ruhu::widgets::ConflictCell::Choice choice);
    /// The person wants to write a third value.
    void rewriteRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void take(Choice choice);
    void describe();

    QString field_;
    Choice choice_ = Choice::None;
    ConflictTile *mine_;
    ConflictTile *theirs_;
    QWidget *both_ = nullptr;
    QLabel *rewritten_;
};

} // namespace ruhu::widgets
