// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/loader.h"
#include "core/forms/xpath/parser.h"

#include <QRegularExpression>

#include <array>

namespace ruhu::forms::detail {

namespace {

struct KindName
{
    const char *element;
    Control::Kind kind;
};

constexpr std::array kindNames = {
    KindName{"input", Control::Kind::Input},     KindName{"secret", Control::Kind::Input},
    KindName{"select1", Control::Kind::Select1}, KindName{"select", Control::Kind::Select},
    KindName{"rank", Control::Kind::Rank},       KindName{"upload", Control::Kind::Upload},
    KindName{"trigger", Control::Kind::Trigger}, KindName{"range", Control::Kind::Range},
    KindName{"group", Control::Kind::Group},     KindName{"repeat", Control::Kind::Repeat},
};

/// jr:itext('id') in an attribute, as both ref and message use it; else empty.
QString staticItext(const QString &source)
{
    static const QRegularExpression call(QStringLiteral("^\\s*jr:itext\\(\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*\\)\\s*$"));
    const auto match = call.match(source);
    return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

} // namespace

QList<TextPart> textParts(const xmlNode *element)
{
    QList<TextPart> parts;
    const auto walk = [&parts](const xmlNode *from, auto &&self) -> void {
        for (const xmlNode *one = from->children; one; one = one->next) {
            if (one->type == XML_TEXT_NODE || one->type == XML_CDATA_SECTION_NODE) {
                parts.append({xml::text(one->content), {}});
            } else if (xml::isElement(one, "output")) {
                QString source = xml::attribute(one, "value");
                if (source.isEmpty())
                    source = xml::attribute(one, "ref");
                parts.append({{}, source});
            } else if (xml::isElement(one)) {
                self(one, self); // markup inside a label: its text counts
            }
        }
    };
    walk(element, walk);
    return parts;
}

Result<void> Loader::readBody(const xmlNode *container, int parent)
{
    for (const xmlNode *one = xml::firstElement(container); one; one = xml::nextElement(one)) {
        if (auto done = readControl(one, parent); !done)
            return done;
    }
    return {};
}

int Loader::contextOf(int control) const
{
    while (control >= 0 && m_model.controlModels[std::size_t(control)].schema < 0)
        control = m_model.controls.at(control).parent;
    return control < 0 ? 0 : m_model.controlModels[std::size_t(control)].schema;
}

Result<void> Loader::readControl(const xmlNode *element, int parent)
{
    const auto *known = std::find_if(kindNames.begin(), kindNames.end(),
                                     [element](const KindName &name) { return xml::isElement(element, name.element); });
    if (known == kindNames.end())
        return {};
    Control control;
    control.index = int(m_model.controls.size());
    control.parent = parent;
    control.kind = known->kind;
    QString reference = xml::attribute(element, "ref");
    if (reference.isEmpty())
        reference = xml::attribute(element, "nodeset");
    if (const QString bindId = xml::attribute(element, "bind"); reference.isEmpty() && !bindId.isEmpty()) {
        for (const xmlNode *bind = xml::firstElement(m_modelElement); bind; bind = xml::nextElement(bind)) {
            if (xml::isElement(bind, "bind") && xml::attribute(bind, "id") == bindId)
                reference = xml::attribute(bind, "nodeset");
        }
    }
    int schema = -1;
    if (!reference.isEmpty()) {
        schema = Compiler(m_model, element).resolve(reference, contextOf(parent));
        if (schema < 0)
            notice(reference, QStringLiteral("%1 of a node that the instance does not have").arg(xml::name(element)));
        if (schema < 0 && control.kind != Control::Kind::Group)
            return {};
        if (schema >= 0)
            control.reference = m_model.schema[std::size_t(schema)].path;
    } else if (control.kind != Control::Kind::Group) {
        return fail(ErrorCode::BadFormat, QStringLiteral("a %1 without ref").arg(xml::name(element)));
    }
    control.appearance = xml::attribute(element, "appearance").split(u' ', Qt::SkipEmptyParts);
    control.mediaType = xml::attribute(element, "mediatype");
    control.rows = xml::attribute(element, "rows").toInt();
    control.start = xml::attribute(element, "start");
    control.end = xml::attribute(element, "end");
    control.step = xml::attribute(element, "step");
    for (const xmlAttr *one = element->properties; one; one = one->next) {
        if (one->ns && qstrcmp(reinterpret_cast<const char *>(one->ns->href), ruhuNamespace) == 0)
            control.ruhu.insert(xml::text(one->name), xml::content(reinterpret_cast<const xmlNode *>(one)));
    }
    if (control.kind == Control::Kind::Repeat)
        control.fixedInstances = !xml::attribute(element, xml::javarosa, "count").isEmpty() ||
                                 xml::attribute(element, xml::javarosa, "noAddRemove").startsWith(u"true");
    if (schema >= 0) {
        SchemaNode &node = m_model.schema[std::size_t(schema)];
        if (node.control < 0 || !control.isContainer())
            node.control = control.index;
        if (control.kind == Control::Kind::Repeat) {
            node.repeat = true;
            node.repeatControl = control.index;
        }
    }
    if (control.kind == Control::Kind::Rank)
        notice(control.reference, QStringLiteral("ranking is asked as a plain choice of several"));
    if (parent >= 0)
        m_model.controls[parent].children.append(control.index);
    const int index = control.index;
    const bool container = control.isContainer();
    m_model.controls.append(std::move(control));
    m_model.controlModels.emplace_back().schema = schema;
    m_controlElements.push_back(element);
    return container ? readBody(element, index) : Result<void>();
}

Result<void> Loader::readTexts()
{
    for (int i = 0; i < m_model.controls.size(); ++i) {
        Control &control = m_model.controls[i];
        ControlModel &inner = m_model.controlModels[std::size_t(i)];
        const xmlNode *element = m_controlElements[std::size_t(i)];
        if (inner.schema >= 0) {
            const int bind = m_model.schema[std::size_t(inner.schema)].bind;
            if (bind >= 0) {
                const Bind &found = m_model.binds[std::size_t(bind)];
                control.type = found.type;
                control.calculated = found.calculate >= 0;
                for (auto one = found.ruhu.begin(); one != found.ruhu.end(); ++one)
                    control.ruhu.insert(one.key(), one.value());
            }
        }
        if (auto done = readControlTexts(i); !done)
            return done;
        if (control.kind == Control::Kind::Repeat) {
            if (const QString count = xml::attribute(element, xml::javarosa, "count"); !count.isEmpty()) {
                const auto added = Compiler(m_model, element)
                                       .add(count, inner.schema, Role::Count, control.reference + u" jr:count", i);
                if (!added)
                    return passOn(added);
                inner.count = *added;
            }
        }
        if (auto done = readActions(element, contextOf(i)); !done)
            return done;
    }
    return {};
}

Result<void> Loader::readControlTexts(int control)
{
    const xmlNode *element = m_controlElements[std::size_t(control)];
    ControlModel &inner = m_model.controlModels[std::size_t(control)];
    const int context = contextOf(control);
    const QString place = m_model.controls.at(control).reference;
    for (const xmlNode *one = xml::firstElement(element); one; one = xml::nextElement(one)) {
        Result<void> done;
        if (xml::isElement(one, "label")) {
            done = readText(one, context, place + u" label", inner.label);
        } else if (xml::isElement(one, "hint")) {
            done = readText(one, context, place + u" hint", inner.hint);
        } else if (xml::isElement(one, "item")) {
            StaticChoice choice;
            const xmlNode *value = xml::child(one, "value");
            choice.value = value ? xml::content(value) : QString();
            if (const xmlNode *label = xml::child(one, "label"))
                done = readText(label, context, place + u" choice", choice.label);
            inner.choices.append(choice);
            if (done)
                done = compileText(choice.label, context, place, control);
        } else if (xml::isElement(one, "itemset")) {
            done = readItemset(one, control);
        }
        if (!done)
            return done;
    }
    if (auto done = compileText(inner.label, context, place, control); !done)
        return done;
    return compileText(inner.hint, context, place, control);
}

Result<void> Loader::readItemset(const xmlNode *element, int control)
{
    ControlModel &inner = m_model.controlModels[std::size_t(control)];
    const QString place = m_model.controls.at(control).reference + u" itemset";
    Compiler compiler(m_model, element);
    const auto nodes = compiler.add(xml::attribute(element, "nodeset"), inner.schema, Role::Choices, place, control);
    if (!nodes)
        return passOn(nodes);
    Itemset itemset;
    itemset.nodes = *nodes;
    const auto part = [&](const char *name, xpath::ExprPtr &out) -> Result<void> {
        const xmlNode *child = xml::child(element, name);
        const QString source = child ? xml::attribute(child, "ref") : QString();
        if (source.isEmpty())
            return fail(ErrorCode::BadFormat, QStringLiteral("%1 without %2").arg(place, QLatin1String(name)));
        auto ast = compiler.plain(source, inner.schema, place);
        if (!ast)
            return passOn(ast);
        out = std::move(*ast);
        compiler.readOnResult(itemset.nodes, *out);
        return {};
    };
    if (auto done = part("value", itemset.value); !done)
        return done;
    if (xml::child(element, "label")) {
        if (auto done = part("label", itemset.label); !done)
            return done;
    }
    inner.itemsets.push_back(std::move(itemset));
    return {};
}

Result<void> Loader::readText(const xmlNode *element, int schema, const QString &place, Text &out)
{
    const QString source = xml::attribute(element, "ref");
    if (source.isEmpty()) {
        out.parts = textParts(element);
        return {};
    }
    out.itext = staticItext(source);
    if (!out.itext.isEmpty())
        return {};
    const auto added = Compiler(m_model, element).add(source, schema, Role::Output, place);
    if (!added)
        return passOn(added);
    out.expression = *added;
    return {};
}

Result<void> Loader::readMessage(const QString &source, int schema, const QString &place, Text &out)
{
    if (source.isEmpty())
        return {};
    out.itext = staticItext(source);
    if (out.itext.isEmpty())
        out.parts = {{source, {}}};
    return compileText(out, schema, place, -1);
}

Result<void> Loader::compileText(const Text &text, int schema, const QString &place, int control)
{
    if (auto done = compileOutputs(text.parts, schema, place, control); !done || text.itext.isEmpty())
        return done;
    if (!m_model.itext.value(m_model.defaultLanguage).contains(text.itext))
        notice(place, QStringLiteral("no text \"%1\" in the default language").arg(text.itext));
    for (const auto &texts : std::as_const(m_model.itext)) {
        for (const QList<TextPart> &parts : texts.value(text.itext)) {
            if (auto done = compileOutputs(parts, schema, place, control); !done)
                return done;
        }
    }
    return {};
}

Result<void> Loader::compileOutputs(const QList<TextPart> &parts, int schema, const QString &place, int control)
{
    for (const TextPart &part : parts) {
        const auto key = std::make_pair(part.output, schema);
        if (part.output.isEmpty() || m_model.outputs.contains(key))
            continue;
        const auto added =
            Compiler(m_model, m_modelElement).add(part.output, schema, Role::Output, place + u" output", control);
        if (!added)
            return passOn(added);
        m_model.outputs.insert(key, *added);
    }
    return {};
}

Result<void> Loader::readActions(const xmlNode *container, int owner)
{
    for (const xmlNode *one = xml::firstElement(container); one; one = xml::nextElement(one)) {
        if (xml::isElement(one, "setvalue")) {
            if (auto done = readAction(one, owner); !done)
                return done;
        } else if (xml::isElement(one, "setgeopoint") || xml::isElement(one, "recordaudio")) {
            notice(xml::name(one),
                   QStringLiteral("position and sound are not recorded by events; the node stays blank"));
        }
    }
    return {};
}

Result<void> Loader::readAction(const xmlNode *element, int owner)
{
    Action action;
    action.owner = owner;
    for (const QString &event : xml::attribute(element, "event").split(u' ', Qt::SkipEmptyParts)) {
        action.firstLoad = action.firstLoad || event == u"odk-instance-first-load" || event == u"xforms-ready";
        action.everyLoad = action.everyLoad || event == u"odk-instance-load";
        action.newRepeat = action.newRepeat || event == u"odk-new-repeat";
        action.valueChanged = action.valueChanged || event == u"xforms-value-changed";
    }
    if (!action.firstLoad && !action.everyLoad && !action.newRepeat && !action.valueChanged) {
        notice(QStringLiteral("setvalue"),
               QStringLiteral("no event this profile knows in \"%1\"").arg(xml::attribute(element, "event")));
        return {};
    }
    QString reference = xml::attribute(element, "ref");
    if (const QString bindId = xml::attribute(element, "bind"); reference.isEmpty() && !bindId.isEmpty()) {
        for (const xmlNode *bind = xml::firstElement(m_modelElement); bind; bind = xml::nextElement(bind)) {
            if (xml::isElement(bind, "bind") && xml::attribute(bind, "id") == bindId)
                reference = xml::attribute(bind, "nodeset");
        }
    }
    Compiler compiler(m_model, element);
    const int schema = compiler.resolve(reference, owner);
    if (schema < 0) {
        notice(reference, QStringLiteral("setvalue of a node that the instance does not have"));
        return {};
    }
    const auto target = compiler.add(reference, owner, Role::Action, QStringLiteral("setvalue ref"));
    if (!target)
        return passOn(target);
    action.target = *target;
    const QString value = xml::attribute(element, "value");
    if (!value.trimmed().isEmpty()) {
        const auto added = compiler.add(value, schema, Role::Action, QStringLiteral("setvalue value"));
        if (!added)
            return passOn(added);
        action.value = *added;
    } else {
        action.text = value.isNull() ? xml::content(element) : QString();
    }
    m_model.actions.push_back(std::move(action));
    return {};
}

} // namespace ruhu::forms::detail
