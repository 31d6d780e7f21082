// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ruhu::widgets {
class Banner;
}

namespace ruhu::pages {

/// The selected household in brief: how to reach it, what is open, who lives there, the last visit, and the two ways
/// on.
class HouseholdPreview : public widgets::Card
{
    Q_OBJECT
public:
    explicit HouseholdPreview(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);

    /// Shows a household; a null id empties the pane. What is older than the last call is dropped.
    void show(HouseholdId household);
    [[nodiscard]] const service::Dossier &dossier() const { return m_dossier; }
    void startVisit();

Q_SIGNALS:
    void householdWanted(ruhu::HouseholdId household);
    void visitWanted(ruhu::HouseholdId household, const QString &reason, ruhu::ApplicationId application,
                     ruhu::DraftId draft);
    void conflictsWanted(ruhu::HouseholdId household);

private:
    void fill();
    void addFact(QVBoxLayout *into, const QString &name, const QString &value);
    void addMembers(QVBoxLayout *into);

    std::shared_ptr<service::Desk> m_desk;
    HouseholdId m_household;
    service::Dossier m_dossier;
    QWidget *m_content = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace ruhu::pages
