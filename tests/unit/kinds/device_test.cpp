// Routers and firewalls: what their words become, and what is said of words that make no sense.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;
using network::Criterion;

network::Prefix prefix(std::string_view text) { return network::parse_prefix(text).prefix; }

TEST(Device, AnnouncesWhatItOwns) {
    const auto built = build("router a { asn 65001; owns 10.1.0.0/24 10.2.0.0/24; }");
    ASSERT_EQ(built.said(), "");
    const network::Node& a = built.node("a");
    EXPECT_EQ(a.asn, 65001U);
    ASSERT_EQ(a.owns.size(), 2U);
    ASSERT_EQ(a.originates.size(), 2U);
    EXPECT_EQ(a.originates[1].prefix, prefix("10.2.0.0/24"));
    EXPECT_FALSE(a.originates[1].if_reachable);
    EXPECT_FALSE(a.stateful);
}

TEST(Device, WhatItOwnsAndOriginatesIsOneRoute) {
    const auto built = build("router a { asn 65001; owns 10.1.0.0/24 10.1.0.0/24; originate 10.1.0.0/24;"
                             "  static 10.1.0.0/24 via b; } router b; link a b;");
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.node("a").originates.size(), 1U);
    EXPECT_FALSE(built.node("a").originates[0].if_reachable);
}

TEST(Device, WithoutAnAsnItAnnouncesNothing) {
    EXPECT_TRUE(build("router a { owns 10.1.0.0/24; }").node("a").originates.empty());
}

TEST(Device, OriginatesOnlyWhileItsStaticRouteIsUp) {
    const auto built =
        build("router a { asn 65001; originate 10.1.0.0/24 10.2.0.0/24; static 10.1.0.0/24 via b; }"
              "router b; link a b;");
    ASSERT_EQ(built.said(), "");
    EXPECT_TRUE(built.node("a").originates[0].if_reachable);
    EXPECT_FALSE(built.node("a").originates[1].if_reachable);
}

TEST(Device, AStaticRouteUsesEveryLinkToItsNeighbourOrOne) {
    const auto built = build("router a { static 10.1.0.0/24 via b distance 7; static 10.2.0.0/24 via a--b/1;"
                             "           static 10.3.0.0/24 discard; }"
                             "router b; link a b; link a b;");
    ASSERT_EQ(built.said(), "");
    const auto& routes = built.node("a").static_routes;
    ASSERT_EQ(routes.size(), 4U);
    EXPECT_EQ(routes[0].distance, 7U);
    EXPECT_EQ(built.net[std::get<network::ViaLink>(routes[0].next_hop).link].name, "a--b");
    EXPECT_EQ(built.net[std::get<network::ViaLink>(routes[1].next_hop).link].name, "a--b/1");
    EXPECT_EQ(built.net[std::get<network::ViaLink>(routes[2].next_hop).link].name, "a--b/1");
    EXPECT_TRUE(std::holds_alternative<network::Discard>(routes[3].next_hop));
    EXPECT_EQ(routes[3].distance, 1U);
}

TEST(Device, AStaticRouteNeedsALink) {
    EXPECT_EQ(said("router a { static 10.1.0.0/24 via c; }\nrouter b;\nrouter c;\nlink a b;\n"),
              "error[VN0117]: `a` has no link to `c`\n"
              "  --> t.net:1:35\n"
              "1 | router a { static 10.1.0.0/24 via c; }\n"
              "  |                                   ^ its neighbours are `b`\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a { static 10.1.0.0/24 over b; }\nrouter b;\nlink a b;\n"),
              "error[VN0117]: this is no static route\n"
              "  --> t.net:1:12\n"
              "1 | router a { static 10.1.0.0/24 over b; }\n"
              "  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
              "  help: write `static P via NEIGHBOUR;`, `static P discard;`, either with `distance N`\n"
              "\n1 error\n");
}

