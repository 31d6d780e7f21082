// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/visitform.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QButtonGroup;
class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace ruhu::pages {

/// The sections of the form at the left: number or state, title, how far. Up and Down move within it.
class SectionList : public QWidget
{
    Q_OBJECT
public:
    explicit SectionList(QWidget *parent = nullptr);
    void show(const QList<models::FormSection> &sections, int current, const forms::Progress &whole);

Q_SIGNALS:
    void chosen(int section);

private:
    QLabel *m_answered;
    QLabel *m_asked;
    QProgressBar *m_bar;
    QVBoxLayout *m_layout;
    QButtonGroup *m_group;
    QList<class SectionButton *> m_buttons;
};

} // namespace ruhu::pages
