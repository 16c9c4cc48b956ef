// Random networks. Every choice draws from one `Dice`, in a fixed order.

#include "tests/random/generator.hpp"

#include <algorithm>

#include "tests/random/announcements.hpp"
#include "tests/random/areas.hpp"
#include "tests/random/clouds.hpp"
#include "tests/random/conditional.hpp"
#include "tests/random/traffic.hpp"

namespace random_networks {

using namespace network;

std::uint64_t Dice::next() {
    state_ += 0x9E3779B97F4A7C15ull;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

namespace {

constexpr std::uint32_t ten = 10u << 24;
constexpr Asn member_asn = 65009; // of nobody else

Prefix prefix_of(std::uint32_t third, std::uint8_t length = 24, std::uint32_t last = 0) {
    return {Address{ten | (third << 8) | last}, length};
}

/// One network being thrown together.
class Generator {
public:
    Generator(const Recipe& recipe, std::uint64_t seed) : recipe_(recipe), dice_(seed) {}

    Network make() {
        const auto span = recipe_.most_nodes - recipe_.least_nodes + 1;
        count_ = recipe_.least_nodes + dice_.below(span);
        for (std::uint32_t i = 0; i < count_; ++i)
            add_node(i);
        for (std::uint32_t i = 1; i < count_; ++i)
            add_cable(dice_.below(i), i);
        for (std::uint32_t i = 0; i < count_; ++i)
            for (std::uint32_t j = i + 1; j < count_; ++j)
                if (!joined(i, j) && dice_.chance(recipe_.extra_links))
                    add_cable(i, j);
        add_mesh();
        name_transports();
        originate(0, prefix_of(0));
        originate(count_ - 1, prefix_of(1));
        if (count_ > 2 && dice_.chance(recipe_.second_origin))
            network_.nodes[1 + dice_.below(count_ - 2)].originates.push_back({prefix_of(0), false, {}});
        if (count_ > 2 && dice_.chance(recipe_.more_specific))
            network_.nodes[1 + dice_.below(count_ - 2)].originates.push_back({prefix_of(0, 25), false, {}});
        for (std::uint32_t i = 0; i < count_; ++i) {
            add_statics(i);
            add_filter(i);
        }
        FailureLimit limit{1, {}};
        for (std::size_t i = 0; i < network_.failures.size(); ++i)
            if (network_.failures[i].failure_class == FailureClass::link)
                limit.groups.push_back(FailureId::at(i));
        network_.budget.limits.push_back(limit);
        add_clouds(recipe_, dice_, network_);
        return std::move(network_);
    }

private:
    /// Nothing is drawn for what a recipe does not have.
    bool rolls(std::uint32_t percent) { return percent != 0 && dice_.chance(percent); }

    void add_node(std::uint32_t index) {
        Node node;
        node.name = std::string(1, static_cast<char>('a' + index));
        node.kind = "router";
        node.asn = dice_.chance(recipe_.shared_asns) ? 65000 + dice_.below(2) : 65000 + index;
        node.router_id = 100 - index;
        if (rolls(recipe_.members))
            join(node);
        node.fails_with = {add_failure("node-" + node.name, FailureClass::node)};
        node.stateful = dice_.chance(recipe_.stateful);
        node.decision = decision();
        if (dice_.chance(recipe_.quirks))
            node.advertise_inactive = false;
        if (dice_.chance(recipe_.quirks))
            node.forwards = index == 0 || index + 1 == count_;
        network_.nodes.push_back(std::move(node));
    }

    void join(Node& node) {
        node.asn = member_asn;
        node.ospf.emplace();
        if (rolls(recipe_.clusters))
            node.cluster_id = 1 + dice_.below(2);
        if (rolls(recipe_.clusters))
            node.router_id = 50;
    }

    bool is_member(NodeId id) const { return network_[id].asn == member_asn; }

    Decision decision() {
        using enum Criterion;
        Decision d;
        if (dice_.chance(recipe_.weights))
            d.order.push_back(weight);
        d.order.insert(d.order.end(), {local_preference, local_origin, as_path_length, origin});
        if (dice_.chance(recipe_.med))
            d.order.push_back(dice_.chance(70) ? med : med_always);
        if (d.order.back() == med && rolls(recipe_.sequential_med))
            d.order.back() = med_sequential;
        d.order.push_back(external_over_internal);
        if (rolls(recipe_.metrics))
            d.order.push_back(igp_metric);
        if (dice_.chance(recipe_.multipath))
            d.multipath_after = d.order.size() - dice_.below(2);
        if (rolls(recipe_.one_neighbour))
            d.sharing = Sharing::neighbour_as;
        if (rolls(recipe_.one_path))
            d.sharing = dice_.chance(60) ? Sharing::as_path : Sharing::peer_as_or_path;
        if (dice_.chance(recipe_.oldest)) {
            d.order.push_back(oldest);
        } else {
            if (rolls(recipe_.oldest_external))
                d.order.push_back(oldest_external);
            if (dice_.chance(50))
                d.order.push_back(router_id);
            if (rolls(recipe_.metrics))
                d.order.push_back(cluster_list_length);
            d.order.push_back(peer_order);
        }
        return d;
    }

    FailureId add_failure(const std::string& name, FailureClass failure_class) {
        network_.failures.push_back({name, failure_class, false, {}});
        return FailureId::at(network_.failures.size() - 1);
    }

    bool joined(std::uint32_t i, std::uint32_t j) const {
        return std::ranges::any_of(network_.links, [&](const Link& l) {
            return l.from == NodeId::at(i) && l.to == NodeId::at(j);
        });
    }

    void add_cable(std::uint32_t low, std::uint32_t high) {
        const auto a = NodeId::at(low), b = NodeId::at(high);
        const std::string name = network_[a].name + "--" + network_[b].name;
        const FailureId group = add_failure(name, FailureClass::link);
        const auto first = network_.links.size();
        network_.links.push_back({name, a, b, {}, {}, {group}, {}});
        network_.links.push_back({name, b, a, {}, {}, {group}, {}});
        for (Link* link : {&network_.links[first], &network_.links[first + 1]})
            if (is_member(link->from) && dice_.chance(is_member(link->to) ? 95 : 50))
                link->ospf_cost = 1 + dice_.below(3);
        if (is_member(a) && is_member(b) && dice_.chance(80))
            return;
        const bool internal = network_[a].asn == network_[b].asn;
        Session session;
        session.name = name;
        session.a = session_end(low, internal);
        session.b = session_end(high, internal);
        if (!internal) {
            show_another(session.a, *network_[b].asn);
            show_another(session.b, session.a.local_as ? session.a.local_as->asn : *network_[a].asn);
        }
        session.forward = LinkId::at(first);
        session.back = LinkId::at(first + 1);
        network_.sessions.push_back(std::move(session));
    }

    /// Sessions between the addresses of members, over whatever way OSPF finds.
    void add_mesh() {
        for (std::uint32_t i = 0; i < count_; ++i)
            for (std::uint32_t j = i + 1; j < count_; ++j) {
                if (!is_member(NodeId::at(i)) || !is_member(NodeId::at(j)) || !dice_.chance(75))
                    continue;
                Session session;
                session.name = network_.nodes[i].name + "~" + network_.nodes[j].name;
                session.a = session_end(i, true);
                session.b = session_end(j, true);
                session.multihop = true;
                network_.sessions.push_back(std::move(session));
            }
    }

    /// The first and the last cable stand for a circuit and a VPN.
    void name_transports() {
        const std::size_t cables = network_.links.size() / 2;
        if (cables < 2)
            return;
        for (std::size_t cable : {std::size_t{0}, cables - 1}) {
            const auto id = TransportId::at(network_.transports.size());
            Link& there = network_.links[2 * cable];
            there.transport = network_.links[2 * cable + 1].transport = id;
            network_.transports.push_back({"transport-" + there.name, there.fails_with, {}});
        }
    }

    SessionEnd session_end(std::uint32_t index, bool internal) {
        SessionEnd end;
        end.node = NodeId::at(index);
        if (dice_.chance(recipe_.policies))
            end.import_policy = add_policy(index, false);
        if (dice_.chance(recipe_.policies))
            end.export_policy = add_policy(index, true);
        end.next_hop_self = internal && dice_.chance(60);
        end.client = internal && rolls(recipe_.reflection);
        end.next_hop_self_reflected = internal && rolls(recipe_.reflection / 3);
        end.as_override = dice_.chance(recipe_.as_override);
        if (dice_.chance(recipe_.allow_own_as))
            end.allow_own_as = 1 + dice_.below(2);
        if (dice_.chance(recipe_.collapse)) {
            if (dice_.chance(60))
                end.remove_private_as = true;
            else
                end.replace_as.emplace_back(65000 + dice_.below(count_), 65000 + dice_.below(count_));
        }
        if (dice_.chance(recipe_.weights))
            end.weight = dice_.below(3);
        if (dice_.chance(recipe_.quirks / 2))
            end.lists_only = true;
        if (dice_.chance(recipe_.quirks / 2))
            end.sends = false;
        if (dice_.chance(recipe_.quirks / 2))
            end.next_hop_unchanged = true;
        return end;
    }

    /// Neither the owner's ASN nor the one that the peer shows.
    void show_another(SessionEnd& end, Asn peer) {
        if (!rolls(recipe_.local_as))
            return;
        const Asn asn = dice_.chance(50) ? 65000 + dice_.below(count_) : 100 + dice_.below(2);
        if (asn != *network_[end.node].asn && asn != peer)
            end.local_as = LocalAs{asn, dice_.chance(60), dice_.chance(40)};
    }

    PolicyId add_policy(std::uint32_t owner, bool exporting) {
        Policy policy;
        policy.name = std::string(exporting ? "out-" : "in-") + std::to_string(network_.policies.size());
        const auto terms = 1 + dice_.below(2);
        for (std::uint32_t i = 0; i < terms; ++i)
            policy.terms.push_back(term(owner));
        if (dice_.chance(80))
            policy.terms.push_back({"", {}, {}, Outcome::accept, {}});
        network_.policies.push_back(std::move(policy));
        return PolicyId::at(network_.policies.size() - 1);
    }

    Term term(std::uint32_t owner) {
        Term term;
        if (dice_.chance(50))
            term.matches.push_back(match());
        if (dice_.chance(70))
            term.sets.push_back(set(owner));
        if (dice_.chance(30))
            term.sets.push_back(set(owner));
        const auto roll = dice_.below(10);
        term.outcome = roll < 6 ? Outcome::accept : roll < 8 ? Outcome::next_term : Outcome::reject;
        if (term.outcome == Outcome::reject && term.matches.empty())
            term.matches.push_back(match());
        return term;
    }

    Match match() {
        if (dice_.chance(recipe_.length_filters)) {
            const auto bound = 1 + dice_.below(3);
            return {dice_.chance(50) ? MatchAsPathLength{0, bound} : MatchAsPathLength{bound, UINT32_MAX}, {}};
        }
        if (dice_.chance(recipe_.path_contents))
            return {MatchAsPathContains{{65000 + dice_.below(count_)}}, {}};
        if (dice_.chance(recipe_.next_hops))
            return {MatchNextHop{{NodeId::at(dice_.below(count_))}}, {}};
        if (rolls(recipe_.path_ends)) {
            const std::vector<Asn> any{65000 + dice_.below(count_)};
            return {dice_.chance(50) ? decltype(Match::what)(MatchAsPathStarts{any}) : MatchAsPathEnds{any}, {}};
        }
        if (dice_.chance(30))
            return {MatchPrefix{{{prefix_of(dice_.below(2)), 24, static_cast<std::uint8_t>(24 + dice_.below(2))}}}, {}};
        return {MatchCommunity{{community()}}, {}};
    }

    Community community() {
        if (!rolls(recipe_.well_known))
            return {65000, dice_.below(2)};
        switch (dice_.below(5)) {
        case 0:
            return no_advertise;
        case 1:
            return no_export_subconfed;
        case 2:
            return {65000, 0, dice_.below(2)};
        default:
            return no_export;
        }
    }

    Set set(std::uint32_t owner) {
        if (dice_.chance(recipe_.med))
            return {SetMed{dice_.below(3) * 10}, {}};
        switch (dice_.below(6)) {
        case 0:
            return {AddCommunity{community()}, {}};
        case 1:
            if (rolls(recipe_.well_known))
                return {DeleteAllCommunities{}, {}};
            return {DeleteCommunity{community()}, {}};
        case 2:
            return {PrependAs{dice_.chance(70) ? *asn_of(owner) : 65000 + dice_.below(count_), 1 + dice_.below(2)}, {}};
        default:
            return {SetLocalPreference{80 + 20 * dice_.below(4)}, {}};
        }
    }

    std::optional<Asn> asn_of(std::uint32_t index) const {
        return index < network_.nodes.size() ? network_.nodes[index].asn : 65000 + index;
    }

    void originate(std::uint32_t index, const Prefix& prefix) {
        network_.nodes[index].owns.push_back({prefix, {}});
        network_.nodes[index].originates.push_back({prefix, false, {}});
    }

    void add_statics(std::uint32_t index) {
        for (std::size_t i = 0; i < network_.links.size(); ++i) {
            if (network_.links[i].from != NodeId::at(index) || !dice_.chance(recipe_.statics))
                continue;
            StaticRoute route{prefix_of(dice_.below(2), static_cast<std::uint8_t>(dice_.chance(70) ? 24 : 16)), {}, 1, {}};
            route.prefix = {Address{route.prefix.length == 16 ? ten : route.prefix.address.bits}, route.prefix.length};
            route.distance = dice_.chance(50) ? 1 : dice_.chance(50) ? 20 : 210;
            if (dice_.chance(85))
                route.next_hop = ViaLink{LinkId::at(i)};
            else
                route.next_hop = Discard{};
            network_.nodes[index].static_routes.push_back(route);
            if (dice_.chance(30))
                network_.nodes[index].originates.push_back({route.prefix, true, {}});
        }
    }

    void add_filter(std::uint32_t index) {
        if (!dice_.chance(recipe_.filters))
            return;
        FilterRule rule;
        rule.number = 10;
        rule.allow = false;
        rule.sources = {prefix_of(dice_.below(2), static_cast<std::uint8_t>(dice_.chance(60) ? 24 : 25))};
        rule.destinations = {prefix_of(dice_.below(2))};
        if (dice_.chance(40)) {
            rule.protocol = Protocol::tcp;
            rule.destination_ports = {{443, 443}};
        }
        FilterRule rest;
        rest.number = 20;
        network_.nodes[index].filter.rules = {rule, rest};
    }

    const Recipe& recipe_;
    Dice dice_;
    std::uint32_t count_ = 0;
    Network network_;
};

}  // namespace

Network generate(const Recipe& recipe, std::uint64_t seed) {
    Network network = Generator(recipe, seed).make();
    add_areas(network, recipe, seed);
    add_traffic(network, recipe, seed);
    add_announcements(network, recipe, seed);
    add_conditions(network, recipe, seed);
    return network;
}

}  // namespace random_networks
