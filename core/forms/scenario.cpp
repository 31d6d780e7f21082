// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/scenario.h"

#include "core/forms/xml.h"
#include "core/forms/xpath/evaluator.h"
#include "core/forms/xpath/parser.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

namespace ruhu::forms {

namespace {

using Step = QJsonObject;

QString field(const QJsonObject &object, QLatin1String name)
{
    return object.value(name).toVariant().toString();
}

QString withoutPositions(QString path)
{
    static const QRegularExpression position(QStringLiteral("\\[\\d+\\]"));
    return path.remove(position);
}

/// XML as text with attributes ordered, namespace declarations and blank text left out.
QString canonical(const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE)
        return xml::text(node->content).trimmed().isEmpty() ? QString() : xml::text(node->content);
    if (!xml::isElement(node))
        return {};
    QStringList attributes;
    for (const xmlAttr *one = node->properties; one; one = one->next) {
        const auto *attribute = reinterpret_cast<const xmlNode *>(one);
        attributes.append(xml::name(attribute) + u"=\"" + xml::content(attribute) + u'"');
    }
    attributes.sort();
    QString out = u'<' + xml::name(node) + u' ' + attributes.join(u' ') + u'>';
    for (const xmlNode *one = node->children; one; one = one->next)
        out += canonical(one);
    return out + u"</>";
}

QString validityName(Validity validity)
{
    switch (validity) {
    case Validity::Required: return QStringLiteral("required");
    case Validity::Constraint: return QStringLiteral("constraint");
    case Validity::Ok: break;
    }
    return QStringLiteral("ok");
}

class Player
{
public:
    Player(const QByteArray &form, const ResourceResolver &resolve, const Environment &environment)
        : m_bytes(form)
        , m_resolve(resolve)
        , m_environment(environment)
    {
    }

    Result<void> open()
    {
        auto form = FormDefinition::load(m_bytes, m_resolve);
        if (!form)
            return passOn(form);
        auto session = FormSession::start(*form, m_environment);
        if (!session)
            return passOn(session);
        m_session = std::move(*session);
        return {};
    }

    Result<QStringList> play(const QJsonArray &steps)
    {
        QStringList failures;
        for (qsizetype i = 0; i < steps.size(); ++i) {
            const Step step = steps.at(i).toObject();
            const QString op = field(step, QLatin1String("op"));
            m_detail.clear();
            const auto held = op.startsWith(u"expect_") ? expect(op, step) : act(op, step);
            if (!held && held.error().code == ErrorCode::Unsupported)
                return passOn(held);
            // "not-contains" with "not" says the same thing twice, not its opposite.
            const bool inverted = op.startsWith(u"expect_") && step.value(QLatin1String("not")).toBool() &&
                                  field(step, QLatin1String("mode")) != u"not-contains";
            if (held && *held != inverted)
                continue;
            const QString why = held ? m_detail : held.error().detail;
            failures.append(
                QStringLiteral("step %1 %2 %3: %4").arg(i + 1).arg(op, field(step, QLatin1String("ref")), why));
            if (!op.startsWith(u"expect_"))
                break; // the rest would only repeat it
        }
        return failures;
    }

private:
    NodeId node(const Step &step, QLatin1String name = QLatin1String("ref"))
    {
        const NodeId found = m_session->find(field(step, name));
        if (found == NodeId::None)
            m_detail = QStringLiteral("no such node");
        return found;
    }

    Result<bool> act(const QString &op, const Step &step)
    {
        if (op == u"answer") {
            const auto done = m_session->answer(node(step), field(step, QLatin1String("value")));
            return done || done.error().code == ErrorCode::NotAllowed ? Result<bool>(true) : passOn(done);
        }
        if (op == u"add_repeat") {
            const auto done = m_session->addRepeat(field(step, QLatin1String("ref")));
            return done ? Result<bool>(true) : passOn(done);
        }
        if (op == u"remove_repeat") {
            const auto done = m_session->removeRepeat(node(step));
            return done ? Result<bool>(true) : passOn(done);
        }
        if (op == u"language") {
            const auto done = m_session->setLanguage(field(step, QLatin1String("lang")));
            return done ? Result<bool>(true) : passOn(done);
        }
        if (op == u"save_restore")
            return saveAndRestore();
        return fail(ErrorCode::Unsupported, QStringLiteral("no step \"%1\"").arg(op));
    }

