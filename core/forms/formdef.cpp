// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/formdef.h"

#include "core/forms/loader.h"

namespace ruhu::forms {

FormDefinition::FormDefinition(std::unique_ptr<detail::Model> model)
    : m_model(std::move(model))
{
}

FormDefinition::~FormDefinition() = default;

Result<std::shared_ptr<const FormDefinition>> FormDefinition::load(const QByteArray &xml,
                                                                   const ResourceResolver &resolve)
{
    auto model = std::make_unique<detail::Model>();
    if (auto done = detail::Loader(*model, resolve).run(xml); !done)
        return passOn(done);
    return std::shared_ptr<const FormDefinition>(new FormDefinition(std::move(model)));
}

QString FormDefinition::id() const
{
    return m_model->id;
}

QString FormDefinition::version() const
{
    return m_model->version;
}

QString FormDefinition::title() const
{
    return m_model->title;
}

QByteArray FormDefinition::hash() const
{
    return m_model->hash;
}

QStringList FormDefinition::languages() const
{
    return m_model->languages;
}

QString FormDefinition::defaultLanguage() const
{
    return m_model->defaultLanguage;
}

const QList<Control> &FormDefinition::controls() const
{
    return m_model->controls;
}

QList<int> FormDefinition::topControls() const
{
    QList<int> top;
    for (const Control &control : m_model->controls) {
        if (control.parent < 0)
            top.append(control.index);
    }
    return top;
}

QList<Notice> FormDefinition::notices() const
{
    return m_model->notices;
}

int FormDefinition::expressionCount() const
{
    return int(m_model->expressions.size());
}

} // namespace ruhu::forms
