// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/mappingplan.h"
#include "core/record/cbor.h"

#include <QCborArray>

#include <algorithm>

namespace ruhu::forms {

using namespace Qt::Literals::StringLiterals;
using namespace mapping;
using record::Body;
using record::Kind;

namespace {

/// Collects what one form changes.
class Mapper
{
public:
    Mapper(const FormSession &session, const Prefill &prefill, const MappingContext &context)
        : m_session(session)
        , m_model(session.form().model())
        , m_plan(planOf(m_model))
        , m_prefill(prefill)
        , m_context(context)
        , m_zone(session.environment().zone)
    {
    }

    Result<Mapped> run()
    {
        const NodeId root = rootOf(m_session);
        if (auto done = household(root); !done)
            return passOn(done);
        for (const Scope &scope : m_plan.scopes) {
            if (!scope.repeat)
                continue;
            if (auto done = repeat(root, scope); !done)
                return passOn(done);
        }
        visit(root);
        return std::move(m_out);
    }

private:
    const record::Record *seen(RecordId id) const
    {
        for (const record::Record &one : m_prefill.seen) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }

    /// The answers below `top` that belong to `scope`, put over `edited`.
    void answers(const Scope &scope, NodeId top, RecordId id, Body &edited) const
    {
        if (!m_session.isRelevant(top))
            return;
        for (const Target &target : m_plan.targets) {
            if (!target.write || target.kind != scope.kind || target.scope != scope.schema)
                continue;
            for (const NodeId node : below(m_session, top, scope.schema, target.schema)) {
                const QString text = m_session.value(node);
                if (text.isEmpty() && m_prefill.unfit.contains(unfitKey(id, target.key)))
                    continue;
                edited.insert(target.key, fromText(target.keep, text, m_zone));
            }
        }
    }

    record::Mutation blank(RecordId id, const QString &kind) const
    {
        record::Mutation mutation;
        mutation.mid = MutationId::make(*m_context.clock, *m_context.rng);
        mutation.id = id;
        mutation.kind = kind;
        mutation.root = m_context.household;
        mutation.part = m_context.part;
        mutation.at = m_context.clock->wallMs();
        return mutation;
    }

    /// Takes changes of fields that another source owns out of `edited`, each as a dispute.
    void dispute(const record::Record &record, const Body &before, Body &edited)
    {
        for (const QString &key : m_prefill.owned.value(record.id)) {
            const QCborValue was = before.value(key, QCborValue(nullptr));
            const QCborValue now = edited.value(key, QCborValue(nullptr));
            if (was == now)
                continue;
            record::Mutation event =
                blank(RecordId::make(*m_context.clock, *m_context.rng), record::nameOf(Kind::Dispute));
            event.op = record::Op::Event;
            event.set = record::withoutNulls({{u"record"_s, record.id.bytes()},
                                              {u"field"_s, QString(record.kind + u'.' + key)},
                                              {u"value"_s, now},
                                              {u"seen"_s, was}});
            m_disputes.append(event);
            edited.insert(key, was);
        }
    }

    Result<void> patch(const record::Record &record, Body edited)
    {
        const auto before = record::decodeBody(record.body);
        if (!before)
            return passOn(before);
        dispute(record, *before, edited);
        if (auto found = record::patchBetween(record, *before, record::withoutNulls(edited))) {
            record::Mutation mutation = blank(record.id, record.kind);
            mutation.op = record::Op::Patch;
            mutation.base = record.ver;
            mutation.set = found->set;
            mutation.was = found->was;
            m_out.mutations.append(mutation);
        }
        return {};
    }

    Result<void> household(NodeId root)
    {
        const record::Record *record = seen(m_context.household);
        if (!record)
            return {};
        auto edited = record::decodeBody(record->body);
        if (!edited)
            return passOn(edited);
        for (const Scope &scope : m_plan.scopes) {
            if (scope.repeat || scope.kind != Kind::Household)
                continue;
            for (const NodeId place : below(m_session, root, 0, scope.schema))
                answers(scope, place, record->id, *edited);
        }
        return patch(*record, *edited);
    }

    Result<void> repeat(NodeId root, const Scope &scope)
    {
        const int above = m_model.schema[std::size_t(scope.schema)].parent;
        const QList<NodeId> parents = below(m_session, root, 0, above);
        QSet<RecordId> present;
        for (const NodeId instance : below(m_session, root, 0, scope.schema)) {
            const RecordId id = RecordId::fromText(m_session.keptValue(m_session.child(instance, u"rid"_s)));
            if (id.isNull())
                return fail(ErrorCode::BadFormat, u"%1: no rid"_s.arg(m_session.path(instance)));
            present.insert(id);
            if (auto done = instanceOf(scope, instance, id); !done)
                return done;
        }
        const bool asked =
            std::any_of(parents.begin(), parents.end(), [this](NodeId node) { return m_session.isRelevant(node); });
        for (const record::Record &one : m_prefill.seen) {
            if (!asked || one.kindOf() != scope.kind || present.contains(one.id))
                continue;
            const auto body = record::decodeBody(one.body);
            if (!body)
                return passOn(body);
            record::Mutation mutation = blank(one.id, one.kind);
            mutation.op = record::Op::Archive;
            mutation.base = one.ver;
            mutation.was = *body;
            m_out.mutations.append(mutation);
        }
        return {};
    }

    Result<void> instanceOf(const Scope &scope, NodeId instance, RecordId id)
    {
        if (const record::Record *known = seen(id)) {
            auto edited = record::decodeBody(known->body);
            if (!edited)
                return passOn(edited);
            answers(scope, instance, id, *edited);
            return patch(*known, *edited);
        }
        Body body;
        answers(scope, instance, id, body);
        body = record::withoutNulls(body);
        if (body.isEmpty())
            return {};
        record::Mutation mutation = blank(id, record::nameOf(scope.kind));
        mutation.op = record::Op::Create;
        mutation.set = body;
        m_out.mutations.append(mutation);
        return {};
    }

    void visit(NodeId root)
    {
        for (const Target &target : m_plan.targets) {
            if (!target.write || target.kind != Kind::Visit)
                continue;
            QCborArray list;
            for (const NodeId node : below(m_session, root, 0, target.schema)) {
                const QString text = m_session.value(node);
                if (target.keep == Keep::Refs) {
                    if (!text.isEmpty())
                        list.append(refValue(text));
                } else if (target.keep == Keep::Present) {
                    if (text == u"1")
                        list.append(refValue(m_session.keptValue(m_session.child(m_session.parent(node), u"rid"_s))));
                } else {
                    m_out.visit.insert(target.key, fromText(target.keep, text, m_zone));
                }
            }
            if (!list.isEmpty())
                m_out.visit.insert(target.key, list);
        }
        m_out.visit = record::withoutNulls(m_out.visit);
        m_out.mutations.append(m_disputes);
    }

    const FormSession &m_session;
    const detail::Model &m_model;
    Plan m_plan;
    const Prefill &m_prefill;
    MappingContext m_context;
    QTimeZone m_zone;
    Mapped m_out;
    QList<record::Mutation> m_disputes;
};

} // namespace

Result<Mapped> mapToRecords(const FormSession &session, const Prefill &prefill, const MappingContext &context)
{
    return Mapper(session, prefill, context).run();
}

} // namespace ruhu::forms
