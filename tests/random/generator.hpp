#pragma once
// Random small networks, the same for the same seed on every machine: no std::distribution, whose results differ
// between libraries.

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "solver/network/network.hpp"

namespace random_networks {

/// A 64-bit generator (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() % bound); }
    bool chance(std::uint32_t percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

/// What may occur, in percent of the places where it could.
struct Recipe {
    std::string name;
    std::uint32_t least_nodes = 2, most_nodes = 6;
    std::uint32_t extra_links = 40;       ///< of the pairs beyond a spanning tree
    std::uint32_t policies = 30;          ///< of session directions
    std::uint32_t shared_asns = 0, as_override = 0, allow_own_as = 0, collapse = 0;
    std::uint32_t med = 0, length_filters = 0, path_contents = 0, next_hops = 0;
    std::uint32_t sequential_med = 0;     ///< of decisions that compare MED within a neighbour AS
    std::uint32_t local_as = 0;           ///< of ends: they show another ASN, half the time a node's
    std::uint32_t oldest = 0, oldest_external = 0, multipath = 0, weights = 0;
    std::uint32_t second_origin = 20, statics = 0, more_specific = 0;
    std::uint32_t filters = 0, stateful = 0, quirks = 0;  ///< quirks: lists-only, silent ends, next hop unchanged
    std::uint32_t stand_ins = 0, choices = 0;             ///< sessions of which one is up
    std::uint32_t given_next_hops = 0, hands_to = 0;      ///< hands_to: of nodes, and of sessions that know no link
    std::uint32_t permanent = 0, unreachable = 0;         ///< of static routes
    std::uint32_t ospf = 0;                               ///< of nodes; most links have a cost
    std::uint32_t areas = 0;                              ///< of cables: in another area than 0
    std::uint32_t silent_nodes = 0, bare_cables = 0;      ///< without BGP
    std::uint32_t drains = 0;                             ///< of nodes and stand-ins, while something is maintained
    std::uint32_t arrivals = 0;                           ///< packets to the last node arrive elsewhere
    std::uint32_t hidden_nodes = 0;                       ///< that show in no trace
    std::uint32_t node_failures = 0;                      ///< of nodes that may fail like cables
    std::uint32_t traffic = 0;            ///< of nodes and links: what happens to packets beyond tables
    std::uint32_t members = 0;            ///< of nodes: in one AS that runs OSPF, with sessions between addresses
    std::uint32_t metrics = 0;            ///< of decisions: they ask for the metric of the IGP, and for the cluster list
    std::uint32_t reflection = 0, clusters = 0;  ///< of iBGP ends: of a client; of nodes: that say what their cluster is
    std::uint32_t announcements = 0;      ///< of networks: a node may announce something or not
    std::uint32_t one_neighbour = 0;      ///< of decisions that share load: over routes of one neighbour AS
    std::uint32_t one_path = 0;           ///< of one AS path, or as FRRouting does
    std::uint32_t conditions = 0;         ///< of networks: some routes need other routes
    std::uint32_t recursion = 0;          ///< of networks: a node's own table may resolve next hops
    std::uint32_t well_known = 0, path_ends = 0; ///< of communities, large ones with them; of matches
};

/// For the names of tests.
inline void PrintTo(const Recipe& recipe, std::ostream* out) { *out << recipe.name; }

/// The recipes of the ordinary run, one per theme and one with everything.
const std::vector<Recipe>& recipes();

/// Node 0 owns 10.0.0.0/24, the last node 10.0.1.0/24, both announced; every cable is a failure group of its own, and so is
/// every node. At most one cable fails, or one of the nodes that the recipe lets fail.
network::Network generate(const Recipe& recipe, std::uint64_t seed);

/// A listing of a network for a failure message: enough to write the case down by hand.
std::string listing(const network::Network& network);

}  // namespace random_networks
