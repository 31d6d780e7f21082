// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"
#include "ui/widgets/card.h"

namespace ruhu::pages {

/// One case as the file stands: who, since when, which steps are done, what the machine found and where from, the
/// visits, the opinions that were signed, the evidence.
class CasePanel : public widgets::Card
{
    Q_OBJECT
public:
    explicit CasePanel(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);
    void show(const service::ApplicationView &view, const service::Precheck &precheck);
    /// The figures again, with the answers that were given since; the case stays where it was scrolled to.
    void showFacts(const service::Precheck &precheck);
    void clear();

Q_SIGNALS:
    void householdWanted(ruhu::HouseholdId household);

private:
    QWidget *makeHead(const service::ApplicationView &view);
    QWidget *makePrecheck(const service::Precheck &precheck);
    QWidget *makeLine(const service::PrecheckLine &line);
    QWidget *makeWorking(const service::Precheck &precheck);
    QWidget *makeVisits(const service::ApplicationView &view);
    QWidget *makeOpinions(const service::ApplicationView &view);

    std::shared_ptr<service::Desk> m_desk;
    QWidget *m_content = nullptr;
    class QVBoxLayout *m_facts = nullptr;
};

} // namespace ruhu::pages
