// BGP sessions: their links, their two sides, and what is missing for one.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;

TEST(Session, RunsOverTheLinkBetweenItsEnds) {
    const auto built = build("router a { asn 65001; } router b { asn 65001; } link b a; bgp a b;");
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 1U);
    const network::Session& session = built.net.sessions[0];
    EXPECT_EQ(built.net[built.net[session.forward].from].name, "a");
    EXPECT_EQ(built.net[built.net[session.back].from].name, "b");
    EXPECT_TRUE(built.net.internal(session));
}

TEST(Session, ParallelLinksHaveOneEach) {
    const auto built = build("router a { asn 65001; } router b { asn 65001; } link a b; link a b; bgp a b;");
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 2U);
    EXPECT_EQ(built.net.sessions[0].name, "a--b");
    EXPECT_EQ(built.net.sessions[1].name, "a--b/1");
    EXPECT_EQ(built.net[built.net.sessions[1].forward].name, "a--b/1");
}

TEST(Session, EachSideIsReadIntoItsOwnEnd) {
    const auto built =
        build("policy p { accept; } policy q { reject; }"
              "router a { asn 65001; } router b { asn 65002; } link a b;"
              "bgp a b { at b { import p; export q; next-hop-self; as-override; allow-own-as 2;"
              "  remove-private-as; replace-as 65001 65010; weight 7; next-hop-unchanged; }"
              "  at a { import q; } }");
    ASSERT_EQ(built.said(), "");
    const network::SessionEnd& a = built.net.sessions[0].a;
    const network::SessionEnd& b = built.net.sessions[0].b;
    EXPECT_EQ(built.net[*b.import_policy].name, "p");
    EXPECT_EQ(built.net[*b.export_policy].name, "q");
    EXPECT_TRUE(b.next_hop_self && b.as_override && b.remove_private_as && b.next_hop_unchanged);
    EXPECT_EQ(b.allow_own_as, 2U);
    EXPECT_EQ(b.weight, 7U);
    EXPECT_EQ(b.replace_as, (std::vector<std::pair<network::Asn, network::Asn>>{{65001, 65010}}));
    EXPECT_EQ(built.net[*a.import_policy].name, "q");
    EXPECT_FALSE(a.export_policy || a.next_hop_self || a.as_override || a.remove_private_as);
}

TEST(Session, ShowsALocalAs) {
    const auto with = [](const std::string& words, const std::string& asn_of_b = "65002") {
        return build("router a { asn 65001; } router b { asn " + asn_of_b + "; } link a b;\nbgp a b { at a { " + words + " } }\n");
    };
    const auto local_as = [&](const std::string& words) { return with(words).net.sessions.at(0).a.local_as; };
    EXPECT_EQ(local_as(""), std::nullopt);
    EXPECT_EQ(local_as("local-as 64999;"), (network::LocalAs{64999, true, false}));
    EXPECT_EQ(local_as("local-as 64999 no-prepend;"), (network::LocalAs{64999, false, false}));
    EXPECT_EQ(local_as("local-as 64999 no-prepend replace-as;"), (network::LocalAs{64999, false, true}));
    EXPECT_NE(with("local-as 65001;").said().find("VN0147"), std::string::npos);
    EXPECT_NE(with("local-as 65002;").said().find("VN0147"), std::string::npos);
    const auto same = with("local-as 64999;", "65001");
    ASSERT_EQ(same.said().find("error"), std::string::npos) << same.said();
    EXPECT_FALSE(same.net.internal(same.net.sessions.at(0)));
}

TEST(Session, ASideMaySayHowManyPrefixesItTakes) {
    const auto built = build("router a { asn 65001; }\nrouter b { asn 65001; ibgp { maximum-prefixes 7; } }\nlink a b;\n"
                             "bgp a b { at a { maximum-prefixes 1000; } }\n");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.net.sessions.at(0).a.route_limit, 1000U);
    EXPECT_EQ(built.net.sessions.at(0).b.route_limit, 7U);
    const auto refused = build("router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { "
                               "maximum-prefixes 0; } }\n");
    EXPECT_EQ(refused.said().substr(0, refused.said().find('\n')), "error[VN0018]: `0` is out of range");
}

