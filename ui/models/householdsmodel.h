// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/desk.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <memory>

namespace ruhu::models {

/// The household list: it knows the count and holds only the pages that were looked at, 200 rows each.
///
/// A new query leaves the old rows on the screen until the first new page is here, and makes answers to older queries
/// worthless: who types fast never sees an older result after a newer one.
class HouseholdsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Head, Village, Members, Programmes, Tags, LastVisit, Standing, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole, ///< service::HouseholdRow; invalid while the page is on its way.
        SecondLineRole,         ///< The grey line below.
        HitsRole,               ///< QList<service::Span> in column Head.
    };

    explicit HouseholdsModel(std::shared_ptr<service::Desk> desk, QObject *parent = nullptr);

    [[nodiscard]] const service::HouseholdQuery &query() const { return m_query; }
    void setQuery(const service::HouseholdQuery &query);
    /// Asks again for what is on the screen.
    void reload();

    /// Households in reach whatever the filter; -1 before the first answer.
    [[nodiscard]] int all() const { return m_all; }
    /// The row's household when its page is here.
    [[nodiscard]] std::optional<service::HouseholdRow> row(int row) const;
    /// Where a household stands, when its page is here; -1 otherwise.
    [[nodiscard]] int rowOf(HouseholdId household) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The first page of a query has arrived (or its reload).
    void answered(int total, int all);
    void failed(const ruhu::Error &error);

private:
    void fetch(int page) const;
    void arrived(int page, const service::HouseholdPage &answer);
    [[nodiscard]] QString text(const service::HouseholdRow &row, int column) const;
    [[nodiscard]] QString secondLine(const service::HouseholdRow &row, int column) const;
    [[nodiscard]] QString sentence(const service::HouseholdRow &row) const;

    std::shared_ptr<service::Desk> m_desk;
    service::HouseholdQuery m_query;
    int m_total = 0;
    int m_all = -1;
    quint64 m_generation = 0; ///< Of the query asked last.
    quint64 m_shown = 0;      ///< Of the query whose rows are here.
    QHash<int, QList<service::HouseholdRow>> m_pages;
    mutable QSet<int> m_asked;
};

} // namespace ruhu::models

Q_DECLARE_METATYPE(ruhu::service::HouseholdRow)
Q_DECLARE_METATYPE(ruhu::service::Span)
