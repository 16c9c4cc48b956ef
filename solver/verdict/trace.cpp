// A node shows the interface a packet entered by, or its own address; silent nodes (a gateway's inside, a
// provider's core) show `*`, or are left out, because how many there are is nobody's promise; the host that
// sends is not shown and the one that is reached comes last. Behind a fabric, which drops what comes from
// where it has no route to, answers from such addresses get lost.

#include "solver/verdict/trace.hpp"

#include <algorithm>
#include <climits>
#include <map>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

// -- what the model shows
// -------------------------------------------------------------------------------------------

bool is_host(const properties::Endpoint& end) {
    return end.addresses.size() == 1 && end.addresses.front().length == 32;
}

/// Whether the end is its node, and no host behind it.
bool is_node_itself(const Network& network, const properties::Endpoint& end) {
    return is_host(end) && std::ranges::any_of(network[end.node].owns, [&](const OwnedPrefix& owned) {
               return owned.prefix == end.addresses.front();
           });
}

ShownHop shown(const Network& network, const routing::Hop& hop) {
    const Node& node = network[hop.node];
    ShownHop result;
    result.node = hop.node;
    // What comes out of a tunnel may or may not show at a gateway: the same one was seen both ways.
    const bool out_of_a_tunnel =
        hop.by.known() && network[hop.by].transport && node.kind.find("gateway") != std::string::npos;
    result.silent = node.silent || out_of_a_tunnel;
    if (hop.by.known() && network[hop.by].to_address)
        result.address = network[hop.by].to_address;
    else if (node.address)
        result.address = node.address;
    else
        result.anything = !node.silent;
    return result;
}

/// Whether the table of a sender behind a fabric leads nowhere for `address`.
bool drops_answers_of(const Network& network, const FailureSet& failed, NodeId sender, Address address) {
    std::vector<Prefix> prefixes;
    for (const Prefix& prefix : routed_prefixes(network))
        if (prefix.contains(address))
            prefixes.push_back(prefix);
    const auto state = routing::settle_all(network, prefixes, failed).state;
    const auto table = routing::lookup(network, state, table_for(network, sender), address);
    return !table.has_route() || table.discards;
}

std::string words(const ShownHop& hop) {
    if (hop.address)
        return to_string(*hop.address);
    if (hop.within.empty())
        return "*";
    const Prefix& one = hop.within.front();
    return one.length == 32 ? to_string(one.address) : to_string(one);
}

// -- whether it is what was seen
// ------------------------------------------------------------------------------------

bool answers_with(const ShownHop& hop, Address address) {
    if (!hop.within.empty())
        return std::any_of(hop.within.begin(), hop.within.end(),
                           [&](auto& p) { return p.contains(address); });
    return hop.anything || hop.address == address;
}

bool may_be_star(const ShownHop& hop) { return hop.silent || hop.anything || hop.unheard; }

/// Backtracking over the few hops a trace has.
class Matcher {
public:
    Matcher(const Hops& observed, const std::vector<ShownHop>& shown) : observed_(observed), shown_(shown) {}

    bool match(std::size_t i, std::size_t j) const {
        if (i == observed_.size() && j == shown_.size())
            return true;
        if (j < shown_.size() && (shown_[j].silent || shown_[j].optional) && match(i, j + 1))
            return true;
        if (i == observed_.size() || j == shown_.size())
            return false;
        if (observed_[i])
            return answers_with(shown_[j], *observed_[i]) && match(i + 1, j + 1);
        return stars(i, j);
    }

private:
    /// The run of stars from `i` on, against every run of hops from `j` on that it may stand for.
    bool stars(std::size_t i, std::size_t j) const {
        std::size_t behind = i, unheard = 0;
        while (behind < observed_.size() && !observed_[behind])
            ++behind;
        bool any_number = false; // of stars: a silent hop is among them
        for (; j < shown_.size() && may_be_star(shown_[j]); ++j) {
            const bool lost = shown_[j].unheard && !shown_[j].silent;
            unheard += lost ? 1 : 0;
            any_number |= !lost;
            const bool enough = any_number ? unheard <= behind - i : unheard == behind - i;
            if (enough && match(behind, j + 1))
                return true;
        }
        return false;
    }

    const Hops& observed_;
    const std::vector<ShownHop>& shown_;
};

/// Where a trace departs from the model: both are aligned at the least cost (Needleman and Wunsch 1970), and
/// the first step of the alignment that costs anything is the difference. A hop whose address nobody knows
/// fits everything, but worse than the address itself.
class Alignment {
public:
    Alignment(const Network& network, const Hops& observed, const std::vector<ShownHop>& shown)
        : network_(network), observed_(observed), shown_(shown) {}

    int cost(std::size_t i = 0, std::size_t j = 0) const { return least(i, j).first; }

