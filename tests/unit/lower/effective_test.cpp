// Observed effective routes: what a row may say, and what no table can show.

#include <gtest/gtest.h>

#include "tests/unit/lower/lowering.hpp"

namespace {

using lowering::run;
using lowering::said;
using namespace properties;

const std::string cloud = "router a { owns 10.1.0.0/24; host pc 10.1.0.4; }\n"
                          "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/25 { host vm 10.9.0.4; } }\n"
                          "vnet w { space 10.8.0.0/24; host vm 10.8.0.4; }\n";

std::vector<std::string> codes(const std::string& rows) {
    return run(cloud + "observe effective-routes v/app/vm { " + rows + " }").codes();
}

EffectiveRow only_row(const std::string& row) {
    const auto read = run(cloud + "observe effective-routes w/vm { " + row + " }");
    EXPECT_EQ(read.said(), "");
    return std::get<EffectiveObservation>(read.only().observations.at(0).what).rows.at(0);
}

TEST(EffectiveRoutes, HaveAPlaceAndRows) {
    const auto read = run(cloud + "observe effective-routes v/app/vm { down a;\n"
                                  "  10.9.0.0/24 vnet-local system;\n"
                                  "  contains 10.1.0.0/24 gateway 10.9.0.200 10.9.0.100;\n"
                                  "  0.0.0.0/0 internet invalid; 0.0.0.0/0 appliance 10.9.0.9 user;\n"
                                  "  absent 10.2.0.0/16 10.3.0.0/16; complete; }");
    ASSERT_EQ(read.said(), "");
    const Observation& seen = read.only().observations.at(0);
    EXPECT_EQ(seen.id, "effective-routes v/app/vm down a");
    const auto& table = std::get<EffectiveObservation>(seen.what);
    EXPECT_EQ(table.at.node, read.net().find_node("v/app"));
    EXPECT_TRUE(table.complete);
    ASSERT_EQ(table.rows.size(), 6U);
    EXPECT_EQ(table.rows[0].source, "system");
    EXPECT_EQ(table.rows[0].active, true);
    EXPECT_EQ(table.rows[1].type, "gateway");
    EXPECT_EQ(table.rows[1].next_hops,
              (std::vector{*network::parse_address("10.9.0.100"), *network::parse_address("10.9.0.200")}));
    EXPECT_EQ(table.rows[2].active, false);
    EXPECT_EQ(table.rows[3].source, "user");
    EXPECT_TRUE(table.rows[4].absent && table.rows[5].absent);
}

TEST(EffectiveRoutes, CompareOnlyWhatARowSays) {
    const EffectiveRow row = only_row("10.8.0.0/24;");
    EXPECT_TRUE(row.source.empty() && row.type.empty() && row.next_hops.empty());
    EXPECT_EQ(row.active, true);
    EXPECT_EQ(only_row("contains 10.8.0.0/24;").prefix, row.prefix);
}

TEST(EffectiveRoutes, AreOfNetworkInterfaces) {
    EXPECT_EQ(run(cloud + "observe effective-routes v/app { 10.9.0.0/24; }").codes(),
              std::vector<std::string>{});
    EXPECT_EQ(
        said(cloud + "observe effective-routes a/pc { 10.9.0.0/24; }\n"),
        "error[VN0329]: `a/pc` has no effective routes: it is a router\n"
        "  --> t.net:4:26\n"
        "4 | observe effective-routes a/pc { 10.9.0.0/24; }\n"
        "  |                          ^^^^\n"
        "  help: name a host or a subnet of a virtual network, or observe its BGP table: `observe table a`\n"
        "  --> t.net:1:1\n"
        "1 | router a { owns 10.1.0.0/24; host pc 10.1.0.4; }\n"
        "  | ------------------------------------------------ `a` is declared here\n"
        "\n1 error\n");
    EXPECT_EQ(run(cloud + "observe effective-routes v/app/vm w/vm { 10.9.0.0/24; }").codes(),
              std::vector<std::string>{"VN0312"});
}

TEST(EffectiveRoutes, SayWhatWasMeant) {
    EXPECT_EQ(said(cloud + "observe effective-routes w/vm { 10.8.0.0/24 vnetlocal; }\n"),
              "error[VN0326]: `vnetlocal` is no next hop type of an effective route\n"
              "  --> t.net:4:45\n"
              "4 | observe effective-routes w/vm { 10.8.0.0/24 vnetlocal; }\n"
              "  |                                             ^^^^^^^^^ did you mean `vnet-local`?\n"
              "\n1 error\n");
    EXPECT_EQ(codes("10.8.0.0/24 peering invald;"), std::vector<std::string>{"VN0326"});
    EXPECT_EQ(codes("10.8.0.0/24 10.9.0.1;"),
              std::vector<std::string>{"VN0326"}); // an address without a type
    EXPECT_EQ(codes("10.8.0.0/33 peering;"), std::vector<std::string>{"VN0015"});
    EXPECT_EQ(codes("10.8.0.0/24 peering; complet;"), std::vector<std::string>{"VN0012"});
}

TEST(EffectiveRoutes, HaveAddressesOnlyBehindGatewaysAndAppliances) {
    EXPECT_EQ(codes("10.8.0.0/24 peering 10.8.0.1;"), std::vector<std::string>{"VN0327"});
    EXPECT_EQ(codes("10.8.0.0/24 appliance 10.8.0.1 10.8.0.2;"), std::vector<std::string>{"VN0327"});
    EXPECT_EQ(codes("10.8.0.0/24 gateway 10.8.0.1 10.8.0.2;"), std::vector<std::string>{});
}

TEST(EffectiveRoutes, ThatNoTableShowsAreRefused) {
    EXPECT_EQ(codes("10.8.0.0/24 peering user;"), std::vector<std::string>{"VN0328"});
    EXPECT_EQ(codes("10.8.0.0/24 appliance 10.9.0.9 system;"), std::vector<std::string>{"VN0328"});
    EXPECT_EQ(codes("10.8.0.0/24 none user system;"), std::vector<std::string>{"VN0328"});
    EXPECT_EQ(codes("10.8.0.0/24 none; absent 10.8.0.0/24;"), std::vector<std::string>{"VN0328"});
    EXPECT_EQ(codes("10.8.0.0/24 none; 10.8.0.0/24 peering;"), std::vector<std::string>{"VN0328"});
    EXPECT_EQ(codes("10.8.0.0/24 none; 10.8.0.0/24 peering invalid;"), std::vector<std::string>{});
    EXPECT_EQ(codes("10.8.0.0/24 gateway 10.9.0.7; 10.8.0.0/24 gateway 10.9.0.8;"),
              std::vector<std::string>{});
}

TEST(EffectiveRoutes, ThatSayNothingAreRefused) {
    EXPECT_EQ(codes("complete;"), std::vector<std::string>{"VN0312"});
    EXPECT_EQ(codes("contains;"), std::vector<std::string>{"VN0312"});
    EXPECT_EQ(codes("absent;"), std::vector<std::string>{"VN0312"});
    EXPECT_EQ(codes("10.8.0.0/24 { active; }"), std::vector<std::string>{"VN0312"});
}

} // namespace
