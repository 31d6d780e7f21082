// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/bench.h"
#include "app/ruhuctl/benchtownship.h"
#include "core/store/households.h"
#include "core/text/pinyin.h"

#include <QElapsedTimer>

#include <memory>
#include <sqlite3.h>

/// The benches of the sealed store. Their floor is SQLite itself, through its C interface, on a plain file in the same
/// folder with the same journal mode and the same fsyncs.
namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int syncRounds = 3;
constexpr int searchHouseholds = 120;        ///< Whose names and numbers are typed, spread over the township.
constexpr double lineRecordsPerSecond = 781; ///< docs/benches.md: a township of 50,000 records in 64 s at 2 Mbit/s.
constexpr double searchMs = 50;              ///< docs/benches.md, row search.

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// A plain SQLite file. Every call throws its error away until failed() is asked.
class Plain
{
public:
    explicit Plain(const QString &path)
    {
        m_failed = sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK;
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
    }
    ~Plain()
    {
        for (sqlite3_stmt *statement : std::as_const(m_statements))
            sqlite3_finalize(statement);
        sqlite3_close(m_db);
    }
    Plain(const Plain &) = delete;
    Plain &operator=(const Plain &) = delete;

    void run(const char *sql) { m_failed |= sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK; }
    /// Runs a prepared statement with these values; returns the number of rows it gave.
    int run(const QByteArray &sql, const QList<QVariant> &values)
    {
        sqlite3_stmt *&statement = m_statements[sql];
        if (statement == nullptr)
            m_failed |= sqlite3_prepare_v2(m_db, sql.constData(), -1, &statement, nullptr) != SQLITE_OK;
        for (int i = 0; i < values.size(); ++i)
            bind(statement, i + 1, values.at(i));
        int rows = 0;
        int step = SQLITE_ROW;
        while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(statement); ++column)
                m_read += sqlite3_column_bytes(statement, column);
            ++rows;
        }
        m_failed |= step != SQLITE_DONE;
        sqlite3_reset(statement);
        return rows;
    }
    [[nodiscard]] Result<void> outcome() const
    {
        return m_failed ? Result<void>(fail(ErrorCode::Io, QString::fromUtf8(sqlite3_errmsg(m_db)))) : Result<void>();
    }

private:
    static void bind(sqlite3_stmt *statement, int at, const QVariant &value)
    {
        if (value.typeId() == QMetaType::QByteArray) {
            const QByteArray bytes = value.toByteArray();
            sqlite3_bind_blob(statement, at, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
        } else if (value.typeId() == QMetaType::QString) {
            const QByteArray text = value.toString().toUtf8();
            sqlite3_bind_text(statement, at, text.constData(), int(text.size()), SQLITE_TRANSIENT);
        } else {
            sqlite3_bind_int64(statement, at, value.toLongLong());
        }
    }

    sqlite3 *m_db = nullptr;
    QHash<QByteArray, sqlite3_stmt *> m_statements;
    qint64 m_read = 0;
    bool m_failed = false;
};

/// The same bytes in the same number of transactions: one row a record, no projections, no search keys, no encryption.
Result<double> insertPlainly(const QString &path, const QList<QList<record::Record>> &transactions)
{
    QElapsedTimer timer;
    timer.start();
    Plain plain(path);
    plain.run("CREATE TABLE record (id BLOB PRIMARY KEY, part INTEGER, ch INTEGER, kind TEXT, root BLOB, village "
              "INTEGER, ver INTEGER, seq INTEGER, body BLOB)");
    plain.run("CREATE TABLE cursor (id INTEGER PRIMARY KEY, seq INTEGER)");
    qint64 seq = 0;
    for (const auto &rows : transactions) {
        plain.run("BEGIN");
        for (const record::Record &row : rows)
            plain.run("INSERT OR REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?)",
                      {row.id.bytes(), row.part, row.ch, row.kind, row.root.bytes(), row.village, row.ver, row.seq,
                       row.body});
        plain.run("INSERT OR REPLACE INTO cursor VALUES (1, ?)", {++seq});
        plain.run("COMMIT");
    }
    if (const auto done = plain.outcome(); !done)
        return passOn(done);
    return since(timer);
}

/// One typed text, and by which key it should be found.
struct Query
{
    QString kind;
    QString text;
};

/// What people type while they look for a household, letter by letter.
QList<Query> queriesFor(const QList<store::HouseholdRow> &households)
{
    QList<Query> queries;
    const qsizetype step = std::max<qsizetype>(1, households.size() / searchHouseholds);
    for (qsizetype i = 0; i < households.size(); i += step) {
        const store::HouseholdRow &row = households.at(i);
        for (qsizetype n = 1; n <= row.headName.size(); ++n)
            queries.append({u"name"_s, row.headName.left(n)});
        const QString initials = text::searchKeys(row.headName).initials.value(0);
        for (qsizetype n = 1; n <= initials.size(); ++n)
            queries.append({u"pinyin initials"_s, initials.left(n)});
        for (const int n : {4, 6}) {
            if (row.headId.size() >= n)
                queries.append({u"ID tail"_s, row.headId.right(n)});
        }
        for (const qsizetype n : {qsizetype(2), row.villageName.size()})
            queries.append({u"village"_s, row.villageName.left(n)});
    }
    return queries;
}

Result<QList<store::HouseholdRow>> allHouseholds(store::Store &store)
{
    QList<store::HouseholdRow> all;
    for (int total = 1; all.size() < total;) {
        const auto page =
            store.read([&](store::Database &db) { return store::householdPage(db, {}, int(all.size())); }).result();
        if (!page)
            return passOn(page);
        total = page->rows.isEmpty() ? 0 : page->total;
        all += page->rows;
    }
    return all;
}

