// Paths without repetition are told apart by the directed links they cross, so sets suffice for single
// branches except where things repeat (transports) or are left out (`ignore gateways`).

#include "solver/properties/trail.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace properties {

using network::LinkId;
using network::NodeId;
using routing::Walk;
using smt::Term;

Trail::Trail(const network::Network& network, const Claim& claim)
    : network_(&network), compare_(claim.options.compare), ignore_gateways_(claim.options.ignore_gateways) {
    for (const Pair& pair : claim.pairs)
        for (const Endpoint* end : {&pair.from, &pair.to})
            if (end->arrives.known() && end->arrives != end->node)
                ends_.emplace(end->arrives, end->node);
    cables_ = cables();
    const bool sets = claim.options.ecmp_ignore;
    const bool leaves_out =
        ignore_gateways_ || std::ranges::any_of(network.nodes, [](const auto& node) { return !node.in_traces; });
    ordered_ = !sets && (compare_ == Compare::transports || (compare_ == Compare::nodes && leaves_out) ||
                         (compare_ != Compare::stateful && !ends_.empty()));
    if (compare_ == Compare::stateful)
        add_stateful();
    else if (compare_ == Compare::links)
        add_cables(!sets);
    else if (compare_ == Compare::transports)
        add_transports();
    else if (sets)
        add_nodes();
    else
        add_adjacent_nodes();
    add_labels();
}

std::size_t Trail::label(NodeId node) const {
    return compare_ == Compare::nodes && !ignored(end_of(node)) ? end_of(node).index() + 1 : 0;
}

void Trail::add_labels() {
    for (std::size_t i = 0; i < network_->links.size(); ++i) {
        const network::Link& link = network_->links[i];
        const bool nodes = compare_ == Compare::nodes;
        labels_there_.push_back(nodes ? label(link.to) : thing(LinkId::at(i)));
        labels_back_.push_back(nodes ? label(link.from) : thing(LinkId::at(i)));
    }
}

// A gateway is a node whose kind says so; kinds are words of the user's language, not of this folder.
bool Trail::ignored(NodeId node) const {
    if (compare_ == Compare::nodes && !(*network_)[node].in_traces)
        return true; // a table or a fabric is no device
    return ignore_gateways_ && (*network_)[node].kind.find("gateway") != std::string::npos;
}

NodeId Trail::end_of(NodeId node) const {
    const auto end = ends_.find(node);
    return end == ends_.end() ? node : end->second;
}

std::optional<NodeId> Trail::state_of(NodeId node) const {
    const network::Node& it = (*network_)[node];
    if (!it.stateful || it.admits_unseen)
        return std::nullopt;
    if (!it.state_group)
        return node;
    const auto shares = [&](const network::Node& other) {
        return other.stateful && !other.admits_unseen && other.state_group == it.state_group;
    };
    return NodeId::at(static_cast<std::size_t>(std::ranges::find_if(network_->nodes, shares) - network_->nodes.begin()));
}

/// One number per cable: links between the same two nodes that fail together, or with one name if nothing says so.
std::vector<std::size_t> Trail::cables() const {
    std::map<std::tuple<NodeId, NodeId, std::vector<network::FailureId>, std::string>, std::size_t> numbers;
    std::vector<std::size_t> result;
    for (const network::Link& link : network_->links) {
        const NodeId from = end_of(link.from), to = end_of(link.to);
        const bool named = link.fails_with.empty() && from == link.from && to == link.to;
        const auto key =
            std::tuple(std::min(from, to), std::max(from, to), link.fails_with, named ? link.name : std::string());
        result.push_back(numbers.emplace(key, numbers.size() + 1).first->second);
    }
    return result;
}

void Trail::add_nodes() {
    std::map<NodeId, Item> nodes;
    for (std::size_t i = 0; i < network_->nodes.size(); ++i)
        if (const NodeId node = end_of(NodeId::at(i)); !ignored(node))
            nodes[node].nodes.push_back(NodeId::at(i));
    for (auto& [node, item] : nodes)
        items_.push_back(std::move(item));
}

void Trail::add_stateful() {
    std::map<NodeId, Item> states;
    for (std::size_t i = 0; i < network_->nodes.size(); ++i)
        if (const auto state = state_of(NodeId::at(i)); state && !ignored(NodeId::at(i)))
            states[*state].nodes.push_back(NodeId::at(i));
    for (auto& [state, item] : states)
        items_.push_back(std::move(item));
}

void Trail::add_adjacent_nodes() {
    std::map<std::pair<NodeId, NodeId>, Item> steps;
    for (std::size_t i = 0; i < network_->links.size(); ++i) {
        const NodeId from = end_of(network_->links[i].from), to = end_of(network_->links[i].to);
        if (from == to)
            continue;
        steps[{from, to}].there.push_back(LinkId::at(i));
        steps[{to, from}].back.push_back(LinkId::at(i));
    }
    for (auto& [step, item] : steps)
        items_.push_back(std::move(item));
}

