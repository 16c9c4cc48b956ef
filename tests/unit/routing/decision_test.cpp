// Eliminations: what each keeps, that their order is the node's, MED as an elimination, free choices,
// multipath (semantics §4).

#include "solver/routing/decision.hpp"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using namespace gadgets;
using routing::Candidate;
using routing::Route;

/// A chooser (AS 10) with external peers 1 and 2 and an internal one; router ids 30 and 40, the internal has
/// none.
struct Peers {
    NetworkBuilder net;
    NodeId chooser = net.add_node("chooser", 10);
    std::array<NodeId, 3> peers{net.add_node("one", 1), net.add_node("two", 2), net.add_node("internal", 10)};
    std::array<SessionId, 3> sessions;

    Peers() {
        for (std::size_t i = 0; i < 3; ++i)
            sessions[i] = net.cable(chooser, peers[i]).session;
        net.node(peers[0]).router_id = 30;
        net.node(peers[1]).router_id = 40;
    }

    Candidate from(std::size_t peer) const {
        Candidate it{sessions[peer], {}};
        it.route.as_path = {static_cast<Asn>(peer + 1)};
        it.route.next_hop = peers[peer];
        return it;
    }

    Candidate own() const {
        Candidate it;
        it.route.next_hop = chooser;
        return it;
    }

    /// The candidates that are left after `order`, by index; ties end in a free choice.
    std::vector<std::size_t> left(std::vector<Criterion> order, std::vector<Candidate> candidates) {
        order.push_back(Criterion::oldest);
        net.node(chooser).decision = {std::move(order), std::nullopt};
        return routing::decide(routing::Health(net.network, {}), chooser, candidates).best;
    }
};

using Indices = std::vector<std::size_t>;

/// `better` wins under the criterion, wherever it stands, and neither wins without it.
void expect_better(Peers& peers, Criterion criterion, const Candidate& better, const Candidate& worse) {
    EXPECT_EQ(peers.left({criterion}, {better, worse}), Indices{0});
    EXPECT_EQ(peers.left({criterion}, {worse, better}), Indices{1});
    EXPECT_EQ(peers.left({}, {worse, better}), (Indices{0, 1}));
}

TEST(Decision, WeightAndLocalPreferenceKeepTheHighest) {
    Peers peers;
    Candidate high = peers.from(0), low = peers.from(1);
    high.route.weight = 1;
    expect_better(peers, Criterion::weight, high, low);
    EXPECT_EQ(peers.left({Criterion::local_preference}, {low, high}), (Indices{0, 1}));
    high = peers.from(0);
    high.route.local_preference = 101;
    expect_better(peers, Criterion::local_preference, high, low);
    EXPECT_EQ(peers.left({Criterion::weight}, {low, high}), (Indices{0, 1}));
}

TEST(Decision, LocalOriginKeepsTheNodesOwnRoute) {
    Peers peers;
    expect_better(peers, Criterion::local_origin, peers.own(), peers.from(0));
    EXPECT_EQ(peers.left({Criterion::local_origin}, {peers.from(0), peers.from(1)}), (Indices{0, 1}));
}

TEST(Decision, PathLengthOriginAndMedAlwaysKeepTheLowest) {
    Peers peers;
    Candidate low = peers.from(0), high = peers.from(1);
    high.route.as_path = {2, 2};
    expect_better(peers, Criterion::as_path_length, low, high);
    high = peers.from(1);
    high.route.origin = Origin::egp;
    expect_better(peers, Criterion::origin, low, high);
    Candidate highest = peers.from(2);
    highest.route.origin = Origin::incomplete;
    expect_better(peers, Criterion::origin, high, highest);
    high = peers.from(1);
    high.route.med = 1;
    expect_better(peers, Criterion::med_always, low, high);
}

TEST(Decision, MedComparesRoutesOfOneNeighbourAsOnly) {
    Peers peers;
    Candidate low = peers.from(0), high = peers.from(1);
    high.route.med = 5;
    EXPECT_EQ(peers.left({Criterion::med}, {low, high}), (Indices{0, 1}));
    high.route.as_path = {1, 7};
    expect_better(peers, Criterion::med, low, high);
}

