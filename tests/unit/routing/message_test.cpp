// A node's own route, and what it sends of its best: each rule of local routes and export of semantics §2, both ways.

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/routing/chain.hpp"

namespace {

using namespace chain;

// ---- the node's own route

std::optional<Candidate> own_route(const NetworkBuilder& net, NodeId node, const FailureSet& failed = {},
                                   std::string_view of = destination) {
    const routing::Health health(net.network, failed);
    return routing::local_candidate({health, prefix(of)}, node);
}

TEST(LocalRoute, HasTheAttributesOfALocalRoute) {
    NetworkBuilder net;
    const NodeId node = net.add_node("node", 1);
    net.originate(node, destination);
    const auto own = own_route(net, node);
    ASSERT_TRUE(own);
    EXPECT_TRUE(own->local());
    Route expected;
    expected.weight = 32768;
    expected.local_preference = 100;
    expected.next_hop = node;
    EXPECT_EQ(own->route, expected);
    EXPECT_FALSE(own_route(net, node, {}, "10.0.0.0/25"));
}

TEST(LocalRoute, NeedsAnAsnAndANodeThatIsUp) {
    NetworkBuilder net;
    const NodeId node = net.add_node("node", 1), mute = net.add_node("mute");
    net.originate(node, destination);
    net.originate(mute, destination);
    const FailureId failure = net.may_fail(node);
    EXPECT_TRUE(own_route(net, node));
    EXPECT_FALSE(own_route(net, node, {failure}));
    EXPECT_FALSE(own_route(net, mute));
}

TEST(LocalRoute, IfReachableNeedsAStaticRouteToExactlyThePrefix) {
    NetworkBuilder net;
    const NodeId node = net.add_node("node", 1), other = net.add_node("other", 2);
    const Cable cable = net.cable(node, other);
    net.originate(node, destination, true);
    EXPECT_FALSE(own_route(net, node));
    net.static_route(node, "10.0.0.0/23", cable.forward);
    EXPECT_FALSE(own_route(net, node));
    net.static_route(node, destination, cable.forward);
    EXPECT_TRUE(own_route(net, node));
    EXPECT_FALSE(own_route(net, node, {cable.failure}));
    net.discard(node, destination);
    EXPECT_TRUE(own_route(net, node, {cable.failure}));
}

TEST(LocalRoute, APermanentStaticRouteIsAlwaysUpAndAnUnreachableOneIsNone) {
    NetworkBuilder net;
    const NodeId node = net.add_node("node", 1), other = net.add_node("other", 2);
    const Cable cable = net.cable(node, other);
    const FailureId failure = net.may_fail(node);
    net.originate(node, destination, true);
    net.static_route(node, destination, cable.forward);
    net.node(node).static_routes[0].next_hop = ViaLink{cable.forward, true};
    EXPECT_TRUE(own_route(net, node, {cable.failure}));
    EXPECT_FALSE(own_route(net, node, {failure}));
    net.node(node).static_routes[0].next_hop = Discard{true};
    EXPECT_FALSE(own_route(net, node));
}

TEST(LocalRoute, OneUnconditionalAnnouncementIsEnough) {
    NetworkBuilder net;
    const NodeId node = net.add_node("node", 1);
    net.originate(node, destination, true);
    net.originate(node, destination);
    EXPECT_TRUE(own_route(net, node));
}

// ---- whether anything is sent

TEST(Export, NothingOverASessionThatIsDown) {
    const Chain it;
    EXPECT_EQ(it.refused(it.own(), {it.between.failure}), Fate::session_down);
    EXPECT_EQ(it.refused(it.own(), {it.before.failure}), std::nullopt);
}

TEST(Export, NothingWithoutABest) {
    const Chain it;
    const routing::Health health(it.net.network, {});
    EXPECT_EQ(routing::offer({health, prefix(destination)}, it.between.session, it.receiver, nullptr).refused,
              Fate::peer_has_none);
}

TEST(Export, NothingFromAnEndThatDoesNotSend) {
    Chain it;
    it.sending().sends = false;
    const Passage passage = it.offer(it.own());
    EXPECT_EQ(passage.refused, Fate::sends_nothing);
    EXPECT_EQ(passage.responsible, it.sending().span);
    it.sending().sends = true;
    it.receiving().sends = false;
    EXPECT_EQ(it.refused(it.own()), std::nullopt);
}

TEST(Export, InternallyLearnedRoutesDoNotGoToInternalPeers) {
    Chain internal(2, 2, 2);
    internal.net.end(internal.before.session, internal.source).next_hop_self = true;
    const Passage passage = internal.offer(internal.learned({}));
    EXPECT_EQ(passage.refused, Fate::not_readvertised);
    EXPECT_EQ(passage.responsible, internal.sending().span);
    EXPECT_EQ(internal.refused(internal.own()), std::nullopt);
    const Chain to_external(2, 2, 3);
    EXPECT_EQ(to_external.refused(to_external.learned({})), std::nullopt);
    Chain from_external(1, 2, 2);
    from_external.sending().next_hop_self = true;
    EXPECT_EQ(from_external.refused(from_external.learned({1})), std::nullopt);
}

TEST(Export, ABestThatIsNotInstalledNeedsLeaveToBeAdvertised) {
    Chain it;
    it.net.own(it.sender, destination);
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
    it.net.node(it.sender).advertise_inactive = false;
    EXPECT_EQ(it.refused(it.learned({1})), Fate::sends_nothing);
    EXPECT_EQ(it.refused(it.own()), std::nullopt);
    it.net.node(it.sender).owns.front().prefix = prefix("10.0.0.0/25");
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
}

/// Whether a static route at the sender, to this prefix and of this distance, hides a learned best.
bool hidden_by_static(Chain it, std::uint32_t distance, std::string_view to = destination) {
    it.net.node(it.sender).advertise_inactive = false;
    it.net.static_route(it.sender, to, it.before.back, distance);
    return it.refused(it.learned({})) == Fate::sends_nothing;
}

TEST(Export, AStaticRouteOfNoHigherDistanceHidesTheBest) {
    EXPECT_TRUE(hidden_by_static(Chain(1, 2, 3), 20));
    EXPECT_FALSE(hidden_by_static(Chain(1, 2, 3), 21));
    EXPECT_TRUE(hidden_by_static(Chain(2, 2, 3), 200));
    EXPECT_FALSE(hidden_by_static(Chain(2, 2, 3), 201));
    EXPECT_FALSE(hidden_by_static(Chain(1, 2, 3), 1, "10.0.0.0/23"));
}

TEST(Export, AStaticRouteHidesTheBestOnlyWhileItIsUp) {
    Chain it;
    it.net.node(it.sender).advertise_inactive = false;
    const Cable aside = it.net.wire(it.sender, it.net.add_node("aside"));
    it.net.static_route(it.sender, destination, aside.forward);
    EXPECT_EQ(it.refused(it.learned({1})), Fate::sends_nothing);
    EXPECT_EQ(it.refused(it.learned({1}), {aside.failure}), std::nullopt);
    it.net.discard(it.sender, destination);
    EXPECT_EQ(it.refused(it.learned({1}), {aside.failure}), Fate::sends_nothing);
}

TEST(Export, ThereIsNoSplitHorizon) {
    Chain it;
    it.net.end(it.before.session, it.source).allow_own_as = 1;
    const routing::Health health(it.net.network, {});
    const Candidate best = it.learned({1});
    const Passage back = routing::offer({health, prefix(destination)}, it.before.session, it.source, &best);
    ASSERT_TRUE(back.arrived());
    EXPECT_EQ(back.route->as_path, (Path{2, 1}));
}

// ---- attributes on the way

TEST(Export, MedGoesOnlyOneAsFar) {
    Chain it;
    Candidate best = it.learned({1});
    best.route.med = 7;
    EXPECT_EQ(it.arrives(best).med, 0U);
    Candidate own = it.own();
    own.route.med = 7;
    EXPECT_EQ(it.arrives(own).med, 7U);
    Chain internal(1, 2, 2);
    internal.sending().next_hop_self = true;
    EXPECT_EQ(internal.arrives(best).med, 7U);
}

TEST(Export, MedIsResetBeforeThePolicy) {
    Chain it;
    it.net.export_(it.between.session, it.sender, {accept({}, {set_med(9)})});
    EXPECT_EQ(it.arrives(it.learned({1})).med, 9U);
}

TEST(Export, ThePolicySeesTheRouteAsTheSenderHoldsIt) {
    Chain it;
    it.net.export_(it.between.session, it.sender, {accept({match_length(1, 1), match_next_hop(it.source)})});
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
    it.net.export_(it.between.session, it.sender, {accept({match_as(2)})});
    EXPECT_EQ(it.refused(it.learned({1})), Fate::rejected_by_export_policy);
    it.net.export_(it.between.session, it.sender, {accept({match_next_hop(it.sender)})});
    EXPECT_EQ(it.refused(it.learned({1})), Fate::rejected_by_export_policy);
}

TEST(Export, NamesTheTermThatRejected) {
    Chain it;
    it.net.export_(it.between.session, it.sender, {reject({match_as(1)}), accept()});
    Policy& policy = it.net.network.policies.front();
    policy.terms.front().span = {0, 50, 60};
    policy.span = {0, 40, 90};
    EXPECT_EQ(it.offer(it.learned({1})).responsible, policy.terms.front().span);
    policy.terms = {accept({match_as(9)})};
    EXPECT_EQ(it.offer(it.learned({1})).responsible, policy.span);
}

TEST(Export, ExternalSendersAreTheNextHopUnlessUnchanged) {
    Chain it;
    it.net.wire(it.receiver, it.source);
    EXPECT_EQ(it.arrives(it.learned({1})).next_hop, it.sender);
    it.sending().next_hop_unchanged = true;
    EXPECT_EQ(it.arrives(it.learned({1})).next_hop, it.source);
    EXPECT_EQ(it.arrives(it.own()).next_hop, it.sender);
}

TEST(Export, AGivenNextHopOverridesEverything) {
    for (const Asn receiver : {3U, 2U}) {
        Chain it(1, 2, receiver);
        const NodeId other = it.net.add_node("other");
        it.net.wire(it.receiver, other);
        it.sending().next_hop = other;
        it.sending().next_hop_unchanged = it.sending().next_hop_self = true;
        EXPECT_EQ(it.arrives(it.learned({1})).next_hop, other);
        EXPECT_EQ(it.arrives(it.own()).next_hop, other);
    }
}

TEST(Export, InternalSendersKeepTheNextHopUnlessSelf) {
    Chain it(1, 2, 2);
    it.net.wire(it.receiver, it.source);
    EXPECT_EQ(it.arrives(it.learned({1})).next_hop, it.source);
    it.sending().next_hop_self = true;
    EXPECT_EQ(it.arrives(it.learned({1})).next_hop, it.sender);
    it.sending().next_hop_self = false;
    EXPECT_EQ(it.arrives(it.own()).next_hop, it.sender);
}

TEST(Export, OwnAsnGoesInFrontOnExternalSessionsOnly) {
    EXPECT_EQ(Chain().path_of({1}), (Path{2, 1}));
    Chain internal(1, 2, 2);
    internal.sending().next_hop_self = true;
    EXPECT_EQ(internal.path_of({1}), Path{1});
}

TEST(Export, RemovePrivateAsDropsEveryPrivateAsnAndOnlyThose) {
    Chain it;
    const Path path{64512, 1, 65534, 64511, 65535, 4200000000, 4294967294, 4199999999, 4294967295};
    Path whole = path;
    whole.insert(whole.begin(), 2);
    EXPECT_EQ(it.path_of(path), whole);
    it.sending().remove_private_as = true;
    EXPECT_EQ(it.path_of(path), (Path{2, 1, 64511, 65535, 4199999999, 4294967295}));
}

TEST(Export, RemovePrivateAsComesBeforeTheOwnAsn) {
    Chain it(1, 65001, 3);
    it.sending().remove_private_as = true;
    EXPECT_EQ(it.path_of({64512}), Path{65001});
}

TEST(Export, ReplaceAsMapsByTheFirstPairThatNamesTheAsn) {
    Chain it;
    it.sending().replace_as = {{7, 8}, {8, 9}, {7, 6}};
    EXPECT_EQ(it.path_of({7, 8, 1, 7}), (Path{2, 8, 9, 1, 8}));
}

TEST(Export, AsOverrideReplacesThePeersAsnByTheSenders) {
    Chain it;
    EXPECT_EQ(it.refused(it.learned({1, 3, 4, 3})), Fate::own_asn_in_path);
    it.sending().as_override = true;
    EXPECT_EQ(it.path_of({1, 3, 4, 3}), (Path{2, 1, 2, 4, 2}));
}

TEST(Export, ALocalAsGoesInFrontOfTheSendersOrInItsPlace) {
    Chain it;
    it.sending().local_as = LocalAs{9};
    EXPECT_EQ(it.path_of({1}), (Path{9, 2, 1}));
    it.sending().local_as->prepends_received = false;
    EXPECT_EQ(it.path_of({1}), (Path{9, 2, 1}));
    it.sending().local_as->replaces = true;
    EXPECT_EQ(it.path_of({1}), (Path{9, 1}));
    it.sending().as_override = true;
    EXPECT_EQ(it.path_of({1, 3}), (Path{9, 1, 2})) << "its own ASN takes the peer's place";
    it.receiving().local_as = LocalAs{8, false};
    EXPECT_EQ(it.path_of({1, 8}), (Path{9, 1, 2})) << "the peer's is what it shows";
    EXPECT_EQ(it.refused(it.learned({1, 3})), Fate::own_asn_in_path);
}

TEST(Import, ALocalAsGoesInFrontOfWhatIsReceivedBeforePolicy) {
    Chain it;
    it.receiving().local_as = LocalAs{9};
    EXPECT_EQ(it.path_of({1}), (Path{9, 2, 1}));
    it.net.import(it.between.session, it.receiver, {accept({}, {prepend(7, 1)})});
    EXPECT_EQ(it.path_of({1}), (Path{7, 9, 2, 1}));
    it.receiving().local_as = LocalAs{9, false, true};
    EXPECT_EQ(it.path_of({1}), (Path{7, 2, 1}));
}

TEST(Import, TheLoopCheckLooksForTheLocalAsToo) {
    Chain it;
    it.receiving().local_as = LocalAs{9};
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
    EXPECT_EQ(it.refused(it.learned({9})), Fate::own_asn_in_path);
    it.receiving().allow_own_as = 1; // the one that is put in front
    EXPECT_EQ(it.refused(it.learned({9})), Fate::own_asn_in_path);
    it.receiving().allow_own_as = 2;
    EXPECT_EQ(it.refused(it.learned({9})), std::nullopt);
    it.receiving().local_as = LocalAs{9, false};
    EXPECT_EQ(it.refused(it.learned({9, 9})), std::nullopt);
    it.receiving().allow_own_as = 1;
    EXPECT_EQ(it.refused(it.learned({9, 9})), Fate::own_asn_in_path);
    EXPECT_EQ(it.refused(it.learned({9})), std::nullopt);
    it.receiving().allow_own_as = 0;
    EXPECT_EQ(it.refused(it.learned({9})), Fate::own_asn_in_path);
}

TEST(Session, IsExternalWhereTheEndsShowDifferentAsns) {
    Chain it(1, 2, 2);
    EXPECT_TRUE(it.net.network.internal(it.net.network[it.between.session]));
    it.sending().local_as = LocalAs{9};
    EXPECT_FALSE(it.net.network.internal(it.net.network[it.between.session]));
}

TEST(Export, PathIsRewrittenInOrderRemoveReplaceOverride) {
    Chain it;
    it.sending().remove_private_as = true;
    it.sending().replace_as = {{64512, 5}, {5, 64513}, {6, 3}};
    it.sending().as_override = true;
    EXPECT_EQ(it.path_of({64512, 5, 6}), (Path{2, 64513, 2}));
}

TEST(Export, PathIsRewrittenAfterThePolicyAndOnExternalSessionsOnly) {
    Chain it;
    it.net.export_(it.between.session, it.sender, {accept({}, {prepend(64512, 2)})});
    it.sending().remove_private_as = true;
    EXPECT_EQ(it.path_of({1}), (Path{2, 1}));
    Chain internal(1, 2, 2);
    SessionEnd& end = internal.sending();
    end.next_hop_self = end.remove_private_as = end.as_override = true;
    end.replace_as = {{1, 9}};
    EXPECT_EQ(internal.path_of({64512, 1}), (Path{64512, 1}));
}

TEST(Export, CommunitiesAndOriginTravel) {
    const Chain it;
    Candidate best = it.learned({1});
    best.route.communities = {{1, 2}};
    best.route.origin = Origin::egp;
    EXPECT_EQ(it.arrives(best).communities, best.route.communities);
    EXPECT_EQ(it.arrives(best).origin, Origin::egp);
}

} // namespace
