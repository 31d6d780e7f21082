// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <functional>
#include <memory>

/// Questionnaires: ODK XForms 1.0, profile A (docs/forms.md). A FormDefinition is what an author wrote, checked and
/// compiled once; a FormSession (session.h) is one filled copy of it.
namespace ruhu::forms {

/// Namespace of Ruhu's own attributes: `ruhu:to`, `ruhu:record`, `ruhu:unit` on binds (mapping.h).
inline constexpr const char *ruhuNamespace = "urn:ruhu:forms";

/// Bytes of a file that a form names by URI ("jr://file-csv/villages.csv"), or the reason why there are none.
using ResourceResolver = std::function<Result<QByteArray>(const QString &uri)>;

enum class DataType {
    String,
    Int,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Geopoint,
    Geotrace,
    Geoshape,
    Binary,
    Barcode,
    Intent,
};

/// One element of the body, as authored. A control inside a repeat stands for every instance of it.
struct Control
{
    enum class Kind { Input, Select1, Select, Rank, Upload, Trigger, Range, Group, Repeat };

    int index = -1;  ///< Place in FormDefinition::controls().
    int parent = -1; ///< Enclosing group or repeat, -1 at the top.
    QList<int> children;
    Kind kind = Kind::Input;
    QString reference; ///< Path without positions: "/hs/m/health"; empty for a group without ref.
    DataType type = DataType::String;
    QStringList
        appearance;    ///< Words of the appearance attribute: "multiline", "field-list", "signature", "money-year".
    QString mediaType; ///< Of an upload: "image/*".
    int rows = 0;      ///< Lines of a text field, 0 = not said.
    QString start, end, step;    ///< Of a range.
    bool fixedInstances = false; ///< Of a repeat: jr:count or jr:noAddRemove, so a person adds and removes none.
    bool calculated = false;     ///< The value comes from a calculation: show it, do not ask for it.
    QHash<QString, QString>
        ruhu; ///< Own attributes of control and bind without prefix: {"to": "member.health.status"}.

    [[nodiscard]] bool isContainer() const { return kind == Kind::Group || kind == Kind::Repeat; }
    /// A place for a signature. A program that takes signatures over the finished answers (as Ruhu does: each is an own
    /// signed event) neither asks for it in the form nor counts it as missing there.
    [[nodiscard]] bool isSignature() const
    {
        return kind == Kind::Upload && appearance.contains(QStringLiteral("signature"));
    }
};

/// Something that the form asks for and this build leaves aside; shown when a province publishes a form.
struct Notice
{
    QString place; ///< Path or element.
    QString text;  ///< English, for logs and `ruhuctl form check`.
};

namespace detail {
struct Model;
}

/// A loaded form: immutable, shared by all its drafts, safe to read from any thread once loaded.
class FormDefinition
{
public:
    /// Parses and compiles a form: seconds for nothing below 2 MB, so call it off the GUI thread for unknown files.
    /// \param resolve gives external secondary instances; without one a form that names any is refused
    /// \return BadFormat (not an XForm, syntax error, unknown function, missing node, cycle: `detail` names place and
    ///         questions), TooLarge (a limit of limits.h, among them any nesting), Unsupported (DOCTYPE, encryption)
    static Result<std::shared_ptr<const FormDefinition>> load(const QByteArray &xml,
                                                              const ResourceResolver &resolve = {});

    ~FormDefinition();
    FormDefinition(const FormDefinition &) = delete;
    FormDefinition &operator=(const FormDefinition &) = delete;

    [[nodiscard]] QString id() const; ///< Attribute id of the primary instance, else its namespace.
    [[nodiscard]] QString version() const;
    [[nodiscard]] QString title() const;
    [[nodiscard]] QByteArray hash() const; ///< SHA-256 over the form and, in order of their URIs, its files; 32 bytes.
    [[nodiscard]] QStringList languages() const; ///< Of itext, in the form's order; empty when there is no itext.
    [[nodiscard]] QString defaultLanguage() const;

    [[nodiscard]] const QList<Control> &controls() const;
    [[nodiscard]] QList<int> topControls() const; ///< Indexes of controls without parent, in order.
    [[nodiscard]] QList<Notice> notices() const;
    [[nodiscard]] int expressionCount() const;

    /// For this room only: what session and mapping work on.
    [[nodiscard]] const detail::Model &model() const { return *m_model; }

private:
    explicit FormDefinition(std::unique_ptr<detail::Model> model);
    std::unique_ptr<detail::Model> m_model;
};

} // namespace ruhu::forms
