// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/record.h"

#include <QList>
#include <optional>

/// The port towards the means-check centre (domain 1: authorise first, check after; it checks, it does not decide).
namespace ruhu::hub {

/// What the household declares, as the hub holds it when the request takes effect.
struct CheckQuestion
{
    RecordId request;
    RecordId application;
    struct Member
    {
        RecordId id;
        QString idNo;
        QString name;
    };
    QList<Member> members; ///< Those that the request names, or all of the household.
    struct Declared
    {
        RecordId member;
        QString kind;      ///< Code of lists INCOME_SUB or PROPERTY.
        qint64 amount = 0; ///< Fen (a year for incomes).
    };
    QList<Declared> declared;
};

/// One figure of one source.
struct CheckItem
{
    RecordId member;
    QString source;      ///< "BANK", "HUMAN_RESOURCES" …
    QString what;        ///< Code of lists INCOME_SUB or PROPERTY.
    qint64 found = 0;    ///< Fen (a year for incomes).
    qint64 declared = 0; ///< What the household said of the same, fen.
    bool agrees = false; ///< The household named it, and said at least as much.
    QString detail;      ///< As the source wrote it.
};

struct CheckAnswer
{
    QList<CheckItem> items;
    QString report; ///< Number of the report.
    /// Nothing was found that the household had not declared.
    [[nodiscard]] bool match() const;
};

class CheckCentre
{
public:
    virtual ~CheckCentre() = default;
    /// Answers at once or not at all; called inside the transaction of the request, so it must be quick. Thread-safe.
    [[nodiscard]] virtual std::optional<CheckAnswer> ask(const CheckQuestion &question) = 0;
};

/// A centre that reads its figures from a file: CSV with the header id_no,source,kind,amount,note (amount in fen),
/// UTF-8. People who do not stand in it have no figures; the report then says that nothing was found.
class FileCheckCentre final : public CheckCentre
{
public:
    /// BadFormat with the line, Io when the file cannot be read, TooLarge above 64 MiB.
    [[nodiscard]] static Result<FileCheckCentre> load(const QString &path);
    [[nodiscard]] std::optional<CheckAnswer> ask(const CheckQuestion &question) override;

private:
    struct Line
    {
        QString source;
        QString kind;
        qint64 amount = 0;
        QString note;
    };
    QMap<QString, QList<Line>> m_lines; ///< By identity number.
};

} // namespace ruhu::hub
