// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/session.h"
#include "support/world.h"

#include <QFile>

namespace ruhu::test {

/// A clock and randomness that repeat, for sessions of a test: 2025-11-21 in China.
struct FormWorld
{
    ManualClock clock;
    SeededRng rng{7};

    [[nodiscard]] forms::Environment environment()
    {
        forms::Environment made;
        made.clock = &clock;
        made.rng = &rng;
        return made;
    }
};

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A form around a model and a body, with the namespaces that forms use.
inline QByteArray formOf(const QByteArray &model, const QByteArray &body = {})
{
    return "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
           "xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:orx=\"http://openrosa.org/xforms\" "
           "xmlns:ruhu=\"urn:ruhu:forms\"><h:head><h:title>T</h:title><model>" +
           model + "</model></h:head><h:body>" + body + "</h:body></h:html>";
}

} // namespace ruhu::test
