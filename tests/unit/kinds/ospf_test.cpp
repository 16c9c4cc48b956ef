// OSPF's words: which links and routers run it, what they redistribute, when they announce.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::said;
using network::Ospf;
using network::Redistribution;

network::Prefix prefix(std::string_view text) { return network::parse_prefix(text).prefix; }

// ---- links

TEST(OspfLink, BothEndsRunOspfAtTheUsualCost) {
    const auto built = build("router a; firewall b; router c; link a b { ospf area 0; } link b c;");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.link("a--b", "a").ospf_cost, 10U);
    EXPECT_EQ(built.link("a--b", "b").ospf_cost, 10U);
    EXPECT_EQ(built.link("b--c", "b").ospf_cost, std::nullopt);
    EXPECT_TRUE(built.node("a").ospf);
    EXPECT_TRUE(built.node("b").ospf);
    EXPECT_FALSE(built.node("c").ospf);
    EXPECT_EQ(built.node("a").ospf->distance, 110U);
}

TEST(OspfLink, CostsMayDifferByDirection) {
    const auto costs = [](const char* ospf) {
        const auto built = build(std::string("router a; router b; link a b { ") + ospf + "; }");
        EXPECT_EQ(built.said(), "");
        return std::pair(built.link("a--b", "a").ospf_cost, built.link("a--b", "b").ospf_cost);
    };
    EXPECT_EQ(costs("ospf area 0 cost 7"), std::pair(std::optional(7U), std::optional(7U)));
    EXPECT_EQ(costs("ospf area 0.0.0.0 cost a 1 b 65535"), std::pair(std::optional(1U), std::optional(65535U)));
    EXPECT_EQ(costs("ospf area 0 cost b 5 a 6"), std::pair(std::optional(6U), std::optional(5U)));
}

TEST(OspfLink, CanBeReadOrIsRefused) {
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf area 0 metric 5; }\n"),
              "error[VN0122]: this is not how a link runs OSPF\n"
              "  --> t.net:3:12\n"
              "3 | link a b { ospf area 0 metric 5; }\n"
              "  |            ^^^^^^^^^^^^^^^^^^^^^ write `ospf area 0;`, `ospf area 0 cost N;` or `ospf "
              "area 0 cost "
              "a N b N;`\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf cost 5; }\n"),
              "error[VN0122]: this is not how a link runs OSPF\n"
              "  --> t.net:3:12\n"
              "3 | link a b { ospf cost 5; }\n"
              "  |            ^^^^^^^^^^^^ write `ospf area 0;`\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf area 0 cost 65536; }\n"),
              "error[VN0018]: `65536` is out of range\n"
              "  --> t.net:3:29\n"
              "3 | link a b { ospf area 0 cost 65536; }\n"
              "  |                             ^^^^^ a number from 1 to 65535\n"
              "\n1 error\n");
}

TEST(OspfLink, RunsBetweenDevicesBothWays) {
    EXPECT_EQ(said("router a;\nvnet v { space 10.0.0.0/16; }\nlink a v { ospf area 0; }\n"),
              "error[VN0124]: `v` does not speak OSPF\n"
              "  --> t.net:3:8\n"
              "3 | link a v { ospf area 0; }\n"
              "  |        ^ OSPF runs between routers, firewalls and appliances\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { one-way; ospf area 0; }\n"),
              "error[VN0124]: OSPF needs a link that carries packets both ways\n"
              "  --> t.net:3:21\n"
              "3 | link a b { one-way; ospf area 0; }\n"
              "  |                     ^^^^^^^^^^^^ remove `one-way;`, or leave OSPF out here\n"
              "\n1 error\n");
}

TEST(OspfLink, APassiveOneHasACostAtTheEndThatRunsOspf) {
    const std::string rest = "router core; router edge; router isp; link core edge { ospf area 0; } ";
    const auto built = build(rest + "link isp edge { ospf area 0 passive cost 7; }");
    ASSERT_EQ(built.said(), "");
    EXPECT_EQ(built.link("isp--edge", "edge").ospf_cost, 7U);
    EXPECT_EQ(built.link("isp--edge", "isp").ospf_cost, std::nullopt);
    EXPECT_FALSE(built.node("isp").ospf);
    EXPECT_EQ(build(rest + "link edge isp { ospf area 0 passive; }").link("edge--isp", "edge").ospf_cost, 10U);
}