    Result<bool> saveAndRestore()
    {
        const auto draft = Draft::decode(m_session->draft().encode());
        if (!draft)
            return passOn(draft);
        m_session.reset();
        auto form = FormDefinition::load(m_bytes, m_resolve);
        if (!form)
            return passOn(form);
        auto session = FormSession::resume(*form, m_environment, *draft);
        if (!session)
            return passOn(session);
        m_session = std::move(*session);
        return true;
    }

    bool same(const QString &got, const QString &wanted)
    {
        if (got == wanted)
            return true;
        m_detail = QStringLiteral("wanted \"%1\", got \"%2\"").arg(wanted, got);
        return false;
    }

    bool same(bool got, const Step &step)
    {
        const auto word = [](bool b) { return b ? QStringLiteral("true") : QStringLiteral("false"); };
        return same(word(got), word(step.value(QLatin1String("value")).toBool()));
    }

    bool sameValue(const QString &got, const Step &step)
    {
        const QString wanted = field(step, QLatin1String("value"));
        const QString type = field(step, QLatin1String("type"));
        if (type == u"number" && !got.isEmpty() && !wanted.isEmpty()) {
            const double difference = std::abs(xpath::plainNumber(got) - xpath::plainNumber(wanted));
            return difference <= step.value(QLatin1String("tolerance")).toDouble() || same(got, wanted);
        }
        if (type == u"boolean") {
            const auto truth = [](const QString &text) { return text == u"1" || text == u"true"; };
            return truth(got) == truth(wanted) || same(got, wanted);
        }
        return same(got, wanted);
    }

    Result<bool> expect(const QString &op, const Step &step)
    {
        const QString wanted = field(step, QLatin1String("value"));
        if (op == u"expect_repeat_count")
            return same(QString::number(m_session->instances(field(step, QLatin1String("ref"))).size()), wanted);
        if (op == u"expect_valid")
            return same(m_session->validate().isEmpty(), step);
        if (op == u"expect_validation" || op == u"expect_invalid_at") {
            const QList<Problem> problems = m_session->validate();
            const Problem first = problems.isEmpty() ? Problem() : problems.first();
            if (op == u"expect_validation")
                return same(validityName(first.kind), wanted);
            return same(withoutPositions(first.path), withoutPositions(field(step, QLatin1String("ref"))));
        }
        if (op == u"expect_submission")
            return sameSubmission(field(step, QLatin1String("xml")));
        const NodeId at = node(step);
        if (op == u"expect_value")
            return at != NodeId::None && sameValue(m_session->value(at), step);
        if (at == NodeId::None)
            return op == u"expect_relevant" && !step.value(QLatin1String("value")).toBool();
        if (op == u"expect_value_prefix")
            return m_session->value(at).startsWith(wanted) || same(m_session->value(at), wanted);
        if (op == u"expect_equal_refs")
            return same(m_session->value(at), m_session->value(node(step, QLatin1String("other"))));
        if (op == u"expect_relevant")
            return same(m_session->isRelevant(at), step);
        if (op == u"expect_readonly")
            return same(m_session->isReadonly(at), step);
        if (op == u"expect_required")
            return same(m_session->isRequired(at), step);
        if (op == u"expect_validity")
            return same(validityName(m_session->validity(at)), wanted);
        if (op == u"expect_message") {
            const bool required = field(step, QLatin1String("kind")) == u"required";
            return same(m_session->message(at, required ? Validity::Required : Validity::Constraint), wanted);
        }
        return expectChoices(op, step, m_session->choices(at));
    }

    Result<bool> expectChoices(const QString &op, const Step &step, const QList<Choice> &choices)
    {
        if (op == u"expect_choice_count")
            return same(QString::number(choices.size()), field(step, QLatin1String("value")));
        if (op == u"expect_choice_at") {
            const Choice at = choices.value(step.value(QLatin1String("index")).toInt());
            return same(at.value, field(step, QLatin1String("value")));
        }
        if (op == u"expect_choice_labels") {
            QStringList labels;
            for (const Choice &choice : choices)
                labels.append(choice.label);
            QStringList wanted;
            for (const QJsonValue &one : step.value(QLatin1String("value")).toArray())
                wanted.append(one.toString());
            return same(labels.join(u'|'), wanted.join(u'|'));
        }
        if (op != u"expect_choices")
            return fail(ErrorCode::Unsupported, QStringLiteral("no step \"%1\"").arg(op));
        const bool wantedThere = field(step, QLatin1String("mode")) != u"not-contains";
        for (const QJsonValue &one : step.value(QLatin1String("choices")).toArray()) {
            const QJsonObject wanted = one.toObject();
            const bool there = std::any_of(choices.begin(), choices.end(), [&](const Choice &choice) {
                return choice.value == field(wanted, QLatin1String("value")) &&
                       (!wanted.contains(QLatin1String("label")) ||
                        choice.label == field(wanted, QLatin1String("label")));
            });
            if (there != wantedThere) {
                QStringList have;
                for (const Choice &choice : choices)
                    have.append(choice.value + u'=' + choice.label);
                m_detail =
                    QStringLiteral("\"%1\" among %2").arg(field(wanted, QLatin1String("value")), have.join(u' '));
                return false;
            }
        }
        return true;
    }

