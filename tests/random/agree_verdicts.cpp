// Verdicts against brute force.

#include <fmt/format.h>

#include <algorithm>

#include "solver/verdict/decide.hpp"
#include "tests/random/agree.hpp"
#include "tests/random/brute_parts.hpp"

namespace random_networks {

using namespace network;
using properties::Claim;
using properties::Compare;
using properties::Endpoint;
using properties::IsolationCompare;

namespace {

/// The first node's prefix and the last one's. Where others own the last one's too, packets to it must be delivered at
/// the first of them.
std::pair<Endpoint, Endpoint> ends_of(const Network& network) {
    const auto first = NodeId::at(0), last = NodeId::at(network.nodes.size() - 1);
    const Prefix of_first{Address{10u << 24}, 24}, of_last{Address{(10u << 24) | (1u << 8)}, 24};
    Endpoint b{network[last].name, last, {of_last}, {}};
    for (std::size_t i = 0; i + 1 < network.nodes.size() && !b.arrives.known(); ++i)
        if (std::ranges::find(network.nodes[i].owns, of_last, &OwnedPrefix::prefix) != network.nodes[i].owns.end())
            b.arrives = NodeId::at(i);
    return {{network[first].name, first, {of_first}, {}}, b};
}

bool filters(const Network& network) {
    const auto filters = [](const auto& it) { return !it.filter.empty(); };
    return std::ranges::any_of(network.nodes, filters) || std::ranges::any_of(network.links, filters);
}

/// Some link is up while nothing fails.
bool joins(const Network& network) {
    for (std::size_t i = 0; i < network.links.size(); ++i)
        if (routing::is_up(network, LinkId::at(i), {}))
            return true;
    return false;
}

std::vector<Claim> claims_of(const Network& network) {
    const auto [a, b] = ends_of(network);
    std::vector<Claim> claims;
    const auto add = [&](std::string property, std::string name, auto set) {
        Claim claim{std::move(property), std::move(name), {}, {{a, b}}, {}, network.budget, {}};
        set(claim);
        claims.push_back(std::move(claim));
    };
    add("reachability", "session", [](Claim&) {});
    add("reachability", "one-way", [](Claim& c) { c.options.one_way = true; });
    add("reachability", "some-path", [](Claim& c) { c.options.one_way = c.options.paths_some = true; });
    add("reachability", "some-session", [](Claim& c) { c.options.paths_some = true; });
    add("isolation", "packets", [](Claim&) {});
    add("isolation", "exchange", [](Claim& c) { c.options.isolation = IsolationCompare::exchange; });
    add("isolation", "routes", [](Claim& c) { c.options.isolation = IsolationCompare::routes; });
    add("loop-freedom", "everywhere", [](Claim& c) { c.pairs.clear(); });
    add("path-symmetry", "stateful", [](Claim&) {});
    add("path-symmetry", "nodes", [](Claim& c) { c.options.compare = Compare::nodes; });
    add("path-symmetry", "links", [](Claim& c) { c.options.compare = Compare::links; });
    add("path-symmetry", "transports", [](Claim& c) { c.options.compare = Compare::transports; });
    const auto first = a.node, middle = NodeId::at(network.nodes.size() / 2);
    if (middle != first && middle != b.node) {
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
    add("unique-state", "but-for-ties", [](Claim& c) { c.pairs.clear(); });
    add("unique-state", "whatever-ties-do", [](Claim& c) {
        c.pairs.clear();
        c.options.count_ties = true;
    });
    add("path-symmetry", "all-nodes", [](Claim& c) {
        c.options.compare = Compare::nodes;
        c.options.ecmp_ignore = true;
    });
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
        // Where nothing is ever joined to anything, whether nothing loops or nothing is asked is a matter of words.
        const bool nothing_to_loop = claim.property == "loop-freedom" && found->verdict == Verdict::vacuous && !joins(network);
        const Verdict passing = brute.in_scope(claim) && !nothing_to_loop ? Verdict::holds : Verdict::vacuous;
        const bool agrees = violated          ? found->verdict == Verdict::violated
                            : must_be_unknown ? found->verdict == Verdict::unknown
                                              : found->verdict == passing ||
                                                    (may_be_unknown && found->verdict == Verdict::unknown);
        if (!agrees)
            return fmt::format("{} {}: {} {}; brute force says {}", claim.property, claim.name, word(found->verdict),
                               found->why_unknown, word(violated ? Verdict::violated : must_be_unknown ? Verdict::unknown : passing));
        if (found->counterexample)
            if (std::string text = range_disagrees(network, *found->counterexample); !text.empty())
                return fmt::format("{} {}: {}", claim.property, claim.name, text);
        ++compared().claims;
        compared().violated += violated;
    }
    return {};
}

}  // namespace random_networks
