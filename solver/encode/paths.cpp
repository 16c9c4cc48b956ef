// Fixed points over one data plane. Sets are free variables with one-way implications: whoever asks for
// membership makes the solver show a set that supports it.

#include "solver/encode/paths.hpp"

#include <algorithm>

namespace encode {

using network::LinkId;
using network::NodeId;
using smt::Term;

namespace {

/// Free variables, one per node, called `name/…`.
std::vector<Term> variables(const World& world, const std::string& name) {
    std::vector<Term> result;
    for (const network::Node& node : world.network().nodes)
        result.push_back(world.context().variable(world.name() + "/" + node.name + "/" + name));
    return result;
}

std::string label(const DataPlane& plane, const std::string& what) {
    return to_string(plane.destination()) + "/" + what;
}

/// A node that does not forward for others keeps a packet that arrived over a link only if it delivers it.
bool forwards_for_others(const World& world, NodeId node) { return world.network()[node].forwards; }

Term delivered(DataPlane& plane, const std::vector<Term>& wanted, NodeId node) {
    return plane.world().context().all({plane.delivers(node), wanted[node.index()]});
}

} // namespace

Undelivered::Undelivered(DataPlane& plane, std::vector<Term> wanted, std::vector<Term> refuses) {
    const World& world = plane.world();
    smt::Context& context = world.context();
    const auto members = variables(world, label(plane, "undelivered"));
    const auto arriving = [&](NodeId node) {
        return forwards_for_others(world, node)
                   ? members[node.index()]
                   : context.any({refuses[node.index()], !delivered(plane, wanted, node)});
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto node = NodeId::at(i);
        std::vector<Term> ways{refuses[i], context.all({plane.delivers(node), !wanted[i]}),
                               plane.discards(node), plane.hop_down(node), plane.stuck(node)};
        for (LinkId link : world.adjacency().links[i])
            ways.push_back(context.all({plane.forwards(node, link), arriving(world.network()[link].to)}));
        const Term lost = context.any(ways);
        injected_.push_back(forwards_for_others(world, node) ? members[i] : lost);
        if (forwards_for_others(world, node))
            equations_.push_back({context.implies(members[i], lost),
                                  "a packet that some branch loses at " + world.network()[node].name +
                                      " is dropped there or lost at a next hop"});
    }
}

Unreachable::Unreachable(DataPlane& plane, std::vector<Term> wanted, std::vector<Term> refuses) {
    const World& world = plane.world();
    smt::Context& context = world.context();
    const auto members = variables(world, label(plane, "unreachable"));
    const auto arriving = [&](NodeId node) {
        return forwards_for_others(world, node)
                   ? members[node.index()]
                   : context.any({refuses[node.index()], !delivered(plane, wanted, node)});
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto node = NodeId::at(i);
        std::vector<Term> all{!delivered(plane, wanted, node)};
        for (LinkId link : world.adjacency().links[i])
            all.push_back(context.implies(plane.forwards(node, link), arriving(world.network()[link].to)));
        const Term never = context.any({refuses[i], context.all(all)});
        injected_.push_back(forwards_for_others(world, node) ? members[i] : never);
        if (forwards_for_others(world, node))
            equations_.push_back({context.implies(members[i], never),
                                  "from " + world.network()[node].name +
                                      " no branch is delivered, so neither from any next hop"});
    }
}

Endless::Endless(DataPlane& plane, std::vector<Term> refuses, std::optional<NodeId> injected) {
    const World& world = plane.world();
    smt::Context& context = world.context();
    members_ = variables(world, label(plane, "endless"));
    std::vector<Term> starts_only;
    for (std::size_t i = 0; i < members_.size(); ++i) {
        const auto node = NodeId::at(i);
        if (!forwards_for_others(world, node)) {
            if (injected && *injected != node)
                members_[i] = smt::no;
            else
                starts_only.push_back(members_[i]);
        }
    }
    for (std::size_t i = 0; i < members_.size(); ++i) {
        const auto node = NodeId::at(i);
        std::vector<Term> on;
        for (LinkId link : world.adjacency().links[i])
            on.push_back(
                context.all({plane.forwards(node, link), members_[world.network()[link].to.index()]}));
        equations_.push_back(
            {context.implies(members_[i], context.all({!refuses[i], context.any(on)})),
             "a packet that goes on for ever at " + world.network()[node].name + " does so at a next hop"});
    }
    equations_.push_back({context.at_most_one(starts_only), "a packet is injected at one node"});
    somewhere_ = context.any(members_);
}

namespace {

/// Strongly connected components with more than one node of the links given (Tarjan 1972, without recursion);
/// others are component 0.
class Components {
public:
    Components(const network::Network& network, const std::vector<std::vector<LinkId>>& out)
        : network_(network), out_(out), index_(out.size()), low_(out.size()), component_(out.size()) {
        for (std::size_t i = 0; i < out.size(); ++i)
            if (index_[i] == 0)
                visit(i);
    }
    std::size_t of(NodeId node) const { return component_[node.index()]; }
    std::size_t largest() const { return largest_; }

private:
    struct Frame {
        std::size_t node, next;
    };

    void visit(std::size_t root) {
        open(root);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            if (frame.next == out_[frame.node].size()) {
                close(frame.node);
                continue;
            }
            const std::size_t to = network_[out_[frame.node][frame.next++]].to.index();
            if (index_[to] == 0)
                open(to);
            else if (low_[to] != closed)
                low_[frame.node] = std::min(low_[frame.node], index_[to]);
        }
    }
    void open(std::size_t node) {
        index_[node] = low_[node] = ++counter_;
        stack_.push_back(node);
        frames_.push_back({node, 0});
    }
    void close(std::size_t node) {
        frames_.pop_back();
        if (!frames_.empty())
            low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
        if (low_[node] != index_[node])
            return;
        const auto first = std::ranges::find(stack_, node);
        const auto size = static_cast<std::size_t>(stack_.end() - first);
        components_ += size > 1;
        for (auto it = first; it != stack_.end(); ++it) {
            component_[*it] = size > 1 ? components_ : 0;
            low_[*it] = closed;
        }
        largest_ = std::max(largest_, size);
        stack_.erase(first, stack_.end());
    }

