// Conditions look at few prefixes and are used often, so that they go round.

#include "tests/random/conditional.hpp"

#include <algorithm>

#include "solver/network/ties.hpp"

namespace random_networks {

using namespace network;

namespace {

class Conditional {
public:
    Conditional(Network& network, std::uint64_t seed) : network_(network), dice_(seed * 2 + 11) {}

    /// One node, or two, by whose tables next hops of others resolve; the addresses are what prefixes hold, so that routes
    /// resolve themselves and each other.
    void recurse() {
        for (std::uint32_t nodes = 1 + dice_.below(2); nodes > 0; --nodes) {
            const NodeId node = any_node();
            Node& it = network_.nodes[node.index()];
            if (!it.recursive.empty())
                continue;
            it.resolves_by_default = !dice_.chance(30);
            it.resolves_by_recursive = !dice_.chance(20);
            for (std::size_t i = 0; i < network_.nodes.size(); ++i)
                if (NodeId::at(i) != node && dice_.chance(60))
                    it.recursive.push_back({NodeId::at(i), table_ways(node)});
            std::erase_if(it.recursive, [](const RecursiveNextHop& hop) { return hop.ways.empty(); });
            if (dice_.chance(60))
                lead_somewhere(node);
        }
    }

    void add() {
        const auto some = 1 + dice_.below(3);
        for (std::uint32_t i = 0; i < some; ++i)
            add_condition();
        const auto uses = some + dice_.below(3);
        for (std::uint32_t i = 0; i < uses; ++i)
            use(made_[i < some ? i : dice_.below(some)]);
        if (dice_.chance(20))
            ride();
        disable_impossible(network_);
    }

private:
    std::uint32_t size(std::size_t size) const { return static_cast<std::uint32_t>(size); }
    NodeId any_node() { return NodeId::at(dice_.below(size(network_.nodes.size()))); }
    Prefix any_prefix() {
        const std::uint32_t third = dice_.below(3) << 8;
        return dice_.chance(85) ? Prefix{Address{(10u << 24) | third}, 24} : Prefix{Address{10u << 24}, 16};
    }
    FailureId add(Condition condition) {
        const FailureId id = FailureId::at(network_.failures.size());
        network_.failures.push_back({"condition-" + std::to_string(id.value), FailureClass::condition, false, {}, std::move(condition)});
        return id;
    }

    void add_condition() {
        using From = HasRoute::From;
        static constexpr From sources[] = {From::table, From::table, From::bgp, From::bgp, From::bgp_table, From::ospf,
                                           From::static_routes};
        HasRoute asked{any_node(), {any_prefix()}, sources[dice_.below(7)]};
        if (dice_.chance(30))
            asked.any_of.push_back(any_prefix());
        std::ranges::sort(asked.any_of);
        asked.any_of.erase(std::unique(asked.any_of.begin(), asked.any_of.end()), asked.any_of.end());
        made_.push_back(add(std::move(asked)));
    }

    void use(FailureId condition) {
        Node& node = network_.nodes[any_node().index()];
        const auto kind = dice_.below(10);
        if (kind < 6 && node.asn) {
            Origination made{any_prefix(), false, {}};
            if (dice_.chance(60))
                made.fails_with.push_back(condition);
            else
                made.only_while = condition;
            made.origin = dice_.chance(30) ? Origin::incomplete : Origin::igp;
            made.med = dice_.chance(20) ? 10 : 0;
            node.originates.insert(dice_.chance(30) ? node.originates.begin() : node.originates.end(), made);
        } else if (kind < 9 && !network_.links.empty()) {
            const auto link = dice_.below(size(network_.links.size()));
            StaticRoute route{any_prefix(), Discard{}, dice_.chance(50) ? 1u : dice_.chance(50) ? 20u : 210u, {}};
            if (dice_.chance(75))
                route.next_hop = ViaLink{LinkId::at(link), dice_.chance(15)};
            route.fails_with.push_back(condition);
            network_.nodes[network_.links[link].from.index()].static_routes.push_back(route);
        } else if (!network_.sessions.empty()) {
            network_.sessions[dice_.below(size(network_.sessions.size()))].fails_with.push_back(condition);
        }
    }

    /// A session between the first node and the last that is carried by whatever routes lead there.
    void ride() {
        const NodeId a = NodeId::at(0), b = NodeId::at(network_.nodes.size() - 1);
        if (!network_[a].asn || !network_[b].asn)
            return;
        Session session;
        session.name = "over-routes";
        const Address at_a{(10u << 24) | 1}, at_b{(10u << 24) | (1u << 8) | 1};
        session.a = end(a, at_b);
        session.b = end(b, at_a);
        session.fails_with = {add(Delivers{a, b, at_a, at_b}), add(Delivers{b, a, at_b, at_a})};
        network_.sessions.push_back(std::move(session));
    }

    SessionEnd end(NodeId node, Address peer) {
        SessionEnd end;
        end.node = node;
        end.next_hop_self = true;
        for (const LinkId link : network_.links_from(node))
            end.ways.push_back({link, add(ForwardsOver{node, peer, link})});
        return end;
    }

    std::vector<TableWay> table_ways(NodeId node) {
        constexpr std::size_t most = 6; // all valuations of more are too many
        const Address address{(10u << 24) | dice_.below(3) << 8 | 1};
        std::vector<TableWay> ways;
        for (const LinkId link : network_.links_from(node))
            if (dice_.chance(80) && conditions(network_).size() < most)
                ways.push_back({link, add(ForwardsOver{node, address, link})});
        return ways;
    }

    /// A static route that may resolve something, or hide what did.
    void lead_somewhere(NodeId node) {
        const auto links = network_.links_from(node);
        if (links.empty())
            return;
        const LinkId link = links[dice_.below(size(links.size()))];
        const Prefix prefix = dice_.chance(20) ? Prefix{} : any_prefix();
        network_.nodes[node.index()].static_routes.push_back({prefix, ViaLink{link, dice_.chance(10)}, dice_.chance(70) ? 1u : 210u, {}});
    }

    Network& network_;
    Dice dice_;
    std::vector<FailureId> made_;
};

}  // namespace

void add_conditions(Network& network, const Recipe& recipe, std::uint64_t seed) {
    Dice dice(seed * 2 + 9);
    if (dice.chance(recipe.conditions))
        Conditional(network, seed).add();
    if (dice.chance(recipe.recursion))
        Conditional(network, seed + 1).recurse();
}

}  // namespace random_networks
