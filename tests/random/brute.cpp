// Nothing is shared between questions but the states.

#include "tests/random/brute.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "solver/network/ties.hpp"
#include "solver/routing/conditions.hpp"
#include "tests/random/agree.hpp"

namespace random_networks {

using namespace network;
using properties::Claim;
using properties::Compare;
using properties::IsolationCompare;
using properties::Pair;
using routing::State;
using routing::Walk;

namespace {

constexpr Address ten(std::uint32_t third, std::uint32_t last) { return Address{(10u << 24) | (third << 8) | last}; }
// One address of every class that the generator's prefixes and filters can tell apart.
const std::vector<Address> in_first{ten(0, 1), ten(0, 129)}, in_last{ten(1, 1), ten(1, 129)};
const std::vector<Address> anywhere{ten(0, 1), ten(0, 129), ten(1, 1), ten(1, 129), ten(9, 1), Address{0x01020304}};
// What sources are translated into, which filters name too.
const std::vector<Address> translated{ten(0, 200), ten(1, 200), ten(8, 1)};

const std::vector<Address>& addresses(const properties::Endpoint& end) {
    return end.addresses.front().contains(in_first.front()) ? in_first : in_last;
}

bool among(const std::vector<NodeId>& nodes, NodeId node) { return std::ranges::find(nodes, node) != nodes.end(); }

bool crosses(const Network& network, const Walk& walk, TransportId transport) {
    return std::ranges::any_of(walk.hops, [&](const routing::Hop& hop) {
        return hop.by.known() && network[hop.by].transport == transport;
    });
}

/// More are left to the oracle's search, which is held against the others here.
constexpr std::size_t most_conditions = 6;

/// Where conditions tie prefixes together: every valuation, every combination of states, and of these the ones whose
/// tables agree. A group of prefixes without any has no stable state.
Scenario tied_scenario_of(const Network& network, const FailureSet& failed) {
    Scenario scenario{failed, {State{failed, {}}}, {}, true};
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

/// With `about`, only the prefixes that contain one of these addresses: all that packets to them can depend on.
Scenario scenario_of(const Network& network, const FailureSet& failed, const std::vector<Address>* about = nullptr) {
    if (!conditions(network).empty())
        return tied_scenario_of(network, failed);
    Scenario scenario{failed, {State{failed, {}}}, {}, true};
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

bool concerns(const Claim& claim, const Prefix& prefix) {
    const auto overlaps = [&](const Prefix& p) { return p.overlaps(prefix); };
    return std::ranges::any_of(claim.pairs, [&](const Pair& pair) {
        return std::ranges::any_of(pair.from.addresses, overlaps) || std::ranges::any_of(pair.to.addresses, overlaps);
    });
}

/// RFC 1918 and RFC 6598.
bool is_private(Address address) {
    const std::uint32_t bits = address.bits;
    return bits >> 24 == 10 || bits >> 22 == (100U << 2 | 1U) || bits >> 20 == (172U << 4 | 1U) ||
           bits >> 16 == (192U << 8 | 168U);
}

bool delivered_at(const Walk& walk, NodeId at) {
    return walk.ending == routing::Ending::delivered && walk.at() == at;
}

}  // namespace

const std::vector<Address>& looked_at() { return anywhere; }

Brute::Brute(const Network& network)
    : network_(network), kinds_(kinds_of(filters(network))), translates_(translates(network)), filters_(filters(network)) {
    for (const FailureSet& failed : failure_sets(network))
        scenarios_.push_back(scenario_of(network, failed));
}

bool Brute::violated(const Claim& claim) const {
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
    return sender && std::ranges::any_of(sources(anywhere), [&](Address address) {
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

/// Delivered answers, whatever stateful nodes remember: translation and links that were used still count.
std::vector<Walk> Brute::stateless_answers(const State& state, const Pair& pair, const Walk& there) const {
    Walk everywhere = there;
    for (std::size_t i = 0; i < network_.nodes.size(); ++i)
        everywhere.hops.push_back({NodeId::at(i), {}, {}, {}});
    std::vector<Walk> result = walks(state, pair.to.node, routing::answer_to(there), &everywhere);
    std::erase_if(result, [&](const Walk& walk) { return !delivered_at(walk, pair.from.delivery()); });
    return result;
}

/// Nodes that own the address by the longest prefix. Private addresses that only 0.0.0.0/0 holds are nobody's.
std::vector<NodeId> Brute::owners(Address address) const {
    std::vector<NodeId> found;
    for (int length = 32; length >= (is_private(address) ? 1 : 0) && found.empty(); --length)
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            for (const OwnedPrefix& owned : network_.nodes[i].owns)
                if (owned.prefix.length == length && owned.prefix.contains(address))
                    found.push_back(NodeId::at(i));
    return found;
}

/// Some packet to an address that `to` accepts, injected at a node that `from` accepts, takes such a branch.
bool Brute::anywhere_takes(const State& state, const std::function<bool(NodeId)>& from,
                           const std::function<bool(Address)>& to, const std::function<bool(const Walk&)>& branch) const {
    std::vector<Address> destinations;
    std::ranges::copy_if(sources(anywhere), std::back_inserter(destinations), to);
    for (std::size_t i = 0; i < network_.nodes.size(); ++i)
        if (from(NodeId::at(i)) && any_packet(sources(anywhere), destinations, [&](const Packet& packet) {
                return std::ranges::any_of(walks(state, NodeId::at(i), packet), branch);
            }))
            return true;
    return false;
}

bool Brute::delivers(const State& state, const Pair& pair, bool answered) const {
    return any_packet(pair, [&](const Packet& packet) {
        const auto there = delivered(state, pair.from.node, pair.to.delivery(), packet);
        return std::ranges::any_of(there, [&](const Walk& walk) {
            return !answered || !stateless_answers(state, pair, walk).empty();
        });
    });
}

bool Brute::loops(const State& state) const {
    return anywhere_takes(
        state, [](NodeId) { return true; }, [](Address) { return true; },
        [](const Walk& walk) { return walk.ending == routing::Ending::loop; });
}

bool Brute::transits(const Claim& claim, const State& state) const {
    const auto inside = [&](NodeId node) { return among(claim.options.through, node); };
    return anywhere_takes(
        state, [&](NodeId node) { return !network_[node].owns.empty() && !inside(node); },
        [&](Address address) {
            const auto all = owners(address);
            return !all.empty() && std::ranges::none_of(all, inside);
        },
        [&](const Walk& walk) {
            return std::ranges::any_of(walk.hops, [&](const routing::Hop& hop) { return inside(hop.node); });
        });
}

bool Brute::swallows(const Claim& claim, const State& state) const {
    return anywhere_takes(
        state, [](NodeId) { return true; }, [&](Address address) { return !owners(address).empty(); },
        [&](const Walk& walk) {
            using routing::Ending;
            return walk.hops.size() > 1 && (walk.ending == Ending::no_route || walk.ending == Ending::next_hop_down ||
                                            (walk.ending == Ending::null_routed && claim.options.count_discards));
        });
}

bool Brute::floods(const Claim& claim, const State& state) const {
    std::map<std::pair<NodeId, SessionId>, std::size_t> counts;
    for (const routing::PrefixState& one : state.prefixes)
        for (const NodeId node : claim.options.at)
            for (const routing::Offer& offer : routing::offers(network_, state.failed, one, node)) {
                using routing::Fate;
                const bool accepted = offer.fate == Fate::chosen || offer.fate == Fate::also_used ||
                                      offer.fate == Fate::less_preferred || offer.fate == Fate::listed_only ||
                                      offer.fate == Fate::next_hop_unresolved;
                counts[{node, offer.session}] += accepted && offer.session.known();
            }
    return std::ranges::any_of(counts, [&](const auto& one) { return one.second > *claim.options.at_most; });
}

bool Brute::detours(const Claim& claim, const Pair& pair, const State& state) const {
    return any_packet(pair, [&](const Packet& packet) {
        return std::ranges::any_of(delivered(state, pair.from.node, pair.to.delivery(), packet), [&](const Walk& walk) {
            if (claim.property == "path-length")
                return std::ranges::count_if(walk.hops, [&](const routing::Hop& hop) {
                           return network_[hop.node].in_traces;
                       }) > std::ptrdiff_t{*claim.options.at_most};
            return std::ranges::none_of(walk.hops, [&](const routing::Hop& hop) {
                return among(claim.options.through, hop.node);
            });
        });
    });
}

bool Brute::unreachable(const Claim& claim, const Pair& pair, const State& state) const {
    for (NodeId node : {pair.from.node, pair.from.delivery(), pair.to.node, pair.to.delivery()})
        if (!routing::is_up(network_, node, state.failed))
            return false;
    return any_packet(pair, [&](const Packet& packet) {
        if (!claim.options.except.empty() && packet.destination_port == 443)
            return false;
        const auto there = walks(state, pair.from.node, packet);
        const auto arrives = [&](const Walk& w) {
            if (!delivered_at(w, pair.to.delivery()))
                return false;
            if (claim.options.one_way)
                return true;
            const auto back = walks(state, pair.to.node, routing::answer_to(w), &w);
            const auto home = [&](const Walk& b) { return delivered_at(b, pair.from.delivery()); };
            return claim.options.paths_some ? std::ranges::any_of(back, home) : std::ranges::all_of(back, home);
        };
        return claim.options.paths_some ? !std::ranges::any_of(there, arrives) : !std::ranges::all_of(there, arrives);
    });
}

bool Brute::reached(const Claim& claim, const Pair& pair, const State& state) const {
    const auto exchanged = [&](const Walk& there) {
        return std::ranges::any_of(walks(state, pair.to.node, routing::answer_to(there), &there),
                                   [&](const Walk& back) { return delivered_at(back, pair.from.delivery()); });
    };
    return any_packet(sources(anywhere), addresses(pair.to), [&](const Packet& packet) {
        if (claim.options.isolation == IsolationCompare::routes)
            return routing::lookup(network_, state, pair.from.node, packet.destination).has_route();
        const auto there = delivered(state, pair.from.node, pair.to.delivery(), packet);
        return claim.options.isolation == IsolationCompare::exchange ? std::ranges::any_of(there, exchanged)
                                                                     : !there.empty();
    });
}

/// The two places of an end are one node.
std::vector<std::uint32_t> Brute::trail(const Pair& pair, const Walk& walk, Compare compare) const {
    const auto end_of = [&](NodeId node) {
        for (const properties::Endpoint* end : {&pair.from, &pair.to})
            if (node == end->arrives)
                return end->node;
        return node;
    };
    constexpr std::uint32_t groups = 1000;  // more than there are nodes
    std::vector<std::uint32_t> result;
    for (const routing::Hop& hop : walk.hops) {
        const Node& node = network_[hop.node];
        if (compare == Compare::stateful && node.stateful && !node.admits_unseen)
            result.push_back(node.state_group ? groups + *node.state_group : hop.node.value);
        if (compare == Compare::nodes && node.in_traces)
            result.push_back(end_of(hop.node).value);
        if (compare == Compare::links && hop.by.known())
            result.push_back(network_[hop.by].fails_with.front().value);
        if (compare == Compare::transports && hop.by.known() && network_[hop.by].transport)
            result.push_back(network_[hop.by].transport->value);
    }
    if (compare == Compare::stateful)
        std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

bool Brute::asymmetric(const Claim& claim, const Pair& pair, const State& state) const {
    const Compare compare = claim.options.compare;
    return any_packet(pair, [&](const Packet& packet) {
        std::set<std::uint32_t> all_there, all_back;
        bool differ = false, exchanged = false;
        for (const Walk& there : delivered(state, pair.from.node, pair.to.delivery(), packet)) {
            const auto forward = trail(pair, there, compare);
            all_there.insert(forward.begin(), forward.end());
            for (const Walk& back : stateless_answers(state, pair, there)) {
                exchanged = true;
                auto reverse = trail(pair, back, compare);
                all_back.insert(reverse.begin(), reverse.end());
                if (compare != Compare::stateful)
                    std::ranges::reverse(reverse);
                differ |= forward != reverse;
            }
        }
        return claim.options.ecmp_ignore ? exchanged && all_there != all_back : differ;
    });
}

bool Brute::disordered(const Claim& claim, const Pair& pair, const State& state) const {
    const TransportId wanted = claim.options.order[0], used = claim.options.order[1];
    FailureSet without = without_conditions(network_, state.failed);
    without.insert(without.end(), network_[used].groups.begin(), network_[used].groups.end());
    std::ranges::sort(without);
    without.erase(std::ranges::unique(without).begin(), without.end());
    std::optional<Scenario> other;
    return any_packet(pair, [&](const Packet& packet) {
        const auto over = [&](const State& s, TransportId t) {
            return std::ranges::any_of(delivered(s, pair.from.node, pair.to.delivery(), packet),
                                       [&](const Walk& walk) { return crosses(network_, walk, t); });
        };
        if (!over(state, used))
            return false;
        if (!other)
            other = scenario_of(network_, without, &addresses(pair.to));
        return std::ranges::any_of(other->states, [&](const State& s) { return over(s, wanted); });
    });
}

}  // namespace random_networks