/// The rows of the list as one plain table, to be found by LIKE.
void fillPlainly(Plain &plain, const QList<store::HouseholdRow> &households)
{
    plain.run("CREATE TABLE household (number TEXT, name TEXT, initials TEXT, id_no TEXT, village TEXT, address TEXT)");
    plain.run("BEGIN");
    for (const store::HouseholdRow &row : households)
        plain.run("INSERT INTO household VALUES (?,?,?,?,?,?)",
                  {row.number, row.headName, text::searchKeys(row.headName).initials.join(u' '), row.headId,
                   row.villageName, row.address});
    plain.run("COMMIT");
}

int findPlainly(Plain &plain, const QString &typed)
{
    const QString anywhere = u'%' + typed + u'%';
    const QString start = typed + u'%';
    const QString end = u'%' + typed;
    const QList<QVariant> values{anywhere, start, end, anywhere};
    const QByteArray where = " FROM household WHERE name LIKE ? OR initials LIKE ? OR id_no LIKE ? OR village LIKE ?";
    plain.run("SELECT count(*)" + where, values);
    return plain.run("SELECT *" + where + " ORDER BY name LIMIT 200", values);
}

} // namespace

Result<QList<BenchRow>> benchFirstSync(const BenchOptions &options)
{
    const auto township = BenchTownship::make(options.households);
    if (!township)
        return passOn(township);
    BenchTownship &t = **township;
    QList<double> ours;
    QList<double> floor;
    QList<double> writes;
    FirstSync last;
    for (int round = 0; round <= syncRounds; ++round) {
        // The first round only tells what the floor has to insert.
        if (round > 0) {
            const auto plain = insertPlainly(t.scratch(u"plain-%1.db"_s.arg(round)), last.transactions);
            if (!plain)
                return passOn(plain);
            floor.append(*plain);
        }
        const QString folder = t.scratch(u"laptop-%1"_s.arg(round));
        if (const auto enrolled = t.enrol(folder, vault::costFloor); !enrolled)
            return passOn(enrolled);
        const auto laptop = t.open(folder);
        auto synced = laptop ? t.sync(**laptop) : Result<FirstSync>(passOn(laptop));
        if (!synced)
            return passOn(synced);
        last = *std::move(synced);
        if (round > 0) {
            ours.append(last.ms);
            writes += last.writeMs;
        }
    }
    const QString what = u"first sync of %1 households, %2 people: %3 records in %4 transactions"_s.arg(t.households())
                             .arg(t.people())
                             .arg(last.records)
                             .arg(last.transactions.size());
    const QString baseline = u"plain SQLite insert of the same rows in as many transactions"_s;
    const auto perSecond = [&](double ms) { return double(last.records) * 1000 / ms; };
    BenchRow speed{u"the same as records a second"_s,
                   perSecond(quantile(ours, 0.5)),
                   u"records/s"_s,
                   baseline,
                   perSecond(quantile(floor, 0.5)),
                   0,
                   {},
                   true};
    speed.ratio = speed.value / speed.baselineValue;
    QList<BenchRow> rows{
        quantileRow(what, 0.5, ours, baseline, floor),
        atLeast(speed, lineRecordsPerSecond, u"docs/benches.md: a 2 Mbit/s line brings as many"_s),
        reported(u"one write of it, from asking until it is durable: median"_s, quantile(writes, 0.5), u"ms"_s),
        reported(u"one write of it: p99"_s, quantile(writes, 0.99), u"ms"_s)};
    return rows + calibration(t.scratch({}));
}

Result<QList<BenchRow>> benchSearch(const BenchOptions &options)
{
    const auto township = BenchTownship::make(options.households);
    if (!township)
        return passOn(township);
    BenchTownship &t = **township;
    const QString folder = t.scratch(u"laptop"_s);
    if (const auto enrolled = t.enrol(folder, vault::costFloor); !enrolled)
        return passOn(enrolled);
    const auto laptop = t.open(folder);
    if (!laptop)
        return passOn(laptop);
    if (const auto synced = t.sync(**laptop); !synced)
        return passOn(synced);
    store::Store &store = *(*laptop)->store;
    const auto households = allHouseholds(store);
    if (!households)
        return passOn(households);
    Plain plain(t.scratch(u"plain.db"_s));
    fillPlainly(plain, *households);

    QMap<QString, QList<double>> ours;
    QMap<QString, QList<double>> floor;
    for (const Query &query : queriesFor(*households)) {
        QElapsedTimer timer;
        timer.start();
        findPlainly(plain, query.text);
        floor[query.kind].append(since(timer));
        store::HouseholdFilter filter;
        filter.text = query.text;
        timer.restart();
        const auto page = store.read([&](store::Database &db) { return store::householdPage(db, filter, 0); }).result();
        if (!page)
            return passOn(page);
        ours[query.kind].append(since(timer));
        if (page->total == 0)
            return fail(ErrorCode::Internal, u"a household is not found by its own "_s + query.kind);
    }
    if (const auto done = plain.outcome(); !done)
        return passOn(done);
    QList<BenchRow> rows;
    for (const QString &kind : ours.keys()) {
        const QString what =
            u"search by %1 among %2 households, %3 queries: "_s.arg(kind).arg(t.households()).arg(ours[kind].size());
        const QString baseline = u"LIKE over one plain SQLite table of the same rows"_s;
        rows.append(quantileRow(what + u"p50"_s, 0.5, ours[kind], baseline, floor[kind]));
        rows.append(atMost(quantileRow(what + u"p99"_s, 0.99, ours[kind], baseline, floor[kind]), searchMs,
                           u"docs/benches.md"_s));
    }
    return rows + calibration(t.scratch({}));
}

} // namespace ruhu::ctl
