// iBGP: multihop sessions, meshes, reflectors, and what is said of next hops that never resolve.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;
using network::Session;

/// Routers a, b and c of one AS in a row; OSPF runs over the links.
std::string row(const std::string& rest) {
    return "router a { asn 65001; }\nrouter b { asn 65001; }\nrouter c { asn 65001; }\n"
           "link a b { ospf area 0; }\nlink b c { ospf area 0; }\n" +
           rest;
}

const Session& session(const building::Built& built, std::string_view name) {
    for (const Session& one : built.net.sessions)
        if (one.name == name)
            return one;
    throw std::out_of_range("no such session");
}

// -- multihop

TEST(Multihop, GoesBetweenLoopbacksAndOverNoLink) {
    const auto built = build(row("bgp a c { multihop; at a { next-hop-self; } }\nbgp a b;\n"));
    ASSERT_EQ(built.said(), "");
    const Session& far = session(built, "a--c");
    EXPECT_TRUE(far.multihop);
    EXPECT_FALSE(far.forward.known() || far.back.known());
    EXPECT_TRUE(far.a.next_hop_self);
    EXPECT_FALSE(session(built, "a--b").multihop);
    EXPECT_TRUE(session(built, "a--b").forward.known());
}

TEST(Multihop, OverParallelLinksIsOneSession) {
    const auto built = build("router a { asn 65001; } router b { asn 65001; } link a b; link a b; bgp a b { multihop; }");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.net.sessions.size(), 1U);
}

TEST(Multihop, IsRefusedWhereOneEndNeverReachesTheOther) {
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b;\nrouter c { asn 65001; }\nlink a b { ospf area 0; }\nlink b c;\n"
                   "bgp a c { multihop; }\n"),
              "error[VN0110]: a session between nodes without a path: `a` never reaches `c`\n"
              "  --> t.net:6:5\n"
              "6 | bgp a c { multihop; }\n"
              "  |     ^\n"
              "  help: no link joins them, and `c` does not run OSPF: have both run OSPF (`ospf area 0;` on links), or "
              "declare `link a c;`\n"
              "  --> t.net:6:1\n"
              "6 | bgp a c { multihop; }\n"
              "  | --------------------- the session is declared here\n"
              "\n1 error\n");
}

TEST(Multihop, ADisabledLinkJoinsNobody) {
    const std::string text = said("router a { asn 65001; } router b { asn 65001; }\nlink a b { ospf area 0; disabled; }\n"
                                  "bgp a b { multihop; }\n");
    EXPECT_NE(text.find("`a` never reaches `b`"), std::string::npos) << text;
    EXPECT_NE(text.find("OSPF does not join them"), std::string::npos) << text;
}

// -- options

TEST(InternalEnd, NextHopSelfMayCoverReflectedRoutes) {
    const auto built = build(row("bgp a b { at b { client; next-hop-self all; } at a { next-hop-self; } }"));
    ASSERT_EQ(built.said(), "");
    const Session& s = session(built, "a--b");
    EXPECT_TRUE(s.b.client && s.b.next_hop_self && s.b.next_hop_self_reflected);
    EXPECT_TRUE(s.a.next_hop_self);
    EXPECT_FALSE(s.a.client || s.a.next_hop_self_reflected);
}

TEST(InternalEnd, IsWhatTheRouterSaysUnlessTheSessionDoes) {
    const auto built = build("policy p { accept; }\npolicy q { accept; }\n"
                             "router a { asn 65001; ibgp { next-hop-self; export p; } }\nrouter b { asn 65001; }\n"
                             "router c { asn 65001; }\nrouter isp { asn 65100; }\nlink a b; link a c; link a isp;\n"
                             "bgp a b;\nbgp a c { at a { no next-hop-self; export q; } }\n"
                             "bgp a isp { at a { import p; } at isp { import p; } }\n");
    ASSERT_EQ(built.said(), "");
    EXPECT_TRUE(session(built, "a--b").a.next_hop_self);
    EXPECT_EQ(built.net[*session(built, "a--b").a.export_policy].name, "p");
    EXPECT_FALSE(session(built, "a--c").a.next_hop_self);
    EXPECT_EQ(built.net[*session(built, "a--c").a.export_policy].name, "q");
    EXPECT_FALSE(session(built, "a--isp").a.next_hop_self);
    EXPECT_FALSE(session(built, "a--isp").a.export_policy);
}

