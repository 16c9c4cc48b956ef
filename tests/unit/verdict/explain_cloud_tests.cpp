// Stories of clouds: routes that stay, rules between networks, subnets that send back, route servers, flags
// that withhold.

#include <gtest/gtest.h>

#include "tests/unit/verdict/hybrid.hpp"

namespace story_tests {
namespace {

using namespace network;
using gadgets::address;
using gadgets::prefix;
using Answer = verdict::OnlyReason::Answer;
using Lines = std::vector<std::string>;

Lines sentences(const verdict::Counterexample& found) {
    Lines all;
    for (const verdict::Cause& cause : found.causes)
        all.push_back(cause.sentence);
    return all;
}

/// `site` and the subnet `v/app` with a route table that sends to `site` over the appliance `nva`.
struct Table : gadgets::NetworkBuilder {
    Table() {
        site = add_node("site");
        nva = add_node("nva");
        app = add_node("v/app");
        for (NodeId each : {site, nva, app})
            node(each).span = line(each.value + 1);
        own(site, "10.1.0.0/24");
        own(app, "10.9.0.0/25");
        own(nva, "10.9.0.132/32");
        nva_fails = may_fail(nva);
        network.failures[nva_fails.index()].span = line(9);
        wire(nva, site);
        app_nva = link(app, nva);
        static_route(nva, "10.1.0.0/24", LinkId::at(0));
        static_route(site, "10.9.0.0/25", LinkId::at(1));
        nva_app = link(nva, app);
        static_route(nva, "10.9.0.0/25", nva_app);
        node(app).static_routes.push_back({prefix("0.0.0.0/0"),
                                           ViaLink{app_nva, true},
                                           0,
                                           line(20),
                                           {"user", "appliance", address("10.9.0.132")}});
    }
    properties::Endpoint end(NodeId node) const {
        return {network[node].name, node, {network[node].owns[0].prefix}};
    }
    properties::Claim reaches(NodeId from, NodeId to) const {
        return claim("reachability", end(from), end(to));
    }