    Result<bool> sameSubmission(const QString &wanted)
    {
        const auto expected = xml::parse(wanted.toUtf8());
        const auto got = xml::parse(m_session->submission());
        if (!expected || !got)
            return fail(ErrorCode::BadFormat, QStringLiteral("not XML"));
        return same(canonical(xmlDocGetRootElement(got->get())), canonical(xmlDocGetRootElement(expected->get())));
    }

    QByteArray m_bytes;
    ResourceResolver m_resolve;
    Environment m_environment;
    std::unique_ptr<FormSession> m_session;
    QString m_detail;
};

class BareHost final : public xpath::Host
{
public:
    BareHost(const xmlDoc *doc, const Environment &environment)
        : m_doc(const_cast<xmlDoc *>(doc))
    {
        clock = environment.clock;
        rng = environment.rng;
        zone = environment.zone;
    }
    [[nodiscard]] xpath::Node *document() const override { return reinterpret_cast<xpath::Node *>(m_doc); }

private:
    xmlDoc *m_doc;
};

/// Empty when the row holds, else what came out.
QString expressionFault(const QJsonObject &row, const Environment &environment)
{
    const auto doc = xml::parse(field(row, QLatin1String("doc")).toUtf8());
    if (!doc)
        return doc.error().detail;
    const auto ast = xpath::parse(field(row, QLatin1String("expr")));
    if (!ast)
        return ast.error().detail;
    const BareHost host(doc->get(), environment);
    xpath::Evaluator evaluator(host, host.document());
    const xpath::Value value = evaluator.eval(**ast);
    if (!evaluator.error().isEmpty())
        return evaluator.error();
    const QString type = field(row, QLatin1String("type"));
    const QJsonValue expected = row.value(QLatin1String("expected"));
    if (type == u"boolean") {
        const bool got = evaluator.boolean(value);
        return got == expected.toBool() ? QString() : QVariant(got).toString();
    }
    if (type == u"number") {
        const double got = evaluator.number(value);
        const double wanted = expected.isString() ? xpath::plainNumber(expected.toString()) : expected.toDouble();
        const bool holds =
            (std::isnan(got) && std::isnan(wanted)) || std::abs(got - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
        return holds ? QString() : xpath::numberText(got);
    }
    const QString got = evaluator.string(value);
    const QString compared = type == u"string-length" ? QString::number(got.size()) : got;
    return compared == expected.toVariant().toString() ? QString() : u'"' + compared + u'"';
}

} // namespace

Result<QStringList> runScenario(const QJsonObject &scenario, const QByteArray &form, const ResourceResolver &resolve,
                                const Environment &environment)
{
    Player player(form, resolve, environment);
    const auto opened = player.open();
    if (field(scenario, QLatin1String("expect_load")) == u"error")
        return opened ? QStringList{QStringLiteral("the form was expected to be refused")} : QStringList();
    if (!opened)
        return QStringList{QStringLiteral("load: %1").arg(opened.error().detail)};
    return player.play(scenario.value(QLatin1String("steps")).toArray());
}

Result<ExpressionTally> runExpressions(const QJsonObject &file, const Environment &environment)
{
    Environment local = environment;
    local.zone = QTimeZone(field(file, QLatin1String("timezone")).toUtf8());
    if (!local.zone.isValid())
        return fail(ErrorCode::BadFormat, QStringLiteral("no such time zone"));
    ExpressionTally tally;
    for (const QJsonValue &one : file.value(QLatin1String("expressions")).toArray()) {
        const QJsonObject row = one.toObject();
        const QString fault = expressionFault(row, local);
        if (fault.isEmpty())
            ++tally.passed;
        else
            tally.failures.append(QStringLiteral("%1: %2: expected %3, got %4")
                                      .arg(field(row, QLatin1String("file")), field(row, QLatin1String("expr")),
                                           row.value(QLatin1String("expected")).toVariant().toString(), fault));
    }
    return tally;
}

} // namespace ruhu::forms
