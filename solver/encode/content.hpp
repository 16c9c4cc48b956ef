#pragma once
// What a route is to the encoder: the quotient of the message by everything a later step can see. Attributes
// that nothing looks at are not there, so routes that differ only in them are one. Transfer and every
// elimination factor through the quotient, hence stable states of the two systems correspond.

#include <compare>
#include <cstdint>
#include <vector>

#include "solver/network/network.hpp"

namespace encode {

/// An AS path without its order: only its length, its first ASN and how often some ASNs occur can ever
/// matter. The numbers of `counts` belong to `Observed::asns`, each exact up to its cap; those of
/// `prepended`, to `Observed::counted`, and only while a transfer is under way.
struct PathContent {
    std::uint32_t length = 0, privates = 0;
    network::Asn first = 0;
    std::vector<std::uint32_t> counts, prepended;
    auto operator<=>(const PathContent&) const = default;
};

enum class Learned : std::uint8_t { local, external, internal };

/// A route as its holder sees it. `session` is set only at nodes whose decision looks at sessions before
/// contents.
struct Content {
    Learned learned = Learned::local;
    std::uint32_t weight = 0, local_preference = 100, med = 0;
    network::Origin origin = network::Origin::igp;
    PathContent path;
    std::vector<network::Community> communities;
    network::NodeId next_hop;
    network::SessionId session;
    auto operator<=>(const Content&) const = default;
};

/// What later steps can see, found once per network.
struct Observed {
    /// `listeners`: nodes of which is asked what they accept. Their loop check matters even where what it drops would
    /// never be chosen.
    explicit Observed(const network::Network& network, const std::vector<network::NodeId>& listeners = {});

    bool med = false, neighbour = false, origin = false, privates = false;
    std::vector<network::Community> communities; ///< that some policy tests, sorted
    std::vector<network::Asn> asns;              ///< whose occurrences matter, sorted
    std::vector<std::uint32_t> caps;             ///< up to this count
    /// Those whose occurrences are told by terms of their own instead of by contents: where many nodes need a
    /// loop check, contents would multiply with every set of nodes a path may have visited.
    std::vector<network::Asn> counted;
    std::vector<std::uint32_t> counted_caps;
    std::vector<bool> next_hop, weight, session; ///< by node: its next hop, weight, session are seen later
    /// No transfer shortens a path and every cycle of transfers lengthens it.
    bool growing = true;
    /// Bests never hold each other up: following them always ends at a local route.
    bool grounded = true;
    /// At every node a shorter path wins before anything but its length could matter.
    bool length_first = true;

    static bool is_private(network::Asn asn);
    /// The index of an ASN in `asns`, or in `counted`, or their size.
    std::size_t index(network::Asn asn) const;
    std::size_t counted_index(network::Asn asn) const;
    /// The route with everything unseen forgotten, as `node` holds it.
    Content forget(Content content, network::NodeId node) const;

private:
    void look_at_decisions(const network::Network& network);
    void look_at_policies(const network::Network& network);
    void look_at_sessions(const network::Network& network);
    void look_at_paths(const network::Network& network, const std::vector<network::NodeId>& listeners);
    void look_at_loop_checks(const network::Network& network, const std::vector<network::NodeId>& listeners);
    bool close_under_rewriting(const network::Network& network);
    void track(network::Asn asn, std::uint32_t cap);
    void count(network::Asn asn, std::uint32_t cap);
};

} // namespace encode