TEST(InternalEnd, AMisspeltPolicyOfARouterIsSaidOnce) {
    EXPECT_EQ(said("policy plain { accept; }\nrouter a { asn 65001; ibgp { export plian; } }\nrouter b { asn 65001; }\n"
                   "router c { asn 65001; }\nlink a b;\nlink a c;\nbgp a b;\nbgp a c;\n"),
              "error[VN0102]: unknown policy `plian`\n"
              "  --> t.net:2:37\n"
              "2 | router a { asn 65001; ibgp { export plian; } }\n"
              "  |                                     ^^^^^ did you mean `plain`?\n"
              "\n1 error\n");
}

TEST(InternalEnd, IsRefusedBetweenTwoAss) {
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b { at a { client; } }\n"),
              "error[VN0129]: a client needs one AS, and `a` has ASN 65001, `b` ASN 65002\n"
              "  --> t.net:4:18\n"
              "4 | bgp a b { at a { client; } }\n"
              "  |                  ^^^^^^^ iBGP joins routers of equal ASNs\n"
              "  --> t.net:1:1\n"
              "1 | router a { asn 65001; }\n"
              "  | ----------------------- `a` is declared here\n"
              "  --> t.net:2:1\n"
              "2 | router b { asn 65002; }\n"
              "  | ----------------------- `b` is declared here\n"
              "\n1 error\n");
    const std::string all = said("router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\n"
                                 "bgp a b { at a { next-hop-self all; } }\n");
    EXPECT_EQ(all.substr(0, all.find('\n')),
              "error[VN0129]: `next-hop-self all` needs one AS, and `a` has ASN 65001, `b` ASN 65002");
}

TEST(InternalEnd, NextHopSelfTakesNothingButAll) {
    EXPECT_EQ(said(row("bgp a b { at a { next-hop-self al; } }\n")),
              "error[VN0019]: `next-hop-self` does not take `al`\n"
              "  --> t.net:6:32\n"
              "6 | bgp a b { at a { next-hop-self al; } }\n"
              "  |                                ^^ did you mean `all`?\n"
              "\n1 error\n");
}

// -- meshes

TEST(Mesh, JoinsEveryTwoOfItsMembers) {
    const auto built = build(row("ibgp mesh core { members a b c; at b { next-hop-self; } }"));
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 3U);
    for (const Session& one : built.net.sessions) {
        EXPECT_TRUE(one.multihop && built.net.internal(one));
        EXPECT_EQ(one.a.next_hop_self, built.net[one.a.node].name == "b");
        EXPECT_EQ(one.b.next_hop_self, built.net[one.b.node].name == "b");
    }
}

TEST(Mesh, AGroupStandsForItsMembersAndABgpStatementCounts) {
    const auto built = build(row("group ends a c;\nibgp mesh core { members ends b; }\nbgp b a { at b { client; } }\n"));
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 3U);
    EXPECT_FALSE(session(built, "a--b").multihop);
    EXPECT_TRUE(session(built, "a--b").b.client || session(built, "a--b").a.client);
    EXPECT_TRUE(session(built, "a--c").multihop);
}

TEST(Mesh, SaysWhatIsWrongWithItsMembers) {
    const auto first_line = [](const std::string& mesh) {
        const std::string text = said(row("router d { asn 65002; }\nrouter e;\n" + mesh));
        return text.substr(0, text.find('\n'));
    };
    EXPECT_EQ(first_line("ibgp mesh m { members a a; }"), "error[VN0130]: `a` is named twice in this mesh");
    EXPECT_EQ(first_line("ibgp mesh m { members a; }"), "error[VN0130]: the mesh `m` has one member");
    EXPECT_EQ(first_line("ibgp mesh m { at a { next-hop-self; } }"), "error[VN0130]: the mesh `m` has no members");
    EXPECT_EQ(first_line("ibgp mesh m { members a d; }"),
              "error[VN0129]: a mesh needs one AS, and `a` has ASN 65001, `d` ASN 65002");
    EXPECT_EQ(first_line("ibgp mesh m { members a e; }"), "error[VN0111]: `e` has no ASN and speaks no BGP");
    EXPECT_EQ(first_line("ibgp mesh m { members a x; }"), "error[VN0102]: unknown node `x`");
    EXPECT_EQ(first_line("ibgp mesh m { members a b; at c { client; } }"),
              "error[VN0103]: `c` is no member of this mesh");
    EXPECT_EQ(first_line("ibgp mesh m { members a b; }\nibgp mesh m { members b c; }"),
              "error[VN0101]: `m` is declared twice");
    EXPECT_EQ(first_line("ibgp mesh m { members a b; }\nibgp mesh n { members c b a; }"),
              "error[VN0101]: the session between `b` and `a` is declared twice");
    EXPECT_EQ(first_line("ibgp mash m { members a b; }"), "error[VN0019]: `ibgp` does not take `mash`");
}

