#pragma once
// What the names of a file stand for once the network is built: ends of flows, groups, nodes, failures.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dsl/ast.hpp"
#include "solver/kinds/builder.hpp"
#include "solver/properties/claim.hpp"

namespace lower {

class Names {
public:
    explicit Names(kinds::Builder& builder) : builder_(builder) {}

    kinds::Builder& builder() { return builder_; }
    dsl::Diagnostics& diagnostics() { return builder_.diagnostics(); }

    /// `group NAME A B …;`
    void add_group(const dsl::Statement& statement);
    /// A group that loops over nothing would have filled; one that is written without members is as empty.
    void add_empty_group(const dsl::Word& name);
    /// Does the name stand for nothing, and rightly so?
    bool is_empty(const dsl::Word& word);
    /// Asks for every member once, so that a group with a misspelt member is an error even where nobody uses
    /// it.
    void check_groups();

    /// The ends a name stands for: a node with what it owns, a host, a thing of several nodes, a group. Empty
    /// after an error.
    std::vector<properties::Endpoint> ends(const dsl::Word& word);
    /// Exactly one; an error otherwise.
    std::optional<properties::Endpoint> end(const dsl::Word& word);
    /// All nodes a name stands for, groups included; empty after an error.
    std::vector<network::NodeId> nodes(const dsl::Word& word);
    /// The node with this address (its own, of a BGP session, of an interface); nothing if none has it.
    std::optional<network::NodeId> node_with(network::Address address);
    /// True the first time that this address is not found.
    bool note_unknown(network::Address address) { return unknown_.insert(address).second; }
    /// The node of this name, or the one with this address; an error if there is none.
    std::optional<network::NodeId> next_hop(const dsl::Word& word);
    /// What `down NAME…` takes down, sorted; names that cannot fail are errors.
    network::FailureSet failures(const dsl::Statement* down);

private:
    struct Group {
        std::vector<dsl::Word> members;
        bool open = false; ///< being expanded: a group inside itself
    };
    struct HostPlace {
        network::NodeId node;
        std::size_t host;
    };

    void index_hosts();
    std::vector<HostPlace> hosts_called(const dsl::Word& word);
    std::vector<std::string_view> known_ends();
    properties::Endpoint whole(network::NodeId node);
    properties::Endpoint host(const HostPlace& place);
    /// The nodes at which packets of what a name stands for start.
    std::vector<network::NodeId> places(const dsl::Word& word, const kinds::Named* thing);
    network::NodeId arrivals(network::NodeId node);
    std::vector<network::Prefix> outside();
    template <class Thing, class Expand>
    std::vector<Thing> members(Group& group, const dsl::Word& word, Expand expand);

    kinds::Builder& builder_;
    std::map<std::string, Group, std::less<>> groups_;
    std::set<network::Address> unknown_;
    std::map<std::string, std::vector<HostPlace>, std::less<>> hosts_; ///< by full and by bare name
    std::map<network::NodeId, network::NodeId> arrivals_;              ///< by where packets start
    std::size_t arrivals_looked_at_ = 0;                               ///< so many nodes
};

} // namespace lower
