// Each feature in a function of its own, in the order in which they draw.

#include "tests/random/clouds.hpp"

#include <algorithm>
#include <array>

namespace random_networks {

using namespace network;

namespace {

Prefix site(std::uint32_t third) { return {Address{(10u << 24) | (third << 8)}, 24}; }

class Clouds {
public:
    Clouds(const Recipe& recipe, Dice& dice, Network& network) : recipe_(recipe), dice_(dice), network_(network) {}

    void add() {
        silence_nodes();
        drop_sessions();
        add_stand_ins();
        add_choice();
        give_next_hops();
        hand_over();
        vary_static_routes();
        add_ospf();
        let_nodes_fail();
        drain_nodes();
        add_arrivals();
        for (Node& node : network_.nodes)
            if (rolls(recipe_.hidden_nodes))
                node.in_traces = false;
    }

private:
    bool rolls(std::uint32_t percent) { return percent != 0 && dice_.chance(percent); }
    template <class Value> std::uint32_t any_of(const std::vector<Value>& values) {
        return dice_.below(static_cast<std::uint32_t>(values.size()));
    }
    NodeId any_node() { return NodeId::at(any_of(network_.nodes)); }

    FailureId add_failure(std::string name, FailureClass failure_class) {
        network_.failures.push_back({std::move(name), failure_class, false, {}});
        return FailureId::at(network_.failures.size() - 1);
    }

    /// Nodes without an ASN, between the first and the last.
    void silence_nodes() {
        for (std::size_t i = 1; i + 1 < network_.nodes.size(); ++i)
            if (rolls(recipe_.silent_nodes))
                network_.nodes[i].asn.reset();
        std::erase_if(network_.sessions, [&](const Session& session) {
            return !network_[session.a.node].asn || !network_[session.b.node].asn;
        });
    }

    void drop_sessions() {
        std::erase_if(network_.sessions, [&](const Session&) { return rolls(recipe_.bare_cables); });
    }

    /// A second session over the same cable while a group is down that takes the first.
    void add_stand_ins() {
        FailureLimit limit{1, {}};
        for (std::size_t i = 0, count = network_.sessions.size(); i < count; ++i) {
            if (!rolls(recipe_.stand_ins))
                continue;
            Session second = network_.sessions[i];
            const FailureId group = add_failure("maintenance-" + second.name, FailureClass::maintenance);
            network_.sessions[i].fails_with.push_back(group);
            second.name += "-instead";
            second.stands_in_for.push_back(group);
            for (SessionEnd* end : {&second.a, &second.b})
                change(*end);
            network_.sessions.push_back(std::move(second));
            limit.groups.push_back(group);
        }
        if (!limit.groups.empty())
            network_.budget.limits.push_back(limit);
    }

    /// Other policies than those of the session it stands in for.
    void change(SessionEnd& end) {
        for (std::optional<PolicyId>* policy : {&end.import_policy, &end.export_policy})
            if (dice_.chance(50))
                *policy = network_.policies.empty() || dice_.chance(30)
                              ? std::nullopt
                              : std::optional(PolicyId::at(any_of(network_.policies)));
    }

    /// Of two sessions one is up, and nobody knows which.
    void add_choice() {
        if (network_.sessions.size() < 2 || !rolls(recipe_.choices))
            return;
        const FailureId group = add_failure("choice", FailureClass::choice);
        network_.sessions[any_of(network_.sessions)].fails_with.push_back(group);
        network_.sessions[any_of(network_.sessions)].stands_in_for.push_back(group);
        network_.budget.limits.push_back({1, {group}});
    }

    void give_next_hops() {
        for (Session& session : network_.sessions)
            for (SessionEnd* end : {&session.a, &session.b})
                if (rolls(recipe_.given_next_hops))
                    end->next_hop = any_node();
    }

