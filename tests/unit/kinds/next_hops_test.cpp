// Which next hops a router's own table may have to resolve (specs/semantics.md §2.1, 7.).

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::build;
using building::Built;
using building::said;

/// core - edge in one AS, edge - isp beyond; `core` and `edge` are the blocks of the two.
std::string row(const std::string& core, const std::string& edge = "", const std::string& session = ";") {
    return "policy any { accept; }\nrouter core { asn 65001; " + core + " }\nrouter edge { asn 65001; " + edge + " }\n" +
           "router isp { asn 65100; owns 192.0.2.1/32 198.51.100.0/24; }\nlink core edge { ospf area 0; }\nlink edge isp;\n" +
           "bgp core edge" + session + "\n" +
           "bgp edge isp { at edge { import any; export any; } at isp { import any; export any; } }\n";
}

/// `isp over core--edge` for each next hop of the core's.
std::vector<std::string> of_core(const Built& built) {
    std::vector<std::string> found;
    for (const network::RecursiveNextHop& hop : built.node("core").recursive) {
        std::string text = built.net[hop.next_hop].name + " over";
        for (const network::TableWay& way : hop.ways)
            text += " " + built.net[way.link].name;
        found.push_back(text);
    }
    return found;
}

using Hops = std::vector<std::string>;

TEST(NextHops, AreAskedOfTheTableWhereAStaticRouteMayLeadThere) {
    const Built built = build(row("static 192.0.2.0/24 via edge;"));
    EXPECT_EQ(built.said(), "");
    ASSERT_EQ(of_core(built), Hops{"isp over core--edge"});
    const network::FailureId group = built.node("core").recursive[0].ways[0].fails_with;
    EXPECT_EQ(built.net[group].name, "core sends to 192.0.2.1 over core--edge");
    EXPECT_EQ(built.net[group].failure_class, network::FailureClass::condition);
    EXPECT_EQ(of_core(build(row("static 192.0.3.0/24 via edge;"))), Hops{});
    EXPECT_EQ(of_core(build(row("static 192.0.2.0/24 discard;"))), Hops{}) << "it leads nowhere";
}

TEST(NextHops, NeedNoTableWhereTheBorderPutsItselfIn) {
    EXPECT_EQ(of_core(build(row("static 192.0.2.0/24 via edge;", "", " { at edge { next-hop-self; } }"))), Hops{});
}

TEST(NextHops, DoNotResolveByTheirOwnRoute) {
    const Built built = build(row("")); // isp's loopback comes with isp as next hop
    EXPECT_EQ(of_core(built), Hops{});
    EXPECT_NE(built.said().find("warning[VN0132]: `core` can never resolve `isp`"), std::string::npos);
}

TEST(NextHops, ResolveByARouteOfBgpUnlessTheProfileSaysNo) {
    const std::string covers = "originate 192.0.2.0/24; static 192.0.2.0/24 discard;";
    const Built built = build(row("", covers));
    EXPECT_EQ(built.said(), "");
    EXPECT_EQ(of_core(built), Hops{"isp over core--edge"});
    const Built bird = build(row("profile bird;", covers));
    EXPECT_EQ(of_core(bird), Hops{});
    EXPECT_NE(bird.said().find("VN0132"), std::string::npos);
}

TEST(NextHops, ResolveByADefaultRouteUnlessToldNotTo) {
    EXPECT_EQ(of_core(build(row("static 0.0.0.0/0 via edge;"))), Hops{"isp over core--edge"});
    EXPECT_EQ(of_core(build(row("static 0.0.0.0/0 via edge; no resolve-via-default;"))), Hops{});
    EXPECT_TRUE(build(row("resolve-via-default;")).node("core").resolves_by_default);
}

TEST(NextHops, NeedNoTableWhereOspfLeadsThereWheneverARouteHasThem) {
    std::string text = row("static 0.0.0.0/0 via edge;");
    text.replace(text.find("link edge isp;"), 14, "link edge isp { ospf area 0 passive; }");
    EXPECT_EQ(of_core(build(text)), Hops{});
}

TEST(NextHops, ResolveByWhatOthersTellOspf) {
    EXPECT_EQ(of_core(build(row("", "originate-default ospf always;"))), Hops{"isp over core--edge"});
    EXPECT_EQ(of_core(build(row("", "static 192.0.2.0/24 via isp; redistribute static into ospf;"))), Hops{"isp over core--edge"});
}

} // namespace
