// Each network with the argument for its number of stable states. Griffin, Shepherd and Wilfong, "The stable
// paths problem and interdomain routing", 2002, is where DISAGREE, BAD GADGET, GOOD GADGET and NAUGHTY GADGET come from;
// SURPRISE is from Griffin and Wilfong, "An analysis of BGP convergence properties", 1999.

#include "tests/gadgets/gadgets.hpp"

#include <array>

namespace gadgets {

using namespace network;

namespace {

constexpr std::string_view destination = "10.0.0.0/24";

Gadget finish(std::string name, NetworkBuilder builder, std::size_t healthy,
              std::optional<std::size_t> within_one) {
    return {std::move(name), std::move(builder.network), prefix(destination), healthy, within_one};
}

/// The node likes what it hears over the session better than what others tell it.
void prefer(NetworkBuilder& net, SessionId session, NodeId node) {
    net.import(session, node, {accept({}, {set_local_preference(200)})});
}

/// An origin and three nodes around it; `spokes[i]` joins node i to the origin, `rim[i]` joins node i to node
/// i+1.
struct Wheel {
    NetworkBuilder net;
    NodeId origin;
    std::array<NodeId, 3> nodes;
    std::array<Cable, 3> spokes, rim;
};

Wheel wheel() {
    Wheel it;
    it.origin = it.net.add_node("origin", 1);
    it.net.originate(it.origin, destination);
    for (std::size_t i = 0; i < 3; ++i) {
        it.nodes[i] = it.net.add_node("rim" + std::to_string(i), static_cast<Asn>(2 + i));
        it.spokes[i] = it.net.cable(it.origin, it.nodes[i]);
    }
    for (std::size_t i = 0; i < 3; ++i)
        it.rim[i] = it.net.cable(it.nodes[i], it.nodes[(i + 1) % 3]);
    return it;
}

/// Accepts from the neighbours on the rim only what they have from the origin itself.
Wheel wheel_of_short_paths(std::size_t preferring) {
    Wheel it = wheel();
    for (std::size_t i = 0; i < 3; ++i) {
        const std::uint32_t preference = i < preferring ? 200 : 100;
        it.net.import(it.rim[i].session, it.nodes[i],
                      {accept({match_length(0, 2)}, {set_local_preference(preference)})});
        it.net.import(it.rim[i].session, it.nodes[(i + 1) % 3], {accept({match_length(0, 2)})});
    }
    return it;
}

/// A gateway and a route server share an ASN; two appliances, in front of a second route server as well, hide
/// it by as-override, so the first route server hears its own route again.
Gadget shared_as(std::string name, bool override, bool prefer_gateway, std::size_t healthy,
                 std::size_t within_one) {
    NetworkBuilder net;
    const NodeId gateway = net.add_node("gateway", 65515);
    const std::array servers{net.add_node("route-server-1", 65515), net.add_node("route-server-2", 65515)};
    const std::array appliances{net.add_node("appliance-1", 65001), net.add_node("appliance-2", 65002)};
    net.originate(gateway, destination);
    const Cable uplink = net.cable(gateway, servers[0]);
    if (prefer_gateway)
        prefer(net, uplink.session, servers[0]);
    for (const NodeId appliance : appliances) {
        for (const NodeId server : servers) {
            const Cable cable = net.cable(appliance, server);
            net.end(cable.session, appliance).as_override = override;
            if (!prefer_gateway)
                prefer(net, cable.session, server);
        }
    }
    return finish(std::move(name), std::move(net), healthy, within_one);
}

/// Nodes 0 (the origin) to 4 and the paths that each takes, best first: 1: 130, 10; 2: 210, 20; 3: 3420, 30; 4: 430, 420 or
/// the other way round.
struct FourNodes {
    NetworkBuilder net;
    std::array<NodeId, 5> nodes;

    explicit FourNodes(bool fourth_prefers_second) {
        for (std::size_t i = 0; i < 5; ++i)
            nodes[i] = net.add_node("node" + std::to_string(i), static_cast<Asn>(100 + i));
        net.originate(nodes[0], destination);
        for (std::size_t i = 1; i < 4; ++i)
            net.cable(nodes[0], nodes[i]);
        prefers(1, 3, 200);
        prefers(2, 1, 200);
        prefers(4, 2, fourth_prefers_second ? 200 : 150);
        const SessionId between = prefers(4, 3, fourth_prefers_second ? 150 : 200);
        net.import(between, nodes[3], {accept({match_as(102)}, {set_local_preference(200)})});
    }

