// What became of every offer at a node: one row per session, the own route first, with the line responsible.

#include <gtest/gtest.h>

#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using namespace gadgets;
using routing::Fate;
using routing::Offer;

constexpr auto destination = "10.0.0.0/24";

/// A chooser (AS 10) with peers 1 to 4, all of which announce the destination.
struct Star {
    NetworkBuilder net;
    NodeId chooser = net.add_node("chooser", 10);
    std::vector<NodeId> peers;
    std::vector<Cable> cables;

    Star() {
        for (Asn asn = 1; asn <= 4; ++asn) {
            peers.push_back(net.add_node("peer" + std::to_string(asn), asn));
            net.originate(peers.back(), destination);
            cables.push_back(net.cable(chooser, peers.back()));
        }
        for (std::uint32_t i = 0; i < 4; ++i) {
            net.end(cables[i].session, peers[i]).span = {0, 10 * i, 10 * i + 1};
            net.end(cables[i].session, chooser).span = {0, 10 * i + 5, 10 * i + 6};
        }
    }

    std::vector<Offer> offers(const FailureSet& failed = {}) const {
        const auto state = routing::settle(net.network, prefix(destination), failed);
        EXPECT_TRUE(state);
        return state ? routing::offers(net.network, failed, *state, chooser) : std::vector<Offer>{};
    }
};