    static constexpr std::size_t closed = SIZE_MAX;
    const network::Network& network_;
    const std::vector<std::vector<LinkId>>& out_;
    std::vector<std::size_t> index_, low_, component_, stack_;
    std::vector<Frame> frames_;
    std::size_t counter_ = 0, components_ = 0, largest_ = 1;
};

} // namespace

std::size_t bits_for(std::size_t count) {
    std::size_t bits = 0;
    while ((std::size_t{1} << bits) < count)
        ++bits;
    return bits;
}

Term less(smt::Context& context, const std::vector<Term>& a, const std::vector<Term>& b) {
    Term result = smt::no;
    for (std::size_t i = 0; i < a.size(); ++i)
        result = context.any({context.all({!a[i], b[i]}), context.all({context.iff(a[i], b[i]), result})});
    return result;
}

Branch::Branch(DataPlane& plane, NodeId from, std::vector<Term> wanted, std::vector<Term> refuses) {
    const World& world = plane.world();
    const network::Network& network = world.network();
    smt::Context& context = world.context();
    const std::string name = world.name() + "/" + network[from].name + "/" + label(plane, "branch");
    exists_ = context.variable(name);
    crosses_.assign(network.links.size(), smt::no);
    std::vector<std::vector<Term>> in(network.nodes.size()), out(network.nodes.size());
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const network::Link& link = network.links[i];
        const Term possible = plane.forwards(link.from, LinkId::at(i));
        if (possible.is_false() || link.to == from || (link.from != from && !network[link.from].forwards))
            continue;
        crosses_[i] = context.variable(name + "/" + std::to_string(i));
        in[link.to.index()].push_back(crosses_[i]);
        out[link.from.index()].push_back(crosses_[i]);
        equations_.push_back(
            {context.implies(crosses_[i], context.all({exists_, possible})),
             "the branch from " + network[from].name + " follows a table over " + link.name});
    }
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const Term visits = NodeId::at(i) == from ? exists_ : context.any(in[i]),
                   leaves = context.any(out[i]);
        visits_.push_back(visits);
        leaves_.push_back(leaves);
        equations_.push_back(
            {context.all(
                 {context.at_most_one(in[i]), context.at_most_one(out[i]), context.implies(leaves, visits),
                  context.implies(visits, !refuses[i]),
                  context.implies(visits, context.any({leaves, delivered(plane, wanted, NodeId::at(i))}))}),
             "the branch from " + network[from].name + " passes " + network.nodes[i].name +
                 " once, over one link, or is delivered there"});
    }
    number(plane, name);
}

// Every node of a possible cycle gets a binary number that grows along the branch.
void Branch::number(DataPlane& plane, const std::string& name) {
    const network::Network& network = plane.world().network();
    smt::Context& context = plane.world().context();
    std::vector<std::vector<LinkId>> out(network.nodes.size());
    for (std::size_t i = 0; i < network.links.size(); ++i)
        if (!crosses_[i].is_false())
            out[network.links[i].from.index()].push_back(LinkId::at(i));
    const Components components(network, out);
    std::vector<std::vector<Term>> numbers(network.nodes.size());
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (components.of(NodeId::at(i)) != 0)
            for (std::size_t bit = 0; bit < bits_for(components.largest()); ++bit)
                numbers[i].push_back(
                    context.variable(name + "/" + network.nodes[i].name + "/" + std::to_string(bit)));
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const NodeId a = network.links[i].from, b = network.links[i].to;
        if (!crosses_[i].is_false() && components.of(a) != 0 && components.of(a) == components.of(b))
            equations_.push_back(
                {context.implies(crosses_[i], less(context, numbers[a.index()], numbers[b.index()])),
                 "positions grow along the branch over " + network.links[i].name});
    }
}

// At most one way into each node and none into `from`: what starts there cannot meet itself, so it ends, at
// `to`.
Connected::Connected(const World& world, NodeId from, NodeId to) {
    const network::Network& network = world.network();
    smt::Context& context = world.context();
    const std::string name = world.name() + "/" + network[from].name + "/" + network[to].name + "/connected";
    exists_ = context.variable(name);
    std::vector<std::vector<Term>> in(network.nodes.size()), out(network.nodes.size());
    for (std::size_t i = 0; i < network.links.size(); ++i) {
        const network::Link& link = network.links[i];
        const Term up = world.up(LinkId::at(i));
        if (up.is_false() || link.to == from || link.from == to)
            continue;
        const Term crosses = context.variable(name + "/" + std::to_string(i));
        in[link.to.index()].push_back(crosses);
        out[link.from.index()].push_back(crosses);
        equations_.push_back({context.implies(crosses, up), "the connection needs " + link.name + " up"});
    }
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const Term visits = NodeId::at(i) == from ? exists_ : context.any(in[i]);
        if (NodeId::at(i) == to) {
            equations_.push_back({context.implies(visits, world.up(to)), "the connection's end is up"});
            continue;
        }
        equations_.push_back({context.all({context.at_most_one(in[i]), context.at_most_one(out[i]),
                                           context.implies(visits, context.any(out[i]))}),
                              "the connection passes " + network.nodes[i].name + " once"});
    }
}

} // namespace encode
