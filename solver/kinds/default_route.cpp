// A default route for one peer is no route of the router's own: it is in nobody else's table, and the router's best for
// 0.0.0.0/0 is not sent to this peer beside it. So a stand-in of the router, up while the router and the session are,
// tells the peer, with the router as next hop; and the router's own export over the session leaves 0.0.0.0/0 out.

#include "solver/kinds/default_route.hpp"

#include <fmt/format.h>

#include "solver/kinds/left_out.hpp"
#include "solver/kinds/route_conditions.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using network::NodeId;
using network::Session;
using network::SessionEnd;
using network::SessionId;

struct DefaultRoutes {
    struct One {
        SessionId session;
        NodeId node;
        dsl::Span span;
        std::optional<Need> need;
    };
    std::vector<One> all;
};

NodeId add_stand_in(network::Network& net, const DefaultRoutes::One& one) {
    const network::Node& original = net[one.node];
    network::Node node;
    node.name = original.name + "/default";
    node.kind = original.kind;
    node.asn = original.asn;
    node.router_id = original.router_id;
    node.originates = {{network::Prefix{}, false, one.span}};
    if (one.need)
        tie(node.originates.front(), *one.need);
    node.in_traces = false;
    node.decision = standard_decision(false, false);
    node.fails_with = original.fails_with;
    node.span = one.span;
    net.nodes.push_back(std::move(node));
    return NodeId::at(net.nodes.size() - 1);
}

void originate(network::Network& net, const DefaultRoutes::One& one) {
    Session told = net[one.session];
    SessionEnd& own = told.a.node == one.node ? told.a : told.b;
    own = SessionEnd{};
    own.node = add_stand_in(net, one);
    own.next_hop = one.node;
    own.span = one.span;
    told.span = one.span;
    told.name += "/default";
    for (const network::LinkId link : {told.forward, told.back})
        told.fails_with.insert(told.fails_with.end(), net[link].fails_with.begin(), net[link].fails_with.end());
    told.forward = told.back = {};
    Session& before = net.sessions[one.session.index()];
    SessionEnd& end = before.a.node == one.node ? before.a : before.b;
    end.export_policy = leave_out(net, end.export_policy, {network::Prefix{}, 0, 0}, "originate-default", one.span);
    net.sessions.push_back(std::move(told));
}

} // namespace

dsl::Rule originate_default_rule() {
    return more(rule("originate-default", {},
                     "tells the peer of 0.0.0.0/0, with itself as next hop, whatever it has or `while route P`"),
                Shape::any, 3);
}

void note_default_route(Builder& builder, const dsl::Statement& at, NodeId node, const std::vector<SessionId>& sessions) {
    const dsl::Statement* written = statement(at, "originate-default");
    if (!written)
        return;
    std::optional<Need> need;
    if (written->words.size() > 1) {
        if (condition_begins(written->words) == 1)
            need = read_need(builder, *written, node);
        else
            builder.diagnostics().error("VN0140", written->words[1].span, "this is no condition",
                                        "write `originate-default;` or `originate-default while route P;`");
        if (!need)
            return;
    }
    for (const SessionId id : sessions) {
        const Session& session = builder.net[id];
        if (session.forward.known() && session.back.known()) {
            builder.notes<DefaultRoutes>().all.push_back({id, node, written->blame(), need});
            continue;
        }
        builder.diagnostics().error(
            "VN0138", written->span,
            fmt::format("the session `{}` goes over no link, and `originate-default` needs one", session.name),
            "have the router `originate 0.0.0.0/0;` and say in its other exports where it may not go");
        return;
    }
}

void originate_defaults(Builder& builder) {
    const auto all = builder.notes<DefaultRoutes>().all;
    for (const DefaultRoutes::One& one : all)
        originate(builder.net, one);
}

} // namespace kinds