    NodeId site, nva, app;
    FailureId nva_fails;
    LinkId app_nva, nva_app;
};

TEST(Cloud, RouteToADeadApplianceNamesItsLine) {
    const Table net;
    const auto found = story(net.network, net.reaches(net.app, net.site), {net.nva_fails});
    EXPECT_EQ(found.reason, "next-hop-down");
    EXPECT_EQ(found.at, net.app);
    EXPECT_EQ(found.headline, "`nva` is down, and `v/app` still sends 0.0.0.0/0 there");
    EXPECT_EQ(
        sentences(found),
        (Lines{"the user route of `v/app` to 0.0.0.0/0 stays whatever happens to `nva`", "`nva` is down"}));
    EXPECT_EQ(found.causes.front().span, line(20));
    EXPECT_EQ(found.only.answer, Answer::no);
}

TEST(Cloud, NullRoutesAndDetoursSayWhoseTheyAre) {
    Table net;
    net.node(net.app).static_routes.back().next_hop = Discard{};
    const auto found = story(net.network, net.reaches(net.app, net.site), {});
    EXPECT_EQ(found.reason, "null-routed");
    EXPECT_EQ(sentences(found), Lines{"the user route to 0.0.0.0/0 at `v/app` discards"});
}

TEST(Cloud, LinkThatRefusesNamesItsRule) {
    Table net;
    net.network.links[net.nva_app.index()].filter.rules = {
        {1, true, {}, {prefix("10.8.0.0/24")}, {}, {}, line(30), "what begins in `hub`"},
        {2, false, {}, {}, {}, {}, line(30), "no `allow-forwarded-traffic` at `v`"}};
    const auto found = story(net.network, net.reaches(net.site, net.app), {});
    EXPECT_EQ(found.reason, "filtered");
    EXPECT_EQ(found.at, net.nva);
    EXPECT_EQ(found.headline, "`nva` may not send tcp from 10.1.0.0 to 10.9.0.0 port 0 on to `v/app`: no "
                              "`allow-forwarded-traffic` at `v`");
    EXPECT_EQ(found.causes.front().span, line(30));
    EXPECT_EQ(found.only.sentence,
              "letting everything pass from `nva` to `v/app` is not enough: another reason "
              "remains (checked)"); // the appliance may fail
}

TEST(Cloud, DefaultRuleIsNamedAndStays) {
    Table net;
    net.node(net.app).filter.rules = {{100, true, Protocol::udp, {}, {}, {}, line(31), {}},
                                      {65500, false, {}, {}, {}, {}, line(31), "DenyAllInBound"}};
    const auto found = story(net.network, net.reaches(net.site, net.app), {});
    EXPECT_EQ(found.reason, "filtered");
    EXPECT_EQ(found.headline,
              "`v/app` refuses tcp from 10.1.0.0 to 10.9.0.0 port 0: no other rule of it comes before "
              "`DenyAllInBound`");
    EXPECT_EQ(sentences(found),
              Lines{"`DenyAllInBound` of `v/app` refuses tcp from 10.1.0.0 to 10.9.0.0 port 0"});
    net.node(net.app).filter.rules = {{100, false, Protocol::tcp, {}, {}, {}, line(31), {}},
                                      {65000, true, {}, {}, {}, {}, line(31), "AllowVnetInBound"}};
    EXPECT_EQ(story(net.network, net.reaches(net.site, net.app), {}).headline,
              "`v/app` refuses tcp from 10.1.0.0 to 10.9.0.0 port 0");
}

TEST(Cloud, PacketThatPassesTheFirewallByIsTold) {
    Table net; // `site` goes straight to the subnet, the answer through the appliance
    net.node(net.nva).stateful = true;
    const LinkId past = net.link(net.site, net.app);
    net.node(net.site).static_routes.clear();
    net.static_route(net.site, "10.9.0.0/25", past);
    net.node(net.site).static_routes.back().span = line(40);
    net.node(net.site).static_routes.back().label = {"system", "peering"};
    const auto found = story(net.network, net.reaches(net.site, net.app), {});
    EXPECT_EQ(found.reason, "no-session");
    EXPECT_EQ(found.at, net.nva);
    EXPECT_EQ(found.headline,
              "the answer meets `nva`, which never saw the packet it answers: it went site > v/app");
    EXPECT_EQ(sentences(found),
              (Lines{"`v/app` has a user route to 0.0.0.0/0",
                     "`site` sends 10.9.0.0/25 to `v/app` by a system route, past `nva`",
                     "`nva` is stateful and lets an answer pass only if it saw the packet"}));
}

TEST(Cloud, SubnetThatSendsBackIsTheLoop) {
    gadgets::NetworkBuilder net;
    const NodeId app = net.add_node("v/app", 65515), nva = net.add_node("nva", 65001),
                 far = net.add_node("far", 65002);
    net.node(nva).span = line(2);
    net.own(app, "10.9.0.0/25");
    net.own(far, "10.3.0.0/24");
    net.originate(far, "10.3.0.0/24");
    const LinkId up = net.link(nva, app), down = net.link(app, nva);
    net.node(nva).hands_to = up;
    net.session(far, nva); // control plane only: where packets go is the subnet's business
    const SessionId programs = net.session(nva, app);
    net.end(programs, app).sends = false;
    net.end(programs, nva).span = line(10);
    net.network.sessions[programs.index()].back = down;
    const auto found = story(
        net.network,
        claim("reachability", {"v/app", app, {prefix("10.9.0.0/25")}}, {"far", far, {prefix("10.3.0.0/24")}}),
        {});
    EXPECT_EQ(found.reason, "loop");
    EXPECT_EQ(found.headline, "packets to 10.3.0.0 go round: v/app > nva > v/app");
    EXPECT_EQ(sentences(found),
              (Lines{"the table of `v/app` sends 10.3.0.0/24 back to `nva`, which announces it there",
                     "`nva` hands what it forwards to the table of its subnet `v/app`"}));
    EXPECT_EQ(found.causes.front().span, line(10));
    EXPECT_EQ(found.table_title, "v/app, 10.3.0.0/24");
}

TEST(Cloud, RouteServerThatFindsItsAsnAsksForAnOverride) {
    gadgets::NetworkBuilder net; // far > rs1 > nva > rs2 > app
    const NodeId app = net.add_node("app", 65001), rs2 = net.add_node("rs2", 65515),
                 nva = net.add_node("nva", 65002), rs1 = net.add_node("rs1", 65515),
                 far = net.add_node("far", 65003);
    net.own(app, "10.9.0.0/25");
    net.originate(app, "10.9.0.0/25");
    net.own(far, "10.3.0.0/24");
    net.originate(far, "10.3.0.0/24");
    const auto direct = net.wire(app, far);
    for (const NodeId server : {rs1, rs2}) { // speaks for a fabric, and shows in no trace
        net.node(server).forwards = net.node(server).in_traces = false;
        net.node(server).hands_to = net.link(server, app);
    }
    net.link(nva, far);
    net.link(app, nva);
    const SessionId last = net.session(rs2, app);
    const SessionId to_server = net.session(nva, rs2);
    net.end(net.session(rs1, nva), rs1).next_hop_unchanged = true;
    net.session(far, rs1);
    net.end(to_server, nva).span = line(50);
    net.end(to_server, rs2).span = line(51);
    net.end(last, rs2).next_hop_unchanged = true;
    net.static_route(far, "10.9.0.0/25", direct.back);
    const auto found = story(
        net.network,
        claim("reachability", {"app", app, {prefix("10.9.0.0/25")}}, {"far", far, {prefix("10.3.0.0/24")}}),
        {});
    EXPECT_EQ(found.reason, "own-asn-in-path");
    EXPECT_EQ(
        sentences(found),
        (Lines{"`nva` tells `rs2` of 10.3.0.0/24 as it learned it, with 65515 in the path",
               "`rs2` drops 10.3.0.0/24 from `nva`: the path 65002 65515 65003 holds its own ASN 65515"}));
    EXPECT_EQ(found.causes.front().span, line(50));
    EXPECT_NE(found.only.sentence.find("`as-override` at `nva`"), std::string::npos);
}

TEST(Cloud, WithheldRouteIsLookedForWhereItStopped) {
    Hybrid net;
    net.node(net.spoke).originates.clear();
    net.network.withheld = {
        {net.ce1, prefix("0.0.0.0/0"), "branch-to-branch-off", "`rs` lacks `branch-to-branch`", line(60)},
        {net.fw, prefix("10.0.0.0/8"), "use-remote-gateways-missing", "nearer", line(61)}};
    const auto reaches = claim("reachability", net.endpoint(net.fw), net.endpoint(net.spoke));
    EXPECT_EQ(story(net.network, reaches, {}).reason, "use-remote-gateways-missing");
    net.network.withheld[1].prefix = prefix("10.1.0.0/16"); // another destination
    const auto found = story(net.network, reaches, {});
    EXPECT_EQ(found.reason, "branch-to-branch-off");
    EXPECT_EQ(found.headline, "`fw` has no route to 0.0.0.0/0; `rs` lacks `branch-to-branch`");
    EXPECT_EQ(found.causes.front().span, line(60));
}

TEST(Cloud, MaintenanceBlamesWhoStillSendsThere) {
    Hybrid net; // `edge` is drained, and what `ce1` sets keeps `fw` on it
    const FailureId works = net.add_failure("circuit/maintenance");
    net.network.failures[works.index()].failure_class = FailureClass::maintenance;
    net.network.failures[works.index()].span = line(70);
    net.node(net.edge).drops_with = {works};
    const auto reaches = claim("reachability", net.endpoint(net.fw), net.endpoint(net.spoke));
    const auto found = story(net.network, reaches, {works});
    EXPECT_EQ(found.reason, "drained");
    EXPECT_EQ(found.at, net.edge);
    EXPECT_EQ(found.headline,
              "`edge` is in maintenance: its routes stay and packets die; `fw` prefers `ce1` over "
              "`vpngw`: local preference 150 beats 100");
    EXPECT_EQ(found.causes.front().span, line(21));
}

TEST(Cloud, OneOfSeveralStatesIsSaid) {
    gadgets::NetworkBuilder
        net; // `a` uses the older of two equal ways, and one of them leads into a null route
    const NodeId a = net.add_node("a", 64500), b = net.add_node("b", 64501), c = net.add_node("c", 64502),
                 d = net.add_node("d", 64503);
    for (NodeId each : {a, b, c, d})
        net.node(each).decision.order.back() = Criterion::oldest;
    net.node(a).decision.order = {Criterion::local_preference, Criterion::as_path_length, Criterion::oldest};
    net.own(a, "10.1.0.0/24");
    net.own(d, "10.3.0.0/24");
    net.originate(a, "10.1.0.0/24");
    net.originate(d, "10.3.0.0/24");
    for (const auto& [x, y] : {std::pair(a, b), std::pair(a, c), std::pair(b, d), std::pair(c, d)})
        net.cable(x, y);
    net.discard(b, "10.3.0.0/25");
    net.discard(c, "10.3.0.0/25");
    const auto reaches =
        claim("reachability", {"a", a, {prefix("10.1.0.0/24")}}, {"d", d, {prefix("10.3.0.0/24")}});
    const auto found = story(net.network, reaches, {});
    EXPECT_EQ(found.reason, "null-routed");
    ASSERT_EQ(found.notes.size(), 1U);
    EXPECT_EQ(found.notes.front(), "in 1 of 2 stable states packets go this way");
}

} // namespace
} // namespace story_tests
