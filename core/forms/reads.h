// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/model.h"

namespace ruhu::forms::detail {

/// Follows the paths of an expression through the schema instead of through an instance.
class ReadsFinder
{
public:
    /// A schema node that a path may stand on (-1 = the document), and the highest ancestor it climbed to on the way.
    struct Place
    {
        int schema = -1;
        int anchor = -1;
        bool foreign = false; ///< Inside a secondary instance: reads nothing of ours.
        bool otherInstance = false;

        friend bool operator==(const Place &, const Place &) = default;
    };
    using Places = std::vector<Place>;

    ReadsFinder(const Model &model, int context)
        : m_model(model)
        , m_context(context)
    {
    }

    /// Places an expression's value may stand on; what it reads on the way is noted.
    Places follow(const xpath::Expr &expr, const Places &focus);
    [[nodiscard]] Places start() const { return {{m_context, m_context, false, false}}; }
    void note(const Places &places, bool structure = false);

    [[nodiscard]] std::vector<Dependency> take() { return std::move(m_reads); }

private:
    Places followPath(const xpath::Expr &expr, const Places &focus);
    void followCall(const xpath::Expr &expr, const Places &focus);
    [[nodiscard]] Places stepFrom(const Place &place, const xpath::Step &step) const;
    [[nodiscard]] int repeatAbove(int schema) const;

    const Model &m_model;
    int m_context;
    std::vector<Dependency> m_reads;
};

} // namespace ruhu::forms::detail