TEST(OspfLink, APassiveOneJoinsOneThatRunsOspfAndOneThatDoesNot) {
    EXPECT_EQ(said("router a;\nrouter b;\nlink a b { ospf area 0 passive; }\n"),
              "error[VN0133]: neither `a` nor `b` runs OSPF, so nobody tells of this link\n"
              "  --> t.net:3:12\n"
              "3 | link a b { ospf area 0 passive; }\n"
              "  |            ^^^^^^^^^^^^^^^^^^^^ say `ospf area 0;` on another link of one of them, or leave OSPF out here\n"
              "\n1 error\n");
    const auto first_line = [](const std::string& passive) {
        const std::string text = said("router a;\nrouter b;\nrouter c;\nlink a b { ospf area 0; }\nlink b c { ospf area 0; }\n"
                                      "link a c { " + passive + " }\n");
        return text.substr(0, text.find('\n'));
    };
    EXPECT_EQ(first_line("ospf area 0 passive;"),
              "error[VN0133]: `a` and `c` both run OSPF, and a link between them is not passive");
    EXPECT_EQ(first_line("ospf area 0 passive 7;"), "error[VN0122]: this is not how a link is passive");
    EXPECT_EQ(first_line("ospf area 0 passive cost 0;"), "error[VN0018]: `0` is out of range");
    EXPECT_EQ(first_line("one-way; ospf area 0 passive;"),
              "error[VN0124]: OSPF needs a link that carries packets both ways");
}

// ---- redistribution

/// What router a makes of these statements; it has an ASN, and a link to b that runs OSPF.
building::Built router(const std::string& statements) {
    return build("router a { asn 65001; " + statements + " }\nrouter b { owns 10.5.0.0/16; }\n"
                 "link a b { ospf area 0; }\n");
}

TEST(Redistribute, EachSourceWithItsOptions) {
    const auto built = router("redistribute bgp into ospf; redistribute static into ospf metric 5 type 1;"
                              "redistribute connected into ospf type 2 only 10.0.0.0/8 or-longer 10.1.0.0/16;");
    ASSERT_EQ(built.said(), "");
    const auto& all = built.node("a").ospf->redistributes;
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].from, Redistribution::From::bgp);
    EXPECT_EQ(all[0].metric, 20U);
    EXPECT_FALSE(all[0].type_1);
    EXPECT_TRUE(all[0].only.empty());
    EXPECT_EQ(all[1].from, Redistribution::From::static_routes);
    EXPECT_EQ(all[1].metric, 5U);
    EXPECT_TRUE(all[1].type_1);
    EXPECT_EQ(all[2].from, Redistribution::From::connected);
    EXPECT_FALSE(all[2].type_1);
    ASSERT_EQ(all[2].only.size(), 2U);
    EXPECT_TRUE(all[2].only[0].matches(prefix("10.2.3.0/24")));
    EXPECT_FALSE(all[2].only[1].matches(prefix("10.1.3.0/24")));
    EXPECT_TRUE(all[0].span.known());
}

/// The first message about a statement of router a.
std::string complaint(const std::string& statement) {
    const std::string text = router(statement).said();
    return text.substr(0, text.find('\n'));
}

TEST(Redistribute, AllThatBgpTellsIsWorthOneWarning) {
    const auto text = [](const std::string& only, const std::string& import) {
        return said("router a { asn 65001; redistribute bgp into ospf" + only + "; }\nrouter b;\nrouter isp { asn 65100; }\n"
                    "policy any { accept; }\nlink a b { ospf area 0; }\nlink a isp;\n"
                    "bgp a isp { at a { " + import + "export any; } at isp { export any; } }\n");
    };
    EXPECT_EQ(text("", ""),
              "warning[VN0137]: `a` tells OSPF of all that BGP tells it\n"
              "  --> t.net:1:23\n"
              "1 | router a { asn 65001; redistribute bgp into ospf; }\n"
              "  |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ say which prefixes: `redistribute bgp into ospf only P...;`\n"
              "\n1 warning\n");
    EXPECT_EQ(text(" only 10.9.0.0/16", ""), "");
    EXPECT_EQ(text("", "import any; "), "");
}

