// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Reading: POST /v1/pull and /v1/fetch, GET /v1/scope, /v1/root and /v1/digest. Each answer is one consistent view: if
// it shows counter s of a part, everything up to s is in it or was served before (docs/protocol.md 3).
#include "core/base/limits.h"
#include "sync/hub/handlers_p.h"

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowsAtOnce = 500;
constexpr int mostRows = 5'000;    ///< Of one answer, however small they are.
constexpr qint64 rowOverhead = 90; ///< Ids, numbers and words around a body.
constexpr qint64 typicalRatio = 3; ///< zstd on pages of dossiers saves at least this; 3.9 was measured.
constexpr qint32 anyPart = 999'999'999;

Problem outOfScope(qint32 part)
{
    Problem problem;
    problem.type = ProblemType::OutOfScope;
    problem.part = part;
    return problem;
}

/// Fills one answer within its budget of plain bytes.
class PullStep
{
public:
    PullStep(HubTransaction &transaction, HubContext &context, const Session &session, qint64 budget)
        : m_transaction(transaction)
        , m_context(context)
        , m_session(session)
        , m_budget(budget)
    {
    }

    Result<void> take(const protocol::Cursor &cursor);
    [[nodiscard]] bool full() const { return m_budget <= 0 || m_rows >= mostRows; }
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }
    QList<protocol::Page> pages;

private:
    Result<bool> fill(protocol::Page &page, const QList<qint64> &villages, qint64 after);
    Result<void> addHead(protocol::Page &page, const PartState &state, const QList<qint64> &villages);

    HubTransaction &m_transaction;
    HubContext &m_context;
    const Session &m_session;
    qint64 m_budget;
    int m_rows = 0;
    std::optional<Problem> m_problem;
};

/// True when rows are left.
Result<bool> PullStep::fill(protocol::Page &page, const QList<qint64> &villages, qint64 after)
{
    for (;;) {
        const auto rows = m_transaction.rowsAfter(page.part, page.ch, villages, after, rowsAtOnce);
        if (!rows)
            return passOn(rows);
        for (const record::Record &row : *rows) {
            if (full())
                return true;
            page.rows.append(row);
            after = row.seq;
            ++m_rows;
            m_budget -= row.body.size() + rowOverhead;
        }
        if (rows->size() < rowsAtOnce)
            return false;
    }
}

Result<void> PullStep::addHead(protocol::Page &page, const PartState &state, const QList<qint64> &villages)
{
    const auto digests = m_transaction.digests(page.part, page.ch);
    if (!digests)
        return passOn(digests);
    protocol::Head head;
    head.part = page.part;
    head.ch = page.ch;
    head.villages = villages;
    head.epoch = state.epoch;
    head.seq = state.seq;
    head.time = m_context.clock.wallMs();
    for (const DigestRow &row : *digests) {
        if (villages.isEmpty() || row.village == 0 || villages.contains(row.village)) {
            head.digest += row.digest;
            head.count += row.count;
        }
    }
    const auto done = protocol::signHead(head, m_context.keys.issuer);
    if (!done)
        return passOn(done);
    page.head = done->bytes;
    page.headSig = done->sig;
    return {};
}

Result<void> PullStep::take(const protocol::Cursor &cursor)
{
    const protocol::ScopePart *scope = m_session.find(cursor.part);
    if (!scope) {
        m_problem = outOfScope(cursor.part);
        return fail(ErrorCode::NotAllowed);
    }
    const auto state = m_transaction.part(cursor.part);
    if (!state)
        return passOn(state);
    if (cursor.seq > 0 && cursor.seq < state->gcSeq) {
        Problem expired;
        expired.type = ProblemType::CursorExpired;
        expired.part = cursor.part;
        expired.gcSeq = state->gcSeq;
        m_problem = expired;
        return fail(ErrorCode::Expired);
    }
    protocol::Page page;
    page.part = cursor.part;
    page.ch = cursor.ch;
    page.epoch = state->epoch;
    const auto more = fill(page, scope->villages, cursor.seq);
    if (!more)
        return passOn(more);
    page.more = *more;
    page.next = *more ? page.rows.last().seq : state->seq;
    if (!page.more) {
        if (const auto done = addHead(page, *state, scope->villages); !done)
            return done;
    }
    pages.append(page);
    return {};
}

/// What the device may see of these rows.
QList<record::Record> visible(const QList<record::Record> &rows, const Session &session)
{
    QList<record::Record> list;
    for (const record::Record &row : rows) {
        if (session.covers(row.part, row.village))
            list.append(row);
    }
    return list;
}

} // namespace

HttpResponse scope(HubContext &context, const Session &session)
{
    return protocol::answer(protocol::toCbor(protocol::ScopeAnswer{.scopeVer = session.scopeVer,
                                                                   .parts = session.parts,
                                                                   .grants = infosOf(session.grants),
                                                                   .serverTime = context.clock.wallMs()}));
}

