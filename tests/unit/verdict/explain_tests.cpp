// Stories of packets that do not arrive: the responsible line, the sentence, whether it is the only reason.

#include <gtest/gtest.h>

#include "solver/routing/forward.hpp"
#include "solver/routing/route.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/explain_table.hpp"
#include "solver/verdict/reasons.hpp"
#include "tests/unit/verdict/hybrid.hpp"

namespace story_tests {
namespace {

using namespace network;
using verdict::Counterexample;
using Answer = verdict::OnlyReason::Answer;

Counterexample unreachable(const Hybrid& net, FailureSet failed) {
    return story(net.network, claim("reachability", net.endpoint(net.fw), net.endpoint(net.spoke)),
                 std::move(failed));
}

Hybrid with_vpn_import_filter() {
    Hybrid net;
    const PolicyId hub_only = net.accepting("hub-only", "10.17.11.0/25", 15);
    net.end(net.fw_vpngw.session, net.fw).import_policy = hub_only;
    return net;
}

TEST(MissingRoute, ImportPolicyIsNamedWithWhatItAccepts) {
    const auto net = with_vpn_import_filter();
    const auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.reason, "rejected-by-policy");
    EXPECT_EQ(found.at, net.fw);
    EXPECT_EQ(found.headline, "`fw` has no route to 10.17.11.128/26; `hub-only` rejects it");
    ASSERT_EQ(found.causes.size(), 2u);
    EXPECT_EQ(found.causes[0].span, line(15));
    EXPECT_EQ(found.causes[0].sentence,
              "`hub-only` accepts 10.17.11.0/25 and not 10.17.11.128/26 of `spoke`");
    EXPECT_EQ(found.causes[1].span, net.network[net.fw_vpngw.session].a.span);
    EXPECT_EQ(found.causes[1].sentence, "`fw` applies `hub-only` to what `vpngw` sends");
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_EQ(found.only.sentence,
              "accepting 10.17.11.128/26 in `hub-only` makes this hold in all scenarios (checked)");
    EXPECT_EQ(found.notes,
              std::vector<std::string>{
                  "it matters only now: while nothing fails, the way is fw > ce1 > edge > ergw > spoke"});
}

TEST(MissingRoute, TableShowsBothScenarios) {
    const auto net = with_vpn_import_filter();
    const auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.table_title, "fw, 10.17.11.128/26");
    EXPECT_EQ(found.table_node, net.fw);
    ASSERT_EQ(found.table.size(), 2u);
    EXPECT_EQ(found.table[0].via, "ce1");
    EXPECT_EQ(found.table[0].attributes, "local-preference 150, as-path 12076 65515 65517");
    EXPECT_EQ(found.table[0].healthy, "chosen");
    EXPECT_TRUE(found.table[0].healthy_used);
    EXPECT_EQ(found.table[0].failed, "withdrawn");
    EXPECT_FALSE(found.table[0].failed_used);
    EXPECT_EQ(found.table[1].via, "vpngw");
    EXPECT_EQ(found.table[1].healthy, "rejected-by-policy");
    EXPECT_EQ(found.table[1].failed, "rejected-by-policy");
}

TEST(MissingRoute, HealthyWaysStandBeside) {
    const auto net = with_vpn_import_filter();
    const auto found = unreachable(net, {net.ergw_fails});
    ASSERT_TRUE(found.healthy_there && found.healthy_back);
    EXPECT_EQ(found.healthy_there->at(), net.spoke);
    EXPECT_EQ(found.healthy_there->hops[1].node, net.ce1);
    EXPECT_EQ(found.healthy_back->at(), net.fw);
}

