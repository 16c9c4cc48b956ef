// The decision (semantics.md §4): each elimination both ways, multipath sets, free choices.

#include <gtest/gtest.h>

#include "tests/unit/encode/states.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::Asn;
using network::Criterion;
using network::NodeId;
using network::Origin;

/// origin above left and right, chooser below both. Left has the lower session index.
struct Diamond : gadgets::NetworkBuilder {
    NodeId origin = add_node("origin", 1), left, right, chooser;
    Cable to_left, to_right, by_left, by_right;
    explicit Diamond(Asn l = 2, Asn r = 3, Asn c = 4)
        : left(add_node("left", l)), right(add_node("right", r)), chooser(add_node("chooser", c)),
          to_left(cable(origin, left)), to_right(cable(origin, right)), by_left(cable(left, chooser)),
          by_right(cable(right, chooser)) {
        originate(origin, the_prefix);
    }
    network::Decision& decision() { return node(chooser).decision; }
    bool takes_left() { return state_of(network)[chooser.index()] == by_left.session; }
    bool takes_right() { return state_of(network)[chooser.index()] == by_right.session; }
    Diamond& set_on(const Cable& cable, network::Set set) {
        import(cable.session, chooser, {gadgets::accept({}, {set})});
        return *this;
    }
};

TEST(Decision, TheLowestPeerWinsATie) { EXPECT_TRUE(Diamond().takes_left()); }

TEST(Decision, HighestWeightAndLocalPreference) {
    Diamond weight, preference, lower;
    EXPECT_TRUE(weight.set_on(weight.by_right, gadgets::set_weight(1)).takes_right());
    EXPECT_TRUE(preference.set_on(preference.by_right, gadgets::set_local_preference(101)).takes_right());
    EXPECT_TRUE(lower.set_on(lower.by_right, gadgets::set_local_preference(99)).takes_left());
    Diamond end_weight;
    end_weight.end(end_weight.by_right.session, end_weight.chooser).weight = 5;
    EXPECT_TRUE(end_weight.takes_right());
}

TEST(Decision, WeightIsNotSentAndPreferenceNotOverExternalSessions) {
    Diamond diamond;
    diamond.import(diamond.to_right.session, diamond.right,
                   {gadgets::accept({}, {gadgets::set_weight(9), gadgets::set_local_preference(900)})});
    EXPECT_TRUE(diamond.takes_left());
}

TEST(Decision, PreferenceTravelsOverInternalSessions) {
    Diamond diamond(2, 2, 2);
    for (NodeId node : {diamond.left, diamond.right}) {
        const Cable& cable = node == diamond.left ? diamond.by_left : diamond.by_right;
        diamond.end(cable.session, node).next_hop_self = true;
    }
    EXPECT_TRUE(diamond.takes_left());
    diamond.import(diamond.to_right.session, diamond.right,
                   {gadgets::accept({}, {gadgets::set_local_preference(101)})});
    EXPECT_TRUE(diamond.takes_right());
}

TEST(Decision, ShortestPathAndLowestOrigin) {
    Diamond longer, origin;
    EXPECT_TRUE(longer.set_on(longer.by_left, gadgets::prepend(9, 1)).takes_right());
    EXPECT_TRUE(origin.set_on(origin.by_left, gadgets::set_origin(Origin::egp)).takes_right());
    Diamond both;
    both.set_on(both.by_left, gadgets::set_origin(Origin::egp));
    both.set_on(both.by_right, gadgets::set_origin(Origin::incomplete));
    EXPECT_TRUE(both.takes_left());
}

TEST(Decision, MedComparesOneNeighbourAs) {
    Diamond different;
    EXPECT_TRUE(different.set_on(different.by_left, gadgets::set_med(10)).takes_left());
    Diamond same(2, 2, 4);
    EXPECT_TRUE(same.set_on(same.by_left, gadgets::set_med(10)).takes_right());
    Diamond always;
    always.decision().order = {Criterion::med_always, Criterion::peer_order};
    EXPECT_TRUE(always.set_on(always.by_left, gadgets::set_med(10)).takes_right());
}

