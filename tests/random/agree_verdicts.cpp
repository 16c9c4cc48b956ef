// Verdicts against brute force: the sentences of `specs/semantics.md` §7 over every failure set, every stable state
// of the oracle, every representative packet and every branch.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "solver/routing/forward.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/decide.hpp"
#include "tests/random/agree.hpp"

namespace random_networks {

using namespace network;
using properties::Claim;
using properties::Compare;
using properties::IsolationCompare;
using routing::State;
using routing::Walk;

namespace {

constexpr Address ten(std::uint32_t second, std::uint32_t third, std::uint32_t last) {
    return Address{(10u << 24) | (second << 16) | (third << 8) | last};
}
// One address of every class that the generator's prefixes can tell apart.
const std::vector<Address> in_first{ten(0, 0, 1), ten(0, 0, 129)}, in_last{ten(0, 1, 1), ten(0, 1, 129)};
const std::vector<Address> anywhere{ten(0, 0, 1), ten(0, 0, 129), ten(0, 1, 1),
                                    ten(0, 1, 129), ten(0, 9, 1), Address{0x01020304}};

bool translates(const Network& network) {
    return std::ranges::any_of(network.nodes, [](const Node& node) { return node.source_nat.has_value(); });
}
bool filters(const Network& network) {
    return std::ranges::any_of(network.nodes, [](const Node& node) { return !node.filter.empty(); }) ||
           std::ranges::any_of(network.links, [](const Link& link) { return !link.filter.empty(); });
}
/// With what sources may be translated into, which filters name too, where there are such.
std::vector<Address> sources(const Network& network, std::vector<Address> addresses) {
    if (translates(network) || filters(network))
        for (const Address address : {ten(0, 0, 200), ten(0, 1, 200), ten(0, 8, 1)})
            addresses.push_back(address);
    return addresses;
}

/// Everything one failure set allows: each combination of stable states of all prefixes.
struct Scenario {
    FailureSet failed;
    std::vector<State> states;
    std::vector<Prefix> unsettled;
    bool complete = true;
};

/// With `about`, only the prefixes that contain one of these addresses: all that packets to them can depend on.
Scenario scenario_of(const Network& network, const FailureSet& failed, const std::vector<Address>* about = nullptr) {
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

/// The network, its scenarios, and the questions brute force asks of them.
class Brute {
public:
    explicit Brute(const Network& network) : network_(network) {
        for (const FailureSet& failed : failure_sets(network))
            scenarios_.push_back(scenario_of(network, failed));
    }

    bool violated(const Claim& claim) const {
        return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
            return std::ranges::any_of(scenario.states, [&](const State& state) { return violates(claim, state); });
        });
    }

    /// Whether a prefix that the claim depends on has no stable state under some failure set.
    bool unsettled(const Claim& claim, bool any) const {
        return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
            return std::ranges::any_of(scenario.unsettled, [&](const Prefix& prefix) {
                return any || claim.pairs.empty() || concerns(claim, prefix);
            });
        });
    }
    /// Whether the claim says anything: some exchange is delivered (path-symmetry), some packet is (prefer).
    bool in_scope(const Claim& claim) const {
        if (claim.property == "route-limit")
            return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
                for (std::size_t i = 0; i < network_.sessions.size(); ++i)
                    if (routing::is_up(network_, SessionId::at(i), scenario.failed))
                        return true;
                return false;
            });
        if (claim.property != "path-symmetry" && claim.property != "prefer")
            return true;
        return std::ranges::any_of(scenarios_, [&](const Scenario& scenario) {
            return std::ranges::any_of(scenario.states, [&](const State& state) {
                return std::ranges::any_of(claim.pairs, [&](const properties::Pair& pair) {
                    return delivers(state, pair, claim.property == "path-symmetry");
                });
            });
        });
    }
    bool complete() const { return std::ranges::all_of(scenarios_, &Scenario::complete); }
    std::size_t states() const {
        std::size_t count = 0;
        for (const Scenario& scenario : scenarios_)
            count += scenario.states.size();
        return count;
    }