TEST(Decision, EmptyPathsAreOneNeighbourAsOfTheirOwn) {
    Peers peers;
    Candidate low = peers.from(2), high = peers.own();
    low.route.as_path.clear();
    high.route.med = 5;
    expect_better(peers, Criterion::med, low, high);
    low = peers.from(0);
    EXPECT_EQ(peers.left({Criterion::med}, {low, high}), (Indices{0, 1}));
}

/// One neighbour AS with MED 10 and 5, another one; the router ids 30, 40, 35 are the keys afterwards. MED
/// drops the first whatever happens to the second later; in pairs, every one is beaten by another.
TEST(Decision, MedIsAnEliminationAndNoOrder) {
    Peers peers;
    peers.net.node(peers.peers[2]).router_id = 35;
    std::vector<Candidate> trio{peers.from(0), peers.from(1), peers.from(2)};
    trio[0].route.as_path = trio[1].route.as_path = {1};
    trio[2].route.as_path = {3};
    trio[0].route.med = 10;
    trio[1].route.med = 5;
    const std::vector<Criterion> order{Criterion::med, Criterion::router_id};
    EXPECT_EQ(peers.left(order, trio), Indices{2});
    EXPECT_EQ(peers.left(order, {trio[0], trio[1]}), Indices{1});
    EXPECT_EQ(peers.left(order, {trio[1], trio[2]}), Indices{1});
    EXPECT_EQ(peers.left(order, {trio[0], trio[2]}), Indices{0});
}

TEST(Decision, ExternalOverInternalKeepsExternalAndLocalRoutes) {
    Peers peers;
    expect_better(peers, Criterion::external_over_internal, peers.from(0), peers.from(2));
    expect_better(peers, Criterion::external_over_internal, peers.own(), peers.from(2));
    EXPECT_EQ(peers.left({Criterion::external_over_internal}, {peers.own(), peers.from(0)}), (Indices{0, 1}));
}

TEST(Decision, RouterIdKeepsTheLowestOfTheAdvertisingPeer) {
    Peers peers;
    expect_better(peers, Criterion::router_id, peers.from(0), peers.from(1));
    expect_better(peers, Criterion::router_id, peers.from(1), peers.from(2));
    expect_better(peers, Criterion::router_id, peers.own(), peers.from(0));
    peers.net.node(peers.peers[0]).router_id = 0;
    expect_better(peers, Criterion::router_id, peers.own(), peers.from(0));
    peers.net.node(peers.peers[0]).router_id = UINT32_MAX;
    expect_better(peers, Criterion::router_id, peers.from(0), peers.from(2));
}

TEST(Decision, PeerOrderKeepsTheLowestSessionLocalFirst) {
    Peers peers;
    expect_better(peers, Criterion::peer_order, peers.from(0), peers.from(1));
    expect_better(peers, Criterion::peer_order, peers.own(), peers.from(0));
}

TEST(Decision, TheOrderIsTheNodes) {
    Peers peers;
    Candidate heavy = peers.from(0), shorter = peers.from(1);
    heavy.route.weight = 1;
    heavy.route.as_path = {1, 1};
    EXPECT_EQ(peers.left({Criterion::weight, Criterion::as_path_length}, {heavy, shorter}), Indices{0});
    EXPECT_EQ(peers.left({Criterion::as_path_length, Criterion::weight}, {heavy, shorter}), Indices{1});
}

TEST(Decision, OldestLeavesAnyAndNothingAfterItApplies) {
    Peers peers;
    peers.net.node(peers.chooser).decision = {{Criterion::oldest, Criterion::router_id}, std::nullopt};
    EXPECT_EQ(routing::decide(routing::Health(peers.net.network, {}), peers.chooser, {peers.from(0), peers.from(1)}).best,
              (Indices{0, 1}));
}