    /// A cable over which one node takes what the other has from the origin itself, and the other nothing.
    SessionId prefers(std::size_t node, std::size_t other, std::uint32_t preference) {
        const SessionId session = net.cable(nodes[node], nodes[other]).session;
        net.import(session, nodes[node], {accept({match_length(0, 2)}, {set_local_preference(preference)})});
        net.import(session, nodes[other], {reject()});
        return session;
    }
};

/// Two nodes with private ASNs that drop private ASNs when they talk to each other; the first prefers the
/// second.
struct Pair {
    NetworkBuilder net;
    NodeId first, second;
};

Pair pair_that_collapses_paths() {
    Pair it;
    it.first = it.net.add_node("first", 64512);
    it.second = it.net.add_node("second", 64513);
    const Cable cable = it.net.cable(it.first, it.second);
    for (const NodeId node : {it.first, it.second})
        it.net.end(cable.session, node).remove_private_as = true;
    prefer(it.net, cable.session, it.first);
    return it;
}

} // namespace

/// One of the two has its wish, and the other cannot: its route would come back to it. After a failure of
/// either cable to the origin, or of the one between, nothing is left to disagree on.
Gadget disagree() {
    NetworkBuilder net;
    const NodeId origin = net.add_node("origin", 1), left = net.add_node("left", 2),
                 right = net.add_node("right", 3);
    net.originate(origin, destination);
    net.cable(origin, left);
    net.cable(origin, right);
    const Cable between = net.cable(left, right);
    prefer(net, between.session, left);
    prefer(net, between.session, right);
    return finish("disagree", std::move(net), 2, 5);
}

/// Exactly one node goes to the origin itself, the two others behind one another: three rotations. Without a
/// spoke the rotation in which its node goes straight is lost; without a rim cable one state is left.
Gadget preference_wheel() {
    Wheel it = wheel();
    for (std::size_t i = 0; i < 3; ++i)
        prefer(it.net, it.rim[i].session, it.nodes[i]);
    return finish("preference-wheel", std::move(it.net), 3, 12);
}

/// Around the rim, nodes would have to be alternately straight and behind their neighbour, and three is odd.
/// Any failed cable breaks the rim: one state each.
Gadget bad_gadget() { return finish("bad-gadget", wheel_of_short_paths(3).net, 0, 6); }

/// The third node goes straight, the second behind it, and the first cannot go behind the second.
Gadget good_gadget() { return finish("good-gadget", wheel_of_short_paths(2).net, 1, 7); }

/// The third behind the fourth would need the first straight, so the second behind it, so the fourth without 420. Without
/// the cable of the first to the origin, or of the second to the first, the third may also stay behind the fourth.
Gadget naughty_gadget() { return finish("naughty-gadget", FourNodes(false).net, 1, 10); }

/// The fourth goes straight, so the third does. Without that cable it is the four nodes of BAD GADGET: the third straight
/// would put the second straight and the fourth behind it, which the third prefers.
Gadget surprise() {
    FourNodes four(true);
    four.net.import(four.net.cable(four.nodes[0], four.nodes[4]).session, four.nodes[4],
                    {accept({}, {set_local_preference(300)})});
    return finish("surprise", std::move(four.net), 1, 8);
}

/// The customer marks its announcement to the backup provider, which then prefers its own provider's route;
/// that one prefers customers. Primary everywhere, or: the top uses the backup, so the backup provider hears
/// of no other.
Gadget wedgie() {
    NetworkBuilder net;
    const NodeId customer = net.add_node("customer", 1), backup = net.add_node("backup-provider", 2),
                 top = net.add_node("top-provider", 3), primary = net.add_node("primary-provider", 4);
    net.originate(customer, destination);
    const Cable spare = net.cable(customer, backup);
    net.cable(customer, primary);
    const Cable to_top = net.cable(backup, top);
    net.cable(top, primary);
    const Community only_backup{2, 50};
    net.export_(spare.session, customer, {accept({}, {add_community(only_backup)})});
    net.import(spare.session, backup,
               {accept({match_community(only_backup)}, {set_local_preference(50)}), accept()});
    prefer(net, to_top.session, top);
    return finish("wedgie", std::move(net), 2, 6);
}

/// The top prefers its customers, the two backup providers. They prefer what the top tells them to a marked announcement,
/// so at most one of them uses its own: primary everywhere, or either backup. Any failed cable takes one of the three.
Gadget full_wedgie() {
    NetworkBuilder net;
    const NodeId customer = net.add_node("customer", 1), top = net.add_node("top-provider", 3),
                 primary = net.add_node("primary-provider", 4);
    const std::array backups{net.add_node("backup-provider-1", 2), net.add_node("backup-provider-2", 5)};
    net.originate(customer, destination);
    net.cable(customer, primary);
    net.cable(top, primary);
    for (const NodeId backup : backups) {
        net.import(net.cable(customer, backup).session, backup, {accept({}, {set_local_preference(50)})});
        prefer(net, net.cable(backup, top).session, top);
    }
    return finish("full-wedgie", std::move(net), 3, 15);
}

/// Of one neighbour AS the higher MED goes, and of the two left the lower router id wins: third. In pairs,
/// each is beaten by some other: first by second (MED), second by third and third by first (router id).
Gadget med_trio() {
    NetworkBuilder net;
    const NodeId chooser = net.add_node("chooser", 10);
    const std::array peers{net.add_node("first", 1), net.add_node("second", 1), net.add_node("third", 2)};
    const std::array<std::uint32_t, 3> meds{10, 5, 0}, router_ids{30, 40, 35};
    for (std::size_t i = 0; i < 3; ++i) {
        net.originate(peers[i], destination);
        net.node(peers[i]).router_id = router_ids[i];
        const Cable cable = net.cable(peers[i], chooser);
        net.export_(cable.session, peers[i], {accept({}, {set_med(meds[i])})});
    }
    return finish("med-trio", std::move(net), 1, 4);
}

/// The first prefers what the second has from it, and no ASN of theirs is left in the path to tell: the two
/// hold the route up between them. Without the origin they still may, or may have none; without the cable
/// between: one.
Gadget collapsed_pair() {
    Pair it = pair_that_collapses_paths();
    const NodeId origin = it.net.add_node("origin", 1);
    it.net.originate(origin, destination);
    it.net.cable(origin, it.first);
    return finish("collapsed-pair", std::move(it.net), 1, 4);
}

/// What goes round may once have come from either origin, and the watcher takes only what came from the
/// first.
Gadget collapsed_pair_with_memory() {
    Pair it = pair_that_collapses_paths();
    const Community mark{1, 1};
    for (const Asn asn : {1U, 2U}) {
        const NodeId origin = it.net.add_node("origin" + std::to_string(asn), asn);
        it.net.originate(origin, destination);
        const Cable cable = it.net.cable(origin, it.first);
        if (asn == 1)
            it.net.export_(cable.session, origin, {accept({}, {add_community(mark)})});
    }
    const NodeId watcher = it.net.add_node("watcher", 3);
    const Cable cable = it.net.cable(it.second, watcher);
    it.net.import(cable.session, watcher, {accept({match_community(mark)})});
    return finish("collapsed-pair-with-memory", std::move(it.net), 2, std::nullopt);
}

/// Two equal routes and a decision that ends with the oldest: either, and after a failure the one that is
/// left.
Gadget oldest_tie() {
    NetworkBuilder net;
    const NodeId chooser = net.add_node("chooser", 10);
    net.node(chooser).decision.order = {Criterion::weight, Criterion::local_preference,
                                        Criterion::as_path_length, Criterion::oldest, Criterion::router_id};
    for (const Asn asn : {1U, 2U}) {
        const NodeId peer = net.add_node("peer" + std::to_string(asn), asn);
        net.node(peer).router_id = asn;
        net.originate(peer, destination);
        net.cable(peer, chooser);
    }
    return finish("oldest-tie", std::move(net), 2, 4);
}

/// As soon as the route server uses the gateway's route, an appliance gives it back, preferred; as soon as it
/// uses that, the appliance hears its own ASN and has nothing to give. Only without the gateway there is
/// rest.
Gadget shared_as_gateway() { return shared_as("shared-as-gateway", true, false, 0, 1); }

Gadget shared_as_gateway_preferred() { return shared_as("shared-as-gateway-preferred", true, true, 1, 6); }

Gadget shared_as_gateway_without_override() {
    return shared_as("shared-as-gateway-without-override", false, false, 1, 6);
}

std::vector<Gadget> gadgets() {
    return {disagree(),
            preference_wheel(),
            bad_gadget(),
            good_gadget(),
            naughty_gadget(),
            surprise(),
            wedgie(),
            full_wedgie(),
            med_trio(),
            collapsed_pair(),
            collapsed_pair_with_memory(),
            oldest_tie(),
            shared_as_gateway(),
            shared_as_gateway_preferred(),
            shared_as_gateway_without_override(),
            med_oscillation(),
            med_oscillation_of_two_levels(),
            reflection_disagree(),
            reflection_bad_gadget(),
            reflection_loop(),
            deflection_ring()};
}

} // namespace gadgets