    /// In words, and the observed hop at which it is.
    std::pair<std::string, std::size_t> difference() const {
        std::size_t i = 0, j = 0;
        while (i < observed_.size() || j < shown_.size()) {
            const Step step = least(i, j).second;
            if (step == Step::skip && skipping(j) == wrong)
                return {i == observed_.size()
                            ? fmt::format("after hop {}: the model has {} too", i, told(j))
                            : fmt::format("hop {}: the model has {} before {}", i + 1, told(j), seen(i)),
                        i};
            if (step == Step::extra && adding(i) == wrong)
                return {fmt::format("hop {}: the model does not have {} there", i + 1, seen(i)), i};
            if (step == Step::both && pairing(i, j) == wrong)
                return {fmt::format("hop {}: the model has {} there, not {}", i + 1, told(j), seen(i)), i};
            i += step != Step::skip;
            j += step != Step::extra;
        }
        return {"the model has other hops", 0};
    }

private:
    enum class Step { both, extra, skip };
    static constexpr int wrong = 4;

    int skipping(std::size_t j) const { return shown_[j].silent || shown_[j].optional ? 0 : wrong; }
    /// `* *` says no more than `*` of silent hops.
    int adding(std::size_t i) const { return i > 0 && !observed_[i] && !observed_[i - 1] ? 1 : wrong; }
    int pairing(std::size_t i, std::size_t j) const {
        if (!observed_[i])
            return shown_[j].silent ? 0 : may_be_star(shown_[j]) ? 1 : wrong;
        return !answers_with(shown_[j], *observed_[i]) ? wrong : shown_[j].anything ? 1 : 0;
    }
    /// From hop `i` of the trace and hop `j` of the model on.
    std::pair<int, Step> least(std::size_t i, std::size_t j) const {
        if (i == observed_.size() && j == shown_.size())
            return {0, Step::both};
        if (const auto known = known_.find({i, j}); known != known_.end())
            return known->second;
        std::pair<int, Step> best{INT_MAX, Step::both};
        if (i < observed_.size() && j < shown_.size())
            best = {pairing(i, j) + cost(i + 1, j + 1), Step::both};
        if (i < observed_.size())
            best = std::min(best, {adding(i) + cost(i + 1, j), Step::extra});
        if (j < shown_.size())
            best = std::min(best, {skipping(j) + cost(i, j + 1), Step::skip});
        known_.emplace(std::pair(i, j), best);
        return best;
    }

    std::string seen(std::size_t i) const {
        return quoted(observed_[i] ? to_string(*observed_[i]) : std::string("*"));
    }
    std::string told(std::size_t j) const {
        const ShownHop& hop = shown_[j];
        return hop.anything ? fmt::format("`*` ({} has no address)", quoted(network_, hop.node))
                            : quoted(words(hop));
    }

    const Network& network_;
    const Hops& observed_;
    const std::vector<ShownHop>& shown_;
    mutable std::map<std::pair<std::size_t, std::size_t>, std::pair<int, Step>> known_;
};

} // namespace

std::vector<ShownHop> shown_hops(const Network& network, const routing::State& state,
                                 const properties::TraceObservation& trace, const routing::Walk& walk) {
    std::vector<ShownHop> hops;
    for (std::size_t i = 0; i < walk.hops.size(); ++i)
        if (network[walk.hops[i].node].in_traces)
            hops.push_back(shown(network, walk.hops[i]));
    const NodeId sender = trace.from.node;
    if (!network[sender].in_traces)
        for (ShownHop& hop : hops)
            hop.unheard =
                hop.address && !hop.silent && drops_answers_of(network, state.failed, sender, *hop.address);
    if (!hops.empty() && hops.front().node == sender)
        hops.front().optional =
            is_node_itself(network, trace.from) || (!is_host(trace.from) && !network[sender].address);
    if (walk.ending != routing::Ending::delivered) {
        hops.emplace_back().silent = true;
        return hops;
    }
    ShownHop last;
    last.within = trace.to.addresses;
    const bool node_itself = !hops.empty() && hops.back().node == walk.at() &&
                             (!is_host(trace.to) || is_node_itself(network, trace.to) ||
                              (hops.back().address && answers_with(last, *hops.back().address)));
    if (node_itself)
        hops.back().optional = true;
    hops.push_back(std::move(last));
    return hops;
}

bool fits(const Hops& observed, const std::vector<ShownHop>& shown) {
    return Matcher(observed, shown).match(0, 0);
}

Departure departure(const Network& network, const Hops& observed, const std::vector<ShownHop>& shown) {
    const Alignment alignment(network, observed, shown);
    auto [words, hop] = alignment.difference();
    return {alignment.cost(), std::move(words), observed.empty() ? 0 : std::min(hop, observed.size() - 1)};
}

std::string words(const std::vector<ShownHop>& hops) {
    std::string text;
    for (const ShownHop& hop : hops)
        text += (text.empty() ? "" : " ") + words(hop);
    return text;
}

std::string words(const Hops& hops) {
    std::string text;
    for (const auto& hop : hops)
        text += (text.empty() ? "" : " ") + (hop ? to_string(*hop) : std::string("*"));
    return text;
}

} // namespace verdict
