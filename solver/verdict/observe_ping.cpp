// Pings against the model: whether any branch of the packet is answered, and where each of the others ends.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/observe.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using properties::PingObservation;

namespace {

/// What became of pings in one state: whether any branch was answered, and how each of the others ended.
struct PingResult {
    bool answered = false;
    std::vector<std::pair<std::string, std::string>> lines; ///< ending code (empty: answered) and words
    std::vector<NodeId> visited;

    void saw(const routing::Walk& walk) {
        const auto nodes = nodes_of(walk);
        visited.insert(visited.end(), nodes.begin(), nodes.end());
    }
};

bool arrives(const routing::Walk& walk, const properties::Endpoint& end) {
    return walk.ending == routing::Ending::delivered && walk.at() == end.delivery();
}

void add_answers(const Network& network, const routing::State& state, const PingObservation& ping,
                 const routing::Walk& there, PingResult& result) {
    const std::string over = way(network, there);
    for (const auto& back : routing::all_walks(network, state, ping.to.node, answer_to(there), &there, 64)) {
        const bool answered = arrives(back, ping.from);
        result.answered |= answered;
        result.saw(back);
        const std::string both = fmt::format("{}, answer {}", over, way(network, back));
        result.lines.emplace_back(answered ? "" : routing::code(back.ending),
                                  answered ? both : fmt::format("{}: {}", both, ended(network, back)));
    }
}

PingResult ping_in(const Network& network, const routing::State& state, const PingObservation& ping,
                   const Packet& packet) {
    PingResult result;
    for (const auto& there : routing::all_walks(network, state, ping.from.node, packet, nullptr, 64)) {
        result.saw(there);
        if (arrives(there, ping.to))
            add_answers(network, state, ping, there, result);
        else
            result.lines.emplace_back(routing::code(there.ending),
                                      fmt::format("{}: {}", way(network, there), ended(network, there)));
    }
    return result;
}

bool agrees(const PingResult& result, const PingObservation& ping) {
    if (ping.answers != result.answered)
        return false;
    return ping.answers || !ping.ending ||
           std::any_of(result.lines.begin(), result.lines.end(),
                       [&](const auto& line) { return line.first == *ping.ending; });
}

/// The states of one ping beside what was observed.
class Comparison {
public:
    Comparison(const Network& network, const PingObservation& ping, Search search, Observed& observed)
        : network_(network), ping_(ping), packet_(probe(ping.from, ping.to)), search_(search),
          observed_(observed) {}

    std::optional<std::vector<NodeId>> look(const FailureSet& failed) {
        std::vector<NodeId> visited;
        for (const auto& state :
             states_for(network_, failed, {packet_.source, packet_.destination}, search_)) {
            const auto result = ping_in(network_, state, ping_, packet_);
            answered_ |= result.answered;
            observed_.agrees = agrees(result, ping_);
            if (observed_.agrees)
                observed_.model.clear();
            for (const auto& [ending, line] : result.lines)
                add_line(observed_.model, (ending.empty() ? "answers: " : "fails: ") + line);
            if (observed_.agrees)
                return std::nullopt;
            visited.insert(visited.end(), result.visited.begin(), result.visited.end());
        }
        return visited;
    }

    void conclude(const FailureSet& down) {
        if (observed_.agrees)
            return;
        if (observed_.model.empty())
            observed_.model = never_rests(network_, down);
        observed_.differences.push_back(fmt::format("{} to {}: the model {}", quoted(ping_.from.name),
                                                    quoted(ping_.to.name),
                                                    answered_       ? "answers"
                                                    : ping_.answers ? "fails"
                                                                    : "fails in another way"));
    }

private:
    const Network& network_;
    const PingObservation& ping_;
    const Packet packet_;
    Search search_;
    Observed& observed_;
    bool answered_ = false;
};

} // namespace

void observe_ping(const Network& network, const FailureSet& down, Search search, const PingObservation& ping,
                  Observed& observed) {
    observed.observed = ping.answers ? "answers" : ping.ending ? "fails: " + *ping.ending : "fails";
    Comparison comparison(network, ping, search, observed);
    with_every_choice(network, down, [&](const FailureSet& failed) { return comparison.look(failed); });
    comparison.conclude(down);
}

} // namespace verdict