TEST(Redistribute, AllOfItIntoBgpIsWorthOneWarningPerSource) {
    const auto text = [](const std::string& of_a) {
        return said("router a { asn 65001; static 10.9.0.0/16 discard; " + of_a + " }\n"
                    "router b { owns 10.2.0.0/16; }\nlink a b { ospf area 0; }\n");
    };
    EXPECT_EQ(text("redistribute static into bgp;"),
              "warning[VN0152]: `a` announces over BGP all of its static routes\n"
              "  --> t.net:1:51\n"
              "1 | router a { asn 65001; static 10.9.0.0/16 discard; redistribute static into bgp; }\n"
              "  |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
              "  help: say which prefixes: `redistribute static into bgp only P...;`\n"
              "\n1 warning\n");
    EXPECT_EQ(text("redistribute ospf into bgp;"),
              "warning[VN0152]: `a` announces over BGP all that OSPF tells it\n"
              "  --> t.net:1:51\n"
              "1 | router a { asn 65001; static 10.9.0.0/16 discard; redistribute ospf into bgp; }\n"
              "  |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
              "  help: say which prefixes: `redistribute ospf into bgp only P...;`\n"
              "\n1 warning\n");
    EXPECT_EQ(text("redistribute static into bgp only 10.9.0.0/16; redistribute ospf into bgp only 10.2.0.0/16;"), "");
}

TEST(Redistribute, BothWaysWithoutAListIsToldAtEachRouter) {
    const auto text = [](const std::string& into_bgp, const std::string& into_ospf) {
        return said("router a {\n  asn 65001;\n  redistribute ospf into bgp" + into_bgp + ";\n  redistribute bgp into ospf" +
                    into_ospf + ";\n}\nrouter b { owns 10.2.0.0/16; }\nlink a b { ospf area 0; }\n");
    };
    EXPECT_NE(text("", "").find("warning[VN0153]: `a` redistributes OSPF and BGP into each other, all of both\n"
                                "  --> t.net:3:3\n"
                                "3 |   redistribute ospf into bgp;\n"
                                "  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                                "  help: what it told one may come back over the other: give each a list of its own with "
                                "`only P...`\n"
                                "  --> t.net:4:3\n"
                                "4 |   redistribute bgp into ospf;\n"
                                "  |   --------------------------- the other way is here\n"),
              std::string::npos);
    EXPECT_EQ(text(" only 10.2.0.0/16", ""), "");
    EXPECT_EQ(text("", " only 10.3.0.0/16").find("VN0153"), std::string::npos);
}

TEST(Redistribute, SaysWhatCannotBeRead) {
    EXPECT_EQ(complaint("redistribute rip into ospf;"), "error[VN0122]: this redistributes nothing");
    EXPECT_EQ(complaint("redistribute bgp to ospf;"), "error[VN0122]: this redistributes nothing");
    EXPECT_EQ(complaint("redistribute connected into bgp;"),
              "error[VN0122]: what a router owns is announced over BGP without more");
    EXPECT_EQ(complaint("redistribute bgp into ospf metric;"), "error[VN0122]: `metric` needs a number");
    EXPECT_EQ(complaint("redistribute bgp into ospf cost 5;"),
              "error[VN0122]: `cost` is no option of `redistribute`");
    EXPECT_EQ(complaint("redistribute bgp into ospf type 3;"), "error[VN0018]: `3` is out of range");
    EXPECT_EQ(complaint("redistribute bgp into ospf metric 16777215;"),
              "error[VN0018]: `16777215` is out of range");
    EXPECT_EQ(complaint("redistribute bgp into ospf only ten;"), "error[VN0102]: unknown prefix-set `ten`");
    EXPECT_EQ(
        router("redistribute bgp into ospf policy p;").said(),
        "error[VN0126]: a policy does not decide about redistribution\n"
        "  --> t.net:1:50\n"
        "1 | router a { asn 65001; redistribute bgp into ospf policy p; }\n"
        "  |                                                  ^^^^^^ say which prefixes with `only P...`\n"
        "\n1 error\n");
}

