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
/// third. Differing parts are marked. Left and Right choose the side, Down and Up lead to the next field, which is the
/// page's business.
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
    /// Whose value it is (a member's name), below the name of the field.
    void setWhose(const QString &name);
    /// The field in which a third value is written; the cell shows it while that is the choice.
    void setEditor(QWidget *editor);
    [[nodiscard]] QWidget *editor() const { return editor_; }
    /// The keyboard comes to the side that is chosen, or to the first.
    void takeFocus();

    /// Gives a grid the columns of the cells, so that a heading stands above them.
    static void alignColumns(QGridLayout *grid);

Q_SIGNALS:
    void chosen(ruhu::widgets::ConflictCell::Choice choice);
    /// The person wants to write a third value.
    void rewriteRequested();
    /// Up (-1) or Down (1).
    void stepped(int by);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void take(Choice choice);
    void describe();

    QString field_;
    QGridLayout *grid_;
    Choice choice_ = Choice::None;
    ConflictTile *mine_;
    ConflictTile *theirs_;
    QLabel *whose_;
    QWidget *both_ = nullptr;
    QWidget *editor_ = nullptr;
};

} // namespace ruhu::widgets