TEST(Offers, OneRowPerSessionInOrder) {
    const Star star;
    const auto rows = star.offers();
    ASSERT_EQ(rows.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_EQ(rows[i].session, star.cables[i].session);
    EXPECT_EQ(rows[0].fate, Fate::chosen);
    EXPECT_EQ(rows[0].criterion, std::nullopt);
    ASSERT_TRUE(rows[0].route);
    EXPECT_EQ(rows[0].route->as_path, std::vector<Asn>{1});
    EXPECT_EQ(rows[1].fate, Fate::less_preferred);
    EXPECT_EQ(rows[1].criterion, Criterion::peer_order);
}

TEST(Offers, NameTheEliminationThatRemovedThem) {
    Star star;
    star.net.import(star.cables[1].session, star.chooser, {accept({}, {set_local_preference(50)})});
    star.net.import(star.cables[2].session, star.chooser, {accept({}, {prepend(9, 1)})});
    star.net.node(star.peers[0]).router_id = 1;
    const auto rows = star.offers();
    EXPECT_EQ(rows[1].criterion, Criterion::local_preference);
    EXPECT_EQ(rows[2].criterion, Criterion::as_path_length);
    EXPECT_EQ(rows[3].criterion, Criterion::router_id);
}

TEST(Offers, MembersOfTheMultipathSetAreAlsoUsed) {
    Star star;
    star.net.node(star.chooser).decision.multipath_after = 4;
    star.net.import(star.cables[2].session, star.chooser, {accept({}, {prepend(9, 1)})});
    const auto rows = star.offers();
    EXPECT_EQ(rows[0].fate, Fate::chosen);
    EXPECT_EQ(rows[1].fate, Fate::also_used);
    EXPECT_EQ(rows[1].criterion, std::nullopt);
    EXPECT_EQ(rows[2].fate, Fate::less_preferred);
    EXPECT_EQ(rows[3].fate, Fate::also_used);
}

TEST(Offers, LosersOfAFreeChoiceAreYounger) {
    Star star;
    star.net.node(star.chooser).decision.order = {Criterion::as_path_length, Criterion::oldest};
    const auto rows = star.offers();
    EXPECT_EQ(rows[1].fate, Fate::less_preferred);
    EXPECT_EQ(rows[1].criterion, Criterion::oldest);
}

TEST(Offers, TheOwnRouteComesFirst) {
    Star star;
    star.net.originate(star.chooser, destination);
    star.net.network.nodes[0].originates[0].span = {0, 70, 80};
    const auto rows = star.offers();
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_FALSE(rows[0].session.known());
    EXPECT_EQ(rows[0].fate, Fate::chosen);
    EXPECT_EQ(rows[0].responsible, (dsl::Span{0, 70, 80}));
    EXPECT_EQ(rows[1].fate, Fate::less_preferred);
    EXPECT_EQ(rows[1].criterion, Criterion::weight);
}

TEST(Offers, TellWhichFailureTookTheSession) {
    const Star star;
    const auto rows = star.offers({star.cables[0].failure});
    EXPECT_EQ(rows[0].fate, Fate::session_down);
    EXPECT_EQ(rows[0].failure, star.cables[0].failure);
    EXPECT_FALSE(rows[0].route);
    EXPECT_EQ(rows[1].fate, Fate::chosen);
    EXPECT_FALSE(rows[1].failure.known());
}

TEST(Offers, TellWhichLineStoppedThem) {
    Star star;
    star.net.export_(star.cables[0].session, star.peers[0], {reject()});
    star.net.network.policies.back().terms[0].span = {0, 100, 101};
    star.net.import(star.cables[1].session, star.chooser, {});
    star.net.network.policies.back().span = {0, 110, 111};
    star.net.end(star.cables[2].session, star.chooser).lists_only = true;
    star.net.end(star.cables[3].session, star.peers[3]).sends = false;
    const auto rows = star.offers();
    EXPECT_EQ(rows[0].fate, Fate::rejected_by_export_policy);
    EXPECT_EQ(rows[0].responsible, (dsl::Span{0, 100, 101}));
    EXPECT_EQ(rows[1].fate, Fate::rejected_by_import_policy);
    EXPECT_EQ(rows[1].responsible, (dsl::Span{0, 110, 111}));
    EXPECT_EQ(rows[2].fate, Fate::listed_only);
    EXPECT_EQ(rows[2].responsible, star.net.end(star.cables[2].session, star.chooser).span);
    EXPECT_TRUE(rows[2].route);
    EXPECT_EQ(rows[3].fate, Fate::sends_nothing);
    EXPECT_EQ(rows[3].responsible, star.net.end(star.cables[3].session, star.peers[3]).span);
}

TEST(Offers, TellThatAPeerHasNoneOrSendsTheRouteBack) {
    Star star;
    for (std::size_t i = 1; i < 4; ++i)
        star.net.node(star.peers[i]).originates.clear();
    star.net.end(star.cables[2].session, star.chooser).sends = false;
    const auto rows = star.offers();
    EXPECT_EQ(rows[1].fate, Fate::own_asn_in_path);
    ASSERT_TRUE(rows[1].route);
    EXPECT_EQ(rows[1].route->as_path, (std::vector<Asn>{2, 10, 1}));
    EXPECT_EQ(rows[2].fate, Fate::peer_has_none);
    EXPECT_FALSE(rows[2].route);
}

TEST(Offers, FatesHaveStableNames) {
    const std::vector<std::pair<Fate, std::string_view>> names{
        {Fate::chosen, "chosen"},
        {Fate::also_used, "also-used"},
        {Fate::session_down, "session-down"},
        {Fate::peer_has_none, "peer-has-none"},
        {Fate::not_readvertised, "not-readvertised"},
        {Fate::sends_nothing, "sends-nothing"},
        {Fate::rejected_by_export_policy, "rejected-by-export-policy"},
        {Fate::own_asn_in_path, "own-asn-in-path"},
        {Fate::rejected_by_import_policy, "rejected-by-policy"},
        {Fate::next_hop_unresolved, "next-hop-unresolved"},
        {Fate::listed_only, "listed-only"},
        {Fate::less_preferred, "less-preferred"}};
    for (const auto& [fate, name] : names)
        EXPECT_EQ(routing::code(fate), name);
}

TEST(Offers, ASessionThatStandsByMakesNone) {
    Star star;
    const FailureId down = star.net.add_failure("maintenance");
    star.net.network.sessions[1].stands_in_for = {down};
    const auto rows = star.offers();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].session, star.cables[2].session);
    EXPECT_EQ(star.offers({down}).size(), 4U);
    const auto failed = star.offers({star.cables[1].failure});
    ASSERT_EQ(failed.size(), 4U) << "it is down for a reason of its own";
    EXPECT_EQ(failed[1].failure, star.cables[1].failure);
}

} // namespace