void Trail::add_cables(bool directed) {
    std::map<std::tuple<std::size_t, NodeId>, Item>
        cables; // with the node it is entered from on the way there
    for (std::size_t i = 0; i < network_->links.size(); ++i) {
        const network::Link& link = network_->links[i];
        cables[{cables_[i], directed ? end_of(link.from) : NodeId{}}].there.push_back(LinkId::at(i));
        cables[{cables_[i], directed ? end_of(link.to) : NodeId{}}].back.push_back(LinkId::at(i));
    }
    for (auto& [cable, item] : cables)
        items_.push_back(std::move(item));
}

void Trail::add_transports() {
    items_.resize(network_->transports.size());
    for (std::size_t i = 0; i < network_->links.size(); ++i)
        if (const auto transport = network_->links[i].transport) {
            items_[transport->index()].there.push_back(LinkId::at(i));
            items_[transport->index()].back.push_back(LinkId::at(i));
        }
}

// Two sets closed under next hops, before and after the item; none of the second delivers at `to`.
Term Trail::never_through(Setting& setting, Question& question, const encode::Terrain& terrain, NodeId from,
                          NodeId to, const Item& item, const std::vector<LinkId>& links) const {
    smt::Context& context = setting.context();
    std::vector<encode::Equation> equations;
    std::vector<Term> before, after;
    const auto name = [&](std::uint32_t i) { return (*network_)[terrain.locations()[i].node].name; };
    const auto count = static_cast<std::uint32_t>(terrain.locations().size());
    for (std::uint32_t i = 0; i < count; ++i) {
        before.push_back(context.variable("before/" + name(i)));
        after.push_back(context.variable("after/" + name(i)));
    }
    const auto passes_at = [&](NodeId node) {
        return std::ranges::find(item.nodes, node) != item.nodes.end();
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        std::vector<Term> go_on, still{!terrain.delivers(i, to)};
        for (const std::uint32_t number : terrain.out(i)) {
            const encode::Terrain::Step& step = terrain.steps()[number];
            const bool passes = passes_at(terrain.locations()[step.to].node) ||
                                std::ranges::find(links, step.link) != links.end();
            go_on.push_back(context.implies(step.term, (passes ? after : before)[step.to]));
            still.push_back(context.implies(step.term, after[step.to]));
        }
        equations.push_back({context.implies(before[i], context.any({terrain.refuses(i), context.all(go_on)})),
                             "ways that have not passed the item go on at " + name(i)});
        equations.push_back({context.implies(after[i], context.any({terrain.refuses(i), context.all(still)})),
                             "ways that have passed the item are not delivered from " + name(i)});
    }
    setting.keep(question, std::move(equations));
    std::vector<Term> never{setting.endless(question, terrain, from).from(from)};
    for (const encode::Terrain::Entry& entry : terrain.entries(from))
        never.push_back(context.all({entry.term, (passes_at(from) ? after : before)[entry.location]}));
    return context.any(never);
}

std::size_t Trail::thing(LinkId link) const {
    const network::Link& crossed = (*network_)[link];
    if (compare_ == Compare::links)
        return cables_[link.index()];
    return crossed.transport ? crossed.transport->index() + 1 : 0;
}

std::vector<std::size_t> Trail::passed(const Walk& walk, bool back) const {
    std::vector<std::size_t> result;
    const bool nodes = compare_ == Compare::stateful || compare_ == Compare::nodes;
    for (const routing::Hop& hop : walk.hops) {
        const auto passed = compare_ == Compare::nodes ? end_of(hop.node) : state_of(hop.node);
        if (nodes && passed && !ignored(compare_ == Compare::nodes ? *passed : hop.node))
            result.push_back(passed->index() + 1);
        if (!nodes && hop.by.known() && thing(hop.by) != 0)
            result.push_back(thing(hop.by));
    }
    if (back)
        std::ranges::reverse(result);
    if (compare_ == Compare::stateful)
        std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

Trail::Found Trail::differing_pair(const Walks& there, const Walks& back) const {
    for (const Walk& forward : there) {
        const auto passed_there = passed(forward, false);
        for (const Walk& reverse : back)
            if (passed(reverse, true) != passed_there)
                return std::pair(&forward, &reverse);
    }
    return std::nullopt;
}

Trail::Found Trail::differing_sets(const Walks& there, const Walks& back) const {
    const auto everything = [&](const Walks& walks) {
        std::set<std::size_t> result;
        for (const Walk& walk : walks)
            for (const std::size_t item : passed(walk, false))
                result.insert(item);
        return result;
    };
    const auto showing = [&](const Walks& walks, const std::set<std::size_t>& others) {
        return std::ranges::find_if(walks, [&](const Walk& walk) {
            return std::ranges::any_of(passed(walk, false),
                                       [&](std::size_t i) { return !others.contains(i); });
        });
    };
    if (there.empty() || back.empty())
        return std::nullopt;
    const auto on_the_way_there = everything(there), on_the_way_back = everything(back);
    if (const auto it = showing(there, on_the_way_back); it != there.end())
        return std::pair(&*it, &back.front());
    if (const auto it = showing(back, on_the_way_there); it != back.end())
        return std::pair(&there.front(), &*it);
    return std::nullopt;
}

} // namespace properties
