#pragma once
// `property KIND NAME { … }` to a claim, and what is expected of it.

#include <string>
#include <vector>

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// All properties of a variant, with unique names (`case/name` in a case); unreadable ones are left out.
/// `unmade`: those that loops over nothing would have made.
std::vector<properties::Claim> read_claims(Names& names, const std::vector<const dsl::Statement*>& written,
                                           const std::vector<dsl::Statement>& unmade,
                                           const std::string& case_name);
/// The block of `expect violated { … }`.
properties::Expectation read_expectation(Names& names, const dsl::Statement& written);

} // namespace lower
