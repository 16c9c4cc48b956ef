#pragma once
// The oracle of OSPF (`specs/semantics.md` §6.1, RFC 2328 §16): one area, shortest paths first, then which
// prefix is reached how.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/network/network.hpp"

namespace routing {

struct State;

/// Least-cost ways over the links that OSPF uses under one failure set, worked out when first asked for. Keeps a
/// reference to the network.
class ShortestPaths {
public:
    ShortestPaths(const network::Network& network, network::FailureSet failed);

    /// What one node needs to reach another.
    struct Way {
        std::uint64_t cost = 0;
        std::vector<network::LinkId> first; ///< the links out of the node on ways of that cost, sorted; none to itself
    };
    /// From `node` to each node, by index; nothing where no way leads.
    const std::vector<std::optional<Way>>& from(network::NodeId node) const;

    /// The up links out of a node, whether OSPF knows of them or not, in index order.
    const std::vector<network::LinkId>& links_from(network::NodeId node) const;
    /// The up links with a cost from nodes that run OSPF to one that does not: how far what lies beyond is.
    const std::vector<network::LinkId>& last_links_to(network::NodeId node) const;
    bool up(network::LinkId link) const;
    const network::Network& network() const { return *network_; }
    const network::FailureSet& failed() const { return failed_; }

private:
    /// The links that are up, by node.
    struct UpLinks {
        std::vector<std::vector<network::LinkId>> from, of_ospf, last_to;
    };
    const UpLinks& up_links() const;

    const network::Network* network_;
    network::FailureSet failed_;
    mutable std::optional<UpLinks> up_links_; ///< nothing until asked for
    mutable std::map<network::NodeId, std::vector<std::optional<Way>>> ways_;
};

/// The kinds of routes, most preferred first (RFC 2328 §11).
enum class OspfType : std::uint8_t { intra_area, external_1, external_2 };

/// What a node's OSPF makes of one prefix.
struct OspfRoute {
    OspfType type = OspfType::intra_area;
    std::uint64_t metric = 0;   ///< of type 2 the announced one, else the sum of costs (type 1: and the announced one)
    std::uint64_t distance = 0; ///< to the nearest node that announces it so
    std::vector<network::LinkId> links; ///< sorted, unique; several share the load
};

/// `intra-area, cost 20`, `external type 2, metric 20, cost 10`.
std::string describe(const OspfRoute& route);

/// The OSPF route of `node` to exactly `prefix`, whatever else its table holds.
std::optional<OspfRoute> ospf_route(const network::Network& network, const ShortestPaths& paths, const State& state,
                                    network::NodeId node, const network::Prefix& prefix);

/// Whether the area reaches `prefix` from `node`: another node owns it. Knows nothing of redistribution, so it is the
/// same in all states.
bool intra_area(const network::Network& network, const ShortestPaths& paths, network::NodeId node,
                const network::Prefix& prefix);

} // namespace routing
