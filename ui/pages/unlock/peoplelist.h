// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/unlockcontroller.h"

#include <QListView>

class QPainter;
class QStandardItemModel;

namespace ruhu::pages {

/// The people of the laptop: square, name, role and last use, how much of their work is unsent.
class PeopleList : public QListView
{
    Q_OBJECT
public:
    explicit PeopleList(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
};

/// Puts the people into the list's model, keeping rows (and so the selection) that are still there.
void fillPeople(QStandardItemModel &rows, const QList<models::UnlockController::Person> &people);

/// The hills and houses along the lower edge of the page.
void paintVillage(QPainter &painter, const QRect &area);

} // namespace ruhu::pages