TEST(MissingRoute, ExportPolicyFarAwayIsFound) {
    Hybrid net;
    const PolicyId none = net.accepting("nothing-of-the-spoke", "10.99.0.0/16", 30);
    net.end(net.vpngw_spoke.session, net.spoke).export_policy = none;
    const auto found = unreachable(net, {net.fw_ce1.failure});
    EXPECT_EQ(found.reason, "rejected-by-export-policy");
    EXPECT_EQ(found.at, net.fw);
    EXPECT_EQ(found.headline,
              "`fw` has no route to 10.17.11.128/26; `nothing-of-the-spoke` rejects it between `spoke` and "
              "`vpngw`");
    EXPECT_EQ(found.causes.front().span, line(30));
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(MissingRoute, ExplicitRejectionIsMendedBeforeItsTerm) {
    Hybrid net;
    const PolicyId id = net.policy(
        "no-spoke", {gadgets::reject({gadgets::match_prefix("10.17.11.128/26")}), gadgets::accept()});
    net.network.policies[id.index()].terms[0].span = line(40);
    net.network.policies[id.index()].terms[0].name = "spoke";
    net.network.policies[id.index()].terms[1].span = line(41);
    net.end(net.fw_vpngw.session, net.fw).import_policy = id;
    const auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.causes.front().span, line(40));
    EXPECT_EQ(found.causes.front().sentence, "term `spoke` of `no-spoke` rejects 10.17.11.128/26 of `spoke`");
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(MissingRoute, AnotherReasonRemains) {
    auto net = with_vpn_import_filter();
    net.node(net.spoke).filter.rules = {{10, false, std::nullopt, {}, {}, {}, {}}};
    auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.only.answer, Answer::no);
    EXPECT_EQ(found.only.sentence,
              "accepting 10.17.11.128/26 in `hub-only` is not enough: another reason remains (checked)");
}

TEST(MissingRoute, OwnAsnInPath) {
    Hybrid net;
    net.end(net.fw_vpngw.session, net.fw).span = line(50);
    net.end(net.fw_vpngw.session, net.vpngw).export_policy =
        net.policy("prepend", {gadgets::accept({}, {gadgets::prepend(65020, 1)})});
    const auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.reason, "own-asn-in-path");
    EXPECT_EQ(found.headline,
              "`fw` has no route to 10.17.11.128/26; `fw` drops it: its own ASN 65020 is in the path");
    EXPECT_EQ(found.causes.front().span, line(50));
    EXPECT_EQ(found.causes.front().sentence,
              "`fw` drops 10.17.11.128/26 from `vpngw`: the path 65516 65020 65517 holds its own ASN 65020");
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_EQ(found.only.sentence,
              "allowing its own ASN 1 time in what `fw` learns from `vpngw` makes this hold in all "
              "scenarios (checked)");
}

TEST(MissingRoute, UnresolvedNextHop) {
    Hybrid net;
    net.end(net.fw_ce1.session, net.ce1).next_hop_self = false;
    const auto found = unreachable(net, {net.fw_vpngw.failure});
    EXPECT_EQ(found.reason, "next-hop-unresolved");
    EXPECT_EQ(found.headline,
              "`fw` has no route to 10.17.11.128/26; `fw` cannot resolve its next hop `edge`");
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_EQ(found.only.sentence,
              "`next-hop-self` at `ce1` toward `fw` makes this hold in all scenarios (checked)");
}