    void hand_over() {
        for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
            const auto links = network_.links_from(NodeId::at(i));
            if (rolls(recipe_.hands_to) && !links.empty())
                network_.nodes[i].hands_to = links[any_of(links)];
        }
        // Sessions that know no link from a node are where this matters.
        for (Session& session : network_.sessions)
            for (LinkId* link : {&session.forward, &session.back})
                if (rolls(recipe_.hands_to))
                    *link = {};
    }

    void vary_static_routes() {
        for (Node& node : network_.nodes)
            for (StaticRoute& route : node.static_routes) {
                if (auto* via = std::get_if<ViaLink>(&route.next_hop))
                    via->permanent = rolls(recipe_.permanent);
                else if (rolls(recipe_.unreachable))
                    route.next_hop = Discard{true};
                if (rolls(recipe_.ospf)) {
                    if (dice_.chance(25))
                        route.prefix = {};
                    if (dice_.chance(25))
                        route.distance = 110 + dice_.below(2);
                    if (dice_.chance(15))
                        route.label.source = "system";
                }
            }
    }

    void add_ospf() {
        if (recipe_.ospf == 0)
            return;
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            if (dice_.chance(recipe_.ospf))
                run_ospf(network_.nodes[i]);
        for (Link& link : network_.links)
            if (dice_.chance(90))
                link.ospf_cost = 1 + dice_.below(3);
        if (dice_.chance(30))
            network_.nodes[any_node().index()].owns.push_back({site(dice_.below(2)), {}});
    }

    void run_ospf(Node& node) {
        Ospf ospf;
        for (std::uint32_t i = dice_.below(3); i > 0; --i)
            ospf.redistributes.push_back(redistribution());
        if (dice_.chance(25))
            ospf.originates_default = dice_.chance(40) ? Ospf::Default::always : Ospf::Default::if_installed;
        ospf.default_metric = 1 + dice_.below(2);
        if (dice_.chance(15))
            ospf.distance = dice_.chance(50) ? 20 : 200;
        node.ospf = ospf;
        if (dice_.chance(30))
            node.originates.push_back({site(dice_.below(2)), true, {}});
    }

    Redistribution redistribution() {
        Redistribution result;
        result.from = std::array{Redistribution::From::bgp, Redistribution::From::static_routes,
                                 Redistribution::From::connected}[dice_.below(5) / 2];
        result.metric = 1 + dice_.below(3);
        result.type_1 = dice_.chance(40);
        if (dice_.chance(25))
            result.only.push_back({site(dice_.below(2)), 24, 32});
        return result;
    }

    /// Where nothing else says so, at most one link or node fails.
    void let_nodes_fail() {
        for (std::size_t i = 0; i < network_.failures.size(); ++i)
            if (network_.failures[i].failure_class == FailureClass::node && rolls(recipe_.node_failures))
                network_.budget.limits.front().groups.push_back(FailureId::at(i));
    }

    /// During maintenance, of a session or of their own.
    void drain_nodes() {
        for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
            if (!rolls(recipe_.drains))
                continue;
            const FailureId group = add_failure("maintenance-" + network_.nodes[i].name, FailureClass::maintenance);
            network_.nodes[i].drops_with.push_back(group);
            network_.budget.limits.front().groups.push_back(group);
        }
        for (const Session& session : network_.sessions)
            for (FailureId group : session.stands_in_for)
                if (rolls(recipe_.drains))
                    network_.nodes[session.a.node.index()].drops_with.push_back(group);
    }

    /// Another node that owns what the last one does: see `claims_of`.
    void add_arrivals() {
        if (network_.nodes.size() < 3 || !rolls(recipe_.arrivals))
            return;
        Node& node = network_.nodes[1 + dice_.below(static_cast<std::uint32_t>(network_.nodes.size() - 2))];
        node.owns.push_back({site(1), {}});
        if (dice_.chance(50))
            node.originates.push_back({site(1), false, {}});
    }

    const Recipe& recipe_;
    Dice& dice_;
    Network& network_;
};

}  // namespace

void add_clouds(const Recipe& recipe, Dice& dice, Network& network) { Clouds(recipe, dice, network).add(); }

}  // namespace random_networks