TEST(Redistribute, BgpNeedsAnAsnAndEverythingALinkThatRunsOspf) {
    EXPECT_EQ(said("router a { redistribute bgp into ospf; }\nrouter b;\nlink a b { ospf area 0; }\n"),
              "error[VN0111]: `a` redistributes BGP and has no ASN\n"
              "  --> t.net:1:12\n"
              "1 | router a { redistribute bgp into ospf; }\n"
              "  |            ^^^^^^^^^^^^ add `asn N;` to `a`\n"
              "\n1 error\n");
    for (const char* statement : {"redistribute static into ospf;", "originate-default ospf always;"})
        EXPECT_EQ(said(std::string("router a { ") + statement + " }\nrouter b;\nlink a b;\n").substr(0, 55),
                  "error[VN0125]: `a` has no link that runs OSPF\n  --> t.n");
}

TEST(Redistribute, RoutesThatOspfMayOverrideAreRefused) {
    EXPECT_EQ(
        router("static 10.9.0.0/16 via b distance 111; redistribute static into ospf;").said(),
        "error[VN0127]: `a` redistributes its static route to 10.9.0.0/16 although OSPF may override it\n"
        "  --> t.net:1:23\n"
        "1 | router a { asn 65001; static 10.9.0.0/16 via b distance 111; redistribute static into ospf; }\n"
        "  |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  help: give it a `distance` of at most 110, or leave it out with `only`\n"
        "\n1 error\n");
    EXPECT_EQ(complaint("static 10.9.0.0/16 via b distance 110; redistribute static into ospf;"), "");
    EXPECT_EQ(
        complaint("static 10.9.0.0/16 via b distance 111; redistribute static into ospf only 10.8.0.0/16;"),
        "");
    EXPECT_EQ(complaint("static 10.9.0.0/16 via b distance 111; redistribute bgp into ospf;"), "");
    EXPECT_EQ(complaint("static 0.0.0.0/0 via b distance 111; redistribute static into ospf;"), "");
    EXPECT_EQ(complaint("static 0.0.0.0/0 via b distance 111; originate-default ospf;").substr(0, 13),
              "error[VN0127]");
    EXPECT_EQ(complaint("static 0.0.0.0/0 via b distance 111; originate-default ospf always;"), "");
}

// ---- the default route

TEST(OriginateDefault, WhileThereIsOneOrAlways) {
    EXPECT_EQ(router("").node("a").ospf->originates_default, Ospf::Default::no);
    const auto usual = router("originate-default ospf;"), always = router("originate-default ospf always metric 7;");
    ASSERT_EQ(usual.said() + always.said(), "");
    EXPECT_EQ(usual.node("a").ospf->originates_default, Ospf::Default::if_installed);
    EXPECT_EQ(usual.node("a").ospf->default_metric, 1U);
    EXPECT_EQ(always.node("a").ospf->originates_default, Ospf::Default::always);
    EXPECT_EQ(always.node("a").ospf->default_metric, 7U);
    for (const char* wrong : {"originate-default always;", "originate-default ospf metric 7 always;",
                              "originate-default ospf sometimes;"})
        EXPECT_EQ(complaint(wrong), "error[VN0122]: this originates no default route");
}

// ---- announcements

TEST(OspfAnnouncements, AreMadeOnlyWhileSomethingLeadsThere) {
    const auto built = router("originate 10.5.0.0/16 10.6.0.0/16; static 10.6.0.0/16 discard; owns 10.7.0.0/16;");
    ASSERT_EQ(built.said(), "");
    for (const network::Origination& origination : built.node("a").originates)
        EXPECT_EQ(origination.if_reachable, origination.prefix != prefix("10.7.0.0/16"));
    EXPECT_FALSE(build("router a { asn 65001; originate 10.5.0.0/16; }").node("a").originates[0].if_reachable);
}

TEST(OspfAnnouncements, ThatNothingBacksAreRefused) {
    EXPECT_EQ(
        router("originate 10.6.0.0/16;").said(),
        "error[VN0128]: `a` has no static route to 10.6.0.0/16, and no other router of the area owns it\n"
        "  --> t.net:1:23\n"
        "1 | router a { asn 65001; originate 10.6.0.0/16; }\n"
        "  |                       ^^^^^^^^^^^^^^^^^^^^^^ `static 10.6.0.0/16 discard;` has it announced "
        "whatever "
        "OSPF says\n"
        "\n1 error\n");
}

} // namespace
