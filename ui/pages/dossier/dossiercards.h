// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"
#include "ui/widgets/card.h"

#include <functional>

class QListView;
class QStandardItemModel;

namespace ruhu::pages {

/// How a member's identity number is shown right now (masked or revealed).
using IdNumber = std::function<QString(const service::MemberRow &)>;

/// The cards of the dossier. Each shows one part of a Dossier and knows nothing of the page around it.
[[nodiscard]] QWidget *makeMembersCard(const service::Dossier &dossier, const IdNumber &idNumber, QWidget *parent);
[[nodiscard]] QWidget *makeEconomyCard(const service::Dossier &dossier, QWidget *parent);
[[nodiscard]] QWidget *makeProgrammesCard(const service::Dossier &dossier, QWidget *parent);
[[nodiscard]] QWidget *makeTimelineCard(const service::Dossier &dossier, QWidget *parent);

/// Full tables, one line an item.
[[nodiscard]] QWidget *makeMembersTable(const service::Dossier &dossier, const IdNumber &idNumber, QWidget *parent);
[[nodiscard]] QWidget *makeMoneyTable(const QString &title, const QString &codeList,
                                      const QList<service::MoneyRow> &rows, bool perYear, QWidget *parent);
[[nodiscard]] QWidget *makeVisitsList(const service::Dossier &dossier, QWidget *parent);

/// The photos with their thumbnails; a click shows the evidence copy.
class PhotosCard : public widgets::Card
{
    Q_OBJECT
public:
    PhotosCard(std::shared_ptr<service::Desk> desk, const QList<service::PhotoRow> &photos, int most, QWidget *parent);

private:
    void load(int row, const service::PhotoRow &photo);
    void open(const QModelIndex &index);

    std::shared_ptr<service::Desk> m_desk;
    QList<service::PhotoRow> m_rows;
    QStandardItemModel *m_model;
    QListView *m_strip;
};

} // namespace ruhu::pages
