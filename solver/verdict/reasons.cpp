// The table of reason codes. A test holds it against the endings and fates of the oracle.

#include "solver/verdict/reasons.hpp"

#include <algorithm>

namespace verdict {

const std::vector<Reason>& reasons() {
    static const std::vector<Reason> table = {
        // endings of packets
        {"delivered", "the packet arrives where it must not"},
        {"filtered", "a rule of a node on the way refuses the packet"},
        {"no-route", "a node on the way has no route to the destination"},
        {"null-routed", "a route of a node on the way discards the packet"},
        {"not-forwarding", "a node on the way does not forward packets of others"},
        {"no-session", "a stateful node gets an answer without having seen what it answers"},
        {"loop", "the packet comes to the same node a second time"},
        {"node-down", "the packet starts at a node that is down"},
        {"drained", "a node on the way is in maintenance: it keeps its routes and drops packets"},
        {"next-hop-down", "a route that stays whatever fails leads over links that are down"},
        // fates of routes
        {"session-down", "the session that would carry the route is down"},
        {"peer-has-none", "the peer holds no route itself"},
        {"not-readvertised", "a route learned over iBGP is not passed on over iBGP (RFC 4271 §9.2.1)"},
        {"kept-by-community", "the peer's route carries no-export or no-advertise (RFC 1997), so it is not sent"},
        {"sends-nothing", "the peer does not advertise on this session, or only what it has installed"},
        {"rejected-by-policy", "an import policy rejects the route"},
        {"rejected-by-export-policy", "an export policy of the peer rejects the route"},
        {"own-asn-in-path",
         "the receiver finds its own ASN in the path and drops the route (RFC 4271 §9.1.2)"},
        {"own-originator", "the route came from this very node and was reflected back to it (RFC 4456 §8)"},
        {"own-cluster-in-list", "the route was reflected in this cluster before (RFC 4456 §8)"},
        {"next-hop-unresolved", "no link leads to the next hop of the route"},
        {"listed-only", "the receiver lists the route and never uses it"},
        {"less-preferred", "the wanted route is there and loses the decision to another"},
        // the rest
        {reason::cut, "the failures leave no path of links between the two ends"},
        {reason::asymmetric, "the answer takes another way than the packet it answers"},
        {reason::more_specific_prefix, "a longer prefix attracts the traffic away from the wanted way"},
        {reason::equal_cost, "nothing in the decision tells two ways apart, so both carry traffic"},
        {reason::static_route, "a static route overrides the wanted way"},
        {reason::static_route_down, "the static route that led there is down"},
        {reason::never_announced, "no node announces the destination"},
        {reason::own_announcement, "a node announces a prefix itself and has no route of its own to it"},
        {reason::origin_unreachable,
         "the origin announces the prefix only while a static route to it is up or OSPF reaches it, and neither is so"},
        {reason::condition_unmet,
         "a route is announced, or a static route used, only while another route is there or is not, and it is otherwise"},
        {reason::not_redistributed, "a router has a route and does not tell OSPF of it"},
        {reason::area_split, "no links that run OSPF lead to the router that owns the destination"},
        {reason::delivered_elsewhere, "another node answers for the destination"},
        {reason::route_present, "the table holds a route that must not be there"},
        {reason::not_preferred, "traffic takes a way although a more wanted one would deliver it"},
        {reason::waypoint_missed, "the packet arrives without having come by any of the waypoints"},
        {reason::transit, "packets of others come by a node that is no way for them"},
        {reason::black_hole, "a node is handed packets that it has no route for"},
        {reason::path_too_long, "the packet arrives over more locations than are wanted"},
        {reason::too_many_routes, "a session brings more prefixes than the receiver takes"},
        {reason::several_states, "routing may come to rest in more than one way, and packets go otherwise in each"},
        {reason::no_stable_state, "routing never comes to rest"},
        {"use-remote-gateways-missing",
         "a peering lacks `use-remote-gateways`, so the network behind it is not announced"},
        {"allow-gateway-transit-missing",
         "a peering lacks `allow-gateway-transit`, so the network behind it is not announced"},
        {"remote-vnets-refused",
         "a gateway does not allow remote VNet traffic, so it takes no routes of other virtual networks"},
        {"branch-to-branch-off", "a route server lacks `branch-to-branch`, so gateways and appliances do not "
                                 "learn each other's routes"},
        {"route-server-needs-active-active",
         "a VPN gateway beside a route server is not `active-active`, so it exchanges no routes"},
        {"route-server-needs-asn-65515",
         "a VPN gateway beside a route server has an ASN of its own, so it exchanges no routes"},
    };
    return table;
}

const Reason* find_reason(std::string_view code) {
    const auto& all = reasons();
    auto it = std::find_if(all.begin(), all.end(), [&](const Reason& r) { return r.code == code; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace verdict
