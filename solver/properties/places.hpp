#pragma once
// Where packets begin and end that no pair of a claim names.

#include <functional>
#include <optional>
#include <vector>

#include "solver/properties/setting.hpp"
#include "solver/routing/forward.hpp"

namespace properties {

/// Where packets from what `node` answers for start.
network::NodeId start(const network::Network& network, network::NodeId node);
/// What starts at the node, with all that is owned there or at its place for arrivals.
Endpoint end_at(const network::Network& network, network::NodeId node);
/// The nodes that own an address by the longest of all owned prefixes that hold it; none if nobody does.
std::vector<network::NodeId> owners(const network::Network& network, network::Address address);
/// The first of them as an end, or just the address.
Endpoint end_of(const network::Network& network, network::Address address);
/// Every owned prefix of the nodes that are not in `apart` (sorted), in their order. Of what lies beyond the file: what is
/// said of it; if nothing is, everything that is not private.
std::vector<network::Prefix> owned_prefixes(const network::Network& network,
                                            const std::vector<network::NodeId>& apart = {});

/// What `ask` says of the question's packets injected at some of `nodes`, those that have a terrain in common together.
using AskFrom = std::function<smt::Term(const encode::Terrain& terrain, const std::vector<network::NodeId>& from)>;
smt::Term from_some(Setting& setting, Question& question, const std::vector<network::NodeId>& nodes,
                    const AskFrom& ask);

/// The first branch from `node` that `wanted` accepts, of the packet with a source that the node owns if that will do;
/// `packet` becomes the one that is found.
std::optional<routing::Walk> find_ordinary_walk(const network::Network& network, const routing::State& state,
                                                network::NodeId node, network::Packet& packet,
                                                const std::function<bool(const routing::Walk&)>& wanted);

} // namespace properties