// -- reflectors

TEST(Reflector, HasSessionsWithItsClients) {
    const auto built = build(row("change router b { reflects-for a c; cluster-id 10.0.0.2; ibgp { next-hop-self all; } }"));
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.node("b").cluster_id, 0x0A000002U);
    ASSERT_EQ(built.net.sessions.size(), 2U);
    for (const Session& one : built.net.sessions) {
        EXPECT_TRUE(one.multihop);
        EXPECT_EQ(built.net[one.a.node].name, "b");
        EXPECT_TRUE(one.a.client && one.a.next_hop_self_reflected);
        EXPECT_FALSE(one.b.client);
    }
}

TEST(Reflector, MakesAClientOfWhomABgpStatementJoins) {
    const auto built = build(row("bgp a b { at a { next-hop-self; } }\nchange router b { reflects-for a; }"));
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 1U);
    EXPECT_TRUE(built.net.sessions[0].b.client);
    EXPECT_FALSE(built.net.sessions[0].multihop);
    EXPECT_EQ(built.net.cluster(built.net.find_node("b")), (std::uint64_t{1} << 32) + 1);
}

TEST(Reflector, SaysWhatIsWrongWithItsClients) {
    const auto first_line = [](const std::string& statements) {
        const std::string text = said("router d { asn 65002; }\n" + row("change router b { " + statements + " }"));
        return text.substr(0, text.find('\n'));
    };
    EXPECT_EQ(first_line("reflects-for b;"), "error[VN0109]: `b` reflects for itself");
    EXPECT_EQ(first_line("reflects-for a a;"), "error[VN0130]: `a` is named twice in `reflects-for`");
    EXPECT_EQ(first_line("reflects-for d;"), "error[VN0129]: a client needs one AS, and `b` has ASN 65001, `d` ASN 65002");
    EXPECT_EQ(first_line("no asn; reflects-for a;"), "error[VN0111]: `b` reflects routes and has no ASN");
    EXPECT_EQ(first_line("cluster-id 0; reflects-for a;"), "error[VN0018]: `0` is out of range");
    EXPECT_EQ(first_line("cluster-id 7;"), "warning[VN0136]: `b` has a `cluster-id` and reflects for nobody");
}

TEST(Reflector, AClientThatReflectsForItsReflectorInOneClusterIsTold) {
    const std::string pair = "link a b;\nbgp a b { at a { client; } at b { client; } }\n";
    EXPECT_EQ(said("router a { asn 65001; cluster-id 1; }\nrouter b { asn 65001; cluster-id 1; }\n" + pair),
              "warning[VN0131]: `a` and `b` are each other's clients in one cluster, and drop what the other reflects\n"
              "  --> t.net:4:11\n"
              "4 | bgp a b { at a { client; } at b { client; } }\n"
              "  |           ^^^^^^^^^^^^^^^^ take `client` away at `a`, or give them different `cluster-id`s\n"
              "  --> t.net:4:28\n"
              "4 | bgp a b { at a { client; } at b { client; } }\n"
              "  |                            ---------------- `b` reflects for `a` here\n"
              "\n1 warning\n");
    EXPECT_EQ(said("router a { asn 65001; cluster-id 1; }\nrouter b { asn 65001; cluster-id 2; }\n" + pair), "");
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b { asn 65001; }\n" + pair), "");
    EXPECT_EQ(said("router a { asn 65001; cluster-id 1; reflects-for b; }\n"
                   "router b { asn 65001; cluster-id 1; reflects-for a; }\nlink a b { ospf area 0; }\n"),
              "warning[VN0131]: `a` and `b` are each other's clients in one cluster, and drop what the other reflects\n"
              "  --> t.net:1:37\n"
              "1 | router a { asn 65001; cluster-id 1; reflects-for b; }\n"
              "  |                                     ^^^^^^^^^^^^^^^\n"
              "  help: take `b` out of the `reflects-for` of `a`, or give them different `cluster-id`s\n"
              "  --> t.net:2:37\n"
              "2 | router b { asn 65001; cluster-id 1; reflects-for a; }\n"
              "  |                                     --------------- `b` reflects for `a` here\n"
              "\n1 warning\n");
}

