// Next hops (semantics.md §2 and §6): third parties, and nodes whose own BGP does not forward.

#include <gtest/gtest.h>

#include "solver/encode/data_plane.hpp"
#include "tests/unit/encode/states.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::LinkId;
using network::NodeId;

/// A speaker tells a machine of a prefix that lies behind a third party; nothing joins it to the machine but the
/// session.
struct ThirdParty : gadgets::NetworkBuilder {
    NodeId speaker = add_node("speaker", 1), machine = add_node("machine", 2), other = add_node("other");
    network::SessionId tells = session(speaker, machine);
    LinkId to_other = link(machine, other);
    ThirdParty() { originate(speaker, the_prefix); }
    network::SessionEnd& sender() { return end(tells, speaker); }
};

/// The links that `node` forwards over.
std::vector<LinkId> over(const network::Network& network, NodeId node, const network::FailureSet& failed = {}) {
    smt::Context context;
    std::vector<smt::Term> down(network.failures.size(), smt::no);
    for (const network::FailureId id : failed)
        down[id.index()] = smt::yes;
    const World world(context, network, down, "constant");
    ControlPlanes control(world);
    DataPlanes planes(control);
    const DataPlane& plane = planes.to(gadgets::address("10.0.0.7"));
    std::vector<LinkId> result;
    for (std::size_t i = 0; i < network.links.size(); ++i)
        if (plane.forwards(node, LinkId::at(i)).is_true())
            result.push_back(LinkId::at(i));
    return result;
}

TEST(NextHop, IsTheOneThatTheEndGives) {
    ThirdParty net;
    EXPECT_FALSE(has_route(net.network, net.machine));
    net.sender().next_hop = net.other;
    EXPECT_TRUE(has_route(net.network, net.machine));
    EXPECT_EQ(over(net.network, net.machine), std::vector{net.to_other});
    net.sender().next_hop_unchanged = true;
    EXPECT_TRUE(has_route(net.network, net.machine)) << "whatever else is said";
    net.sender().next_hop = net.machine;
    EXPECT_FALSE(has_route(net.network, net.machine)) << "itself never resolves";
}

TEST(NextHop, IsGivenOnInternalSessionsToo) {
    ThirdParty net;
    net.node(net.machine).asn = 1;
    net.sender().next_hop_self = true;
    EXPECT_FALSE(has_route(net.network, net.machine));
    net.sender().next_hop = net.other;
    EXPECT_TRUE(has_route(net.network, net.machine));
}

TEST(NextHop, IsSeenByTheImportPolicyAsGiven) {
    ThirdParty net;
    net.sender().next_hop = net.other;
    net.import(net.tells, net.machine, {gadgets::accept({gadgets::match_next_hop(net.other)})});
    EXPECT_TRUE(has_route(net.network, net.machine));
    net.import(net.tells, net.machine, {gadgets::accept({gadgets::match_next_hop(net.speaker)})});
    EXPECT_FALSE(has_route(net.network, net.machine));
}

TEST(NextHop, ThatIsGivenHidesTheOneHeld) {
    // One row of three ASNs: what the middle holds is passed on by the first session and replaced on the second.
    gadgets::NetworkBuilder net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2), c = net.add_node("c", 3);
    const Cable ab = net.cable(a, b), bc = net.cable(b, c);
    net.originate(a, the_prefix);
    net.end(bc.session, b).next_hop_unchanged = true;
    EXPECT_FALSE(has_route(net.network, c));
    net.end(bc.session, b).next_hop = b;
    EXPECT_TRUE(has_route(net.network, c));
    EXPECT_EQ(over(net.network, c), std::vector{bc.back});
    EXPECT_EQ(over(net.network, b), std::vector{ab.back});
}

/// The machine hands everything to a fabric, over a link that may fail.
struct Fabric : ThirdParty {
    NodeId fabric = add_node("fabric");
    LinkId to_fabric = link(machine, fabric);
    network::FailureId failure = add_failure("fabric");
    Fabric() {
        network.links[to_fabric.index()].fails_with = {failure};
        node(machine).hands_to = to_fabric;
    }
};

TEST(HandsTo, ResolvesAndCarriesWhateverTheNextHop) {
    Fabric net;
    EXPECT_TRUE(has_route(net.network, net.machine)) << "no link leads to the speaker";
    EXPECT_EQ(over(net.network, net.machine), std::vector{net.to_fabric});
    net.sender().next_hop = net.other;
    EXPECT_EQ(over(net.network, net.machine), std::vector{net.to_fabric});
    EXPECT_FALSE(has_route(net.network, net.machine, {net.failure}));
    net.node(net.machine).hands_to.reset();
    EXPECT_EQ(over(net.network, net.machine), std::vector{net.to_other});
    EXPECT_TRUE(has_route(net.network, net.machine, {net.failure}));
}

TEST(HandsTo, SparesTheSessionsOwnLink) {
    Fabric net;
    const LinkId own = net.link(net.machine, net.speaker);
    auto& session = net.network.sessions[net.tells.index()];
    session.back = own;
    EXPECT_EQ(over(net.network, net.machine), std::vector{own});
    EXPECT_TRUE(has_route(net.network, net.machine, {net.failure}));
    net.sender().next_hop = net.other;
    EXPECT_EQ(over(net.network, net.machine), std::vector{net.to_fabric}) << "the next hop is not the peer";
    EXPECT_FALSE(has_route(net.network, net.machine, {net.failure}));
}

TEST(HandsTo, StillNeverResolvesToTheNodeItself) {
    Fabric net;
    net.sender().next_hop = net.machine;
    EXPECT_FALSE(has_route(net.network, net.machine));
}

TEST(StandIn, OffersOnlyWhileItsGroupIsDown) {
    // The usual session and one that prepends, of which one is up.
    gadgets::NetworkBuilder net;
    const NodeId a = net.add_node("a", 1), b = net.add_node("b", 2);
    const Cable usual = net.cable(a, b);
    const network::SessionId instead = net.session(a, b);
    const network::FailureId maintenance = net.add_failure("maintenance");
    net.network.sessions[usual.session.index()].fails_with = {maintenance};
    net.network.sessions[instead.index()].stands_in_for = {maintenance};
    net.network.sessions[instead.index()].forward = usual.forward;
    net.network.sessions[instead.index()].back = usual.back;
    net.originate(a, the_prefix);
    EXPECT_EQ(state_of(net.network)[b.index()], usual.session);
    EXPECT_EQ(state_of(net.network, {maintenance})[b.index()], instead);
    EXPECT_FALSE(has_route(net.network, b, {usual.failure, maintenance}));
}

} // namespace
} // namespace encode