TEST(Session, NeedsALink) {
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b { asn 65001; }\nbgp a b;\n"),
              "error[VN0110]: a session between nodes without a path: no link joins `a` and `b`\n"
              "  --> t.net:3:5\n"
              "3 | bgp a b;\n"
              "  |     ^ declare `link a b;`\n"
              "\n1 error\n");
}

TEST(Session, SaysHowItGoesOverSeveralHops) {
    EXPECT_EQ(
        said("router a { asn 65001; }\nrouter b;\nrouter c { asn 65001; }\nlink a b;\nlink b c;\nbgp a c;\n"),
        "error[VN0110]: a session between nodes without a path: no link joins `a` and `c`\n"
        "  --> t.net:6:5\n"
        "6 | bgp a c;\n"
        "  |     ^ write `multihop;` if it goes between loopbacks over `b`, or declare `link a c;`\n"
        "\n1 error\n");
}

TEST(Session, NeedsAnAsnAtBothEnds) {
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b;\nlink a b;\nbgp a b;\n"),
              "error[VN0111]: `b` has no ASN and speaks no BGP\n"
              "  --> t.net:4:7\n"
              "4 | bgp a b;\n"
              "  |       ^ add `asn N;` to `b`\n"
              "  --> t.net:2:1\n"
              "2 | router b;\n"
              "  | --------- `b` is declared here\n"
              "\n1 error\n");
}

TEST(Session, UndefinedPolicyGetsItsNeighbour) {
    EXPECT_EQ(
        said("policy lan-only { accept; }\nrouter a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\n"
             "bgp a b { at a { import lan-olny; } }\n"),
        "error[VN0102]: unknown policy `lan-olny`\n"
        "  --> t.net:5:25\n"
        "5 | bgp a b { at a { import lan-olny; } }\n"
        "  |                         ^^^^^^^^ did you mean `lan-only`?\n"
        "\n1 error\n");
}

TEST(Session, OpenSessionsWithOthersAreCountedInOneWarning) {
    EXPECT_EQ(said("router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n"),
              "warning[VN0115]: `a` has no policy on a session with another AS and accepts and sends "
              "everything; so do "
              "1 more\n"
              "  --> t.net:4:1\n"
              "4 | bgp a b;\n"
              "  | ^^^^^^^^ say what may pass: `at a { import P; export P; }`\n"
              "\n1 warning\n");
    EXPECT_EQ(said("router a { asn 65001; } router b { asn 65001; } link a b; bgp a b;"), "");
}

TEST(Session, ADefaultRouteForOnePeerIsAStandInsAndNotTheRouters) {
    const auto built = build("policy own { match as-path-length 0; accept; } policy any { accept; }\n"
                             "router pe { asn 65001; router-id 10.0.0.1; } router ce { asn 65002; } router up { asn 65003; }\n"
                             "link pe ce; link pe up;\n"
                             "bgp pe ce { at pe { originate-default; import any; } at ce { import any; export own; } }\n"
                             "bgp pe up { at pe { import any; export own; } at up { import any; } }\n");
    ASSERT_EQ(built.said(), "");
    ASSERT_EQ(built.net.sessions.size(), 3U);
    const network::Node& stand_in = built.node("pe/default");
    EXPECT_EQ(stand_in.asn, 65001U);
    EXPECT_EQ(stand_in.fails_with, built.node("pe").fails_with);
    ASSERT_EQ(stand_in.originates.size(), 1U);
    EXPECT_EQ(stand_in.originates[0].prefix, network::Prefix{});
    const network::Session& told = built.net.sessions[2];
    EXPECT_EQ(told.a.next_hop, built.net.find_node("pe"));
    EXPECT_FALSE(told.forward.known());
    EXPECT_FALSE(told.fails_with.empty());
    EXPECT_EQ(built.net[*told.b.import_policy].name, "any");
    const auto& terms = built.net[*built.net.sessions[0].a.export_policy].terms;
    ASSERT_EQ(terms.size(), 2U);
    EXPECT_EQ(terms[0].outcome, network::Outcome::reject);
    EXPECT_EQ(terms[1].outcome, network::Outcome::accept);
}

} // namespace
