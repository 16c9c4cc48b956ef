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

namespace {

/// One number per cable: links between the same two nodes that fail together, or with one name if nothing
/// says so.
std::vector<std::size_t> cables_of(const network::Network& network) {
    std::map<std::tuple<NodeId, NodeId, std::vector<network::FailureId>, std::string>, std::size_t> numbers;
    std::vector<std::size_t> result;
    for (const network::Link& link : network.links) {
        const auto key = std::tuple(std::min(link.from, link.to), std::max(link.from, link.to),
                                    link.fails_with, link.fails_with.empty() ? link.name : std::string());
        result.push_back(numbers.emplace(key, numbers.size() + 1).first->second);
    }
    return result;
}

} // namespace

Trail::Trail(const network::Network& network, const Options& options)
    : network_(&network), compare_(options.compare), ignore_gateways_(options.ignore_gateways),
      cables_(cables_of(network)) {
    const bool sets = options.ecmp_ignore;
    ordered_ = !sets && (compare_ == Compare::transports || (compare_ == Compare::nodes && ignore_gateways_));
    if (compare_ == Compare::stateful)
        add_nodes(true);
    else if (compare_ == Compare::links)
        add_cables(!sets);
    else if (compare_ == Compare::transports)
        add_transports();
    else if (sets)
        add_nodes(false);
    else
        add_adjacent_nodes();
    for (const network::Link& link : network.links) {
        const auto label = [&](NodeId node) { return ignored(node) ? 0 : node.index() + 1; };
        const std::size_t transport = link.transport ? link.transport->index() + 1 : 0;
        labels_there_.push_back(compare_ == Compare::transports ? transport : label(link.to));
        labels_back_.push_back(compare_ == Compare::transports ? transport : label(link.from));
    }
}

// A gateway is a node whose kind says so; kinds are words of the user's language, not of this folder.
bool Trail::ignored(NodeId node) const {
    return ignore_gateways_ && (*network_)[node].kind.find("gateway") != std::string::npos;
}

void Trail::add_nodes(bool only_stateful) {
    for (std::size_t i = 0; i < network_->nodes.size(); ++i)
        if (!ignored(NodeId::at(i)) && (!only_stateful || network_->nodes[i].stateful))
            items_.push_back({{NodeId::at(i)}, {}, {}});
}

void Trail::add_adjacent_nodes() {
    std::map<std::pair<NodeId, NodeId>, Item> steps;
    for (std::size_t i = 0; i < network_->links.size(); ++i) {
        const network::Link& link = network_->links[i];
        steps[{link.from, link.to}].there.push_back(LinkId::at(i));
        steps[{link.to, link.from}].back.push_back(LinkId::at(i));
    }
    for (auto& [step, item] : steps)
        items_.push_back(std::move(item));
}

void Trail::add_cables(bool directed) {
    std::map<std::tuple<std::size_t, NodeId>, Item>
        cables; // with the node it is entered from on the way there
    for (std::size_t i = 0; i < network_->links.size(); ++i) {
        const network::Link& link = network_->links[i];
        cables[{cables_[i], directed ? link.from : NodeId{}}].there.push_back(LinkId::at(i));
        cables[{cables_[i], directed ? link.to : NodeId{}}].back.push_back(LinkId::at(i));
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
Term Trail::never_through(Setting& setting, Question& question, encode::DataPlane& plane,
                          const Setting::Refuses& refuses, NodeId from, NodeId to, const Item& item,
                          const std::vector<LinkId>& links) const {
    smt::Context& context = setting.context();
    std::vector<encode::Equation> equations;
    std::vector<Term> before, after;
    for (const network::Node& node : network_->nodes) {
        before.push_back(context.variable("before/" + node.name));
        after.push_back(context.variable("after/" + node.name));
    }
    const auto passes_at = [&](NodeId node) {
        return std::ranges::find(item.nodes, node) != item.nodes.end();
    };
    for (std::size_t i = 0; i < network_->nodes.size(); ++i) {
        const auto node = NodeId::at(i);
        std::vector<Term> go_on, still{node == to ? !plane.delivers(node) : smt::yes};
        for (const LinkId link : setting.world().adjacency().links[i]) {
            const NodeId next = (*network_)[link].to;
            if (node != from && !(*network_)[node].forwards)
                continue;
            const bool passes = passes_at(next) || std::ranges::find(links, link) != links.end();
            go_on.push_back(
                context.implies(plane.forwards(node, link), (passes ? after : before)[next.index()]));
            still.push_back(context.implies(plane.forwards(node, link), after[next.index()]));
        }
        equations.push_back({context.implies(before[i], context.any({refuses[i], context.all(go_on)})),
                             "ways that have not passed the item go on at " + (*network_)[node].name});
        equations.push_back(
            {context.implies(after[i], context.any({refuses[i], context.all(still)})),
             "ways that have passed the item are not delivered from " + (*network_)[node].name});
    }
    setting.keep(question, std::move(equations));
    const Term never = (passes_at(from) ? after : before)[from.index()];
    return context.any({never, setting.endless(question, plane, refuses, from).from(from)});
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
        if (nodes && !ignored(hop.node) && (compare_ == Compare::nodes || (*network_)[hop.node].stateful))
            result.push_back(hop.node.index() + 1);
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