TEST(MissingRoute, ListedOnlyAndSilentEnds) {
    Hybrid net;
    net.end(net.fw_vpngw.session, net.fw).lists_only = true;
    EXPECT_EQ(unreachable(net, {net.ergw_fails}).headline,
              "`fw` has no route to 10.17.11.128/26; `fw` only lists what `vpngw` sends");
    net.end(net.fw_vpngw.session, net.fw).lists_only = false;
    net.end(net.fw_vpngw.session, net.vpngw).sends = false;
    const auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.reason, "sends-nothing");
    EXPECT_EQ(found.headline, "`fw` has no route to 10.17.11.128/26; `vpngw` advertises nothing to `fw`");
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(MissingRoute, CutIsSaidBeforeAnythingElse) {
    Hybrid net;
    net.network.failures[net.ergw_spoke.failure.index()].span = line(31);
    net.network.failures[net.vpngw_spoke.failure.index()].span = line(32);
    const auto found = unreachable(net, {net.ergw_spoke.failure, net.vpngw_spoke.failure});
    EXPECT_EQ(found.reason, "cut");
    EXPECT_EQ(found.headline, "no path of links is left from `fw` to `spoke`");
    EXPECT_EQ(found.only.answer, Answer::not_tried);
    ASSERT_EQ(found.causes.size(), 2u);
    EXPECT_EQ(found.causes[0].span, line(31));
    EXPECT_EQ(found.causes[1].span, line(32));
    for (const auto& cause : found.causes)
        EXPECT_EQ(cause.sentence, "after `ergw--spoke` and `vpngw--spoke` fail no path of links is left "
                                  "from `fw` to `spoke`");
    EXPECT_TRUE(found.notes.empty());
}

TEST(MissingRoute, OfTheAnswer) {
    Hybrid net;
    const PolicyId none = net.accepting("nothing-of-the-lan", "10.99.0.0/16", 31);
    net.end(net.fw_vpngw.session, net.fw).export_policy = none;
    const auto found = unreachable(net, {net.ergw_fails});
    EXPECT_EQ(found.reason, "rejected-by-export-policy");
    EXPECT_EQ(found.at, net.spoke);
    EXPECT_EQ(
        found.headline,
        "`spoke` has no route to 10.1.11.0/25; `nothing-of-the-lan` rejects it between `fw` and `vpngw`");
    EXPECT_EQ(found.causes.front().sentence,
              "`nothing-of-the-lan` accepts 10.99.0.0/16 and not 10.1.11.0/25 of `fw`");
    EXPECT_EQ(found.table_title, "spoke, 10.1.11.0/25");
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(MissingRoute, OnlyFailuresAreToBlame) {
    Hybrid net;
    net.wire(net.ce1, net.spoke); // a cable without a session
    const auto found = unreachable(net, {net.ergw_spoke.failure, net.vpngw_spoke.failure});
    EXPECT_EQ(found.reason, "session-down");
    EXPECT_EQ(found.headline,
              "`fw` has no route to 10.17.11.128/26; every session it could come over is down");
    EXPECT_EQ(found.causes.size(), 2u);
}

TEST(MissingRoute, WithheldAnnouncementIsTold) {
    Hybrid net;
    net.node(net.spoke).originates.clear();
    net.network.withheld.push_back({net.spoke, gadgets::prefix("10.17.11.128/26"),
                                    "use-remote-gateways-missing", "`spoke` lacks `use-remote-gateways`",
                                    line(60)});
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "use-remote-gateways-missing");
    EXPECT_EQ(found.headline, "`fw` has no route to 10.17.11.128/26; `spoke` lacks `use-remote-gateways`");
    EXPECT_EQ(found.causes.front().span, line(60));
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_FALSE(found.healthy_there.has_value());
}

TEST(MissingRoute, WhatALineWithholdsBeyondRoutesIsNotJudged) {
    Hybrid net;
    net.node(net.spoke).originates.clear();
    net.node(net.spoke).filter.rules = {{10, false, std::nullopt, {}, {}, {}, {}}};
    net.network.withheld.push_back({net.spoke, gadgets::prefix("10.17.11.128/26"),
                                    "use-remote-gateways-missing", "`spoke` lacks `use-remote-gateways`",
                                    line(60)});
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.only.answer, Answer::not_tried);
    EXPECT_EQ(found.only.sentence, "not tried: this line withholds more than single routes");
}

