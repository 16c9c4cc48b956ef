#pragma once
// What a route is to the encoder: the quotient of the message by everything a later step can see. Attributes
// that nothing looks at are not there, so routes that differ only in them are one. Transfer and every
// elimination factor through the quotient, hence stable states of the two systems correspond.

#include <compare>
#include <cstdint>
#include <vector>

#include "solver/encode/reflection.hpp"
#include "solver/network/network.hpp"

namespace encode {

/// An AS path mostly without its order: only its length, its ends and how often some ASNs occur can ever matter. The numbers of `counts` belong to `Observed::asns`, each exact up to its cap; those of
/// `prepended`, to `Observed::counted`, and only while a transfer is under way.
struct PathContent {
    std::uint32_t length = 0, privates = 0;
    bool beyond = false; ///< longer than the bound of `Candidates`: `length` is just the least that is
    network::Asn first = 0;
    /// The last ASNs, as many as removal of private ones may bring to the end; 0: one that nothing looks for.
    std::vector<network::Asn> tail;
    std::vector<std::uint32_t> counts, prepended;
    std::vector<network::Asn> whole; ///< only where `Observed::whole_path`
    auto operator<=>(const PathContent&) const = default;
};

enum class Learned : std::uint8_t { local, external, internal };

/// A route as its holder sees it. `session` is set only at nodes whose decision looks at sessions before
/// contents, `adjacent` only where metrics of next hops matter: there it stands for all next hops of metric 0. What
/// reflection adds is set only where `Reflection` says that it matters.
struct Content {
    Learned learned = Learned::local;
    std::uint32_t weight = 0, local_preference = 100, med = 0;
    network::Origin origin = network::Origin::igp;
    PathContent path;
    std::vector<network::Community> communities;
    network::NodeId next_hop;
    network::NodeId originator;            ///< who brought it into the AS: the peer, unless it was reflected before
    bool from_client = false;              ///< a client of the holder sent it
    std::uint32_t cluster_list_length = 0;
    std::vector<std::uint64_t> clusters;   ///< of its cluster list those that a later node looks for, sorted
    bool adjacent = false; ///< the session or the node names the link to the next hop (or it is the local route's)
    network::SessionId session;
    auto operator<=>(const Content&) const = default;
};

/// What later steps can see, found once per network.
struct Observed {
    /// `listeners`: nodes of which is asked what they accept. Their loop check matters even where what it drops would
    /// never be chosen.
    explicit Observed(const network::Network& network, const std::vector<network::NodeId>& listeners = {});

    Reflection reflection;
    bool med = false, neighbour = false, origin = false, privates = false;
    std::vector<network::Community> communities; ///< that some policy or the export tests, sorted
    std::vector<network::Asn> starts;            ///< that some policy looks for at the start of paths, sorted
    std::vector<network::Asn> ends;              ///< at the end, and what may be rewritten to those, sorted
    std::vector<network::Asn> fleeting;          ///< public ones that may be rewritten to private ones, sorted
    std::vector<network::Asn> asns;              ///< whose occurrences matter, sorted
    std::vector<std::uint32_t> caps;             ///< up to this count
    /// Those whose occurrences are told by terms of their own instead of by contents: where many nodes need a
    /// loop check, contents would multiply with every set of nodes a path may have visited.
    std::vector<network::Asn> counted;
    std::vector<std::uint32_t> counted_caps;
    /// By node: its next hop, its weight, its session, its next hop's metric are seen later.
    std::vector<bool> next_hop, weight, session, metric;
    /// By node: paths of what it holds are compared as a whole there or later. Contents multiply with them.
    std::vector<bool> whole_path;
    bool compares_paths = false; ///< anywhere
    /// No transfer shortens a path. Every cycle of transfers lengthens it, or the cluster list.
    bool growing = true;
    /// Bests never hold each other up: following them always ends at a local route.
    bool grounded = true;
    /// At every node a shorter path wins before anything but its length could matter.
    bool length_first = true;
    /// At every node all that is asked before the length of a path is known of a route whatever its length.
    bool length_ranked = true;

    /// Where there is a bound on the length of paths, longer ones count as one length that loses to all others.
    bool saturates() const { return growing && length_ranked && !length_first; }

    static bool is_private(network::Asn asn);
    /// Routes that carry it are not sent everywhere (RFC 1997).
    static bool holds_back(const network::Community& community);
    /// Once in a path, it or what it is rewritten to is never removed.
    bool stays(network::Asn asn) const;
    /// The index of an ASN in `asns`, or in `counted`, or their size.
    std::size_t index(network::Asn asn) const;
    std::size_t counted_index(network::Asn asn) const;
    /// The route with everything unseen forgotten, as `node` holds it.
    Content forget(Content content, network::NodeId node) const;
    /// The criterion tells routes of `node` apart by the sessions they came over.
    bool on_sessions(network::Criterion criterion, network::NodeId node) const;
    /// The criterion can tell routes of `node` apart at all.
    bool decides(network::Criterion criterion, network::NodeId node) const;

private:
    void forget_reflection(Content& content, network::NodeId node) const;
    void look_at_decisions(const network::Network& network);
    bool interleaves(const network::Decision& decision, network::NodeId node) const;
    void look_at_policies(const network::Network& network);
    void look_at_sessions(const network::Network& network);
    void look_at_paths(const network::Network& network, const std::vector<network::NodeId>& listeners);
    void look_at_ends(const network::Network& network);
    void look_at_loop_checks(const network::Network& network, const std::vector<network::NodeId>& listeners);
    bool close_under_rewriting(const network::Network& network);
    void track(network::Asn asn, std::uint32_t cap);
    void count(network::Asn asn, std::uint32_t cap);
};

} // namespace encode
