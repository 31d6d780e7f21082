// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/forms/session.h"

#include <QCborArray>
#include <QCborValue>

namespace ruhu::forms {

namespace {

/// First item of the array: the layout below. A later layout gets the next number and a reader for this one.
constexpr int draftLayout = 1;

} // namespace

QByteArray Draft::encode() const
{
    // {layout, form id, version, form hash, instance, language, prefill}
    return QCborValue(QCborArray{draftLayout, formId, version, formHash, instance, language, prefill}).toCbor();
}

Result<Draft> Draft::decode(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue read = QCborValue::fromCbor(bytes, &error);
    const QCborArray row = read.toArray();
    if (error.error != QCborError::NoError || !read.isArray() || row.isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("draft: not a draft"));
    if (row.at(0).toInteger() > draftLayout)
        return fail(ErrorCode::TooNew, QStringLiteral("draft: layout %1").arg(row.at(0).toInteger()));
    if (row.size() != 7 || !row.at(1).isString() || !row.at(2).isString() || !row.at(3).isByteArray() ||
        !row.at(4).isByteArray() || !row.at(5).isString() || !row.at(6).isByteArray())
        return fail(ErrorCode::BadFormat, QStringLiteral("draft: wrong items"));
    if (row.at(4).toByteArray().size() > limits::formBytes)
        return fail(ErrorCode::TooLarge, QStringLiteral("draft: instance"));
    Draft draft;
    draft.formId = row.at(1).toString();
    draft.version = row.at(2).toString();
    draft.formHash = row.at(3).toByteArray();
    draft.instance = row.at(4).toByteArray();
    draft.language = row.at(5).toString();
    draft.prefill = row.at(6).toByteArray();
    return draft;
}

} // namespace ruhu::forms