TEST(Reflector, ACircleIsTold) {
    const auto ring = [](const std::string& of_c) {
        return said("router a { asn 65001; reflects-for b; }\nrouter b { asn 65001; reflects-for c; }\n"
                    "router c { asn 65001; " +
                    of_c + "}\nlink a b { ospf area 0; }\nlink b c { ospf area 0; }\n");
    };
    EXPECT_EQ(ring("reflects-for a; "),
              "warning[VN0150]: reflectors in a circle: `a`, `b`, `c` each reflect for the next, and `c` for `a`\n"
              "  --> t.net:1:23\n"
              "1 | router a { asn 65001; reflects-for b; }\n"
              "  |                       ^^^^^^^^^^^^^^^\n"
              "  help: what one hears comes back to it until its cluster list stops it: have reflectors of one level talk "
              "without `client`, or reflect down only\n"
              "  --> t.net:2:23\n"
              "2 | router b { asn 65001; reflects-for c; }\n"
              "  |                       --------------- `b` reflects for `c` here\n"
              "  --> t.net:3:23\n"
              "3 | router c { asn 65001; reflects-for a; }\n"
              "  |                       --------------- `c` reflects for `a` here\n"
              "\n1 warning\n");
    EXPECT_EQ(ring(""), "");
    EXPECT_EQ(ring("reflects-for b; "), ""); // b and c are each other's clients in two clusters
}

TEST(Ibgp, WordsThatOnlyOtherAssHeedAreTold) {
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { as-override; } }\n"),
              "warning[VN0155]: `as-override` does nothing on iBGP\n"
              "  --> t.net:4:18\n"
              "4 | bgp a b { at a { as-override; } }\n"
              "  |                  ^^^^^^^^^^^^ paths change only on the way to another AS: remove it, or say it there\n"
              "\n1 warning\n");
    EXPECT_NE(said(row("change router a { ibgp { next-hop-unchanged; } }\nbgp a b;"))
                  .find("iBGP keeps the next hop anyway: remove it"),
              std::string::npos);
    EXPECT_NE(said(row("ibgp mesh m { members a b c; at c { replace-as 65009 65008; } }"))
                  .find("warning[VN0155]: `replace-as` does nothing on iBGP"),
              std::string::npos);
}

// -- next hops

/// b of the row hears from a provider; `link` is that link's block, `at` b's side toward a.
std::string border(const std::string& link, const std::string& at) {
    return row("router isp { asn 65100; }\npolicy any { accept; }\nlink b isp" + link + "\n" + "bgp a b" + at + "\n" +
               "bgp b isp { at b { import any; export any; } at isp { import any; export any; } }\n");
}

TEST(NextHop, ThatNeverResolvesIsTold) {
    EXPECT_EQ(said(border(";", ";")),
              "warning[VN0132]: `a` can never resolve `isp`, the next hop of what `b` hears from it\n"
              "  --> t.net:9:1\n"
              "9 | bgp a b;\n"
              "  | ^^^^^^^^ add `next-hop-self;` at `b`, or `ospf area 0 passive;` to the link between `b` and `isp`\n"
              "  --> t.net:10:13\n"
              "10 | bgp b isp { at b { import any; export any; } at isp { import any; export any; } }\n"
              "   |             -------------------------------- `b` hears it here\n"
              "\n1 warning\n");
}

TEST(NextHop, ResolvesOverAPassiveLinkOrIsTheBorderItself) {
    EXPECT_EQ(said(border(" { ospf area 0 passive; }", ";")), "");
    EXPECT_EQ(said(border(";", " { at b { next-hop-self; } }")), "");
}

TEST(NextHop, IsFollowedOverReflectors) {
    // a resolves the next hop over a link of its own, and reflects it to c, which does not.
    const std::string text =
        row("router isp { asn 65100; }\npolicy any { accept; }\nlink b isp;\nlink a isp;\nbgp a b;\n"
            "bgp a c { multihop; at a { client; } }\n"
            "bgp b isp { at b { import any; export any; } at isp { import any; export any; } }\n");
    const std::string told = said(text);
    EXPECT_EQ(told.substr(0, told.find('\n')),
              "warning[VN0132]: `c` can never resolve `isp`, the next hop of what `b` hears from it");
    EXPECT_NE(told.find("add `next-hop-self;` at `b`, or `next-hop-self all;` at `a`"), std::string::npos) << told;
    std::string mended = text;
    mended.replace(mended.find("client;"), 7, "client; next-hop-self all;");
    EXPECT_EQ(said(mended), "");
}

} // namespace
