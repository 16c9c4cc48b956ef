// Two relations, followed to the end: a prefix depends on conditions, a condition looks at prefixes.

#include "solver/network/ties.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "solver/network/heard.hpp"

namespace network {

namespace {

bool is_condition(const Network& network, FailureId group) {
    return network[group].failure_class == FailureClass::condition;
}

} // namespace

std::vector<FailureId> conditions(const Network& network) {
    std::vector<FailureId> result;
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        if (is_condition(network, FailureId::at(i)))
            result.push_back(FailureId::at(i));
    return result;
}

FailureSet without_conditions(const Network& network, FailureSet failed) {
    std::erase_if(failed, [&](FailureId group) { return is_condition(network, group); });
    return failed;
}

FailureSet with_conditions(const Network& network, FailureSet failed, const FailureSet& down) {
    failed = without_conditions(network, std::move(failed));
    for (const FailureId group : down)
        if (is_condition(network, group))
            failed.push_back(group);
    std::ranges::sort(failed);
    failed.erase(std::unique(failed.begin(), failed.end()), failed.end());
    return failed;
}

void disable_impossible(Network& network) {
    std::set<FailureId> possible;
    const auto are_possible = [&](const std::vector<FailureId>& groups) {
        return std::ranges::all_of(groups, [&](FailureId id) {
            return network[id].failure_class != FailureClass::condition || possible.contains(id);
        });
    };
    const auto all = conditions(network);
    for (bool changed = true; changed;) {
        changed = false;
        std::set<Prefix> known;
        for (const Node& node : network.nodes) {
            for (const OwnedPrefix& own : node.owns)
                known.insert(own.prefix);
            for (const Origination& origination : node.originates)
                if (are_possible(origination.fails_with))
                    known.insert(origination.prefix);
            for (const StaticRoute& route : node.static_routes)
                if (are_possible(route.fails_with))
                    known.insert(route.prefix);
            if (node.ospf && node.ospf->originates_default == Ospf::Default::always)
                known.insert(Prefix{});
        }
        if (!network.stub_areas.empty())
            known.insert(Prefix{}); // their border routers bring it
        for (const FailureId id : all) {
            const auto* has = std::get_if<HasRoute>(&*network[id].condition);
            const bool can_hold =
                !has || std::ranges::any_of(has->any_of, [&](const Prefix& prefix) { return known.contains(prefix); });
            changed |= can_hold && possible.insert(id).second;
        }
    }
    for (const FailureId id : all)
        network.failures[id.index()].disabled = !possible.contains(id);
}

Ties::Ties(const Network& network) : network_(&network), conditions_(network::conditions(network)) {
    if (none())
        return;
    const auto add = [&](std::vector<FailureId>& to, const std::vector<FailureId>& groups) {
        std::ranges::copy_if(groups, std::back_inserter(to), [&](FailureId id) { return is_condition(network, id); });
    };
    for (const Prefix& prefix : routed_prefixes(network))
        routed_[prefix] = false;
    for (const Node& node : network.nodes) {
        for (const Origination& origination : node.originates) {
            routed_[origination.prefix] |= node.asn.has_value();
            add(by_prefix_[origination.prefix], origination.fails_with);
            if (origination.only_while)
                add(by_prefix_[origination.prefix], {*origination.only_while});
        }
        for (const StaticRoute& route : node.static_routes)
            add(by_prefix_[route.prefix], route.fails_with);
    }
    if (std::ranges::any_of(network.nodes, [](const Node& node) { return !node.recursive.empty(); }))
        add_next_hops();
    for (const Session& session : network.sessions) {
        add(of_sessions_, session.fails_with);
        add(of_sessions_, session.stands_in_for);
        for (const SessionEnd* end : {&session.a, &session.b})
            for (const TableWay& way : end->ways)
                add(of_sessions_, {way.fails_with});
    }
}

// Of each prefix, those that its routes may have.
void Ties::add_next_hops() {
    const Adjacency adjacency(*network_);
    for (const auto& [prefix, announced] : routed_) {
        if (!announced)
            continue;
        const Heard heard(*network_, adjacency, prefix);
        std::set<FailureId> found;
        for (std::size_t i = 0; i < network_->nodes.size(); ++i)
            for (const RecursiveNextHop& hop : network_->nodes[i].recursive)
                if (std::ranges::any_of(heard.at(NodeId::at(i)), [&](const Heard::Route& route) {
                        return route.next_hop == hop.next_hop && is_recursive(*network_, (*network_)[route.session], NodeId::at(i));
                    }))
                    for (const TableWay& way : hop.ways)
                        found.insert(way.fails_with);
        auto& all = by_prefix_[prefix];
        all.insert(all.end(), found.begin(), found.end());
    }
}

std::vector<FailureId> Ties::of(const Prefix& prefix) const {
    std::vector<FailureId> result;
    if (const auto named = by_prefix_.find(prefix); named != by_prefix_.end())
        result = named->second;
    if (const auto routed = routed_.find(prefix); routed != routed_.end() && routed->second)
        result.insert(result.end(), of_sessions_.begin(), of_sessions_.end());
    return result;
}

// Next hops that one node has over one link may resolve each other.
std::vector<Address> Ties::beside(const ForwardsOver& asked) const {
    std::vector<Address> result;
    for (const FailureId id : conditions_)
        if (const auto* other = std::get_if<ForwardsOver>(&*(*network_)[id].condition))
            if (other->node == asked.node && other->link == asked.link)
                result.push_back(other->destination);
    return result;
}

std::vector<Prefix> Ties::looked_at(FailureId condition) const {
    const auto containing = [&](const std::vector<Address>& destinations) {
        std::vector<Prefix> result;
        for (const auto& [prefix, announced] : routed_)
            if (std::ranges::any_of(destinations, [&](Address it) { return prefix.contains(it); }))
                result.push_back(prefix);
        return result;
    };
    const Condition& it = *(*network_)[condition].condition;
    if (const auto* has = std::get_if<HasRoute>(&it))
        return has->any_of;
    if (const auto* over = std::get_if<ForwardsOver>(&it))
        return containing(beside(*over));
    return containing({std::get<Delivers>(it).destination});
}

Tied Ties::tied(const std::vector<Prefix>& prefixes) const {
    std::set<Prefix> known(prefixes.begin(), prefixes.end());
    std::set<FailureId> through;
    std::vector<Prefix> open(known.begin(), known.end());
    while (!open.empty()) {
        const Prefix prefix = open.back();
        open.pop_back();
        for (const FailureId condition : of(prefix))
            if (through.insert(condition).second)
                for (const Prefix& other : looked_at(condition))
                    if (known.insert(other).second)
                        open.push_back(other);
    }
    return {{known.begin(), known.end()}, {through.begin(), through.end()}};
}

std::vector<Tied> Ties::groups() const {
    std::vector<Tied> result;
    for (const auto& [prefix, announced] : routed_) {
        Tied found = tied({prefix});
        if (found.conditions.empty())
            continue;
        std::set<Prefix> prefixes(found.prefixes.begin(), found.prefixes.end());
        std::set<FailureId> through(found.conditions.begin(), found.conditions.end());
        std::erase_if(result, [&](const Tied& other) {
            const bool shares = std::ranges::any_of(other.prefixes, [&](const Prefix& it) { return prefixes.contains(it); });
            if (shares) {
                prefixes.insert(other.prefixes.begin(), other.prefixes.end());
                through.insert(other.conditions.begin(), other.conditions.end());
            }
            return shares;
        });
        result.push_back({{prefixes.begin(), prefixes.end()}, {through.begin(), through.end()}});
    }
    return result;
}

std::vector<Prefix> Ties::in_order(const Tied& group) const {
    std::vector<Prefix> result;
    std::set<Prefix> seen;
    const std::function<void(const Prefix&)> follow = [&](const Prefix& prefix) {
        if (!seen.insert(prefix).second)
            return;
        for (const FailureId condition : of(prefix))
            std::ranges::for_each(looked_at(condition), follow);
        result.push_back(prefix);
    };
    std::ranges::for_each(group.prefixes, follow);
    return result;
}

bool Ties::ordered(const Tied& group) const {
    std::map<Prefix, bool> done; // false: being followed
    const std::function<bool(const Prefix&)> follow = [&](const Prefix& prefix) {
        const auto [place, is_new] = done.try_emplace(prefix, false);
        if (!is_new)
            return place->second;
        for (const FailureId condition : of(prefix))
            for (const Prefix& other : looked_at(condition))
                if (!follow(other))
                    return false;
        done[prefix] = true;
        return true;
    };
    return std::ranges::all_of(group.prefixes, follow);
}

}  // namespace network
