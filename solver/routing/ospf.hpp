#pragma once
// The oracle of OSPF (`specs/semantics.md` §6.1, RFC 2328 §16): shortest paths in each area first, then what border
// routers tell, then which prefix is reached how.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/network/network.hpp"

namespace routing {

struct State;

/// The kinds of routes, most preferred first (RFC 2328 §11).
enum class OspfType : std::uint8_t { intra_area, inter_area, external_1, external_2 };

/// Where routes end: `cost` beyond a node that tells of it in an area.
struct OspfPlace {
    network::NodeId node;
    std::uint32_t area = 0;
    std::uint64_t cost = 0;
};

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
    /// From `node` to the own address of each node, by index; nothing where no way leads.
    const std::vector<std::optional<Way>>& from(network::NodeId node) const;
    /// From `node` to each node over links of one area.
    const std::vector<std::optional<Way>>& within(std::uint32_t area, network::NodeId node) const;

    /// A way across areas or within one.
    struct Internal {
        OspfType type = OspfType::intra_area;
        Way way;
    };
    /// From `node` to the nearest of these places; of a default route border routers tell stub areas, too.
    std::optional<Internal> internal(network::NodeId node, const std::vector<OspfPlace>& target,
                                     bool default_route = false) const;
    /// From `node` to one that redistributes.
    std::optional<Way> to_redistributing(network::NodeId node, network::NodeId target) const;

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

    /// A route to a node that redistributes, kept by area.
    struct Entry {
        OspfType type;
        std::uint32_t area;
        Way way;
    };
    std::vector<OspfPlace> own_address(network::NodeId node) const;
    const network::StubArea* stub(std::uint32_t area) const;
    bool attached(network::NodeId node, std::uint32_t area) const;
    bool is_border(network::NodeId node) const;
    bool has_backbone(network::NodeId node) const;
    bool looks_at(std::uint32_t area, network::NodeId node) const;
    std::optional<Way> inter_area(network::NodeId node, const std::vector<OspfPlace>& target, bool default_route) const;
    std::optional<std::uint64_t> summary(network::NodeId border, std::uint32_t area,
                                         const std::vector<OspfPlace>& target, bool default_route) const;
    std::optional<Entry> best_intra(network::NodeId node, network::NodeId target) const;
    std::optional<Entry> entry(network::NodeId node, std::uint32_t area, network::NodeId target) const;
    std::optional<Entry> best_entry(network::NodeId node, network::NodeId target) const;
    std::optional<std::uint64_t> type_4(network::NodeId border, std::uint32_t area, network::NodeId target) const;

    const network::Network* network_;
    network::FailureSet failed_;
    mutable std::optional<UpLinks> up_links_; ///< nothing until asked for
    std::vector<std::uint32_t> areas_;        ///< sorted, unique
    mutable std::map<std::pair<std::uint32_t, network::NodeId>, std::vector<std::optional<Way>>> within_;
    mutable std::map<network::NodeId, std::vector<std::optional<Way>>> ways_;
};

/// What a node's OSPF makes of one prefix.
struct OspfRoute {
    OspfType type = OspfType::intra_area;
    std::uint64_t metric = 0;   ///< of type 2 the announced one, else the sum of costs (type 1: and the announced one)
    std::uint64_t distance = 0; ///< to the nearest node that announces it so; inter-area: with what a summary adds
    std::vector<network::LinkId> links; ///< sorted, unique; several share the load
};

/// `intra-area, cost 20`, `inter-area, cost 40`, `external type 2, metric 20, cost 10`.
std::string describe(const OspfRoute& route);

/// The OSPF route of `node` to exactly `prefix`, whatever else its table holds.
std::optional<OspfRoute> ospf_route(const network::Network& network, const ShortestPaths& paths, const State& state,
                                    network::NodeId node, const network::Prefix& prefix);

/// Whether `node` has a way to `prefix` within its areas or across them. Knows nothing of redistribution, so it is the same
/// in all states.
bool reaches_internally(const network::Network& network, const ShortestPaths& paths, network::NodeId node,
                        const network::Prefix& prefix);

} // namespace routing
