#pragma once
// `originate-default;` at one side of a session: the peer is told of 0.0.0.0/0, whatever this side has.

#include <vector>

#include "dsl/ast.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// The statement of an `at` block.
dsl::Rule originate_default_rule();
/// Remembers it for these sessions of one pair, or says why it cannot be (`VN0138`).
void note_default_route(Builder& builder, const dsl::Statement& at, network::NodeId node,
                        const std::vector<network::SessionId>& sessions);
/// Carries it out. When every decision is made, since it adds sessions that take part in none.
void originate_defaults(Builder& builder);

} // namespace kinds