TEST(MissingRoute, NobodyAnnounces) {
    Hybrid net;
    net.node(net.spoke).originates.clear();
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "never-announced");
    EXPECT_EQ(found.causes.front().span, line(2));
    EXPECT_EQ(found.causes.front().sentence, "`spoke` owns 10.17.11.128/26 and no node announces it");
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(MissingRoute, OwnAnnouncementHidesWhatIsLearned) {
    Hybrid net;
    net.originate(net.ce1, "10.17.11.128/26");
    net.node(net.ce1).originates.back().span = line(62);
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "own-announcement");
    EXPECT_EQ(found.at, net.ce1);
    EXPECT_EQ(found.headline,
              "`ce1` has no route to 10.17.11.128/26; its own announcement wins and forwards nothing");
    EXPECT_EQ(found.causes.front().span, line(62));
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_EQ(found.table_title, "ce1, 10.17.11.128/26");
    EXPECT_EQ(found.table.front().via, "local");
    EXPECT_EQ(found.table.front().failed, "chosen");
    EXPECT_FALSE(found.table.front().failed_used); // it wins the decision and forwards nothing
}

TEST(MissingRoute, OnlyWhatForwardsIsInUse) {
    Hybrid net;
    net.originate(net.ce1, "10.17.11.128/26");
    net.static_route(net.ce1, "10.17.11.128/26", net.fw_ce1.back);
    const auto found = unreachable(net, {});
    verdict::Counterexample at_ce1 = found;
    ASSERT_EQ(found.reason, "loop");
    const auto state = routing::settle_all(net.network, routed_prefixes(net.network), {}).state;
    const auto claimed = claim("reachability", net.endpoint(net.fw), net.endpoint(net.spoke));
    const verdict::Replay replay{state, state};
    const verdict::Scene scene{net.network, claimed, replay, at_ce1, Adjacency(net.network)};
    const auto table = verdict::table_of(scene, net.ce1, gadgets::prefix("10.17.11.128/26"));
    ASSERT_GE(table.size(), 2u);
    EXPECT_EQ(table[0].via, "static");
    EXPECT_TRUE(table[0].failed_used);
    EXPECT_EQ(table[1].via, "local");
    EXPECT_EQ(table[1].failed, "chosen");
    EXPECT_FALSE(table[1].failed_used);
}

TEST(MissingRoute, OriginWithoutItsStaticRoute) {
    Hybrid net;
    net.node(net.spoke).originates.front().if_reachable = true;
    net.node(net.spoke).originates.front().span = line(61);
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "origin-not-reachable");
    EXPECT_EQ(found.causes.front().span, line(61));
}

TEST(OnTheWay, FilterRuleIsNamed) {
    Hybrid net;
    net.node(net.spoke).filter.rules = {{10, false, Protocol::tcp, {}, {}, {}, line(70)},
                                        {20, true, std::nullopt, {}, {}, {}, line(71)}};
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "filtered");
    EXPECT_EQ(found.at, net.spoke);
    EXPECT_EQ(found.headline, "`spoke` refuses tcp from 10.1.11.0 to 10.17.11.128 port 0");
    EXPECT_EQ(found.causes.front().span, line(70));
    EXPECT_EQ(found.only.answer, Answer::yes);
    EXPECT_EQ(found.only.sentence, "dropping rule 10 of `spoke` makes this hold in all scenarios (checked)");
}

TEST(OnTheWay, NothingMatchesIsRefusedToo) {
    Hybrid net;
    net.node(net.spoke).filter.rules = {{10, true, Protocol::udp, {}, {}, {}, line(70)}};
    net.node(net.spoke).span = line(72);
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.causes.front().span, line(72));
    EXPECT_EQ(found.only.sentence,
              "letting 10.1.11.0/25 to 10.17.11.128/26 pass at `spoke` is not enough: another "
              "reason remains (checked)"); // the answer is refused as well
}

