#pragma once
// OSPF's words: on links `ospf area N`, on routers what they redistribute, whether they originate a default route and in
// which area they tell of what they own; which areas are stubs.

#include <cstdint>
#include <optional>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/schema.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// The statement of a link or a tunnel.
dsl::Rule ospf_link_rule();
/// `ospf area N [passive] [cost N | cost A N B N];` of the block: both ends of the cable run OSPF over it, or one tells
/// of it.
void read_ospf_link(Builder& builder, const dsl::Statement& block, const Cable& cable);

/// `ospf area N passive;` of the block, when all links are there: the end that runs OSPF tells of the link.
void settle_passive(Builder& builder, const dsl::Statement& block);
/// One warning for all that redistribute everything BGP tells them (`VN0137`), one for all that tell BGP everything
/// (`VN0152`), and what goes both ways (`VN0153`).
void warn_about_redistribution(Builder& builder);

/// The statements of a router.
std::vector<dsl::Rule> ospf_rules();
/// `redistribute …;`, `originate-default …;` and `ospf …;` of the block. All links and static routes must be there.
void read_ospf(Builder& builder, const dsl::Statement& block, network::NodeId node);

/// An area's number, as such or written as an address.
std::optional<std::uint32_t> read_ospf_area(Builder& builder, const dsl::Word& word);
/// A link of this area, for messages.
void note_ospf_area(Builder& builder, std::uint32_t area, dsl::Span span);
/// `ospf area N P...;` of a router.
void read_area_of_owned(Builder& builder, const dsl::Statement& written, network::NodeId node);
/// When all is there: in which areas routers tell of what they own, which areas are stubs, and what is wrong with that.
void settle_ospf_areas(Builder& builder);

/// Errors where OSPF may override what the router tells it (`VN0127`).
void refuse_races(Builder& builder, const network::Node& node);

/// An error for each announcement of the node that can never be made: on a router that runs OSPF it needs a static
/// route, or another router of the area that owns the prefix. All nodes must be complete.
void check_ospf_announcements(Builder& builder, network::NodeId node);

} // namespace kinds