TEST(Decision, MedIsNotSentOnToAThirdAs) {
    Diamond reset(2, 2, 4);
    reset.import(reset.to_left.session, reset.left, {gadgets::accept({}, {gadgets::set_med(10)})});
    EXPECT_TRUE(reset.takes_left());
    Diamond sent(2, 2, 4);
    sent.export_(sent.by_left.session, sent.left, {gadgets::accept({}, {gadgets::set_med(10)})});
    EXPECT_TRUE(sent.takes_right());
}

TEST(Decision, ExternalBeatsInternalWhereAsked) {
    Diamond diamond(4, 3, 4); // left is internal
    diamond.end(diamond.by_left.session, diamond.left).next_hop_self = true;
    diamond.set_on(diamond.by_left, gadgets::prepend(9, 1)); // as long as right's
    EXPECT_TRUE(diamond.takes_right());
    std::erase(diamond.decision().order, Criterion::external_over_internal);
    EXPECT_TRUE(diamond.takes_left());
}

TEST(Decision, LowestRouterIdAndNoneIsHighest) {
    Diamond diamond;
    diamond.node(diamond.right).router_id = 7;
    EXPECT_TRUE(diamond.takes_right());
    diamond.node(diamond.left).router_id = 6;
    EXPECT_TRUE(diamond.takes_left());
    diamond.node(diamond.left).router_id = 7;
    EXPECT_TRUE(diamond.takes_left());
}

TEST(Decision, LocalRoutesWinWhereAsked) {
    Diamond diamond;
    diamond.originate(diamond.chooser, the_prefix);
    EXPECT_EQ(state_of(diamond.network)[diamond.chooser.index()], network::SessionId{});
    diamond.decision().order = {Criterion::local_preference, Criterion::local_origin, Criterion::peer_order};
    diamond.set_on(diamond.by_right, gadgets::set_local_preference(101));
    EXPECT_TRUE(diamond.takes_right());
    diamond.decision().order = {Criterion::local_origin, Criterion::local_preference, Criterion::peer_order};
    EXPECT_EQ(state_of(diamond.network)[diamond.chooser.index()], network::SessionId{});
}

TEST(Decision, TheOrderIsData) {
    Diamond diamond; // left is longer, right has the higher router id
    diamond.set_on(diamond.by_left, gadgets::prepend(9, 1));
    diamond.node(diamond.left).router_id = 1;
    diamond.node(diamond.right).router_id = 2;
    EXPECT_TRUE(diamond.takes_right());
    diamond.decision().order = {Criterion::router_id, Criterion::as_path_length, Criterion::peer_order};
    EXPECT_TRUE(diamond.takes_left());
}

TEST(Decision, OldestIsAnyOneAndNothingAfterItApplies) {
    Diamond diamond;
    diamond.decision().order = {Criterion::as_path_length, Criterion::oldest, Criterion::peer_order};
    EXPECT_EQ(states_of(diamond.network).size(), 2u);
    EXPECT_EQ(states_of(diamond.network, {diamond.to_left.failure}).size(), 1u);
    diamond.set_on(diamond.by_left, gadgets::prepend(9, 1));
    EXPECT_EQ(states_of(diamond.network).size(), 1u);
}

TEST(Decision, OldestExternalIsAnyOneOfTheExternal) {
    Diamond diamond;
    diamond.node(diamond.left).router_id = 2;
    diamond.node(diamond.right).router_id = 1;
    diamond.decision().order = {Criterion::local_origin, Criterion::as_path_length, Criterion::external_over_internal,
                                Criterion::oldest_external, Criterion::router_id, Criterion::peer_order};
    EXPECT_EQ(states_of(diamond.network).size(), 2u);
    EXPECT_EQ(states_of(diamond.network, {diamond.to_left.failure}).size(), 1u);
    diamond.set_on(diamond.by_left, gadgets::prepend(9, 1));
    EXPECT_TRUE(diamond.takes_right());
}

