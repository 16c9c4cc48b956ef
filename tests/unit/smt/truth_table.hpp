#pragma once
// Evaluation by definition, for comparing with what the solver says.

#include <cstdint>
#include <vector>

#include "solver/smt/term.hpp"

/// The value of a term where variable number i of `variables` is bit i of `row`.
inline bool holds(const smt::Context& context, const std::vector<smt::Term>& variables, unsigned row,
                  smt::Term term) {
    std::vector<bool> values(context.size());
    for (std::size_t i = 0; i < variables.size(); ++i)
        values[variables[i].node()] = ((row >> i) & 1u) != 0;
    for (std::uint32_t node = 0; node < context.size(); ++node) {
        if (context.is_variable(node))
            continue;
        bool all = true;
        for (smt::Term child : context.children(node))
            all = all && values[child.node()] != child.negated();
        values[node] = all;
    }
    return values[term.node()] != term.negated();
}
