#pragma once
// A query as SMT-LIB 2.6 text that any solver reads.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "solver/smt/term.hpp"

namespace smt {

/// An assertion and the sentence it stands for.
struct Assertion {
    Term term;
    std::string sentence;
};

std::string write_smtlib(const Context& context, const std::vector<Assertion>& assertions,
                         std::string_view query, std::span<const Term> assumptions);

} // namespace smt