TEST(OnTheWay, NullRoute) {
    Hybrid net;
    net.discard(net.ce1, "10.17.11.128/26");
    net.node(net.ce1).static_routes.back().span = line(73);
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "null-routed");
    EXPECT_EQ(found.at, net.ce1);
    EXPECT_EQ(found.headline, "`ce1` discards packets to 10.17.11.128/26");
    EXPECT_EQ(found.causes.front().span, line(73));
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(OnTheWay, LoopNamesItsStaticRouteFirst) {
    Hybrid net;
    net.static_route(net.ce1, "10.17.11.128/26", net.fw_ce1.back);
    net.node(net.ce1).static_routes.back().span = line(74);
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "loop");
    EXPECT_EQ(found.headline, "packets to 10.17.11.128 go round: fw > ce1 > fw");
    ASSERT_EQ(found.causes.size(), 2u);
    EXPECT_EQ(found.causes[0].span, line(74));
    EXPECT_EQ(found.causes[0].sentence, "`ce1` sends 10.17.11.128/26 to `fw` by a static route");
    EXPECT_EQ(found.causes[1].sentence, "`fw` sends 10.17.11.128/26 to `ce1`, learned from `ce1`");
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(OnTheWay, NodeThatDoesNotForward) {
    Hybrid net;
    net.node(net.edge).forwards = false;
    net.node(net.edge).span = line(75);
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "not-forwarding");
    EXPECT_EQ(found.headline, "`edge` does not forward packets of others");
    EXPECT_EQ(found.causes.front().span, line(75));
    EXPECT_EQ(found.only.answer, Answer::yes);
}

TEST(OnTheWay, StatefulNodeThatNeverSawThePacket) {
    Hybrid net;
    net.node(net.edge).stateful = true;
    net.end(net.fw_ce1.session, net.ce1)
        .export_policy.reset(); // the packet goes by the VPN, the answer does not
    const auto found = unreachable(net, {});
    EXPECT_EQ(found.reason, "no-session");
    EXPECT_EQ(found.at, net.edge);
    EXPECT_EQ(found.headline,
              "the answer meets `edge`, which never saw the packet it answers: it went fw > vpngw > spoke");
    EXPECT_EQ(found.causes.front().sentence, "`spoke` prefers `ergw` over `vpngw`: weight 100 beats 0");
}

TEST(Healthy, NothingIsToldOfAStateThatDoesNotExist) {
    const Hybrid net;
    const auto prefix = gadgets::prefix("10.17.11.128/26");
    Counterexample found;
    found.failed = {net.ergw_spoke.failure, net.vpngw_spoke.failure};
    found.from = net.endpoint(net.fw);
    found.to = net.endpoint(net.spoke);
    found.packet.source = gadgets::address("10.1.11.0");
    found.packet.destination = prefix.first();
    const auto prefixes = routed_prefixes(net.network);
    verdict::Replay replay{routing::settle_all(net.network, prefixes, found.failed).state,
                           routing::settle_all(net.network, prefixes, {}).state};
    std::erase_if(replay.healthy.prefixes, [&](const auto& state) { return state.prefix == prefix; });
    found.there = routing::all_walks(net.network, replay.state, net.fw, found.packet).front();
    verdict::explain(net.network, claim("reachability", found.from, found.to), replay, {}, found);
    EXPECT_FALSE(found.healthy_there || found.healthy_back);
    EXPECT_EQ(found.notes,
              std::vector<std::string>{"without failures routing to 10.17.11.128/26 never settles"});
    for (const auto& line : found.table)
        EXPECT_EQ(line.healthy, "never settles");
}

TEST(Reasons, EveryEndingAndStopHasARow) {
    for (int i = 0; i <= static_cast<int>(routing::Ending::node_down); ++i)
        EXPECT_NE(verdict::find_reason(routing::code(static_cast<routing::Ending>(i))), nullptr) << i;
    for (int i = static_cast<int>(routing::Fate::session_down);
         i <= static_cast<int>(routing::Fate::less_preferred); ++i)
        EXPECT_NE(verdict::find_reason(routing::code(static_cast<routing::Fate>(i))), nullptr) << i;
    EXPECT_EQ(verdict::find_reason("bad-luck"), nullptr);
}

} // namespace
} // namespace story_tests
