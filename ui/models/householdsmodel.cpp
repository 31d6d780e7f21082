// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/householdsmodel.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"

namespace ruhu::models {

namespace {
constexpr int pageRows = service::Households::pageRows;
}

HouseholdsModel::HouseholdsModel(std::shared_ptr<service::Desk> desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(std::move(desk))
{
    connect(m_desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (changes.everything || !changes.households.isEmpty() || !changes.drafts.isEmpty())
            reload();
    });
}

void HouseholdsModel::setQuery(const service::HouseholdQuery &query)
{
    if (query == m_query && m_generation > 0)
        return;
    m_query = query;
    reload();
}

void HouseholdsModel::reload()
{
    ++m_generation;
    m_asked.clear();
    fetch(0);
}

void HouseholdsModel::fetch(int page) const
{
    if (m_asked.contains(page))
        return;
    m_asked.insert(page);
    auto *self = const_cast<HouseholdsModel *>(this);
    service::deliver(m_desk->households().page(m_query, page * pageRows), self,
                     [self, page, generation = m_generation](const Result<service::HouseholdPage> &answer) {
                         if (generation != self->m_generation)
                             return; // somebody typed on
                         if (answer)
                             self->arrived(page, *answer);
                         else
                             Q_EMIT self->failed(answer.error());
                     });
}

void HouseholdsModel::arrived(int page, const service::HouseholdPage &answer)
{
    if (m_shown != m_generation || answer.total != m_total) {
        beginResetModel();
        if (m_shown != m_generation)
            m_pages.clear();
        m_shown = m_generation;
        m_total = answer.total;
        m_all = answer.all;
        m_pages.insert(page, answer.rows);
        endResetModel();
        Q_EMIT answered(m_total, m_all);
        return;
    }
    m_pages.insert(page, answer.rows);
    const int first = page * pageRows;
    const int last = std::min(first + pageRows, m_total) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

std::optional<service::HouseholdRow> HouseholdsModel::row(int row) const
{
    const auto page = m_pages.constFind(row / pageRows);
    if (row < 0 || row >= m_total || page == m_pages.cend() || row % pageRows >= page->size())
        return std::nullopt;
    return page->at(row % pageRows);
}

int HouseholdsModel::rowOf(HouseholdId household) const
{
    for (auto page = m_pages.cbegin(); page != m_pages.cend(); ++page) {
        for (qsizetype i = 0; i < page->size(); ++i)
            if (page->at(i).id == household)
                return page.key() * pageRows + int(i);
    }
    return -1;
}

int HouseholdsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_total;
}

int HouseholdsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant HouseholdsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_total)
        return {};
    const auto found = row(index.row());
    if (!found) {
        if (m_shown == m_generation)
            fetch(index.row() / pageRows);
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: return text(*found, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Members ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole: return index.column() == Head ? sentence(*found) : text(*found, index.column());
    case RowRole: return QVariant::fromValue(*found);
    case SecondLineRole: return secondLine(*found, index.column());
    case HitsRole: return index.column() == Head ? QVariant::fromValue(found->nameHits) : QVariant();
    default: return {};
    }
}

QVariant HouseholdsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Members)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Head: return tr("Head");
    case Village: return tr("Village");
    case Members: return tr("People");
    case Programmes: return tr("Programmes");
    case Tags: return tr("Groups");
    case LastVisit: return tr("Last visit");
    case Standing: return tr("On this laptop");
    default: return {};
    }
}

QString HouseholdsModel::text(const service::HouseholdRow &row, int column) const
{
    const QDate today = QDate::currentDate();
    switch (column) {
    case Head: return row.headName;
    case Village: return placeText(row.place);
    case Members: return QString::number(row.members);
    case Programmes: {
        if (!row.applying.isEmpty())
            return tr("%1: applying").arg(programmeText(row.applying));
        QStringList names;
        for (const QString &programme : row.programmes)
            names += programmeText(programme);
        return names.isEmpty() ? tr("none") : names.join(tr(", ", "between list entries"));
    }
    case Tags: {
        QStringList names;
        for (const QString &tag : row.tags)
            names += tagText(tag);
        return names.join(u' ');
    }
    case LastVisit:
        if (!row.draft.isNull())
            return tr("today");
        if (row.lastVisit.isValid())
            return dayText(row.lastVisit, today);
        return row.complete ? tr("not yet") : tr("not here yet");
    case Standing:
        if (row.conflicts > 0)
            return tr("%n to choose", nullptr, row.conflicts);
        if (row.unsentPhotos > 0)
            return tr("%n photo(s) waiting", nullptr, row.unsentPhotos);
        if (row.unsent)
            return tr("waiting");
        return row.complete ? tr("synced") : tr("arriving");
    default: return {};
    }
}

QString HouseholdsModel::secondLine(const service::HouseholdRow &row, int column) const
{
    switch (column) {
    case Head:
        if (row.idTail.isEmpty())
            return row.headAge >= 0 ? tr("%n year(s)", nullptr, row.headAge) : QString();
        return row.headAge >= 0 ? tr("…%1 · %n year(s)", nullptr, row.headAge).arg(row.idTail)
                                : tr("…%1").arg(row.idTail);
    case LastVisit:
        if (!row.draft.isNull())
            return tr("being filled in");
        return row.lastVisit.isValid() ? agoText(row.lastVisit, QDate::currentDate()) : QString();
    default: return {};
    }
}

QString HouseholdsModel::sentence(const service::HouseholdRow &row) const
{
    QStringList parts{row.headName, placeText(row.place), text(row, Programmes), text(row, Standing)};
    parts.removeAll(QString());
    return parts.join(tr(", ", "between list entries"));
}

} // namespace ruhu::models
