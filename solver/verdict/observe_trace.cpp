// Traceroutes and pings against the model. A node shows the interface a packet entered by, or its own
// address; silent nodes (a gateway's inside, a provider's core) show `*` or are left out, because how many
// there are is nobody's promise; the host that sends is not shown and the one that is reached comes last.

#include <algorithm>
#include <climits>
#include <map>

#include <fmt/format.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/observe.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using Hops = std::vector<std::optional<Address>>;

namespace {

bool is_host(const properties::Endpoint& end) {
    return end.addresses.size() == 1 && end.addresses.front().length == 32;
}

Packet probe(const properties::Endpoint& from, const properties::Endpoint& to) {
    Packet packet;
    packet.protocol = Protocol::icmp;
    if (!from.addresses.empty())
        packet.source = from.addresses.front().first();
    if (!to.addresses.empty())
        packet.destination = to.addresses.front().first();
    return packet;
}

ShownHop shown(const Network& network, const routing::Hop& hop, bool first) {
    const Node& node = network[hop.node];
    ShownHop result;
    result.node = hop.node;
    if (node.silent)
        result.silent = true;
    else if (hop.by.known() && network[hop.by].to_address)
        result.address = network[hop.by].to_address;
    else if (node.address)
        result.address = node.address;
    else
        result.anything = true;
    result.optional = first && !node.address;
    return result;
}

std::string words(const ShownHop& hop) {
    if (hop.address)
        return to_string(*hop.address);
    if (hop.within.empty())
        return "*";
    const Prefix& one = hop.within.front();
    return one.length == 32 ? to_string(one.address) : to_string(one);
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

bool answers_with(const ShownHop& hop, Address address) {
    if (!hop.within.empty())
        return std::any_of(hop.within.begin(), hop.within.end(),
                           [&](auto& p) { return p.contains(address); });
    return hop.anything || hop.address == address;
}

/// Backtracking over the few hops a trace has; `*` takes one or more hops that may be silent.
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
        return star(i, j);
    }

private:
    bool star(std::size_t i, std::size_t j) const {
        if (j == shown_.size() || !(shown_[j].silent || shown_[j].anything))
            return false;
        return match(i + 1, j + 1) || star(i, j + 1);
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

    std::string difference() const {
        std::size_t i = 0, j = 0;
        while (i < observed_.size() || j < shown_.size()) {
            const Step step = least(i, j).second;
            if (step == Step::skip && skipping(j) == wrong)
                return i == observed_.size()
                           ? fmt::format("after hop {}: the model has {} too", i, told(j))
                           : fmt::format("hop {}: the model has {} before {}", i + 1, told(j), seen(i));
            if (step == Step::extra)
                return fmt::format("hop {}: the model does not have {} there", i + 1, seen(i));
            if (step == Step::both && pairing(i, j) == wrong)
                return fmt::format("hop {}: the model has {} there, not {}", i + 1, told(j), seen(i));
            i += step != Step::skip;
            j += step != Step::extra;
        }
        return "the model has other hops";
    }

private:
    enum class Step { both, extra, skip };
    static constexpr int wrong = 4;

    int skipping(std::size_t j) const { return shown_[j].silent || shown_[j].optional ? 0 : wrong; }
    int pairing(std::size_t i, std::size_t j) const {
        if (!observed_[i])
            return shown_[j].silent ? 0 : shown_[j].anything ? 1 : wrong;
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
            best = std::min(best, {wrong + cost(i + 1, j), Step::extra});
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

/// `* * *` says no more than `*`.
Hops without_repeated_silence(const Hops& hops) {
    Hops result;
    for (const auto& hop : hops)
        if (hop || result.empty() || result.back())
            result.push_back(hop);
    return result;
}

std::string ended(const Network& network, const routing::Walk& walk) {
    return fmt::format("{} at {}", routing::code(walk.ending), quoted(network, walk.at()));
}

std::string model_line(const Network& network, const std::vector<ShownHop>& hops, const routing::Walk& walk) {
    std::string text = fmt::format("{} ({})", words(hops), way(network, nodes_of(walk)));
    return walk.ending == routing::Ending::delivered ? text : text + ", " + ended(network, walk);
}

void add_line(std::string& text, const std::string& line) {
    if (("\n" + text + "\n").find("\n" + line + "\n") == std::string::npos)
        text += (text.empty() ? "" : "\n") + line;
}

std::string unsettled(const Network& network, const FailureSet& down) {
    return down.empty() ? "routing never comes to rest"
                        : "routing never comes to rest while " + listed(network, down) + " is down";
}

} // namespace

std::vector<ShownHop> shown_hops(const Network& network, const properties::TraceObservation& trace,
                                 const routing::Walk& walk) {
    std::vector<ShownHop> hops;
    for (std::size_t i = 0; i < walk.hops.size(); ++i)
        if (network[walk.hops[i].node].in_traces)
            hops.push_back(shown(network, walk.hops[i], i == 0 && !is_host(trace.from)));
    if (walk.ending != routing::Ending::delivered) {
        hops.emplace_back().silent = true;
        return hops;
    }
    ShownHop last;
    last.within = trace.to.addresses;
    const bool node_itself =
        !hops.empty() && network[walk.at()].in_traces &&
        (!is_host(trace.to) || (hops.back().address && answers_with(last, *hops.back().address)));
    if (node_itself)
        hops.back().optional = true;
    hops.push_back(std::move(last));
    return hops;
}

bool fits(const Hops& observed, const std::vector<ShownHop>& shown) {
    return Matcher(observed, shown).match(0, 0);
}

void observe_trace(const Network& network, const FailureSet& down, const properties::TraceObservation& trace,
                   Observed& observed) {
    const Hops hops = without_repeated_silence(trace.hops);
    const Packet packet = probe(trace.from, trace.to);
    observed.observed = words(trace.hops);
    std::optional<std::pair<int, std::string>> nearest; // of all branches: the cost, and the difference
    for (const auto& state : possible_states(network, down, std::vector{packet.destination}))
        for (const auto& walk : routing::all_walks(network, state, trace.from.node, packet, nullptr, 256)) {
            const auto shown = shown_hops(network, trace, walk);
            if (fits(hops, shown)) {
                observed.agrees = true;
                observed.model = model_line(network, shown, walk);
                return;
            }
            const Alignment alignment(network, hops, shown);
            if (!nearest || alignment.cost() < nearest->first)
                nearest = {alignment.cost(), alignment.difference()};
            add_line(observed.model, model_line(network, shown, walk));
        }
    if (observed.model.empty()) {
        observed.model = unsettled(network, down);
        observed.differences.push_back(observed.model);
        return;
    }
    observed.differences.push_back(nearest->second);
}

namespace {

/// What became of pings in one state: whether any branch was answered, and how each of the others ended.
struct PingResult {
    bool answered = false;
    std::vector<std::pair<std::string, std::string>> lines; ///< ending code (empty: answered) and words
};

PingResult ping_in(const Network& network, const routing::State& state,
                   const properties::PingObservation& ping, const Packet& packet) {
    PingResult result;
    for (const auto& there : routing::all_walks(network, state, ping.from.node, packet, nullptr, 64)) {
        const std::string over = way(network, nodes_of(there));
        if (there.ending != routing::Ending::delivered || there.at() != ping.to.delivery()) {
            result.lines.emplace_back(routing::code(there.ending),
                                      fmt::format("{}: {}", over, ended(network, there)));
            continue;
        }
        for (const auto& back :
             routing::all_walks(network, state, ping.to.node, answer_to(there), &there, 64)) {
            const bool answered =
                back.ending == routing::Ending::delivered && back.at() == ping.from.delivery();
            result.answered |= answered;
            const std::string both = fmt::format("{}, answer {}", over, way(network, nodes_of(back)));
            result.lines.emplace_back(answered ? "" : routing::code(back.ending),
                                      answered ? both : fmt::format("{}: {}", both, ended(network, back)));
        }
    }
    return result;
}

bool agrees(const PingResult& result, const properties::PingObservation& ping) {
    if (ping.answers != result.answered)
        return false;
    return ping.answers || !ping.ending ||
           std::any_of(result.lines.begin(), result.lines.end(),
                       [&](const auto& line) { return line.first == *ping.ending; });
}

} // namespace

void observe_ping(const Network& network, const FailureSet& down, const properties::PingObservation& ping,
                  Observed& observed) {
    const Packet packet = probe(ping.from, ping.to);
    observed.observed = ping.answers ? "answers" : ping.ending ? "fails: " + *ping.ending : "fails";
    bool answered = false;
    for (const auto& state : possible_states(network, down, std::vector{packet.source, packet.destination})) {
        const auto result = ping_in(network, state, ping, packet);
        answered |= result.answered;
        if (agrees(result, ping)) {
            observed.agrees = true;
            observed.model.clear();
        }
        for (const auto& [ending, line] : result.lines)
            add_line(observed.model, (ending.empty() ? "answers: " : "fails: ") + line);
        if (observed.agrees)
            return;
    }
    if (observed.model.empty())
        observed.model = unsettled(network, down);
    observed.differences.push_back(fmt::format("{} to {}: the model {}", quoted(ping.from.name),
                                               quoted(ping.to.name),
                                               answered       ? "answers"
                                               : ping.answers ? "fails"
                                                              : "fails in another way"));
}

} // namespace verdict
