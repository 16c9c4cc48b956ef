#pragma once
// What path-symmetry compares: stateful nodes, transports, links or nodes of a way there and of a way back.

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "solver/properties/sequence.hpp"
#include "solver/properties/setting.hpp"
#include "solver/routing/forward.hpp"

namespace properties {

/// The things compared, for the solver as nodes and links to look at and for the oracle as numbers of a walk. The place
/// where packets to an end of the claim arrive counts as that end. Stateful nodes that share state are one; those that
/// admit what they never saw are none.
class Trail {
public:
    Trail(const network::Network& network, const Claim& claim);

    /// One thing: visited at any of `nodes`, or crossed on any of `there` (on the way back, of `back`).
    struct Item {
        std::vector<network::NodeId> nodes;
        std::vector<network::LinkId> there, back;
    };
    /// Two ways differ iff one has an item that the other has not; of single branches only unless
    /// `ordered()`, or where `may_repeat()` and a branch does come to one node several times.
    const std::vector<Item>& items() const { return items_; }
    /// Order and repetition count, so that single branches are compared by `labels_there` and `labels_back`.
    bool ordered() const { return ordered_; }
    bool may_repeat() const { return compare_ != Compare::stateful; }
    const Labels& labels_there() const { return labels_there_; }
    const Labels& labels_back() const { return labels_back_; }
    /// Of a node, where nodes are compared; 0: none.
    std::size_t label(network::NodeId node) const;

    /// No way of packets from `from` passes the item and is delivered at `to`, or some way loops.
    smt::Term never_through(Setting& setting, Question& question, const encode::Terrain& terrain,
                            network::NodeId from, network::NodeId to, const Item& item,
                            const std::vector<network::LinkId>& links) const;

    using Walks = std::vector<routing::Walk>;
    using Found = std::optional<std::pair<const routing::Walk*, const routing::Walk*>>;
    /// Two branches that differ, or two that show that the sets over all branches do.
    Found differing_pair(const Walks& there, const Walks& back) const;
    Found differing_sets(const Walks& there, const Walks& back) const;

private:
    void add_nodes();
    void add_stateful();
    void add_adjacent_nodes();
    void add_cables(bool directed);
    void add_transports();
    void add_labels();
    bool ignored(network::NodeId node) const;
    network::NodeId end_of(network::NodeId node) const; ///< the end that it is the place of arrival of; else itself
    std::optional<network::NodeId> state_of(network::NodeId node) const; ///< the first of those that share it
    std::vector<std::size_t> cables() const;
    /// What a walk passes, in order; of the way back from its end.
    std::vector<std::size_t> passed(const routing::Walk& walk, bool back) const;
    std::size_t thing(network::LinkId link) const;

    const network::Network* network_;
    std::map<network::NodeId, network::NodeId> ends_; // by place of arrival
    Compare compare_;
    bool ignore_gateways_, ordered_ = false;
    std::vector<Item> items_;
    std::vector<std::size_t> cables_; // by link: one number for both directions
    Labels labels_there_, labels_back_;
};

} // namespace properties
