// Whole states of networks with reflectors: where routes go, come back, never rest, and lead packets round (RFC 4456).

#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "solver/routing/cycles.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/message_passing.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/area.hpp"
#include "tests/gadgets/gadgets.hpp"

namespace {

using namespace network;
using namespace gadgets;
using routing::Candidate;
using Clusters = std::vector<std::uint64_t>;

constexpr auto destination = "10.0.0.0/24";

/// The best of a node in the one stable state.
std::optional<Candidate> best(const Network& network, NodeId node, const FailureSet& failed = {}) {
    const auto found = routing::enumerate(network, prefix(destination), failed);
    EXPECT_EQ(found.states.size(), 1U);
    return found.states.empty() ? std::nullopt : found.states.front().choices[node.index()].best;
}

TEST(Reflection, CarriesARouteOverTwoLevelsAndNotWithoutClients) {
    Area net;
    const NodeId top = net.member("top"), left = net.member("left"), right = net.member("right"),
                 left_edge = net.member("left-edge"), right_edge = net.member("right-edge");
    for (const auto& [a, b] : {std::pair{top, left}, {top, right}, {left, left_edge}, {right, right_edge}})
        net.cost(a, b, 1);
    const SessionId top_left = net.reflects(top, left), top_right = net.reflects(top, right);
    net.reflects(left, left_edge);
    net.reflects(right, right_edge);
    net.neighbour("outside", 1, left_edge);
    const auto held = best(net.network, right_edge);
    ASSERT_TRUE(held);
    EXPECT_EQ(held->route.originator, left_edge);
    EXPECT_EQ(held->route.next_hop, left_edge);
    EXPECT_EQ(held->route.cluster_list,
              (Clusters{net.network.cluster(right), net.network.cluster(top), net.network.cluster(left)}));
    net.end(top_left, top).client = false;
    EXPECT_TRUE(best(net.network, right_edge)) << "right is still a client";
    net.end(top_right, top).client = false;
    EXPECT_FALSE(best(net.network, right_edge));
    EXPECT_TRUE(best(net.network, top));
}

// ---- routes that hold each other up

TEST(Cycles, ClusterListsGrowWhereARouteStaysInsideTheAs) {
    Area net;
    const std::array nodes{net.member("a"), net.member("b"), net.member("c")};
    const std::array sessions{net.reflects(nodes[1], nodes[0]), net.reflects(nodes[2], nodes[1]),
                              net.reflects(nodes[0], nodes[2])};
    EXPECT_FALSE(routing::may_rest(net.network, {{nodes.begin(), nodes.end()}, {sessions.begin(), sessions.end()}}));
}

TEST(Cycles, MayRestWhereAReflectorLeadsOutAgain) {
    const auto may_rest = [](bool reflects) {
        Area net;
        const NodeId edge = net.member("edge"), reflector = net.member("reflector"), client = net.member("client"),
                     outside = net.add_node("outside", 64512);
        const SessionId up = net.peers(reflector, edge);
        const SessionId down = reflects ? net.reflects(reflector, client) : net.peers(reflector, client);
        const Cable out = net.cable(client, outside), back = net.cable(outside, edge);
        for (const auto& [session, node] : {std::pair{out.session, client}, {back.session, outside}})
            net.end(session, node).remove_private_as = true;
        return routing::may_rest(net.network,
                                 {{edge, outside, client, reflector}, {back.session, out.session, down, up}});
    };
    EXPECT_TRUE(may_rest(true));
    EXPECT_FALSE(may_rest(false)) << "two internal sessions in a row carry nothing";
}

TEST(SelfSupporting, ARouteMayComeBackOverAReflectorAndAnotherAs) {
    Area net;
    const NodeId edge = net.member("edge"), reflector = net.member("reflector"), client = net.member("client"),
                 outside = net.add_node("outside", 64512), origin = net.add_node("origin", 1);
    net.cost(reflector, edge, 1);
    net.cost(reflector, client, 1);
    net.reflects(reflector, edge);
    net.reflects(reflector, client);
    const Cable out = net.cable(client, outside), back = net.cable(outside, edge), source = net.cable(origin, edge);
    for (const auto& [session, node] : {std::pair{out.session, client}, {back.session, outside}})
        net.end(session, node).remove_private_as = true;
    net.import(back.session, outside, {reject()});
    net.import(back.session, edge, {accept({}, {set_local_preference(200)})});
    net.originate(origin, destination);
    const auto healthy = routing::enumerate(net.network, prefix(destination), {});
    ASSERT_EQ(healthy.states.size(), 1U);
    EXPECT_TRUE(routing::self_supporting(net.network, healthy.states[0]));
    EXPECT_EQ(routing::enumerate(net.network, prefix(destination), {source.failure}).states.size(), 2U);
    EXPECT_EQ(routing::enumerate(net.network, prefix(destination), {back.failure}).states.size(), 1U);
}

// ---- gadgets

TEST(Oscillation, NeverRests) {
    for (const Gadget& it : {med_oscillation(), med_oscillation_of_two_levels(), reflection_bad_gadget()})
        for (unsigned seed = 1; seed <= 5; ++seed)
            EXPECT_FALSE(routing::pass_messages(it.network, it.prefix, {}, {.seed = seed})) << it.name;
}

/// How many clients' packets go round for ever.
std::size_t looping(const Gadget& it, const FailureSet& failed = {}) {
    const auto state = routing::settle_all(it.network, {it.prefix}, failed).state;
    Packet packet;
    packet.destination = address("10.0.0.1");
    std::size_t found = 0;
    for (std::size_t i = 0; i < it.network.nodes.size(); ++i)
        for (const auto& walk : routing::all_walks(it.network, state, NodeId::at(i), packet))
            found += walk.ending == routing::Ending::loop;
    return found;
}

TEST(Deflection, ClientsOnEachOthersWayLoop) {
    const Gadget two = reflection_loop(), three = deflection_ring();
    EXPECT_EQ(looping(two), 2U);
    EXPECT_EQ(looping(two, {FailureId::at(1)}), 0U) << "without the cable between the clients";
    EXPECT_EQ(looping(three), 3U);
}

} // namespace
