#pragma once
// Sessions between addresses that ordinary routes lead to: static ones, or BGP's own.

#include "dsl/ast.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// Adds the session, up while packets of each end are delivered to the other's address (specs/semantics.md §1.1). An end
/// needs an address of its own: its `bgp-address`, else the first of a /32 that it owns, else of what it owns (`VN0142`).
void add_over_routes(Builder& builder, network::Session session, const dsl::Statement& block);

} // namespace kinds