TEST(Decision, OldestExternalLeavesAnyOfTheExternalAndNothingToTheOthers) {
    Peers peers;
    const NodeId fourth = peers.net.add_node("internal two", 10);
    Candidate inner = peers.from(2), other{peers.net.cable(peers.chooser, fourth).session, inner.route};
    peers.net.node(fourth).router_id = 50;
    peers.net.node(peers.chooser).decision.order = {Criterion::local_origin, Criterion::external_over_internal,
                                                    Criterion::oldest_external, Criterion::router_id, Criterion::peer_order};
    const auto left = [&](const std::vector<Candidate>& candidates) {
        return routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates).best;
    };
    EXPECT_EQ(left({peers.from(0), peers.from(1), inner}), (Indices{0, 1}));
    EXPECT_EQ(left({inner, other}), Indices{1}) << "of iBGP routes the router id decides";
    EXPECT_EQ(left({peers.own(), peers.from(0), peers.from(1)}), Indices{0});
    auto& decision = peers.net.node(peers.chooser).decision;
    decision.multipath_after = 4;
    const std::vector<Candidate> candidates{inner, other};
    const auto decided = routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates);
    EXPECT_EQ(routing::choice_of(candidates, decided, 1).multipath, std::vector{other});
    decision.order = {Criterion::oldest_external, Criterion::peer_order};
    EXPECT_THROW(left({peers.from(0), inner}), std::logic_error);
}

TEST(Decision, SurelyBeatsNothingThatMayBeTheOldest) {
    Peers peers;
    const NodeId fourth = peers.net.add_node("internal two", 10);
    Candidate inner = peers.from(2), other{peers.net.cable(peers.chooser, fourth).session, inner.route};
    peers.net.node(fourth).router_id = 50;
    peers.net.node(peers.chooser).decision.order = {Criterion::local_origin, Criterion::external_over_internal,
                                                    Criterion::oldest_external, Criterion::router_id, Criterion::peer_order};
    const routing::Health health(peers.net.network, {});
    EXPECT_FALSE(routing::surely_beats(health, peers.chooser, peers.from(0), peers.from(1)));
    EXPECT_TRUE(routing::surely_beats(health, peers.chooser, other, inner));
    EXPECT_FALSE(routing::surely_beats(health, peers.chooser, inner, other));
    EXPECT_TRUE(routing::surely_beats(health, peers.chooser, peers.from(1), other));
}

TEST(Decision, AnOrderThatLeavesSeveralIsOurMistake) {
    Peers peers;
    peers.net.node(peers.chooser).decision = {{Criterion::weight}, std::nullopt};
    try {
        routing::decide(routing::Health(peers.net.network, {}), peers.chooser, {peers.from(0), peers.from(1)});
        FAIL() << "nothing was thrown";
    } catch (const std::logic_error& error) {
        EXPECT_STREQ(error.what(), "the decision order of `chooser` leaves several routes");
    }
}

TEST(Decision, SaysWhichEliminationRemovedEach) {
    Peers peers;
    std::vector<Candidate> candidates{peers.from(0), peers.from(1), peers.from(2)};
    candidates[2].route.local_preference = 50;
    const auto decided = routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates);
    EXPECT_EQ(decided.best, Indices{0});
    EXPECT_EQ(decided.removed_by[0], std::nullopt);
    EXPECT_EQ(decided.removed_by[1], Criterion::router_id);
    EXPECT_EQ(decided.removed_by[2], Criterion::local_preference);
}

/// The sessions of the multipath set when the first `after` of weight, path length, router id are shared.
std::vector<SessionId> multipath(std::optional<std::size_t> after) {
    Peers peers;
    peers.net.node(peers.chooser).decision = {
        {Criterion::weight, Criterion::as_path_length, Criterion::router_id, Criterion::peer_order}, after};
    std::vector<Candidate> candidates{peers.from(0), peers.from(1), peers.from(2)};
    candidates[2].route.as_path = {9, 9};
    const auto decided = routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates);
    const auto choice = routing::choice_of(candidates, decided, decided.best.front());
    EXPECT_EQ(choice.best, candidates[0]);
    std::vector<SessionId> sessions;
    for (const Candidate& it : choice.multipath)
        sessions.push_back(it.session);
    return sessions;
}

