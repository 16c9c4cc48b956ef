// Nothing is shared between questions but the states.

#include "tests/random/brute.hpp"

#include <algorithm>

#include "solver/network/ties.hpp"
#include "solver/routing/conditions.hpp"
#include "tests/random/agree.hpp"
#include "tests/random/brute_parts.hpp"

namespace random_networks {

using namespace network;
using properties::Claim;
using properties::Pair;
using routing::State;
using routing::Walk;

namespace {

/// What sources are translated into, which filters name too.
const std::vector<Address> translated{ten(0, 200), ten(1, 200), ten(8, 1)};

/// More are left to the oracle's search, which is held against the others here.
constexpr std::size_t most_conditions = 6;

/// Where conditions tie prefixes together: every valuation, every combination of states, and of these the ones whose
/// tables agree. A group of prefixes without any has no stable state.
Scenario tied_scenario_of(const Network& network, const FailureSet& failed) {
    Scenario scenario{failed, {State{failed, {}}}, {}, {}, true};
    std::vector<Prefix> alone = routed_prefixes(network);
    const Ties ties(network);
    std::vector<Tied> groups = ties.groups();
    for (const Tied& group : groups)
        std::erase_if(alone, [&](const Prefix& prefix) { return std::ranges::find(group.prefixes, prefix) != group.prefixes.end(); });
    for (const Prefix& prefix : alone)
        groups.push_back({{prefix}, {}});
    for (const Tied& group : groups) {
        std::vector<State> found;
        const bool many = group.conditions.size() > most_conditions;
        if (many) {
            auto searched = routing::enumerate_tied(network, ties, group.prefixes, failed, 1'000);
            scenario.complete = scenario.complete && searched.complete;
            found = std::move(searched.states);
        }
        for (std::size_t valuation = 0; !many && valuation < std::size_t{1} << group.conditions.size(); ++valuation) {
            FailureSet down = failed;
            bool twice = false; // what is disabled is down anyway
            for (std::size_t i = 0; i < group.conditions.size(); ++i)
                if ((valuation >> i & 1) != 0) {
                    down.push_back(group.conditions[i]);
                    twice |= network[group.conditions[i]].disabled;
                }
            if (twice)
                continue;
            std::ranges::sort(down);
            std::vector<State> some{State{down, {}}};
            for (const Prefix& prefix : group.prefixes) {
                const auto enumerated = routing::enumerate(network, prefix, down);
                scenario.complete = scenario.complete && enumerated.complete;
                std::vector<State> product;
                for (const State& state : some)
                    for (const routing::PrefixState& choice : enumerated.states) {
                        product.push_back(state);
                        product.back().prefixes.push_back(choice);
                    }
                some = std::move(product);
                scenario.complete = scenario.complete && some.size() < 1'000;
            }
            std::ranges::copy_if(some, std::back_inserter(found), [&](const State& state) {
                return !routing::contradicted(network, state, group.conditions).known();
            });
        }
        if (found.empty())
            scenario.unsettled.insert(scenario.unsettled.end(), group.prefixes.begin(), group.prefixes.end());
        std::vector<State> product;
        for (const State& state : scenario.states)
            for (const State& more : found) {
                product.push_back(state);
                State& both = product.back();
                both.prefixes.insert(both.prefixes.end(), more.prefixes.begin(), more.prefixes.end());
                std::ranges::sort(both.prefixes, {}, &routing::PrefixState::prefix);
                both.failed.insert(both.failed.end(), more.failed.begin(), more.failed.end());
                std::ranges::sort(both.failed);
                both.failed.erase(std::unique(both.failed.begin(), both.failed.end()), both.failed.end());
            }
        scenario.states = std::move(product);
        scenario.complete = scenario.complete && scenario.states.size() < 1'000;
    }
    return scenario;
}

bool filters(const Network& network) {
    const auto filters = [](const auto& it) { return !it.filter.empty(); };
    return std::ranges::any_of(network.nodes, filters) || std::ranges::any_of(network.links, filters);
}

bool translates(const Network& network) {
    return std::ranges::any_of(network.nodes, [](const Node& node) { return node.source_nat.has_value(); });
}

/// Protocol and ports of one packet of each class.
std::vector<Packet> kinds_of(bool filters) {
    if (!filters)
        return {{{}, {}, Protocol::tcp, 40000, 443}};
    return {{{}, {}, Protocol::tcp, 40000, 443}, {{}, {}, Protocol::tcp, 443, 40000}, {{}, {}, Protocol::tcp, 40000, 80},
            {{}, {}, Protocol::tcp, 443, 443},   {{}, {}, Protocol::udp, 40000, 443}, {{}, {}, Protocol::icmp, 0, 0}};
}

/// RFC 1918 and RFC 6598.
bool is_private(Address address) {
    const std::uint32_t bits = address.bits;
    return bits >> 24 == 10 || bits >> 22 == (100U << 2 | 1U) || bits >> 20 == (172U << 4 | 1U) ||
           bits >> 16 == (192U << 8 | 168U);
}

bool concerns(const Claim& claim, const Prefix& prefix) {
    const auto overlaps = [&](const Prefix& p) { return p.overlaps(prefix); };
    return std::ranges::any_of(claim.pairs, [&](const Pair& pair) {
        return std::ranges::any_of(pair.from.addresses, overlaps) || std::ranges::any_of(pair.to.addresses, overlaps);
    });
}

}  // namespace

const std::vector<Address>& looked_at() {
    static const std::vector<Address> all{ten(0, 1), ten(0, 129), ten(1, 1), ten(1, 129), ten(9, 1), Address{0x01020304}};
    return all;
}

std::vector<Address> everywhere(const Network& network) {
    std::vector<Address> all = looked_at();
    for (const Prefix& prefix : routed_prefixes(network))
        if (std::ranges::none_of(all, [&](Address address) { return prefix.contains(address); }))
            all.push_back(prefix.first());
    return all;
}

const std::vector<Address>& addresses(const properties::Endpoint& end) {
    static const std::vector<Address> in_first{ten(0, 1), ten(0, 129)}, in_last{ten(1, 1), ten(1, 129)};
    return end.addresses.front().contains(in_first.front()) ? in_first : in_last;
}

Scenario scenario_of(const Network& network, const FailureSet& failed, const std::vector<Address>* about) {
    if (!conditions(network).empty())
        return tied_scenario_of(network, failed);
    Scenario scenario{failed, {State{failed, {}}}, {}, {}, true};
    for (const Prefix& prefix : routed_prefixes(network)) {
        if (about && std::ranges::none_of(*about, [&](Address address) { return prefix.contains(address); }))
            continue;
        const auto enumerated = routing::enumerate(network, prefix, failed);
        const auto& found = enumerated.states;
        scenario.complete = scenario.complete && enumerated.complete;
        if (found.empty())
            scenario.unsettled.push_back(prefix);
        std::vector<State> product;
        for (const State& state : scenario.states)
            for (const routing::PrefixState& choice : found) {
                product.push_back(state);
                product.back().prefixes.push_back(choice);
            }
        scenario.states = std::move(product);
        scenario.by_prefix.push_back(found);
    }
    return scenario;
}

Brute::Brute(const Network& network)
    : network_(network), kinds_(kinds_of(filters(network))), translates_(translates(network)), filters_(filters(network)) {
    for (const FailureSet& failed : failure_sets(network))
        scenarios_.push_back(scenario_of(network, failed));
}

bool Brute::violated(const Claim& claim) const {
    if (claim.property == "unique-state")
        return std::ranges::any_of(
            scenarios_, [&](const Scenario& scenario) { return rests_in_several_ways(claim, scenario); });
    return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
        return std::ranges::any_of(scenario.states, [&](const State& state) { return violates(claim, state); });
    });
}