TEST(Decision, AmongInternalRoutesOldestExternalLeavesItToWhatFollows) {
    Diamond diamond(2, 2, 2);
    diamond.end(diamond.by_left.session, diamond.left).next_hop_self = true;
    diamond.end(diamond.by_right.session, diamond.right).next_hop_self = true;
    diamond.node(diamond.left).router_id = 2;
    diamond.node(diamond.right).router_id = 1;
    diamond.decision().order = {Criterion::local_origin, Criterion::external_over_internal, Criterion::oldest_external,
                                Criterion::router_id, Criterion::peer_order};
    EXPECT_TRUE(diamond.takes_right());
    diamond.node(diamond.right).router_id = 3;
    EXPECT_TRUE(diamond.takes_left());
}

TEST(Decision, OldestExternalHasItsPlace) {
    Diamond diamond;
    diamond.decision().order = {Criterion::local_origin, Criterion::oldest_external, Criterion::peer_order};
    EXPECT_THROW(states_of(diamond.network), std::logic_error);
    diamond.decision().order = {Criterion::local_origin, Criterion::external_over_internal, Criterion::oldest_external,
                                Criterion::med, Criterion::peer_order};
    EXPECT_THROW(states_of(diamond.network), std::logic_error);
}

TEST(Decision, AnOrderThatMayLeaveSeveralIsRefused) {
    Diamond diamond;
    diamond.decision().order = {Criterion::as_path_length};
    EXPECT_THROW(states_of(diamond.network), std::logic_error);
}

/// Which links the chooser uses while nothing fails.
std::pair<bool, bool> uses(const Diamond& diamond) {
    smt::Context context;
    const World world(context, diamond.network,
                      std::vector<smt::Term>(diamond.network.failures.size(), smt::no), "w");
    const ControlPlane plane(world, gadgets::prefix(the_prefix));
    const smt::Term left = plane.bgp_uses(diamond.chooser, diamond.by_left.back);
    const smt::Term right = plane.bgp_uses(diamond.chooser, diamond.by_right.back);
    EXPECT_TRUE(left.is_constant() && right.is_constant());
    return {left.is_true(), right.is_true()};
}

TEST(Multipath, SurvivorsOfTheNamedEliminationForward) {
    Diamond diamond;
    EXPECT_EQ(uses(diamond), std::pair(true, false));
    diamond.decision().multipath_after = 7;
    EXPECT_EQ(uses(diamond), std::pair(true, true));
    EXPECT_TRUE(diamond.takes_left()); // one is advertised
    diamond.set_on(diamond.by_right, gadgets::prepend(9, 1));
    EXPECT_EQ(uses(diamond), std::pair(true, false));
    diamond.decision().multipath_after = 2; // before path length
    EXPECT_EQ(uses(diamond), std::pair(true, true));
}

TEST(Multipath, OfOneWholePathOrOfPeersOfOneAs) {
    Diamond diamond(2, 2); // left and right are of one AS, so the paths through them are the same
    diamond.decision().multipath_after = 7;
    for (const auto sharing : {network::Sharing::neighbour_as, network::Sharing::as_path, network::Sharing::peer_as_or_path}) {
        diamond.decision().sharing = sharing;
        EXPECT_EQ(uses(diamond), std::pair(true, true));
    }
    diamond.set_on(diamond.by_left, gadgets::prepend(9, 1)).set_on(diamond.by_right, gadgets::prepend(8, 1));
    EXPECT_EQ(uses(diamond), std::pair(true, true)) << "the peers are of one AS, whatever is in front of it";
    diamond.decision().sharing = network::Sharing::as_path;
    EXPECT_EQ(uses(diamond), std::pair(true, false));
    diamond.end(diamond.by_left.session, diamond.chooser).import_policy.reset();
    diamond.end(diamond.by_right.session, diamond.chooser).import_policy.reset();
    EXPECT_EQ(uses(diamond), std::pair(true, true));
    // What happened to the path further up counts, where only its length and its start are the same.
    diamond.import(diamond.to_left.session, diamond.left, {gadgets::accept({}, {gadgets::prepend(9, 1)})});
    diamond.import(diamond.to_right.session, diamond.right, {gadgets::accept({}, {gadgets::prepend(8, 1)})});
    EXPECT_EQ(uses(diamond), std::pair(true, false));
    diamond.decision().sharing = network::Sharing::neighbour_as;
    EXPECT_EQ(uses(diamond), std::pair(true, true));
    diamond.decision().sharing = network::Sharing::as_path;
    diamond.end(diamond.by_left.session, diamond.left).replace_as = {{9, 8}};
    EXPECT_EQ(uses(diamond), std::pair(true, true)) << "after rewriting they are the same again";
}

