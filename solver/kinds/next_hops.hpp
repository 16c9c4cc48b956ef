#pragma once
// Next hops of BGP that a router's own table resolves: over a static route to a loopback, over a route of BGP.

#include <string>

#include "solver/kinds/builder.hpp"

namespace kinds {

/// A group that routing decides.
network::FailureId add_condition(Builder& builder, std::string name, network::Condition condition, dsl::Span span);
/// What the table of the link's node says of packets to the address: a condition for each question, once.
network::TableWay way_over(Builder& builder, network::LinkId link, network::Address address, dsl::Span span);

/// Lets routers and firewalls resolve next hops by their tables: those that nothing else may lead to (specs/semantics.md
/// §2.1, 7.) and that a static route, a route of BGP or one of OSPF's may cover. When everything else has spoken.
void resolve_by_tables(Builder& builder);

} // namespace kinds
