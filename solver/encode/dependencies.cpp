// Strongly connected components without recursion: paths may be as long as the network is wide.

#include "solver/encode/dependencies.hpp"

#include <algorithm>

namespace encode {

using network::NodeId;
using What = Step::What;

/// Steps numbered node by node: contents, classes as offered, classes as better, contents as counted.
struct Dependencies::Search {
    struct Frame {
        std::uint32_t step;
        std::vector<std::uint32_t> needs;
        std::size_t next = 0;
    };

    const network::Network& network;
    const Candidates& candidates;
    const BySpeaker<Ranking>& rankings;
    BySpeaker<std::uint32_t> first;                // step number by node
    std::vector<Step> steps;                       // by number
    std::vector<std::uint32_t> number, low, stack; // 0: not visited
    std::vector<bool> on_stack;
    std::vector<Frame> frames;
    std::uint32_t visited = 0;
    Dependencies& result;
    bool counting;

    Search(const network::Network& n, const Candidates& c, const BySpeaker<Ranking>& r, Dependencies& d);
    std::uint32_t id(What what, NodeId node, std::uint32_t index) const;
    std::vector<std::uint32_t> needs(std::uint32_t step) const;
    void add_sources(NodeId node, std::uint32_t content, std::vector<std::uint32_t>& found) const;
    void open(std::uint32_t step);
    void close(std::uint32_t step);
    void run(std::uint32_t start);
};

Dependencies::Search::Search(const network::Network& n, const Candidates& c, const BySpeaker<Ranking>& r,
                             Dependencies& d)
    : network(n), candidates(c), rankings(r), first(c.speakers()), result(d), counting(!c.observed().counted.empty()) {
    for (const NodeId node : c.speakers().nodes()) {
        first[node] = static_cast<std::uint32_t>(steps.size());
        const auto contents = static_cast<std::uint32_t>(r[node].class_of.size());
        const auto classes = static_cast<std::uint32_t>(r[node].classes.size());
        for (std::uint32_t k = 0; k < contents; ++k)
            steps.push_back({What::best, node, k});
        for (std::uint32_t k = 0; k < classes; ++k)
            steps.push_back({What::offered, node, k});
        for (std::uint32_t k = 0; k < classes; ++k)
            steps.push_back({What::better, node, k});
        for (std::uint32_t k = 0; counting && k < contents; ++k)
            steps.push_back({What::counted, node, k});
    }
    number.assign(steps.size(), 0);
    low.assign(steps.size(), 0);
    on_stack.assign(steps.size(), false);
}

std::uint32_t Dependencies::Search::id(What what, NodeId node, std::uint32_t index) const {
    const Ranking& ranking = rankings[node];
    std::size_t offset = index;
    if (what != What::best)
        offset += ranking.class_of.size();
    if (what == What::better || what == What::counted)
        offset += ranking.classes.size();
    if (what == What::counted)
        offset += ranking.classes.size();
    return first[node] + static_cast<std::uint32_t>(offset);
}

std::vector<std::uint32_t> Dependencies::Search::needs(std::uint32_t number_of_step) const {
    const Step step = steps[number_of_step];
    const Ranking& ranking = rankings[step.node];
    const bool of_content = step.what == What::best || step.what == What::counted;
    const std::uint32_t rank = of_content ? ranking.class_of[step.index] : step.index;
    std::vector<std::uint32_t> found;
    if (rank >= ranking.alive)
        return found;
    switch (step.what) {
    case What::best:
        return {id(What::better, step.node, rank), id(What::offered, step.node, rank)};
    case What::better:
        if (rank > 0)
            found = {id(What::better, step.node, rank - 1), id(What::offered, step.node, rank - 1)};
        return found;
    case What::counted:
        found.push_back(id(What::best, step.node, step.index));
        add_sources(step.node, step.index, found);
        return found;
    case What::offered:
        for (std::uint32_t content : ranking.classes[rank])
            add_sources(step.node, content, found);
        return found;
    }
    return found;
}

void Dependencies::Search::add_sources(NodeId id_of_node, std::uint32_t content,
                                       std::vector<std::uint32_t>& found) const {
    const NodeCandidates& node = candidates.of(id_of_node);
    for (std::uint32_t i = node.first[content]; i < node.first[content + 1]; ++i) {
        const Candidate& candidate = node.candidates[i];
        if (!candidate.session.known())
            continue;
        const NodeId peer = network[candidate.session].far_end(id_of_node).node;
        for (const Source& source : candidate.sources) {
            found.push_back(id(What::best, peer, source.content));
            if (counting)
                found.push_back(id(What::counted, peer, source.content));
        }
    }
}

void Dependencies::Search::open(std::uint32_t step) {
    number[step] = low[step] = ++visited;
    stack.push_back(step);
    on_stack[step] = true;
    frames.push_back({step, needs(step)});
}

void Dependencies::Search::close(std::uint32_t step) {
    if (low[step] != number[step])
        return;
    std::vector<Step> group;
    for (std::uint32_t member = step + 1; member != step;) {
        member = stack.back();
        stack.pop_back();
        on_stack[member] = false;
        group.push_back(steps[member]);
    }
    std::sort(group.begin(), group.end());
    result.circular_.push_back(group.size() > 1); // no step needs itself directly
    result.groups_.push_back(std::move(group));
}

void Dependencies::Search::run(std::uint32_t start) {
    if (number[start] != 0)
        return;
    open(start);
    while (!frames.empty()) {
        Frame& frame = frames.back();
        const std::uint32_t step = frame.step;
        if (frame.next < frame.needs.size()) {
            const std::uint32_t needed = frame.needs[frame.next++];
            if (number[needed] == 0)
                open(needed);
            else if (on_stack[needed])
                low[step] = std::min(low[step], number[needed]);
            continue;
        }
        close(step);
        frames.pop_back();
        if (!frames.empty())
            low[frames.back().step] = std::min(low[frames.back().step], low[step]);
    }
}

Dependencies::Dependencies(const network::Network& network, const Candidates& candidates,
                           const BySpeaker<Ranking>& rankings) {
    Search search(network, candidates, rankings, *this);
    for (std::uint32_t step = 0; step < search.steps.size(); ++step)
        search.run(step);
}

} // namespace encode