TEST(Device, AStaticRouteLeadsElsewhere) {
    EXPECT_EQ(said("router a { static 0.0.0.0/0 via a; }\nrouter b;\nlink a b;\n"),
              "error[VN0117]: a static route cannot point at its own router\n"
              "  --> t.net:1:33\n"
              "1 | router a { static 0.0.0.0/0 via a; }\n"
              "  |                                 ^ name a neighbour or a link, or write `discard`\n"
              "\n1 error\n");
}

TEST(Device, HostsLieInWhatItOwns) {
    const auto built = build("router a { owns 10.1.0.0/24; host pc 10.1.0.7; }");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("a").hosts.at(0).name, "pc");
    EXPECT_EQ(said("router a { owns 10.1.0.0/24; host pc 10.2.0.7; }\n"),
              "error[VN0112]: host `pc` has an address that `a` does not own\n"
              "  --> t.net:1:38\n"
              "1 | router a { owns 10.1.0.0/24; host pc 10.2.0.7; }\n"
              "  |                                      ^^^^^^^^ take one of `10.1.0.0/24`, or add a prefix "
              "to `owns`\n"
              "\n1 error\n");
}

TEST(Device, RulesGoByNumber) {
    const auto built = build("firewall f { rule 20 deny any from any to any;"
                             "  rule 10 allow tcp from 10.0.0.0/8 to any port 80-443; }");
    ASSERT_EQ(built.said(), "");
    const network::Node& f = built.node("f");
    EXPECT_TRUE(f.stateful);
    ASSERT_EQ(f.filter.rules.size(), 2U);
    const network::FilterRule& first = f.filter.rules[0];
    EXPECT_EQ(first.number, 10U);
    EXPECT_TRUE(first.allow);
    EXPECT_EQ(first.protocol, network::Protocol::tcp);
    EXPECT_EQ(first.sources, std::vector{prefix("10.0.0.0/8")});
    EXPECT_EQ(first.destinations, std::vector{prefix("0.0.0.0/0")});
    ASSERT_EQ(first.destination_ports.size(), 1U);
    EXPECT_EQ(first.destination_ports[0].first, 80);
    EXPECT_EQ(first.destination_ports[0].last, 443);
    EXPECT_FALSE(f.filter.rules[1].protocol);
}

TEST(Device, ARuleIsReadFromLeftToRight) {
    EXPECT_EQ(said("router f { rule 10 alow tcp from any to any; }\n"),
              "error[VN0120]: `alow` does not belong here\n"
              "  --> t.net:1:20\n"
              "1 | router f { rule 10 alow tcp from any to any; }\n"
              "  |                    ^^^^ did you mean `allow`?\n"
              "\n1 error\n");
    EXPECT_EQ(
        said("router f { rule 10 allow icmp from any to any port 80; }\n"),
        "error[VN0120]: only tcp and udp have ports\n"
        "  --> t.net:1:47\n"
        "1 | router f { rule 10 allow icmp from any to any port 80; }\n"
        "  |                                               ^^^^ write `tcp` or `udp`, or leave the port out\n"
        "\n1 error\n");
    EXPECT_EQ(said("router f { rule 10 allow tcp from any to any port 90-80; }\n"),
              "error[VN0120]: `90-80` is an empty range of ports\n"
              "  --> t.net:1:51\n"
              "1 | router f { rule 10 allow tcp from any to any port 90-80; }\n"
              "  |                                                   ^^^^^ did you mean `80-90`?\n"
              "\n1 error\n");
}