TEST(Multipath, OfInternalRoutesFrrWantsTheSamePath) {
    Diamond diamond(4, 4, 4);
    diamond.decision().multipath_after = 7;
    diamond.decision().sharing = network::Sharing::peer_as_or_path;
    for (const NodeId node : {diamond.left, diamond.right})
        diamond.end(node == diamond.left ? diamond.by_left.session : diamond.by_right.session, node).next_hop_self = true;
    EXPECT_EQ(uses(diamond), std::pair(true, true));
    diamond.import(diamond.to_left.session, diamond.left, {gadgets::accept({}, {gadgets::prepend(9, 1)})});
    diamond.import(diamond.to_right.session, diamond.right, {gadgets::accept({}, {gadgets::prepend(8, 1)})});
    EXPECT_EQ(uses(diamond), std::pair(true, false));
}

TEST(Multipath, MayEndAmongCriteriaOnPeers) {
    Diamond diamond;
    diamond.node(diamond.left).router_id = 1;
    diamond.node(diamond.right).router_id = 1;
    diamond.decision().multipath_after = 8;
    EXPECT_EQ(uses(diamond), std::pair(true, true));
    diamond.node(diamond.left).router_id = 2;
    EXPECT_EQ(uses(diamond), std::pair(false, true));
}

TEST(Multipath, ALocalBestForwardsNothing) {
    Diamond diamond;
    diamond.decision().multipath_after = 0;
    diamond.originate(diamond.chooser, the_prefix);
    EXPECT_EQ(uses(diamond), std::pair(false, false));
}

TEST(Multipath, HoldsWhatIsWorseThanALocalRouteToo) {
    Diamond diamond;
    diamond.decision().multipath_after = 0;
    diamond.originate(diamond.chooser, the_prefix);
    diamond.set_on(diamond.by_left, gadgets::set_weight(40000)); // above the local route's
    for (const Cable& cable : {diamond.by_left, diamond.by_right})
        diamond.end(cable.session, diamond.chooser).sends = false;
    EXPECT_TRUE(diamond.takes_left());
    EXPECT_EQ(uses(diamond), std::pair(true, true));
    diamond.decision().multipath_after = 1;
    EXPECT_EQ(uses(diamond), std::pair(true, false));
}

TEST(Multipath, NextHopsAreNotPeers) {
    // right passes left's next hop on: both candidates forward over the link to left.
    Diamond diamond;
    const auto direct = diamond.link(diamond.chooser, diamond.origin);
    diamond.end(diamond.by_right.session, diamond.right).next_hop_unchanged = true;
    diamond.set_on(diamond.by_left, gadgets::prepend(9, 1));
    smt::Context context;
    const World world(context, diamond.network,
                      std::vector<smt::Term>(diamond.network.failures.size(), smt::no), "w");
    const ControlPlane plane(world, gadgets::prefix(the_prefix));
    EXPECT_EQ(plane.bgp_uses(diamond.chooser, direct), smt::yes);
    EXPECT_EQ(plane.bgp_uses(diamond.chooser, diamond.by_right.back), smt::no);
    EXPECT_EQ(plane.best_external(diamond.chooser), smt::yes);
    EXPECT_EQ(plane.best_internal(diamond.chooser), smt::no);
}

} // namespace
} // namespace encode
