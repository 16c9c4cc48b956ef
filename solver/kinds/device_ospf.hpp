#pragma once
// OSPF's words: on links `ospf area 0`, on routers what they redistribute and whether they originate a default
// route.

#include <vector>

#include "dsl/ast.hpp"
#include "dsl/schema.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// The statement of a link or a tunnel.
dsl::Rule ospf_link_rule();
/// `ospf area 0 [passive] [cost N | cost A N B N];` of the block: both ends of the cable run OSPF over it, or one tells
/// of it.
void read_ospf_link(Builder& builder, const dsl::Statement& block, const Cable& cable);

/// `ospf area 0 passive;` of the block, when all links are there: the end that runs OSPF tells of the link.
void settle_passive(Builder& builder, const dsl::Statement& block);
/// One warning for all that redistribute everything BGP tells them (`VN0137`).
void warn_about_redistribution(Builder& builder);

/// The statements of a router.
std::vector<dsl::Rule> ospf_rules();
/// `redistribute …;` and `originate-default …;` of the block. All links and static routes must be there.
void read_ospf(Builder& builder, const dsl::Statement& block, network::NodeId node);

/// Errors where OSPF may override what the router tells it (`VN0127`).
void refuse_races(Builder& builder, const network::Node& node);

/// An error for each announcement of the node that can never be made: on a router that runs OSPF it needs a static
/// route, or another router of the area that owns the prefix. All nodes must be complete.
void check_ospf_announcements(Builder& builder, network::NodeId node);

} // namespace kinds