private:
    static bool concerns(const Claim& claim, const Prefix& prefix) {
        const auto overlaps = [&](const Prefix& p) { return p.overlaps(prefix); };
        return std::ranges::any_of(claim.pairs, [&](const properties::Pair& pair) {
            return std::ranges::any_of(pair.from.addresses, overlaps) || std::ranges::any_of(pair.to.addresses, overlaps);
        });
    }

    static const std::vector<Address>& addresses(const properties::Endpoint& end) {
        return end.addresses.front().contains(in_first.front()) ? in_first : in_last;
    }
    /// Of those, and what sources are translated into.
    std::vector<Address> own_sources(const properties::Endpoint& end) const {
        std::vector<Address> result = sources(network_, addresses(end));
        std::erase_if(result, [&](Address address) { return !end.addresses.front().contains(address); });
        return result;
    }

    bool any_packet(const std::vector<Address>& sources, const std::vector<Address>& destinations,
                    const std::function<bool(const Packet&)>& test) const {
        std::vector<Packet> kinds{{{}, {}, Protocol::tcp, 40000, 443}};
        if (filters(network_))
            kinds = {{{}, {}, Protocol::tcp, 40000, 443}, {{}, {}, Protocol::tcp, 443, 40000},
                     {{}, {}, Protocol::tcp, 40000, 80},  {{}, {}, Protocol::tcp, 443, 443},
                     {{}, {}, Protocol::udp, 40000, 443}, {{}, {}, Protocol::icmp, 0, 0}};
        for (Packet packet : kinds)
            for (Address source : sources)
                for (Address destination : destinations) {
                    packet.source = source;
                    packet.destination = destination;
                    if (test(packet))
                        return true;
                }
        return false;
    }

    std::vector<Walk> walks(const State& state, NodeId from, const Packet& packet, const Walk* answered = nullptr) const {
        return routing::all_walks(network_, state, from, packet, answered, 1'000'000);
    }
    static bool delivered(const Walk& walk, NodeId at) {
        return walk.ending == routing::Ending::delivered && walk.at() == at;
    }

    bool delivers(const State& state, const properties::Pair& pair, bool answered) const {
        return any_packet(own_sources(pair.from), addresses(pair.to), [&](const Packet& packet) {
            const auto some = [](const std::vector<Walk>& found, NodeId at) {
                return std::ranges::any_of(found, [&](const Walk& walk) { return delivered(walk, at); });
            };
            const auto there = walks(state, pair.from.node, packet);
            if (!answered)
                return some(there, pair.to.node);
            return std::ranges::any_of(there, [&](const Walk& walk) {
                return delivered(walk, pair.to.node) && some(answers(state, pair.to.node, walk), pair.from.node);
            });
        });
    }

    bool violates(const Claim& claim, const State& state) const {
        if (claim.property == "loop-freedom")
            return loops(state);
        if (claim.property == "no-transit")
            return transits(claim, state);
        if (claim.property == "no-black-hole")
            return swallows(claim, state);
        if (claim.property == "route-limit")
            return floods(claim, state);
        return std::ranges::any_of(claim.pairs, [&](const properties::Pair& pair) {
            if (claim.property == "reachability")
                return unreachable(claim, pair, state);
            if (claim.property == "isolation")
                return reached(claim, pair, state);
            if (claim.property == "path-symmetry")
                return asymmetric(claim, pair, state);
            if (claim.property == "waypoint" || claim.property == "path-length")
                return detours(claim, pair, state);
            return disordered(claim, pair, state);
        });
    }

    bool loops(const State& state) const {
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            if (any_packet(sources(network_, anywhere), sources(network_, anywhere), [&](const Packet& packet) {
                    return std::ranges::any_of(walks(state, NodeId::at(i), packet),
                                               [](const Walk& w) { return w.ending == routing::Ending::loop; });
                }))
                return true;
        return false;
    }

    static bool among(const std::vector<NodeId>& nodes, NodeId node) {
        return std::ranges::find(nodes, node) != nodes.end();
    }

    static bool is_private(Address address) {
        const std::uint32_t bits = address.bits;
        return bits >> 24 == 10 || bits >> 22 == (100U << 2 | 1U) || bits >> 20 == (172U << 4 | 1U) ||
               bits >> 16 == (192U << 8 | 168U);
    }

    /// Nodes that own the address by the longest prefix. Private addresses that only 0.0.0.0/0 holds are nobody's.
    std::vector<NodeId> owners(Address address) const {
        std::vector<NodeId> found;
        for (int length = 32; length >= (is_private(address) ? 1 : 0) && found.empty(); --length)
            for (std::size_t i = 0; i < network_.nodes.size(); ++i)
                for (const OwnedPrefix& owned : network_.nodes[i].owns)
                    if (owned.prefix.length == length && owned.prefix.contains(address))
                        found.push_back(NodeId::at(i));
        return found;
    }

    /// Some packet to an address that `to` accepts, injected at a node that `from` accepts, takes such a branch.
    bool anywhere_takes(const State& state, const std::function<bool(NodeId)>& from,
                        const std::function<bool(Address)>& to, const std::function<bool(const Walk&)>& branch) const {
        std::vector<Address> destinations;
        std::ranges::copy_if(sources(network_, anywhere), std::back_inserter(destinations), to);
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            if (from(NodeId::at(i)) && any_packet(sources(network_, anywhere), destinations, [&](const Packet& packet) {
                    return std::ranges::any_of(walks(state, NodeId::at(i), packet), branch);
                }))
                return true;
        return false;
    }

    bool transits(const Claim& claim, const State& state) const {
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

    bool swallows(const Claim& claim, const State& state) const {
        return anywhere_takes(
            state, [](NodeId) { return true; }, [&](Address address) { return !owners(address).empty(); },
            [&](const Walk& walk) {
                using routing::Ending;
                return walk.hops.size() > 1 &&
                       (walk.ending == Ending::no_route || walk.ending == Ending::next_hop_down ||
                        (walk.ending == Ending::null_routed && claim.options.count_discards));
            });
    }

    bool floods(const Claim& claim, const State& state) const {
        std::map<SessionId, std::size_t> counts;
        for (const routing::PrefixState& one : state.prefixes)
            for (const NodeId node : claim.options.at)
                for (const routing::Offer& offer : routing::offers(network_, state.failed, one, node)) {
                    using routing::Fate;
                    const bool accepted = offer.fate == Fate::chosen || offer.fate == Fate::also_used ||
                                          offer.fate == Fate::less_preferred || offer.fate == Fate::listed_only ||
                                          offer.fate == Fate::next_hop_unresolved;
                    counts[offer.session] += accepted && offer.session.known();
                }
        return std::ranges::any_of(counts, [&](const auto& one) { return one.second > *claim.options.at_most; });
    }

    bool detours(const Claim& claim, const properties::Pair& pair, const State& state) const {
        return any_packet(own_sources(pair.from), addresses(pair.to), [&](const Packet& packet) {
            return std::ranges::any_of(walks(state, pair.from.node, packet), [&](const Walk& walk) {
                if (!delivered(walk, pair.to.node))
                    return false;
                if (claim.property == "path-length")
                    return walk.hops.size() > *claim.options.at_most;
                return std::ranges::none_of(walk.hops, [&](const routing::Hop& hop) {
                    return among(claim.options.through, hop.node);
                });
            });
        });
    }

    bool unreachable(const Claim& claim, const properties::Pair& pair, const State& state) const {
        return any_packet(own_sources(pair.from), addresses(pair.to), [&](const Packet& packet) {
            if (!claim.options.except.empty() && packet.destination_port == 443)
                return false;
            const auto there = walks(state, pair.from.node, packet);
            const auto arrives = [&](const Walk& w) {
                if (!delivered(w, pair.to.node))
                    return false;
                if (claim.options.one_way)
                    return true;
                const auto back = walks(state, pair.to.node, routing::answer_to(w), &w);
                const auto home = [&](const Walk& b) { return delivered(b, pair.from.node); };
                return claim.options.paths_some ? std::ranges::any_of(back, home) : std::ranges::all_of(back, home);
            };
            return claim.options.paths_some ? !std::ranges::any_of(there, arrives) : !std::ranges::all_of(there, arrives);
        });
    }

    bool reached(const Claim& claim, const properties::Pair& pair, const State& state) const {
        const bool exchange = claim.options.isolation == IsolationCompare::exchange;
        const bool own = claim.options.source_own || (exchange && !translates(network_));
        return any_packet(own ? own_sources(pair.from) : sources(network_, anywhere), addresses(pair.to), [&](const Packet& packet) {
            return std::ranges::any_of(walks(state, pair.from.node, packet), [&](const Walk& there) {
                if (!delivered(there, pair.to.node))
                    return false;
                if (!exchange)
                    return true;
                return std::ranges::any_of(walks(state, pair.to.node, routing::answer_to(there), &there),
                                           [&](const Walk& back) { return delivered(back, pair.from.node); });
            });
        });
    }

    /// The answer's branches are those of the tables and the filters; what stateful nodes remember is ignored.
    std::vector<Walk> answers(const State& state, NodeId from, Walk answered) const {
        const Packet packet = routing::answer_to(answered);
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            answered.hops.push_back({NodeId::at(i), {}, {}});
        return walks(state, from, packet, &answered);
    }

    std::vector<std::uint32_t> trail(const Walk& walk, Compare compare) const {
        std::vector<std::uint32_t> result;
        for (const routing::Hop& hop : walk.hops) {
            if (const Node& node = network_[hop.node];
                compare == Compare::stateful && node.stateful && !node.admits_unseen)
                result.push_back(node.state_group ? 1000 + *node.state_group : hop.node.value);
            if (compare == Compare::nodes)
                result.push_back(hop.node.value);
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

    bool asymmetric(const Claim& claim, const properties::Pair& pair, const State& state) const {
        return any_packet(own_sources(pair.from), addresses(pair.to), [&](const Packet& packet) {
            std::set<std::uint32_t> all_there, all_back;
            bool differ = false, exchanged = false;
            for (const Walk& there : walks(state, pair.from.node, packet)) {
                if (!delivered(there, pair.to.node))
                    continue;
                const auto forward = trail(there, claim.options.compare);
                all_there.insert(forward.begin(), forward.end());
                for (const Walk& back : answers(state, pair.to.node, there)) {
                    if (!delivered(back, pair.from.node))
                        continue;
                    exchanged = true;
                    auto reverse = trail(back, claim.options.compare);
                    all_back.insert(reverse.begin(), reverse.end());
                    if (claim.options.compare != Compare::stateful)
                        std::ranges::reverse(reverse);
                    differ |= forward != reverse;
                }
            }
            return claim.options.ecmp_ignore ? exchanged && all_there != all_back : differ;
        });
    }

    bool crosses(const Walk& walk, TransportId transport) const {
        return std::ranges::any_of(walk.hops, [&](const routing::Hop& hop) {
            return hop.by.known() && network_[hop.by].transport == transport;
        });
    }

    bool disordered(const Claim& claim, const properties::Pair& pair, const State& state) const {
        const TransportId wanted = claim.options.order[0], used = claim.options.order[1];
        FailureSet without = state.failed;
        without.insert(without.end(), network_[used].groups.begin(), network_[used].groups.end());
        std::ranges::sort(without);
        without.erase(std::ranges::unique(without).begin(), without.end());
        std::optional<Scenario> other;
        return any_packet(own_sources(pair.from), addresses(pair.to), [&](const Packet& packet) {
            const auto over = [&](const State& s, TransportId t) {
                return std::ranges::any_of(walks(s, pair.from.node, packet), [&](const Walk& w) {
                    return delivered(w, pair.to.node) && crosses(w, t);
                });
            };
            if (!over(state, used))
                return false;
            if (!other)
                other = scenario_of(network_, without, &addresses(pair.to));
            return std::ranges::any_of(other->states, [&](const State& s) { return over(s, wanted); });
        });
    }

    const Network& network_;
    std::vector<Scenario> scenarios_;
};

std::vector<Claim> claims_of(const Network& network) {
    const auto first = NodeId::at(0), last = NodeId::at(network.nodes.size() - 1);
    const properties::Endpoint a{network[first].name, first, {{ten(0, 0, 0), 24}}};
    const properties::Endpoint b{network[last].name, last, {{ten(0, 1, 0), 24}}};
    std::vector<Claim> claims;
    const auto add = [&](std::string property, std::string name, auto set) {
        Claim claim{std::move(property), std::move(name), {}, {{a, b}}, {}, network.budget, {}};
        set(claim);
        claims.push_back(std::move(claim));
    };
    add("reachability", "session", [](Claim&) {});
    add("reachability", "one-way", [](Claim& c) { c.options.one_way = true; });
    add("reachability", "some-path", [](Claim& c) { c.options.one_way = c.options.paths_some = true; });
    add("isolation", "packets", [](Claim&) {});
    add("isolation", "exchange", [](Claim& c) { c.options.isolation = IsolationCompare::exchange; });
    add("loop-freedom", "everywhere", [](Claim& c) { c.pairs.clear(); });
    add("path-symmetry", "stateful", [](Claim&) {});
    add("path-symmetry", "nodes", [](Claim& c) { c.options.compare = Compare::nodes; });
    add("path-symmetry", "links", [](Claim& c) { c.options.compare = Compare::links; });
    add("path-symmetry", "transports", [](Claim& c) { c.options.compare = Compare::transports; });
    const auto middle = NodeId::at(network.nodes.size() / 2);
    if (middle != first && middle != last) {
        add("waypoint", "by-the-middle", [&](Claim& c) { c.options.through = {middle}; });
        add("no-transit", "not-by-the-middle", [&](Claim& c) {
            c.pairs.clear();
            c.options.through = {middle};
        });
    }
    add("no-black-hole", "routed", [](Claim& c) { c.pairs.clear(); });
    add("no-black-hole", "used", [](Claim& c) {
        c.pairs.clear();
        c.options.count_discards = true;
    });
    for (const std::uint32_t limit : {2, 3})
        add("path-length", "at-most-" + std::to_string(limit), [&](Claim& c) { c.options.at_most = limit; });
    add("route-limit", "one", [&](Claim& c) {
        c.pairs.clear();
        for (std::size_t i = 0; i < network.nodes.size(); ++i)
            c.options.at.push_back(NodeId::at(i));
        c.options.at_most = 1;
    });
    add("path-symmetry", "all-nodes", [](Claim& c) {
        c.options.compare = Compare::nodes;
        c.options.ecmp_ignore = true;
    });
    if (translates(network) || filters(network))
        add("reachability", "some-exchange", [](Claim& c) { c.options.paths_some = true; });
    if (filters(network))
        add("reachability", "not-443", [](Claim& c) { c.options.except = {{{}, PortRange{443, 443}}}; });
    if (network.transports.size() >= 2)
        add("prefer", "ordered", [](Claim& c) { c.options.order = {TransportId::at(0), TransportId::at(1)}; });
    return claims;
}

const char* word(verdict::Verdict verdict) {
    static constexpr const char* words[] = {"holds", "violated", "vacuous", "unknown"};
    return words[static_cast<int>(verdict)];
}

}  // namespace

const std::vector<Address>& looked_at() { return anywhere; }

std::string verdicts_disagree(const Network& network) {
    const Brute brute(network);
    if (!brute.complete() || brute.states() > 500) {
        ++compared().given_up;  // a product of many states would take minutes; the sets of states were compared
        return {};
    }
    const auto claims = claims_of(network);
    const verdict::Findings findings = verdict::decide(network, claims, {}, {});
    for (const Claim& claim : claims) {
        const auto found = std::ranges::find(findings.results, claim.name, &verdict::Result::name);
        if (found == findings.results.end())
            return claim.name + ": no result";
        const bool violated = brute.violated(claim);
        using verdict::Verdict;
        const bool must_be_unknown = brute.unsettled(claim, false), may_be_unknown = brute.unsettled(claim, true);
        // Where nothing is joined to anything, whether nothing loops or nothing is asked is a matter of words.
        const bool nothing_to_loop = claim.property == "loop-freedom" && found->verdict == Verdict::vacuous;
        const Verdict passing = brute.in_scope(claim) && !nothing_to_loop ? Verdict::holds : Verdict::vacuous;
        const bool agrees = violated          ? found->verdict == Verdict::violated
                            : must_be_unknown ? found->verdict == Verdict::unknown
                                              : found->verdict == passing ||
                                                    (may_be_unknown && found->verdict == Verdict::unknown);
        if (!agrees)
            return fmt::format("{} {}: {} {}; brute force says {}", claim.property, claim.name, word(found->verdict),
                               found->why_unknown, word(violated ? Verdict::violated : must_be_unknown ? Verdict::unknown : passing));
        ++compared().claims;
        compared().violated += violated;
    }
    return {};
}

}  // namespace random_networks
