// Traceroutes against the model, in every state that the network may have been in: any branch will do.

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/observe.hpp"
#include "solver/verdict/story.hpp"
#include "solver/verdict/trace.hpp"

namespace verdict {

using namespace network;

namespace {

std::string model_line(const Network& network, const std::vector<ShownHop>& hops, const routing::Walk& walk) {
    std::string text = fmt::format("{} ({})", words(hops), way(network, walk));
    return walk.ending == routing::Ending::delivered ? text : text + ", " + ended(network, walk);
}

/// The branches of one trace beside what was observed.
class Comparison {
public:
    Comparison(const Network& network, const properties::TraceObservation& trace, Search search,
               Observed& observed)
        : network_(network), trace_(trace), packet_(probe(trace.from, trace.to)), search_(search),
          observed_(observed) {}

    /// The nodes of all branches under `failed`; nothing once the trace agrees with one of them.
    std::optional<std::vector<NodeId>> look(const FailureSet& failed) {
        std::vector<NodeId> visited;
        for (const auto& state : states_for(network_, failed, {packet_.destination}, search_))
            for (const auto& walk :
                 routing::all_walks(network_, state, trace_.from.node, packet_, nullptr, 256)) {
                if (agrees(state, walk))
                    return std::nullopt;
                const auto nodes = nodes_of(walk);
                visited.insert(visited.end(), nodes.begin(), nodes.end());
            }
        return visited;
    }

    void conclude(const FailureSet& down) {
        if (observed_.agrees)
            return;
        if (observed_.model.empty())
            observed_.model = never_rests(network_, down);
        observed_.differences.push_back(nearest_ ? nearest_->words : observed_.model);
        if (nearest_ && nearest_->hop < trace_.places.size())
            observed_.places.push_back(trace_.places[nearest_->hop]);
    }

private:
    bool agrees(const routing::State& state, const routing::Walk& walk) {
        const auto shown = shown_hops(network_, state, trace_, walk);
        const std::string line = model_line(network_, shown, walk);
        observed_.agrees = fits(trace_.hops, shown);
        if (observed_.agrees) {
            observed_.model = line;
            return true;
        }
        auto difference = departure(network_, trace_.hops, shown);
        if (!nearest_ || difference.cost < nearest_->cost)
            nearest_ = std::move(difference);
        add_line(observed_.model, line);
        return false;
    }

    const Network& network_;
    const properties::TraceObservation& trace_;
    const Packet packet_;
    Search search_;
    Observed& observed_;
    std::optional<Departure> nearest_; ///< of all branches
};

} // namespace

void observe_trace(const Network& network, const FailureSet& down, Search search,
                   const properties::TraceObservation& trace, Observed& observed) {
    observed.observed = words(trace.hops);
    Comparison comparison(network, trace, search, observed);
    with_every_choice(network, down, [&](const FailureSet& failed) { return comparison.look(failed); });
    comparison.conclude(down);
}

} // namespace verdict
