// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QStyledItemDelegate>

namespace ruhu::widgets {

/// Rows of a QListView as a timeline: a dot or icon on a line, bold time, words, a paler note that wraps.
/// Qt::DisplayRole holds the words.
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role {
        TimeRole = Qt::UserRole + 200, ///< QString, bold
        NoteRole,                      ///< QString
        IconRole,                      ///< QString, name of an icon
        CurrentRole,                   ///< bool: filled with the accent
    };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ruhu::widgets
