// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/pages/conflict/conflictwords.h"

#include <QWidget>

class QGridLayout;

namespace ruhu::pages {

class ConflictSequence;

/// Below the choices: how the household will be when they are saved, and who changed what when.
class ConflictOutcome : public QWidget
{
    Q_OBJECT
public:
    /// `me`: the name of who looks; the own changes need no name.
    ConflictOutcome(const QList<service::ConflictItem> &items, const QString &me, QWidget *parent = nullptr);
    void show(const ConflictDecisions &decisions);

private:
    QList<service::ConflictItem> m_items;
    QGridLayout *m_rows;
};

} // namespace ruhu::pages