bool Brute::unsettled(const Claim& claim, bool any) const {
    return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
        return std::ranges::any_of(scenario.unsettled, [&](const Prefix& prefix) {
            return any || claim.pairs.empty() || concerns(claim, prefix);
        });
    });
}

bool Brute::in_scope(const Claim& claim) const {
    if (claim.property == "route-limit")
        return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
            const auto talks = [&](const FailureSet& down) {
                for (std::size_t i = 0; i < network_.sessions.size(); ++i)
                    if (routing::is_up(network_, SessionId::at(i), down))
                        return true;
                return false;
            };
            return conditions(network_).empty()
                       ? talks(scenario.failed)
                       : std::ranges::any_of(scenario.states, [&](const State& state) { return talks(state.failed); });
        });
    if (claim.property == "unique-state")
        return std::ranges::any_of(network_.nodes, [](const Node& node) { return node.asn && !node.originates.empty(); });
    if (claim.property == "no-transit")
        return has_strangers(claim);
    if (claim.property != "path-symmetry" && claim.property != "prefer")
        return true;
    return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
        return std::ranges::any_of(scenario.states, [&](const State& state) {
            return std::ranges::any_of(claim.pairs, [&](const Pair& pair) {
                return delivers(state, pair, claim.property == "path-symmetry");
            });
        });
    });
}

