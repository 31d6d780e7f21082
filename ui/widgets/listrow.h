// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/widgets/badge.h"
#include "ui/widgets/markedtext.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace ruhu::widgets {

/// What a row of a list may say. Qt::DisplayRole is the bold title; Qt::AccessibleTextRole the whole row as one
/// sentence.
enum RowRole {
    RowContext = Qt::UserRole + 300, ///< QString after the title, paler
    RowDetail,                       ///< QString, second line
    RowLead,                         ///< QString before everything: "09:20"
    RowIcon,                         ///< QString, name of an icon before the words
    RowIconToken,                    ///< int(theme::Token) of that icon
    RowBadge,                        ///< Badge at the right
    RowAction,                       ///< QString: words of a button at the right; Enter and a click trigger it
    RowActionIcon,                   ///< QString
    RowMarks,                        ///< TextSpans in the title
    RowDone,                         ///< bool: the title is not bold any more
    RowDetailToken,                  ///< int(theme::Token) of the second line; default Tx2
    RowTrail,                        ///< QString, plain words at the right: "2.0 MB"
    RowParts,                        ///< int: a bar below the words and "2 / 3"
    RowPartsDone,                    ///< int, how many of RowParts
};

/// A row: [lead] [icon] title context / detail … trail badge [button]. Selected rows are tinted with a bar at the left;
/// the button of a selected row is the primary one.
class ListRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ListRowDelegate(QObject *parent = nullptr);

    /// Width kept for the lead column; 0 takes what the text needs.
    void setLeadWidth(int width) { leadWidth_ = width; }
    /// Key printed on the button of the selected row ("Enter").
    void setSelectedKey(const QString &key) { selectedKey_ = key; }
    /// Off: the button of the selected row looks like the others.
    void setPrimaryWhenSelected(bool on) { primaryWhenSelected_ = on; }
    /// In narrow lists the badge stands beside the title and the second line has the whole width.
    void setBadgeBesideTitle(bool on) { badgeBesideTitle_ = on; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void actionTriggered(const QModelIndex &index);

private:
    [[nodiscard]] QRect actionRect(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintParts(QPainter &painter, const QRectF &line, const QModelIndex &index, bool selected) const;
    void paintAction(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    int leadWidth_ = 0;
    QString selectedKey_;
    bool primaryWhenSelected_ = true;
    bool badgeBesideTitle_ = false;
    QPersistentModelIndex pressed_;
};

/// A QListView set up for ListRowDelegate inside a Card: no frame, transparent, hairlines, one tab stop, Enter
/// triggers.
class RowList : public QListView
{
    Q_OBJECT
public:
    /// `name` is the accessible name of the list.
    explicit RowList(const QString &name, QWidget *parent = nullptr);
    [[nodiscard]] ListRowDelegate *rows() const { return rows_; }
    /// Grows to show all its rows, so that the page scrolls and not the list.
    void setFitRows(bool fit);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Enter, double click, or a click on the button of the row.
    void triggered(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    ListRowDelegate *rows_;
    bool fit_ = false;
};

/// Cells of a QTableView in the same language: two lines (DisplayRole, RowDetail), hits (RowMarks), RowBadge instead of
/// words, right-aligned by Qt::TextAlignmentRole. setUpTable() gives the view its look.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ruhu::widgets
