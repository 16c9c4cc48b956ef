// The table of one node (semantics.md §6): static routes that do not go away with their links, and those that only say
// that there is no route.

#include <gtest/gtest.h>

#include "solver/encode/data_plane.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::Cable;
using gadgets::prefix;

/// What becomes of a packet at one node, in a word for each thing that may.
struct Fate {
    std::vector<LinkId> over;
    bool discarded = false, hop_down = false, stuck = false;
    bool operator==(const Fate&) const = default;
};

struct Pair : gadgets::NetworkBuilder {
    NodeId a = add_node("a"), b = add_node("b");
    Cable first = wire(a, b), second = wire(a, b);

    void permanent(const Cable& cable, const char* to, std::uint32_t distance = 1) {
        static_route(a, to, cable.forward, distance);
        node(a).static_routes.back().next_hop = ViaLink{cable.forward, true};
    }
    void unreachable(const char* to, std::uint32_t distance = 1) {
        discard(a, to, distance);
        node(a).static_routes.back().next_hop = Discard{true};
    }
    Fate at_a(const FailureSet& failed = {}) const {
        smt::Context context;
        std::vector<smt::Term> down(network.failures.size(), smt::no);
        for (const FailureId id : failed)
            down[id.index()] = smt::yes;
        const World world(context, network, down, "constant");
        ControlPlanes control(world);
        DataPlanes planes(control);
        const DataPlane& plane = planes.to(gadgets::address("10.0.0.7"));
        Fate fate{{}, plane.discards(a).is_true(), plane.hop_down(a).is_true(), plane.stuck(a).is_true()};
        for (std::size_t i = 0; i < network.links.size(); ++i)
            if (plane.forwards(a, LinkId::at(i)).is_true())
                fate.over.push_back(LinkId::at(i));
        return fate;
    }
};

Fate forwarded(std::vector<LinkId> over) { return {std::move(over), false, false, false}; }
const Fate discarded{{}, true, false, false}, hop_down{{}, false, true, false}, stuck{{}, false, false, true};

TEST(PermanentRoute, StaysWithoutItsLink) {
    Pair net;
    net.permanent(net.first, "10.0.0.0/24");
    net.static_route(net.a, "10.0.0.0/8", net.second.forward);
    EXPECT_EQ(net.at_a(), forwarded({net.first.forward}));
    EXPECT_EQ(net.at_a({net.first.failure}), hop_down) << "it hides the shorter prefix";
    net.node(net.a).static_routes.front().next_hop = ViaLink{net.first.forward};
    EXPECT_EQ(net.at_a({net.first.failure}), forwarded({net.second.forward}));
}

TEST(PermanentRoute, HidesGreaterDistancesAndSharesWithEqualOnes) {
    Pair net;
    net.permanent(net.first, "10.0.0.0/24");
    net.static_route(net.a, "10.0.0.0/24", net.second.forward, 2);
    EXPECT_EQ(net.at_a({net.first.failure}), hop_down);
    net.node(net.a).static_routes.back().distance = 1;
    EXPECT_EQ(net.at_a(), forwarded({net.first.forward, net.second.forward}));
    EXPECT_EQ(net.at_a({net.first.failure}), forwarded({net.second.forward}));
    EXPECT_EQ(net.at_a({net.first.failure, net.second.failure}), hop_down);
    net.discard(net.a, "10.0.0.0/24");
    EXPECT_EQ(net.at_a({net.first.failure, net.second.failure}), discarded);
}

TEST(PermanentRoute, IsLostWithItsNode) {
    Pair net;
    net.permanent(net.first, "10.0.0.0/24");
    const FailureId of_a = net.may_fail(net.a), of_b = net.may_fail(net.b);
    EXPECT_EQ(net.at_a({of_a}), stuck);
    EXPECT_EQ(net.at_a({of_b}), hop_down);
}

TEST(UnreachableRoute, OccupiesItsPrefixAndIsNoRoute) {
    Pair net;
    net.unreachable("10.0.0.0/24");
    net.static_route(net.a, "10.0.0.0/8", net.first.forward);
    EXPECT_EQ(net.at_a(), stuck);
    net.node(net.a).static_routes.front().next_hop = Discard{};
    EXPECT_EQ(net.at_a(), discarded);
}

TEST(UnreachableRoute, LosesToLesserDistancesAndLongerPrefixes) {
    Pair net;
    net.unreachable("10.0.0.0/24", 2);
    net.static_route(net.a, "10.0.0.0/24", net.first.forward);
    EXPECT_EQ(net.at_a(), forwarded({net.first.forward}));
    EXPECT_EQ(net.at_a({net.first.failure}), stuck);
    net.static_route(net.a, "10.0.0.0/25", net.second.forward);
    EXPECT_EQ(net.at_a({net.first.failure}), forwarded({net.second.forward}));
}

TEST(UnreachableRoute, SharesWithLinksOfItsDistance) {
    Pair net;
    net.unreachable("10.0.0.0/24");
    net.permanent(net.first, "10.0.0.0/24");
    EXPECT_EQ(net.at_a(), (Fate{{net.first.forward}, false, false, true}));
    EXPECT_EQ(net.at_a({net.first.failure}), stuck);
}

TEST(UnreachableRoute, HidesABgpRouteOfItsPrefix) {
    Pair net;
    net.node(net.a).asn = 1;
    const NodeId peer = net.add_node("peer", 2);
    const Cable cable = net.cable(net.a, peer);
    net.originate(peer, "10.0.0.0/24");
    EXPECT_EQ(net.at_a(), forwarded({cable.forward}));
    net.unreachable("10.0.0.0/24", 20);
    EXPECT_EQ(net.at_a(), stuck);
    net.node(net.a).static_routes.back().distance = 21;
    EXPECT_EQ(net.at_a(), forwarded({cable.forward}));
}

} // namespace
} // namespace encode