/// Someone outside owns addresses, and there is an address that only those outside own.
bool Brute::has_strangers(const Claim& claim) const {
    const auto inside = [&](NodeId node) { return among(claim.options.through, node); };
    bool sender = false;
    for (std::size_t i = 0; i < network_.nodes.size(); ++i)
        sender |= !network_.nodes[i].owns.empty() && !inside(NodeId::at(i));
    return sender && std::ranges::any_of(sources(everywhere(network_)), [&](Address address) {
               const auto all = owners(address);
               return !all.empty() && std::ranges::none_of(all, inside);
           });
}

bool Brute::complete() const { return std::ranges::all_of(scenarios_, &Scenario::complete); }

std::size_t Brute::states() const {
    std::size_t count = 0;
    for (const Scenario& scenario : scenarios_)
        count += scenario.states.size();
    return count;
}

bool Brute::violates(const Claim& claim, const State& state) const {
    if (claim.property == "loop-freedom")
        return loops(state);
    if (claim.property == "no-transit")
        return transits(claim, state);
    if (claim.property == "no-black-hole")
        return swallows(claim, state);
    if (claim.property == "route-limit")
        return floods(claim, state);
    return std::ranges::any_of(claim.pairs, [&](const Pair& pair) { return violates(claim, pair, state); });
}

bool Brute::violates(const Claim& claim, const Pair& pair, const State& state) const {
    if (claim.property == "reachability")
        return unreachable(claim, pair, state);
    if (claim.property == "isolation")
        return reached(claim, pair, state);
    if (claim.property == "path-symmetry")
        return asymmetric(claim, pair, state);
    if (claim.property == "waypoint" || claim.property == "path-length")
        return detours(claim, pair, state);
    return disordered(claim, pair, state);
}

std::vector<Address> Brute::sources(std::vector<Address> addresses) const {
    if (translates_ || filters_)
        addresses.insert(addresses.end(), translated.begin(), translated.end());
    return addresses;
}

bool Brute::any_packet(const std::vector<Address>& sources, const std::vector<Address>& destinations,
                       const Test& test) const {
    for (Packet packet : kinds_)
        for (Address source : sources)
            for (Address destination : destinations) {
                packet.source = source;
                packet.destination = destination;
                if (test(packet))
                    return true;
            }
    return false;
}

bool Brute::any_packet(const Pair& pair, const Test& test) const {
    std::vector<Address> own = sources(addresses(pair.from));
    std::erase_if(own, [&](Address address) { return !pair.from.addresses.front().contains(address); });
    return any_packet(own, addresses(pair.to), test);
}

std::vector<Walk> Brute::walks(const State& state, NodeId from, const Packet& packet, const Walk* answered) const {
    return routing::all_walks(network_, state, from, packet, answered, 1'000'000);
}

std::vector<Walk> Brute::delivered(const State& state, NodeId from, NodeId to, const Packet& packet) const {
    std::vector<Walk> result = walks(state, from, packet);
    std::erase_if(result, [&](const Walk& walk) { return !delivered_at(walk, to); });
    return result;
}

/// Nodes that own the address by the longest prefix. Of what only 0.0.0.0/0 holds, private addresses are nobody's, but
/// where the node says what it stands for.
std::vector<NodeId> Brute::owners(Address address) const {
    std::vector<NodeId> found;
    const auto stands_for = [&](const Node& node) {
        const auto holds = [&](const Prefix& prefix) { return prefix.contains(address); };
        return node.beyond ? std::ranges::any_of(*node.beyond, holds) : !is_private(address);
    };
    for (int length = 32; length >= 0 && found.empty(); --length)
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            for (const OwnedPrefix& owned : network_.nodes[i].owns)
                if (owned.prefix.length == length && owned.prefix.contains(address) &&
                    (length > 0 || stands_for(network_.nodes[i])))
                    found.push_back(NodeId::at(i));
    return found;
}

/// Some packet to an address that `to` accepts, injected at a node that `from` accepts, takes such a branch.
bool Brute::anywhere_takes(const State& state, const std::function<bool(NodeId)>& from,
                           const std::function<bool(Address)>& to, const std::function<bool(const Walk&)>& branch) const {
    std::vector<Address> destinations;
    std::ranges::copy_if(sources(everywhere(network_)), std::back_inserter(destinations), to);
    for (std::size_t i = 0; i < network_.nodes.size(); ++i)
        if (from(NodeId::at(i)) && any_packet(sources(everywhere(network_)), destinations, [&](const Packet& packet) {
                return std::ranges::any_of(walks(state, NodeId::at(i), packet), branch);
            }))
            return true;
    return false;
}

}  // namespace random_networks