TEST(Device, ARuleTellsPortsOfBothEnds) {
    const auto built = build("router f { rule 10 deny tcp from any port 1024-2000 to 10.0.0.0/8 port 80;"
                             "  rule 20 deny udp from any port 53 to any; }");
    ASSERT_EQ(built.said(), "");
    const auto& rules = built.node("f").filter.rules;
    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[0].source_ports.at(0).first, 1024);
    EXPECT_EQ(rules[0].source_ports.at(0).last, 2000);
    EXPECT_EQ(rules[0].destination_ports.at(0).first, 80);
    EXPECT_EQ(rules[1].source_ports.at(0).last, 53);
    EXPECT_TRUE(rules[1].destination_ports.empty());
    const auto complaint = [](const std::string& rule) {
        const std::string text = said("router f { rule 10 " + rule + "; }\n");
        return text.substr(0, text.find('\n'));
    };
    EXPECT_EQ(complaint("allow icmp from any port 80 to any"), "error[VN0120]: only tcp and udp have ports");
    EXPECT_EQ(complaint("allow tcp from any port to any port 80"),
              "error[VN0120]: `port` takes one port, or a range as in `1024-65535`");
    EXPECT_EQ(complaint("allow tcp from any port 80 any port 80"), "error[VN0120]: `any` does not belong here");
    EXPECT_EQ(complaint("allow tcp from any to any port 80 443"), "error[VN0120]: `443` does not belong here");
}

TEST(Device, TwoRulesMayNotShareANumber) {
    EXPECT_EQ(
        said("router f {\n  rule 1 allow any from any to any;\n  rule 1 deny any from any to any;\n}\n"),
        "error[VN0120]: `f` has two rules numbered 1\n"
        "  --> t.net:3:8\n"
        "3 |   rule 1 deny any from any to any;\n"
        "  |        ^ numbers decide which rule comes first: give it another\n"
        "  --> t.net:2:3\n"
        "2 |   rule 1 allow any from any to any;\n"
        "  |   --------------------------------- the other one is here\n"
        "\n1 error\n");
}

TEST(Device, FailsAsANodeAndMayBeDisabled) {
    const auto built = build("router a; router b { disabled; }");
    ASSERT_EQ(built.net.failures.size(), 2U);
    EXPECT_EQ(built.net.failures[0].name, "a");
    EXPECT_EQ(built.net.failures[0].failure_class, network::FailureClass::node);
    EXPECT_FALSE(built.net.failures[0].disabled);
    EXPECT_TRUE(built.net.failures[1].disabled);
    EXPECT_EQ(built.node("b").fails_with, std::vector{network::FailureId::at(1)});
}

TEST(Device, TiesStayOpenUnlessEveryPeerHasARouterId) {
    const std::string links = "router b { asn 65001; router-id 10.0.0.2; } link a b; bgp a b;";
    const auto open = build("router a { asn 65001; } router c { asn 65001; } link a c; bgp a c;" + links);
    ASSERT_EQ(open.said(), "");
    EXPECT_EQ(open.node("a").decision.order.back(), Criterion::oldest);
    const auto closed = build("router a { asn 65001; multipath; }" + links);
    ASSERT_EQ(closed.said(), "");
    const network::Decision& decision = closed.node("a").decision;
    EXPECT_EQ(decision.order,
              (std::vector{Criterion::weight, Criterion::local_preference, Criterion::local_origin,
                           Criterion::as_path_length, Criterion::origin, Criterion::med,
                           Criterion::external_over_internal, Criterion::router_id, Criterion::peer_order}));
    EXPECT_EQ(decision.multipath_after, 7U);
    EXPECT_FALSE(open.node("a").decision.multipath_after);
}

TEST(Device, FlagsOfTracesAndAdvertising) {
    const auto built = build(
        "router a { silent; no advertise-inactive; address 10.0.0.1; } router b { advertise-inactive; }");
    ASSERT_EQ(built.said(), "");
    EXPECT_TRUE(built.node("a").silent);
    EXPECT_FALSE(built.node("a").advertise_inactive);
    EXPECT_EQ(built.node("a").address, network::parse_address("10.0.0.1"));
    EXPECT_FALSE(built.node("b").silent);
    EXPECT_TRUE(built.node("b").advertise_inactive);
}

} // namespace
