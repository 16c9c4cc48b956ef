// What may be in messages is followed forward from where routes enter the AS, and what is asked of them backward, over
// the sessions on which routes may be reflected. A route's way depends on whether a client sent it, so each node
// counts twice.

#include "solver/encode/reflection.hpp"

#include <algorithm>
#include <map>

#include "solver/encode/watch.hpp"

namespace encode {

using network::Criterion;
using network::Network;
using network::NodeId;

namespace {

using Bits = std::vector<bool>;

/// All but one. True if something was new.
bool merge(Bits& to, const Bits& from, std::size_t without) {
    bool fresh = false;
    for (std::size_t i = 0; i < to.size(); ++i)
        if (i != without && from[i] && !to[i])
            fresh = to[i] = true;
    return fresh;
}

bool set(Bits& bits, std::size_t place) {
    const bool fresh = !bits[place];
    bits[place] = true;
    return fresh;
}

/// A node that learned a route over iBGP, from a client or not.
std::size_t holder(NodeId node, bool of_client) { return 2 * node.index() + (of_client ? 1 : 0); }
NodeId node_of(std::size_t holder) { return NodeId::at(holder / 2); }

class Flow {
public:
    explicit Flow(const Network& network) : network_(network) {
        number_clusters();
        const Bits nobody(network.nodes.size(), false), none(clusters_.size(), false);
        originators_.assign(2 * network.nodes.size(), nobody);
        lists_.assign(originators_.size(), none);
        wanted_ = lists_;
        asks_originator_.assign(originators_.size(), false);
        asks_length_ = asks_originator_;
        const Bits enters = brings_routes();
        for (const network::Session& s : network.sessions)
            if (network.internal(s))
                for (const auto* end : {&s.a, &s.b})
                    add(*end, s.far_end(end->node), enters);
    }

    void run(Reflection& result) {
        while (forward())
            ;
        for (const Step& step : steps_)
            if (reached(step.from))
                note_arrival(node_of(step.to), result);
        while (backward(result))
            ;
        for (std::size_t h = 0; h < originators_.size(); ++h) {
            const std::size_t node = h / 2;
            result.originator[node] = result.originator[node] || asks_originator_[h];
            result.length[node] = result.length[node] || result.by_length[node] || asks_length_[h];
            for (std::size_t c = 0; c < clusters_.size(); ++c)
                if (wanted_[h][c])
                    result.clusters[node].push_back(clusters_[c]);
        }
        for (auto& clusters : result.clusters) {
            std::sort(clusters.begin(), clusters.end());
            clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
        }
    }

private:
    /// What one holder may reflect to another.
    struct Step {
        std::size_t from, to;
    };

    void number_clusters() {
        for (std::size_t i = 0; i < network_.nodes.size(); ++i)
            clusters_.push_back(network_.cluster(NodeId::at(i)));
        std::sort(clusters_.begin(), clusters_.end());
        clusters_.erase(std::unique(clusters_.begin(), clusters_.end()), clusters_.end());
    }
    std::size_t cluster(NodeId node) const {
        const auto place = std::lower_bound(clusters_.begin(), clusters_.end(), network_.cluster(node));
        return static_cast<std::size_t>(place - clusters_.begin());
    }

    /// Nodes with routes that are not learned over iBGP.
    Bits brings_routes() const {
        Bits result;
        for (const network::Node& node : network_.nodes)
            result.push_back(!node.originates.empty());
        for (const network::Session& s : network_.sessions)
            if (!network_.internal(s))
                result[s.a.node.index()] = result[s.b.node.index()] = true;
        return result;
    }

    void add(const network::SessionEnd& sender, const network::SessionEnd& receiver, const Bits& enters) {
        if (!sender.sends)
            return;
        const std::size_t to = holder(receiver.node, receiver.client);
        if (enters[sender.node.index()])
            originators_[to][sender.node.index()] = true;
        steps_.push_back({holder(sender.node, true), to});
        if (sender.client)
            steps_.push_back({holder(sender.node, false), to});
    }

    bool reached(std::size_t holder) const {
        return std::find(originators_[holder].begin(), originators_[holder].end(), true) != originators_[holder].end();
    }

    /// A node holds no route of its own that comes back, nor one that its cluster reflected.
    bool forward() {
        bool fresh = false;
        for (const Step& step : steps_) {
            if (!reached(step.from))
                continue;
            const NodeId to = node_of(step.to);
            const std::size_t by = cluster(node_of(step.from));
            if (by == cluster(to))
                continue;
            fresh = merge(originators_[step.to], originators_[step.from], to.index()) || fresh;
            fresh = merge(lists_[step.to], lists_[step.from], cluster(to)) || fresh;
            fresh = set(lists_[step.to], by) || fresh;
        }
        return fresh;
    }

    void note_arrival(NodeId node, Reflection& result) const {
        const network::Decision& decision = network_[node].decision;
        result.by_originator[node.index()] = looks_at(decision, Criterion::router_id);
        result.by_length[node.index()] = looks_at(decision, Criterion::cluster_list_length);
    }

    bool backward(const Reflection& result) {
        bool fresh = false;
        for (const Step& step : steps_) {
            if (!reached(step.from))
                continue;
            const std::size_t to = step.to / 2;
            if (originators_[step.from][to] || result.by_originator[to] || asks_originator_[step.to])
                fresh = set(asks_originator_, step.from) || fresh;
            if (result.by_length[to] || asks_length_[step.to])
                fresh = set(asks_length_, step.from) || fresh;
            Bits wanted = wanted_[step.to];
            wanted[cluster(node_of(step.to))] = true;
            for (std::size_t c = 0; c < wanted.size(); ++c)
                if (wanted[c] && lists_[step.from][c])
                    fresh = set(wanted_[step.from], c) || fresh;
        }
        return fresh;
    }

    const Network& network_;
    std::vector<std::uint64_t> clusters_; // sorted
    std::vector<Step> steps_;
    // By holder: who may have brought its routes into the AS, and the clusters they may have passed; what is asked of them.
    std::vector<Bits> originators_, lists_, wanted_;
    Bits asks_originator_, asks_length_;
};

} // namespace

Reflection::Reflection(const Network& network)
    : reflects(network.nodes.size(), false), mixed(reflects), by_originator(reflects), originator(reflects),
      by_length(reflects), length(reflects), clusters(network.nodes.size()) {
    std::vector<bool> others = reflects;
    for (const network::Session& s : network.sessions)
        if (network.internal(s))
            for (const auto* end : {&s.a, &s.b})
                (end->client ? reflects : others)[end->node.index()] = true;
    if (std::find(reflects.begin(), reflects.end(), true) == reflects.end())
        return;
    for (std::size_t i = 0; i < mixed.size(); ++i)
        mixed[i] = reflects[i] && others[i];
    Flow(network).run(*this);
}

} // namespace encode
