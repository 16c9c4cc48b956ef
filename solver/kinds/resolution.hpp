#pragma once
// Who could resolve whom as a next hop with nothing failed, by OSPF and over links (specs/semantics.md §2.1).

#include <set>
#include <vector>

#include "solver/network/network.hpp"

namespace kinds {

/// Keeps a reference to the network.
class Resolution {
public:
    explicit Resolution(const network::Network& net);

    bool resolves(network::NodeId from, network::NodeId hop) const;
    /// Whether OSPF joins them.
    bool share_area(network::NodeId a, network::NodeId b) const { return area_[a.index()] != 0 && area_[a.index()] == area_[b.index()]; }
    /// The links over which that could be, one by one; none: it does not.
    std::set<network::LinkId> links(network::NodeId from, network::NodeId hop) const;
    std::set<network::LinkId> ospf_links(network::NodeId from) const;

private:
    bool works(network::LinkId link) const;
    bool has_link(network::NodeId from, network::NodeId to, bool with_cost) const;
    bool by_ospf(network::NodeId from, network::NodeId hop) const;
    void flood(network::NodeId start, std::size_t area);

    const network::Network& net_;
    network::Adjacency adjacency_;
    std::vector<std::size_t> area_; ///< 0: no OSPF
    std::size_t areas_ = 0;
};

} // namespace kinds
