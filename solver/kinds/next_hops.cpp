// Over which links a router may resolve a next hop by its table is found as a least fixed point: by static routes, by
// OSPF, and by routes of BGP whose own next hop resolves. So what resolves only in a circle gets no condition.

#include "solver/kinds/next_hops.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/resolution.hpp"
#include "solver/network/heard.hpp"

namespace kinds {
namespace {

using network::Address;
using network::FailureId;
using network::Heard;
using network::LinkId;
using network::Network;
using network::NodeId;
using network::Prefix;

struct Questions {
    std::map<std::pair<LinkId, Address>, FailureId> asked;
};

/// The session leads to this next hop by itself: it is up only while its ends resolve each other, or it names the way.
bool leads_to(const network::Session& session, NodeId node, NodeId next_hop) {
    return next_hop == session.far_end(node).node &&
           (session.multihop || session.link_from(node).known() || !session.end(node).ways.empty());
}

/// Next hops that OSPF leads to whenever a route has them. Such a route came over sessions that are up only while OSPF joins
/// their ends, from the next hop itself or from a neighbour of it that tells OSPF of the link between them. With areas OSPF
/// joins no more than what it says; nothing is sure then.
class Sure {
public:
    Sure(const Network& net, const network::Adjacency& adjacency, const Heard& heard) : net_(net), adjacency_(adjacency) {
        one_area_ = std::ranges::all_of(net.links, [](const network::Link& link) { return !link.ospf_cost || link.ospf_area == 0; });
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < net.nodes.size(); ++i)
                for (const Heard::Route& route : heard.at(NodeId::at(i)))
                    if (!led_to(NodeId::at(i), route))
                        changed |= unsure_.emplace(NodeId::at(i), route.next_hop).second;
        }
    }

    bool leads(NodeId node, NodeId next_hop) const { return !unsure_.contains({node, next_hop}); }

private:
    bool led_to(NodeId node, const Heard::Route& route) const {
        const network::Session& session = net_[route.session];
        const network::SessionEnd& sender = session.far_end(node);
        if (!net_.internal(session)) {
            const LinkId link = session.link_from(node);
            return link.known() && sender.node == route.next_hop && net_[link].ospf_cost && !net_[sender.node].ospf;
        }
        return joined(session) &&
               (sender.node == route.next_hop || (!sender.next_hop && !unsure_.contains({sender.node, route.next_hop})));
    }

    /// Whenever the session is up, OSPF leads from each end to the other.
    bool joined(const network::Session& session) const {
        if (!one_area_ || !net_[session.a.node].ospf || !net_[session.b.node].ospf)
            return false;
        if (!session.multihop)
            return session.forward.known() && session.back.known() && net_[session.forward].ospf_cost && net_[session.back].ospf_cost;
        const auto beside = [&](NodeId from, NodeId to) {
            return std::ranges::any_of(adjacency_.links[from.index()],
                                       [&](LinkId link) { return net_[link].to == to && !net_[link].ospf_cost; });
        };
        return !beside(session.a.node, session.b.node) && !beside(session.b.node, session.a.node);
    }

    const Network& net_;
    const network::Adjacency& adjacency_;
    bool one_area_ = true;
    std::set<std::pair<NodeId, NodeId>> unsure_; ///< node and next hop
};

class Tables {
public:
    explicit Tables(const Builder& builder)
        : net_(builder.net), adjacency_(net_), resolution_(net_), prefixes_(routed_prefixes(net_)) {}

    using Links = std::set<LinkId>;
    /// By node and next hop.
    std::map<std::pair<NodeId, NodeId>, Links> find(const std::vector<NodeId>& routers) {
        if (std::ranges::none_of(net_.sessions, [&](const network::Session& session) {
                return is_recursive(net_, session, session.a.node) || is_recursive(net_, session, session.b.node);
            }))
            return {};
        const Heard heard(net_, adjacency_, std::nullopt);
        const Sure sure(net_, adjacency_, heard);
        for (const NodeId node : routers)
            for (const Heard::Route& route : heard.at(node))
                if (needs_table(node, route) && !sure.leads(node, route.next_hop) && next_hop_address(net_, node, route.next_hop))
                    links_[{node, route.next_hop}];
        for (bool changed = true; changed;) {
            changed = false;
            for (auto& [question, links] : links_) {
                Links now = over_table(question.first, question.second);
                changed |= now.size() != links.size();
                links = std::move(now);
            }
        }
        return std::move(links_);
    }

private:
    bool needs_table(NodeId node, const Heard::Route& route) const {
        const network::Session& session = net_[route.session];
        return route.next_hop != node && is_recursive(net_, session, node) && !leads_to(session, node, route.next_hop);
    }

