#pragma once
// What may fail: `failures { any K of CLASS…; except NAME…; }`, `under …`, `shared-risk NAME { … }`. Every budget
// leaves what the platform decides (class `choice`) open.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "solver/lower/names.hpp"

namespace lower {

/// The budget that `any` and `except` statements of a block ask for.
network::FailureBudget read_budget(Names& names, const std::vector<dsl::Statement>& block);
/// `under nothing;`, `under any 1 of links;`, `under { … }`, several of them together.
network::FailureBudget read_under(Names& names, const std::vector<const dsl::Statement*>& written);
/// Any one connection, tunnel or link: what is checked where a file says nothing.
network::FailureBudget default_budget(const network::Network& network);

/// A group of its own that its members' nodes, links and sessions also fail with.
void add_shared_risks(Names& names, const std::vector<const dsl::Statement*>& written);

/// What a name takes down when it fails; empty: nothing has this name, or nothing takes it down.
network::FailureSet failures_called(const network::Network& network, std::string_view name);
/// "did you mean `fw--ce1`?", or empty.
std::string nearest_failure(const network::Network& network, std::string_view name);

} // namespace lower
