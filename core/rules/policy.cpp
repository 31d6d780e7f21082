// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/policy.h"

#include "core/domain/csv.h"

#include <algorithm>
#include <functional>

namespace ruhu::rules {

using namespace Qt::Literals::StringLiterals;

/// Reads one pack file after the other; the first fault ends it.
struct PolicyReader
{
    /// A row by column name. `bad` collects the first cell that is not what it should be.
    struct Row
    {
        const CsvTable &table;
        const QStringList &cells;
        QString &bad;

        [[nodiscard]] QString text(QStringView column) const { return cells[table.column(column)]; }
        QString needed(QStringView column) const
        {
            if (text(column).isEmpty())
                note(column);
            return text(column);
        }
        int number(QStringView column) const
        {
            bool ok = false;
            const int value = text(column).toInt(&ok);
            if (!ok || value < 0)
                note(column);
            return value;
        }
        Fen money(QStringView column) const
        {
            const auto amount = parseYuan(text(column));
            if (!amount || amount->value < 0)
                note(column);
            return amount.value_or(Fen());
        }
        QDate date(QStringView column, bool mayBeEmpty) const
        {
            const QDate day = QDate::fromString(text(column), Qt::ISODate);
            if (!day.isValid() && !(mayBeEmpty && text(column).isEmpty()))
                note(column);
            return day;
        }
        DivisionCode division(QStringView column) const
        {
            const auto code = parseDivision(text(column));
            if (!code)
                note(column);
            return code.value_or(DivisionCode());
        }
        bool oneOf(QStringView column, QLatin1StringView yes, QLatin1StringView no) const
        {
            if (text(column) != yes && text(column) != no)
                note(column);
            return text(column) == yes;
        }
        void note(QStringView column) const
        {
            if (bad.isEmpty())
                bad = column + u" \""_s + text(column) + u'"';
        }
    };

    const Pack &pack;
    Policy policy;

    Result<void> each(const QString &file, const QStringList &columns,
                      const std::function<void(const Row &)> &take) const
    {
        if (!pack.files.contains(file))
            return fail(ErrorCode::BadFormat, file + u": missing"_s);
        const Result<CsvTable> table = readCsv(pack.files[file]);
        if (!table)
            return fail(ErrorCode::BadFormat, file + u": "_s + table.error().detail);
        for (const QString &column : columns) {
            if (table->column(column) < 0)
                return fail(ErrorCode::BadFormat, file + u": no column "_s + column);
        }
        QString bad;
        for (const QStringList &cells : table->rows) {
            take(Row{*table, cells, bad});
            if (!bad.isEmpty())
                return fail(ErrorCode::BadFormat, file + u": "_s + bad);
        }
        return {};
    }