    Links over_table(NodeId node, NodeId next_hop) {
        const Address address = *next_hop_address(net_, node, next_hop);
        Links found;
        for (const Prefix& prefix : prefixes_) {
            if (!prefix.contains(address) || (prefix.length == 0 && !net_[node].resolves_by_default))
                continue;
            for (const network::StaticRoute& route : net_[node].static_routes)
                if (const auto* via = std::get_if<network::ViaLink>(&route.next_hop); via && route.prefix == prefix)
                    found.insert(via->link);
            if (told_by_ospf(node, next_hop, prefix))
                found.merge(resolution_.ospf_links(node));
            if (announced(net_, prefix))
                for (const Heard::Route& route : heard(prefix).at(node))
                    found.merge(over_route(node, next_hop, route));
        }
        return found;
    }

    /// Of a route of BGP to what has the next hop's address; one with that next hop itself leads nowhere.
    Links over_route(NodeId node, NodeId next_hop, const Heard::Route& route) const {
        const network::Session& session = net_[route.session];
        const bool recursive = is_recursive(net_, session, node);
        if (route.next_hop == next_hop || route.next_hop == node || (recursive && !net_[node].resolves_by_recursive))
            return {};
        if (const LinkId link = session.link_from(node); link.known() && route.next_hop == session.far_end(node).node)
            return {link};
        Links found = resolution_.links(node, route.next_hop);
        for (const network::TableWay& way : session.end(node).ways)
            if (route.next_hop == session.far_end(node).node)
                found.insert(way.link);
        if (const auto known = links_.find({node, route.next_hop}); known != links_.end() && recursive)
            found.insert(known->second.begin(), known->second.end());
        return found;
    }

    /// By somebody else, from his own table; what the next hop tells of itself is known without this one.
    bool told_by_ospf(NodeId node, NodeId next_hop, const Prefix& prefix) const {
        if (!net_[node].ospf)
            return false;
        if (prefix.length == 0 && !net_.stub_areas.empty())
            return true;
        for (std::size_t i = 0; i < net_.nodes.size(); ++i)
            if (const NodeId other = NodeId::at(i);
                other != node && other != next_hop && resolution_.share_area(node, other) && tells(net_[other], prefix))
                return true;
        return false;
    }

    bool tells(const network::Node& node, const Prefix& prefix) const {
        using From = network::Redistribution::From;
        const auto same = [&](const auto& it) { return it.prefix == prefix; };
        if (prefix.length == 0)
            return node.ospf->originates_default != network::Ospf::Default::no;
        return std::ranges::any_of(node.owns, same) ||
               std::ranges::any_of(node.ospf->redistributes, [&](const network::Redistribution& it) {
                   return it.from == From::bgp ? announced(net_, prefix)
                                               : it.from == From::static_routes && std::ranges::any_of(node.static_routes, same);
               });
    }

    const Heard& heard(const Prefix& prefix) {
        return heard_.try_emplace(prefix, net_, adjacency_, std::optional(prefix)).first->second;
    }

    const Network& net_;
    network::Adjacency adjacency_;
    Resolution resolution_;
    std::vector<Prefix> prefixes_;
    std::map<Prefix, Heard> heard_;
    std::map<std::pair<NodeId, NodeId>, Links> links_;
};

} // namespace

FailureId add_condition(Builder& builder, std::string name, network::Condition condition, dsl::Span span) {
    const FailureId id = builder.add_failure(std::move(name), network::FailureClass::condition, span);
    builder.net.failures[id.index()].condition = std::move(condition);
    return id;
}

network::TableWay way_over(Builder& builder, LinkId link, Address address, dsl::Span span) {
    const auto [place, is_new] = builder.notes<Questions>().asked.try_emplace({link, address});
    if (is_new) {
        const NodeId node = builder.net[link].from;
        place->second = add_condition(
            builder, fmt::format("{} sends to {} over {}", builder.net[node].name, to_string(address), builder.net[link].name),
            network::ForwardsOver{node, address, link}, span);
    }
    return {link, place->second};
}

void resolve_by_tables(Builder& builder) {
    std::vector<NodeId> routers;
    for (const Devices::Device& device : builder.notes<Devices>().all)
        if (builder.net[device.node].asn && !builder.net[device.node].hands_to)
            routers.push_back(device.node);
    for (const auto& [question, links] : Tables(builder).find(routers)) {
        const auto [node, next_hop] = question;
        network::RecursiveNextHop hop{next_hop, {}};
        for (const LinkId link : links)
            hop.ways.push_back(way_over(builder, link, *network::next_hop_address(builder.net, node, next_hop), builder.net[node].span));
        if (!hop.ways.empty())
            builder.net.nodes[node.index()].recursive.push_back(std::move(hop));
    }
}

} // namespace kinds