HttpResponse pull(const HttpRequest &request, HubContext &context, const Session &session)
{
    const auto map = protocol::bodyOf(request);
    if (!map)
        return badBody(map.error());
    const auto parsed = protocol::pullRequest(*map);
    if (!parsed)
        return badBody(parsed.error());
    const qint64 budget = std::clamp(parsed->maxBytes, limits::pageBytesMin, limits::pageBytesMax) * typicalRatio;
    protocol::PullAnswer answer;
    std::optional<Problem> refused;
    const auto done = context.store.read([&](HubTransaction &transaction) -> Result<void> {
        PullStep step(transaction, context, session, budget);
        for (const protocol::Cursor &cursor : parsed->cursors) {
            if (step.full())
                break;
            const auto taken = step.take(cursor);
            refused = step.problem();
            if (!taken)
                return taken;
        }
        answer.pages = step.pages;
        return {};
    });
    if (refused)
        return protocol::toHttp(*refused);
    if (!done)
        return storeFailed(done.error());
    answer.scopeVer = session.scopeVer;
    answer.serverTime = context.clock.wallMs();
    return protocol::answer(protocol::toCbor(answer));
}

HttpResponse fetch(const HttpRequest &request, HubContext &context, const Session &session)
{
    const auto map = protocol::bodyOf(request);
    if (!map)
        return badBody(map.error());
    const auto parsed = protocol::fetchRequest(*map);
    if (!parsed)
        return badBody(parsed.error());
    if (!session.find(parsed->part))
        return protocol::toHttp(outOfScope(parsed->part));
    QList<record::Record> rows;
    const auto done = context.store.read([&](HubTransaction &transaction) -> Result<void> {
        for (const RecordId &id : parsed->ids) {
            const auto row = transaction.record(parsed->part, id);
            if (!row)
                return passOn(row);
            if (*row)
                rows.append(**row);
        }
        return {};
    });
    if (!done)
        return storeFailed(done.error());
    return protocol::answer(protocol::toCbor(protocol::FetchAnswer{visible(rows, session), context.clock.wallMs()}));
}

HttpResponse root(const HttpRequest &request, HubContext &context, const Session &session)
{
    const QByteArray name = request.path.sliced(protocol::rootPath.size());
    const auto id = RecordId::fromText(QString::fromLatin1(name));
    const auto part = queryNumber(request, "part"_ba, anyPart);
    if (id.isNull() || !part)
        return problem(ProblemType::BadRequest, u"root"_s);
    if (!session.find(qint32(*part)))
        return protocol::toHttp(outOfScope(qint32(*part)));
    QList<record::Record> rows;
    const auto done = context.store.read([&](HubTransaction &transaction) -> Result<void> {
        auto found = transaction.rowsOfRoot(qint32(*part), id);
        if (!found)
            return passOn(found);
        rows = visible(*found, session);
        return {};
    });
    if (!done)
        return storeFailed(done.error());
    if (rows.isEmpty())
        return problem(ProblemType::NotFound, u"root"_s);
    return protocol::answer(protocol::toCbor(protocol::FetchAnswer{rows, context.clock.wallMs()}));
}

HttpResponse digest(const HttpRequest &request, HubContext &context, const Session &session)
{
    const auto part = queryNumber(request, "part"_ba, anyPart);
    const auto ch = queryNumber(request, "ch"_ba, 3);
    const qint64 split = queryNumber(request, "split"_ba, 256).value_or(-1);
    const bool plain = protocol::queryValue(request.query, "split"_ba).isEmpty();
    if (!part || !ch || (!plain && split != 256))
        return problem(ProblemType::BadRequest, u"part, ch, split"_s);
    const protocol::ScopePart *scope = session.find(qint32(*part));
    if (!scope)
        return protocol::toHttp(outOfScope(qint32(*part)));
    protocol::DigestAnswer answer;
    answer.part = qint32(*part);
    answer.ch = int(*ch);
    QMap<int, protocol::DigestBucket> buckets;
    const auto done = context.store.read([&](HubTransaction &transaction) -> Result<void> {
        const auto state = transaction.part(answer.part);
        if (!state)
            return passOn(state);
        answer.epoch = state->epoch;
        answer.seq = state->seq;
        qint64 after = 0;
        for (;;) {
            const auto rows = transaction.rowsAfter(answer.part, answer.ch, scope->villages, after, rowsAtOnce);
            if (!rows)
                return passOn(rows);
            for (const record::Record &row : *rows) {
                protocol::DigestBucket &bucket = buckets[plain ? 0 : int(quint8(row.id.bytes().at(0)))];
                bucket.bucket = plain ? 0 : int(quint8(row.id.bytes().at(0)));
                bucket.digest += protocol::digestOf(row.id, row.ver, row.archived);
                ++bucket.count;
                after = row.seq;
            }
            if (rows->size() < rowsAtOnce)
                return {};
        }
    });
    if (!done)
        return storeFailed(done.error());
    answer.buckets = buckets.values();
    return protocol::answer(protocol::toCbor(answer));
}

} // namespace ruhu::hub
