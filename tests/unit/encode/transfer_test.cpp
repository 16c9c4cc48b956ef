// A route's way from best to candidate (semantics.md §2 and §3): every rule, both ways.

#include <gtest/gtest.h>

#include "tests/unit/encode/states.hpp"

namespace encode {
namespace {

using gadgets::Cable;
using network::Asn;
using network::NodeId;
using network::SessionEnd;

/// origin -- middle -- end, in a row.
struct Row : gadgets::NetworkBuilder {
    NodeId origin, middle, end_node;
    Cable first, second;
    explicit Row(Asn a = 1, Asn b = 2, Asn c = 3)
        : origin(add_node("origin", a)), middle(add_node("middle", b)), end_node(add_node("end", c)),
          first(cable(origin, middle)), second(cable(middle, end_node)) {
        originate(origin, the_prefix);
    }
    SessionEnd& sender() { return end(second.session, middle); }
    SessionEnd& receiver() { return end(second.session, end_node); }
    bool arrives(const network::FailureSet& failed = {}) { return has_route(network, end_node, failed); }
};

TEST(Transfer, TravelsWhileSessionsAreUp) {
    Row row;
    EXPECT_TRUE(row.arrives());
    EXPECT_FALSE(row.arrives({row.first.failure}));
    EXPECT_FALSE(row.arrives({row.second.failure}));
}

TEST(Transfer, ANodeThatIsDownHasNoRoute) {
    Row row;
    const auto failure = row.may_fail(row.origin);
    EXPECT_TRUE(has_route(row.network, row.origin));
    EXPECT_FALSE(has_route(row.network, row.origin, {failure}));
}

TEST(Transfer, EndsThatSendNothingOrOnlyList) {
    Row silent;
    silent.sender().sends = false;
    EXPECT_FALSE(silent.arrives());
    Row listing;
    listing.receiver().lists_only = true;
    EXPECT_FALSE(listing.arrives());
    Row other_way;
    other_way.receiver().sends = false;
    other_way.sender().lists_only = true;
    EXPECT_TRUE(other_way.arrives());
}

TEST(Transfer, InternalRoutesAreNotReadvertisedInternally) {
    Row internal(1, 1, 1);
    EXPECT_TRUE(has_route(internal.network, internal.middle));
    EXPECT_FALSE(internal.arrives());
    Row leaves(1, 1, 2);
    EXPECT_TRUE(leaves.arrives());
}

TEST(Transfer, InternalNextHopMustResolve) {
    Row unresolved(1, 2, 2);
    EXPECT_FALSE(unresolved.arrives());
    Row itself(1, 2, 2);
    itself.sender().next_hop_self = true;
    EXPECT_TRUE(itself.arrives());
    Row adjacent(1, 2, 2);
    adjacent.link(adjacent.end_node, adjacent.origin);
    EXPECT_TRUE(adjacent.arrives());
}

TEST(Transfer, ExternalNextHopIsTheSenderUnlessUnchanged) {
    Row unchanged;
    unchanged.sender().next_hop_unchanged = true;
    EXPECT_FALSE(unchanged.arrives());
    const auto third_party = unchanged.link(unchanged.end_node, unchanged.origin);
    EXPECT_TRUE(unchanged.arrives());
    const auto failure = unchanged.add_failure("third party");
    unchanged.network.links[third_party.index()].fails_with = {failure};
    EXPECT_FALSE(unchanged.arrives({failure}));
}

TEST(Transfer, ANextHopThatIsTheReceiverNeverResolves) {
    // end's own route comes back to it with itself as next hop, and loses to nothing once it is gone.
    Row row(1, 2, 3);
    row.end(row.first.session, row.middle).next_hop_unchanged = true;
    row.end(row.first.session, row.origin).allow_own_as = 1;
    row.import(row.first.session, row.origin, {gadgets::accept({}, {gadgets::set_weight(40000)})});
    EXPECT_EQ(state_of(row.network)[row.origin.index()], network::SessionId{});
}

TEST(Transfer, LoopCheckCountsAsnsNotNodes) {
    Row shared(1, 2, 1);
    EXPECT_FALSE(shared.arrives());
    shared.receiver().allow_own_as = 1;
    EXPECT_TRUE(shared.arrives());
    shared.export_(shared.second.session, shared.middle, {gadgets::accept({}, {gadgets::prepend(1, 1)})});
    EXPECT_FALSE(shared.arrives());
    shared.receiver().allow_own_as = 2;
    EXPECT_TRUE(shared.arrives());
}

TEST(Transfer, LoopCheckSeesPathsAsReceived) {
    Row row;
    row.export_(row.second.session, row.middle, {gadgets::accept({}, {gadgets::prepend(3, 1)})});
    EXPECT_FALSE(row.arrives());
    Row after;
    after.import(after.second.session, after.end_node, {gadgets::accept({}, {gadgets::prepend(3, 1)})});
    EXPECT_TRUE(after.arrives());
}

/// The last node takes only paths that hold each of these ASNs, and of this length.
bool path_is(Row row, std::vector<Asn> asns, std::uint32_t length) {
    std::vector<network::Match> matches{gadgets::match_length(length, length)};
    for (const Asn asn : asns)
        matches.push_back(gadgets::match_as(asn));
    row.import(row.second.session, row.end_node, {gadgets::accept(matches)});
    return row.arrives();
}

TEST(Transfer, ALocalAsGoesInFront) {
    Row row;
    row.sender().local_as = network::LocalAs{9};
    EXPECT_TRUE(path_is(row, {9, 2, 1}, 3));
    row.sender().local_as->replaces = true;
    EXPECT_TRUE(path_is(row, {9, 1}, 2));
    EXPECT_FALSE(path_is(row, {2}, 2));
    Row received;
    received.receiver().local_as = network::LocalAs{9};
    EXPECT_TRUE(path_is(received, {9, 2, 1}, 3));
    received.receiver().local_as->prepends_received = false;
    EXPECT_TRUE(path_is(received, {2, 1}, 2));
    EXPECT_FALSE(path_is(received, {9}, 2));
}

TEST(Transfer, TheLoopCheckLooksForTheLocalAsToo) {
    Row row(9, 2, 3);
    EXPECT_TRUE(row.arrives());
    row.receiver().local_as = network::LocalAs{9};
    EXPECT_FALSE(row.arrives());
    row.receiver().allow_own_as = 1;
    EXPECT_FALSE(row.arrives()) << "the one that is put in front";
    row.receiver().allow_own_as = 2;
    EXPECT_TRUE(row.arrives());
    row.receiver().local_as->prepends_received = false;
    row.receiver().allow_own_as = 1;
    EXPECT_TRUE(row.arrives());
    row.receiver().allow_own_as = 0;
    EXPECT_FALSE(row.arrives());
}

TEST(Transfer, AsOverrideFollowsTheAsnShown) {
    Row row(8, 2, 3);
    row.receiver().local_as = network::LocalAs{8, false};
    EXPECT_FALSE(row.arrives());
    row.sender().as_override = true;
    EXPECT_TRUE(row.arrives());
    Row own(3, 2, 3);
    own.receiver().local_as = network::LocalAs{8, false};
    own.sender().as_override = true;
    EXPECT_FALSE(own.arrives()) << "the peer's own ASN is not what it shows";
}

TEST(Transfer, AsOverrideHidesThePeer) {
    Row row(1, 2, 1);
    row.sender().as_override = true;
    EXPECT_TRUE(row.arrives());
    Row wrong_end(1, 2, 1);
    wrong_end.receiver().as_override = true;
    EXPECT_FALSE(wrong_end.arrives());
}

TEST(Transfer, AsOverridePutsTheSendersAsnThere) {
    // a(1) - b(2) - c(1) - d(2): b's override turns 1 into 2, so d sees its own ASN twice.
    Row row(1, 2, 1);
    row.sender().as_override = true;
    const NodeId last = row.add_node("last", 2);
    const Cable third = row.cable(row.end_node, last);
    row.end(third.session, last).allow_own_as = 1;
    EXPECT_FALSE(has_route(row.network, last));
    row.end(third.session, last).allow_own_as = 2;
    EXPECT_TRUE(has_route(row.network, last));
}

TEST(Transfer, ReplaceAsUsesTheFirstPairThatNames) {
    Row hides(1, 2, 1);
    hides.sender().replace_as = {{1, 7}, {1, 1}};
    EXPECT_TRUE(hides.arrives());
    Row shows(1, 2, 3);
    shows.sender().replace_as = {{1, 3}, {1, 7}};
    EXPECT_FALSE(shows.arrives());
    Row once(1, 2, 3); // 1 becomes 7 and stays so
    once.sender().replace_as = {{1, 7}, {7, 3}};
    EXPECT_TRUE(once.arrives());
}

TEST(Transfer, RemovePrivateAsStripsOnlyPrivateAsns) {
    Row kept(64512, 2, 64512);
    EXPECT_FALSE(kept.arrives());
    kept.sender().remove_private_as = true;
    EXPECT_TRUE(kept.arrives());
    for (const Asn asn : {Asn{64511}, Asn{65535}, Asn{4199999999}, Asn{4294967295}}) {
        Row public_asn(asn, 2, asn);
        public_asn.sender().remove_private_as = true;
        EXPECT_FALSE(public_asn.arrives()) << asn;
    }
    for (const Asn asn : {Asn{65534}, Asn{4200000000}, Asn{4294967294}}) {
        Row private_asn(asn, 2, asn);
        private_asn.sender().remove_private_as = true;
        EXPECT_TRUE(private_asn.arrives()) << asn;
    }
}

TEST(Transfer, PathsAreRewrittenOnExternalSessionsOnly) {
    Row internal(64512, 2, 2);
    internal.sender().next_hop_self = true;
    internal.sender().remove_private_as = true;
    internal.import(internal.second.session, internal.end_node,
                    {gadgets::accept({gadgets::match_as(64512)})});
    EXPECT_TRUE(internal.arrives());
}

TEST(Transfer, RemovalComesBeforeReplacementBeforeOverride) {
    Row row(64512, 2, 3); // gone before 64512 could become 3
    row.sender().remove_private_as = true;
    row.sender().replace_as = {{64512, 3}};
    EXPECT_TRUE(row.arrives());
    Row override_last(1, 2, 3); // 1 becomes 3 becomes 2
    override_last.sender().replace_as = {{1, 3}};
    override_last.sender().as_override = true;
    EXPECT_TRUE(override_last.arrives());
}

TEST(Transfer, PoliciesRejectAtTheirEnd) {
    Row row;
    row.import(row.second.session, row.end_node, {gadgets::reject()});
    EXPECT_FALSE(row.arrives());
    Row empty;
    empty.import(empty.second.session, empty.end_node, {});
    EXPECT_FALSE(empty.arrives());
    Row falls_through;
    falls_through.import(falls_through.second.session, falls_through.end_node, {gadgets::go_on({}, {})});
    EXPECT_FALSE(falls_through.arrives());
}

/// Does an import policy of the end that accepts only this match let the route in?
bool accepts(Row row, network::Match match) {
    row.import(row.second.session, row.end_node, {gadgets::accept({std::move(match)})});
    return row.arrives();
}

TEST(Policies, Matches) {
    EXPECT_TRUE(accepts(Row(), gadgets::match_prefix(the_prefix)));
    EXPECT_FALSE(accepts(Row(), gadgets::match_prefix("10.0.0.0/16")));
    EXPECT_TRUE(accepts(Row(), gadgets::match_as(1)));
    EXPECT_FALSE(accepts(Row(), gadgets::match_as(3)));
    EXPECT_TRUE(accepts(Row(), gadgets::match_length(2, 2)));
    EXPECT_FALSE(accepts(Row(), gadgets::match_length(3, 9)));
    EXPECT_FALSE(accepts(Row(), gadgets::match_length(0, 1)));
    Row row;
    EXPECT_TRUE(accepts(row, gadgets::match_next_hop(row.middle)));
    EXPECT_FALSE(accepts(row, gadgets::match_next_hop(row.origin)));
    EXPECT_FALSE(accepts(row, gadgets::match_community({65000, 1})));
}

TEST(Policies, AllMatchesOfATermMustHold) {
    Row row;
    row.import(row.second.session, row.end_node,
               {gadgets::accept({gadgets::match_as(1), gadgets::match_length(1, 1)})});
    EXPECT_FALSE(row.arrives());
}

TEST(Policies, CommunitiesTravelUntilDeleted) {
    const network::Community tag{65000, 1};
    Row row;
    row.export_(row.first.session, row.origin, {gadgets::accept({}, {gadgets::add_community(tag)})});
    EXPECT_TRUE(accepts(row, gadgets::match_community(tag)));
    row.import(row.first.session, row.middle, {gadgets::accept({}, {gadgets::delete_community(tag)})});
    EXPECT_FALSE(accepts(row, gadgets::match_community(tag)));
}

TEST(Policies, LaterTermsSeeTheChangedRoute) {
    Row row;
    row.import(
        row.second.session, row.end_node,
        {gadgets::go_on({}, {gadgets::prepend(9, 2)}), gadgets::accept({gadgets::match_length(4, 4)})});
    EXPECT_TRUE(row.arrives());
}

TEST(Policies, ExportSeesTheNextHopAsHeld) {
    Row row;
    row.export_(row.second.session, row.middle, {gadgets::accept({gadgets::match_next_hop(row.origin)})});
    EXPECT_TRUE(row.arrives());
    Row other;
    other.export_(other.second.session, other.middle,
                  {gadgets::accept({gadgets::match_next_hop(other.middle)})});
    EXPECT_FALSE(other.arrives());
}

TEST(Policies, RewritingIsSeenByLaterMatches) {
    Row row;
    row.sender().replace_as = {{1, 7}};
    EXPECT_TRUE(accepts(row, gadgets::match_as(7)));
    EXPECT_FALSE(accepts(row, gadgets::match_as(1)));
}

TEST(Transfer, InactiveRoutesAreKeptBackWhereTheNodeSaysSo) {
    for (const std::uint32_t distance : {1u, 20u, 21u}) {
        Row row;
        row.static_route(row.middle, the_prefix, row.second.forward, distance);
        EXPECT_TRUE(row.arrives()) << distance;
        row.node(row.middle).advertise_inactive = false;
        EXPECT_EQ(row.arrives(), distance == 21) << distance;
    }
}

TEST(Transfer, OnlyAStaticRouteThatIsUpKeepsABack) {
    Row row;
    row.node(row.middle).advertise_inactive = false;
    const Cable spare = row.wire(row.middle, row.add_node("spare"));
    row.static_route(row.middle, the_prefix, spare.forward);
    EXPECT_FALSE(row.arrives());
    EXPECT_TRUE(row.arrives({spare.failure}));
}

TEST(Transfer, OwnedPrefixesKeepLearnedRoutesBack) {
    Row row;
    row.own(row.middle, the_prefix);
    EXPECT_TRUE(row.arrives());
    row.node(row.middle).advertise_inactive = false;
    EXPECT_FALSE(row.arrives());
}

TEST(Transfer, LocalRoutesAreAdvertisedThoughNotInstalled) {
    Row row;
    row.own(row.origin, the_prefix);
    row.node(row.origin).advertise_inactive = false;
    EXPECT_TRUE(row.arrives());
}

TEST(Transfer, OriginationWaitsForItsStaticRoute) {
    Row row;
    row.node(row.origin).originates.clear();
    row.originate(row.origin, the_prefix, true);
    EXPECT_FALSE(has_route(row.network, row.origin));
    const Cable spare = row.wire(row.origin, row.add_node("spare"));
    row.static_route(row.origin, the_prefix, spare.forward);
    EXPECT_TRUE(row.arrives());
    EXPECT_FALSE(row.arrives({spare.failure}));
    row.discard(row.origin, the_prefix);
    EXPECT_TRUE(row.arrives({spare.failure}));
}

TEST(Transfer, APermanentRouteMeetsTheConditionAndAnUnreachableOneDoesNot) {
    Row row;
    row.node(row.origin).originates.clear();
    row.originate(row.origin, the_prefix, true);
    const Cable spare = row.wire(row.origin, row.add_node("spare"));
    row.static_route(row.origin, the_prefix, spare.forward);
    auto& next_hop = row.node(row.origin).static_routes.front().next_hop;
    EXPECT_FALSE(row.arrives({spare.failure}));
    next_hop = network::ViaLink{spare.forward, true};
    EXPECT_TRUE(row.arrives({spare.failure}));
    row.network.failures[spare.failure.index()].disabled = true;
    EXPECT_TRUE(row.arrives());
    next_hop = network::Discard{true};
    EXPECT_FALSE(row.arrives());
}

TEST(Transfer, APermanentOrUnreachableRouteKeepsABestBackWhateverFails) {
    Row row;
    row.node(row.middle).advertise_inactive = false;
    const Cable spare = row.wire(row.middle, row.add_node("spare"));
    row.static_route(row.middle, the_prefix, spare.forward);
    EXPECT_TRUE(row.arrives({spare.failure}));
    auto& next_hop = row.node(row.middle).static_routes.front().next_hop;
    next_hop = network::ViaLink{spare.forward, true};
    EXPECT_FALSE(row.arrives({spare.failure}));
    next_hop = network::Discard{true};
    EXPECT_FALSE(row.arrives());
}

/// The origin announces what OSPF finds at another router, over a cable that may fail.
struct OriginByOspf : Row {
    NodeId owner = add_node("owner");
    Cable area = wire(origin, owner);
    OriginByOspf() {
        node(origin).originates.front().if_reachable = true;
        own(owner, the_prefix);
        for (const NodeId id : {origin, owner})
            node(id).ospf = network::Ospf{};
        network.links[area.forward.index()].ospf_cost = 10;
    }
};

TEST(Transfer, OriginationIsMetByAnIntraAreaRoute) {
    OriginByOspf net;
    EXPECT_TRUE(net.arrives());
    EXPECT_FALSE(net.arrives({net.area.failure}));
    net.network.failures[net.area.failure.index()].disabled = true;
    EXPECT_FALSE(net.arrives());
    OriginByOspf no_area;
    no_area.node(no_area.owner).ospf.reset();
    EXPECT_FALSE(no_area.arrives());
    OriginByOspf own_already;
    own_already.own(own_already.origin, the_prefix);
    EXPECT_FALSE(own_already.arrives()) << "that is no route of OSPF";
}

TEST(Transfer, OriginationIsNotMetByARedistributedRoute) {
    OriginByOspf net;
    net.node(net.owner).owns.clear();
    net.discard(net.owner, the_prefix);
    net.node(net.owner).ospf->redistributes.push_back({network::Redistribution::From::static_routes, {}, 20, false, {}});
    EXPECT_FALSE(net.arrives());
}

TEST(Transfer, OriginationIsMetWhateverTheNodeRedistributesItself) {
    OriginByOspf net;
    net.node(net.origin).ospf->redistributes.push_back({network::Redistribution::From::bgp, {}, 20, false, {}});
    EXPECT_TRUE(net.arrives());
}

TEST(Transfer, SessionsWithoutLinksNeedAnotherWayToTheNextHop) {
    gadgets::NetworkBuilder builder;
    const NodeId a = builder.add_node("a", 1), b = builder.add_node("b", 2);
    builder.session(a, b);
    builder.originate(a, the_prefix);
    EXPECT_FALSE(has_route(builder.network, b));
    builder.link(b, a);
    EXPECT_TRUE(has_route(builder.network, b));
}

} // namespace
} // namespace encode