    Result<void> parameters();
    Result<void> standards();
    Result<void> property();
    Result<void> exemptions();
    Result<void> topUps();
    Result<void> deadlines();
    Result<void> places();
    Result<void> calendarAndLists();
};

namespace {

tl::unexpected<Error> missing(const QString &file, const QString &key)
{
    return fail(ErrorCode::BadFormat, file + u": needs "_s + key);
}

std::optional<Ratio> parseRatio(const QString &text)
{
    const QStringList parts = text.split(u'/');
    bool first = false;
    bool second = parts.size() == 1;
    Ratio ratio{parts[0].toInt(&first), parts.size() == 2 ? parts[1].toInt(&second) : 1};
    if (!first || !second || parts.size() > 2 || ratio.numerator <= 0 || ratio.denominator <= 0 ||
        ratio.numerator > 1'000 || ratio.denominator > 1'000)
        return std::nullopt;
    return ratio;
}

} // namespace

Result<void> PolicyReader::parameters()
{
    const QString file = u"parameters.csv"_s;
    QMap<QString, QString> values;
    const auto read = each(file, {u"key"_s, u"value"_s}, [&](const Row &row) {
        if (values.contains(row.needed(u"key")))
            row.note(u"key");
        values.insert(row.text(u"key"), row.text(u"value"));
    });
    if (!read)
        return read;
    const auto number = [&values](const QString &key, int low, int high) -> std::optional<int> {
        bool ok = false;
        const int value = values.value(key).toInt(&ok);
        return ok && value >= low && value <= high ? std::optional(value) : std::nullopt;
    };
    const auto months = number(u"income.period_months"_s, 1, 12);
    const auto classes = number(u"topup.max_classes"_s, 0, 9);
    const auto provisional = number(u"calendar.provisional_from"_s, 2000, 9999);
    const auto edge = parseRatio(values.value(u"income.edge_ratio"_s));
    const auto rigid = parseRatio(values.value(u"rigid.ratio"_s));
    const auto step = parseYuan(values.value(u"rounding.step_yuan"_s));
    const QMap<QString, Rounding::Mode> modes = {
        {u"UP"_s, Rounding::Mode::Up}, {u"DOWN"_s, Rounding::Mode::Down}, {u"HALF_UP"_s, Rounding::Mode::HalfUp}};
    const QString mode = values.value(u"rounding.mode"_s);
    const QString deducts = values.value(u"income.rigid_deduction"_s);
    if (!months)
        return missing(file, u"income.period_months"_s);
    if (!classes)
        return missing(file, u"topup.max_classes"_s);
    if (!provisional)
        return missing(file, u"calendar.provisional_from"_s);
    if (!edge || edge->numerator < edge->denominator)
        return missing(file, u"income.edge_ratio"_s);
    if (!rigid)
        return missing(file, u"rigid.ratio"_s);
    if (!step || step->value < 1 || *step > yuan(100))
        return missing(file, u"rounding.step_yuan"_s);
    if (!modes.contains(mode))
        return missing(file, u"rounding.mode"_s);
    if (deducts != u"YES"_s && deducts != u"NO"_s)
        return missing(file, u"income.rigid_deduction"_s);
    policy.m_incomeMonths = *months;
    policy.m_topUpClasses = *classes;
    policy.m_calendar.setProvisionalFrom(*provisional);
    policy.m_edge = *edge;
    policy.m_rigid = *rigid;
    policy.m_rounding = {modes[mode], *step};
    policy.m_deductsRigidCost = deducts == u"YES"_s;
    return {};
}

Result<void> PolicyReader::standards()
{
    const QStringList columns = {u"what"_s,       u"division"_s, u"area"_s,  u"amount_yuan"_s,
                                 u"valid_from"_s, u"valid_to"_s, u"source"_s};
    return each(u"standards.csv"_s, columns, [this](const Row &row) {
        Standard standard;
        standard.what = row.needed(u"what");
        standard.division = row.division(u"division");
        standard.urban = row.oneOf(u"area", "URBAN"_L1, "RURAL"_L1);
        standard.amount = row.money(u"amount_yuan");
        standard.validFrom = row.date(u"valid_from", false);
        standard.validTo = row.date(u"valid_to", true);
        standard.source = row.text(u"source");
        if (standard.amount.value == 0)
            row.note(u"amount_yuan");
        for (const Standard &other : policy.m_standards) {
            const bool sameThing =
                other.what == standard.what && other.division == standard.division && other.urban == standard.urban;
            const bool apart = (other.validTo.isValid() && other.validTo < standard.validFrom) ||
                               (standard.validTo.isValid() && standard.validTo < other.validFrom);
            if (sameThing && !apart)
                row.note(u"valid_from"); // two standards on one day: nobody could say which
        }
        policy.m_standards += standard;
    });
}

Result<void> PolicyReader::property()
{
    const QMap<QString, PropertyClass> classes = {{u"FINANCE"_s, PropertyClass::Finance},
                                                  {u"VEHICLE"_s, PropertyClass::Vehicle},
                                                  {u"EXEMPT_VEHICLE"_s, PropertyClass::ExemptVehicle},
                                                  {u"HOME"_s, PropertyClass::Home},
                                                  {u"NON_RESIDENTIAL"_s, PropertyClass::NonResidential},
                                                  {u"CAPITAL"_s, PropertyClass::Capital},
                                                  {u"INDIVIDUAL_BUSINESS"_s, PropertyClass::IndividualBusiness},
                                                  {u"OTHER"_s, PropertyClass::Other}};
    const auto kinds = each(u"property_kinds.csv"_s, {u"kind"_s, u"class"_s}, [&](const Row &row) {
        if (!classes.contains(row.text(u"class")))
            row.note(u"class");
        policy.m_propertyClasses.insert(row.needed(u"kind"), classes.value(row.text(u"class")));
    });
    if (!kinds)
        return kinds;
    const QStringList columns = {u"programme"_s,      u"finance_months"_s,     u"homes"_s,
                                 u"homes_to_judge"_s, u"vehicle_judge_yuan"_s, u"capital_yuan"_s};
    return each(u"property_limits.csv"_s, columns, [this](const Row &row) {
        PropertyLimits limits;
        limits.financeMonths = row.number(u"finance_months");
        limits.homes = row.number(u"homes");
        limits.homesToJudge = row.number(u"homes_to_judge");
        limits.vehicleToJudge = row.money(u"vehicle_judge_yuan");
        limits.capital = row.money(u"capital_yuan");
        if (limits.financeMonths > 1'200)
            row.note(u"finance_months");
        policy.m_limits.insert(row.needed(u"programme"), limits);
    });
}

Result<void> PolicyReader::exemptions()
{
    return each(u"exemptions.csv"_s, {u"list"_s, u"code"_s, u"counts"_s}, [this](const Row &row) {
        const bool income = row.oneOf(u"list", "INCOME_EXEMPT"_L1, "PROP_EXEMPT"_L1);
        if (!row.oneOf(u"counts", "YES"_L1, "NO"_L1))
            (income ? policy.m_exemptIncome : policy.m_exemptProperty) += row.needed(u"code");
    });
}

Result<void> PolicyReader::topUps()
{
    const QMap<QString, TopUp::Criterion> criteria = {{u"AGE_FROM"_s, TopUp::Criterion::AgeFrom},
                                                      {u"AGE_BELOW"_s, TopUp::Criterion::AgeBelow},
                                                      {u"DISABILITY_GRADE_TO"_s, TopUp::Criterion::DisabilityGradeTo},
                                                      {u"SERIOUS_ILLNESS"_s, TopUp::Criterion::SeriousIllness},
                                                      {u"RECORDED"_s, TopUp::Criterion::Recorded}};
    return each(u"topups.csv"_s, {u"class"_s, u"criterion"_s, u"value"_s, u"percent"_s}, [&](const Row &row) {
        if (!criteria.contains(row.text(u"criterion")))
            row.note(u"criterion");
        TopUp topUp{row.needed(u"class"), criteria.value(row.text(u"criterion")), row.number(u"value"),
                    row.number(u"percent")};
        if (topUp.percent > 200)
            row.note(u"percent");
        policy.m_topUps += topUp;
    });
}

Result<void> PolicyReader::deadlines()
{
    const QMap<QString, LimitUnit> units = {{u"WORKING_DAYS"_s, LimitUnit::WorkingDays},
                                            {u"CALENDAR_DAYS"_s, LimitUnit::CalendarDays},
                                            {u"MONTHS"_s, LimitUnit::Months}};
    return each(u"deadlines.csv"_s, {u"key"_s, u"count"_s, u"unit"_s, u"source"_s}, [&](const Row &row) {
        if (!units.contains(row.text(u"unit")))
            row.note(u"unit");
        const Limit limit{row.number(u"count"), units.value(row.text(u"unit")), row.text(u"source")};
        if (limit.count > 3'660)
            row.note(u"count");
        policy.m_deadlines.insert(row.needed(u"key"), limit);
    });
}

Result<void> PolicyReader::places()
{
    return each(u"divisions.csv"_s, {u"code"_s, u"name"_s, u"area"_s}, [this](const Row &row) {
        policy.m_divisions += {row.division(u"code"), row.needed(u"name"), row.oneOf(u"area", "URBAN"_L1, "RURAL"_L1)};
    });
}

Result<void> PolicyReader::calendarAndLists()
{
    if (!pack.files.contains(u"calendar.csv"_s))
        return fail(ErrorCode::BadFormat, u"calendar.csv: missing"_s);
    const Result<WorkCalendar> calendar = WorkCalendar::fromCsv(pack.files[u"calendar.csv"_s]);
    if (!calendar)
        return fail(ErrorCode::BadFormat, u"calendar.csv: "_s + calendar.error().detail);
    policy.m_calendar = *calendar;
    if (!pack.files.contains(u"codelists.csv"_s))
        return {};
    Result<CodeLists> lists = CodeLists::fromCsv(pack.files[u"codelists.csv"_s]);
    if (!lists)
        return fail(ErrorCode::BadFormat, u"codelists.csv: "_s + lists.error().detail);
    policy.m_codeLists = std::move(*lists);
    return {};
}

Result<Policy> Policy::read(const Pack &pack)
{
    PolicyReader reader{pack, {}};
    reader.policy.m_packName = pack.manifest.name();
    // The calendar first: the parameters say from which year on it is provisional.
    for (const auto part :
         {&PolicyReader::calendarAndLists, &PolicyReader::parameters, &PolicyReader::standards, &PolicyReader::property,
          &PolicyReader::exemptions, &PolicyReader::topUps, &PolicyReader::deadlines, &PolicyReader::places}) {
        if (const Result<void> read = (reader.*part)(); !read)
            return passOn(read);
    }
    return std::move(reader.policy);
}

Result<Standard> Policy::standard(QStringView what, DivisionCode village, bool urban, QDate on) const
{
    const Standard *best = nullptr;
    for (const Standard &candidate : m_standards) {
        if (candidate.what != what || candidate.urban != urban || !candidate.division.contains(village) ||
            on < candidate.validFrom || (candidate.validTo.isValid() && on > candidate.validTo))
            continue;
        if (!best || best->division.level() < candidate.division.level())
            best = &candidate;
    }
    if (!best)
        return fail(ErrorCode::NotFound, u"standard "_s + what);
    return *best;
}

std::optional<PropertyLimits> Policy::propertyLimits(QStringView program) const
{
    const auto found = m_limits.constFind(program.toString());
    return found == m_limits.constEnd() ? std::nullopt : std::optional(*found);
}

PropertyClass Policy::propertyClass(QStringView kind) const
{
    return m_propertyClasses.value(kind.toString(), PropertyClass::Other);
}

Result<Limit> Policy::limit(QStringView key) const
{
    const auto found = m_deadlines.constFind(key.toString());
    if (found == m_deadlines.constEnd())
        return fail(ErrorCode::NotFound, u"limit "_s + key);
    return *found;
}

DueDate Policy::due(QStringView key, QDate event) const
{
    const Result<Limit> known = limit(key);
    return known && event.isValid() ? dueDate(m_calendar, *known, event) : DueDate();
}

QString Policy::divisionName(DivisionCode code) const
{
    const auto found = std::ranges::find(m_divisions, code, &Division::code);
    return found == m_divisions.end() ? code.text() : found->name;
}

bool Policy::isUrban(DivisionCode code) const
{
    const auto found = std::ranges::find(m_divisions, code, &Division::code);
    return found != m_divisions.end() && found->urban;
}

} // namespace ruhu::rules