TEST(Decision, TheMultipathSetIsWhatSurvivesTheFirstEliminations) {
    const auto first = [](std::uint32_t count) {
        std::vector<SessionId> sessions;
        for (std::uint32_t i = 0; i < count; ++i)
            sessions.push_back(SessionId{i});
        return sessions;
    };
    EXPECT_EQ(multipath(std::nullopt), first(1));
    EXPECT_EQ(multipath(0), first(3));
    EXPECT_EQ(multipath(1), first(3));
    EXPECT_EQ(multipath(2), first(2));
    EXPECT_EQ(multipath(3), first(1));
    EXPECT_EQ(multipath(4), first(1));
}

TEST(Decision, WithAFreeChoiceTheMultipathSetIsTheSameForEach) {
    Peers peers;
    peers.net.node(peers.chooser).decision = {{Criterion::weight, Criterion::oldest}, 1};
    const std::vector<Candidate> candidates{peers.from(0), peers.from(1)};
    const auto decided = routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates);
    EXPECT_EQ(routing::choice_of(candidates, decided, 0).multipath, candidates);
    EXPECT_EQ(routing::choice_of(candidates, decided, 1).multipath, candidates);
    peers.net.node(peers.chooser).decision.multipath_after = 2;
    const auto behind = routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates);
    EXPECT_EQ(routing::choice_of(candidates, behind, 1).multipath, std::vector{candidates[1]});
}

TEST(Decision, SharingAsksForMoreThanBeingAsGood) {
    // One and a second peer of AS 1 with one path, two with a path as long, and an internal one twice over.
    Peers peers;
    const NodeId again = peers.net.add_node("one again", 1), inner = peers.net.add_node("inner", 10);
    const SessionId to_again = peers.net.cable(peers.chooser, again).session, to_inner = peers.net.cable(peers.chooser, inner).session;
    std::vector<Candidate> candidates{peers.from(0), peers.from(1), peers.from(2), peers.from(0), peers.from(2)};
    candidates[3].session = to_again;
    candidates[4].session = to_inner;
    for (Candidate& it : candidates)
        it.route.as_path = {1, 9};
    candidates[1].route.as_path = {2, 9};
    candidates[3].route.as_path = {1, 8};
    candidates[4].route.as_path = {1, 9};
    const auto shared = [&](Sharing sharing, std::size_t best) {
        Decision& decision = peers.net.node(peers.chooser).decision;
        decision = {{Criterion::as_path_length, Criterion::oldest}, 1, sharing};
        const auto decided = routing::decide(routing::Health(peers.net.network, {}), peers.chooser, candidates);
        return decided.forwards.at(best);
    };
    EXPECT_EQ(shared(Sharing::any, 0), (Indices{0, 1, 2, 3, 4}));
    EXPECT_EQ(shared(Sharing::neighbour_as, 0), (Indices{0, 2, 3, 4}));
    EXPECT_EQ(shared(Sharing::neighbour_as, 1), Indices{1});
    EXPECT_EQ(shared(Sharing::as_path, 0), (Indices{0, 2, 4}));
    EXPECT_EQ(shared(Sharing::as_path, 3), Indices{3});
    EXPECT_EQ(shared(Sharing::peer_as_or_path, 3), (Indices{0, 3})) << "peers of AS 1, whatever the path";
    EXPECT_EQ(shared(Sharing::peer_as_or_path, 2), (Indices{2, 4}));
    candidates[4].route.as_path = {1, 7};
    EXPECT_EQ(shared(Sharing::peer_as_or_path, 2), Indices{2});
    for (Candidate& it : candidates)
        it.route.as_path.clear();
    EXPECT_EQ(shared(Sharing::neighbour_as, 0), Indices{0}) << "an empty path has no neighbour AS";
    EXPECT_EQ(shared(Sharing::as_path, 0), (Indices{0, 1, 2, 3, 4})) << "but is a path";
}

TEST(Decision, SurelyBeatsOnlyUpToMed) {
    Peers peers;
    Candidate low = peers.from(0), high = peers.from(1);
    const auto beats = [&](const Candidate& a, const Candidate& b) {
        return routing::surely_beats(routing::Health(peers.net.network, {}), peers.chooser, a, b);
    };
    EXPECT_FALSE(beats(low, high)); // router id comes after med
    high.route.local_preference = 200;
    EXPECT_TRUE(beats(high, low));
    EXPECT_FALSE(beats(low, high));
    EXPECT_FALSE(beats(low, low));
}

} // namespace
