// What the cloud refuses, word for word; the pages of VN02xx; and routes withheld for want of a flag.

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "cloud_network.hpp"
#include "solver/kinds/cloud_pages.hpp"

namespace {

using Lines = std::vector<std::string>;

std::string rendered(const std::string& text) {
    const Built built = build(text);
    return dsl::render(built.diagnostics, built.sources);
}

TEST(CloudPages, FailingExamplesShowTheirCodeAlone) {
    for (const dsl::Page& page : kinds::cloud_pages()) {
        const Built built = build(std::string(page.failing));
        const Lines codes = built.codes();
        EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()),
                  std::set<std::string>{std::string(page.code)})
            << dsl::render(built.diagnostics, built.sources);
    }
}

TEST(CloudPages, MendedExamplesAreClean) {
    for (const dsl::Page& page : kinds::cloud_pages()) {
        const Built built = build(std::string(page.mended));
        EXPECT_TRUE(built.diagnostics.all().empty()) << page.code << "\n"
                                                     << dsl::render(built.diagnostics, built.sources);
    }
}

TEST(CloudPages, AreSortedAndUnique) {
    Lines codes;
    for (const dsl::Page& page : kinds::cloud_pages())
        codes.emplace_back(page.code);
    EXPECT_GE(codes.size(), 42U);
    EXPECT_TRUE(std::ranges::is_sorted(codes));
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), codes.size());
}

TEST(CloudDiagnostics, MisspeltNetworkOfAGateway) {
    EXPECT_EQ(rendered("vnet hub { space 10.0.0.0/24; }\nvpn-gateway g { in hubb; }\n"),
              R"(error[VN0102]: unknown vnet `hubb`
  --> test.net:2:20
2 | vpn-gateway g { in hubb; }
  |                    ^^^^ did you mean `hub`?

1 error
)");
}

TEST(CloudDiagnostics, MisspeltGatewayOfACircuit) {
    EXPECT_EQ(rendered("vnet hub { space 10.0.0.0/24; }\nexpressroute-gateway ergw { in hub; }\n"
                       "router r { asn 65020; }\npolicy p { accept; }\n"
                       "circuit c { gateway vpngw; primary r { export p; } }\n"),
              R"(error[VN0102]: unknown expressroute-gateway `vpngw`
  --> test.net:5:21
5 | circuit c { gateway vpngw; primary r { export p; } }
  |                     ^^^^^

1 error
)");
}

TEST(CloudDiagnostics, OverlappingSpacesOfAPeering) {
    EXPECT_EQ(rendered("vnet a { space 10.8.0.0/16; }\nvnet b { space 10.8.9.0/24; }\npeering a b;\n"),
              R"(error[VN0207]: `10.8.0.0/16` of `a` overlaps `10.8.9.0/24` of `b`
  --> test.net:3:1
3 | peering a b;
  | ^^^^^^^^^^^^ networks whose spaces overlap cannot be peered; give one of them other addresses
  --> test.net:1:1
1 | vnet a { space 10.8.0.0/16; }
  | ----------------------------- `a` is declared here
  --> test.net:2:1
2 | vnet b { space 10.8.9.0/24; }
  | ----------------------------- `b` is declared here

1 error
)");
}

TEST(CloudDiagnostics, OneFlagOfAPeeringNamesTheOtherSide) {
    EXPECT_EQ(
        rendered("vnet hub { space 10.8.0.0/24; }\nvnet spoke { space 10.9.0.0/24; }\n"
                 "vpn-gateway g { in hub; }\npeering hub spoke { at hub { allow-gateway-transit; } }\n"),
        R"(warning[VN0209]: `use-remote-gateways` is missing at `spoke`, so the gateways of `hub` do not announce `spoke`
  --> test.net:4:1
4 | peering hub spoke { at hub { allow-gateway-transit; } }
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: add `use-remote-gateways` at `spoke`, or remove its counterpart at `hub`
  --> test.net:4:21
4 | peering hub spoke { at hub { allow-gateway-transit; } }
  |                     --------------------------------- the flags of `hub` are here

1 warning
)");
}

TEST(CloudDiagnostics, HostsOutsideTheirNetworkOrSubnet) {
    EXPECT_EQ(build("vnet v { space 10.9.0.0/24; host vm 10.8.0.4; }\n").codes().size(), 1U);
    EXPECT_EQ(
        build("vnet v { space 10.9.0.0/24; subnet s 10.9.0.0/26 { host vm 10.9.0.100; } }\n").codes().size(),
        1U);
    EXPECT_EQ(build("vnet v { space 10.9.0.0/24; subnet s 10.9.0.0/26 { host vm 10.9.0.4; } }\n").codes(),
              Lines{});
}

// -- withheld routes
// -------------------------------------------------------------------------------------------

std::string one_flag(const std::string& sides) {
    return "vnet hub { space 10.8.0.0/24; }\nvnet spoke { space 10.9.0.0/24 10.10.0.0/24; }\n"
           "vpn-gateway g { in hub; active-active; }\nexpressroute-gateway e { in hub; }\n"
           "peering hub spoke { " +
           sides + " }\n";
}

Lines withheld(const Built& built) {
    Lines lines;
    for (const network::Withheld& route : built.net.withheld)
        lines.push_back(built.net[route.node].name + " " + to_string(route.prefix) + " " + route.reason);
    return lines;
}

TEST(Withheld, EveryGatewayAndPrefixWhenTheSpokeDoesNotAsk) {
    const Built built = build(one_flag("at hub { allow-gateway-transit; } at spoke { }"));
    EXPECT_EQ(
        withheld(built),
        (Lines{"e 10.9.0.0/24 use-remote-gateways-missing", "e 10.10.0.0/24 use-remote-gateways-missing",
               "g/0 10.9.0.0/24 use-remote-gateways-missing", "g/0 10.10.0.0/24 use-remote-gateways-missing",
               "g/1 10.9.0.0/24 use-remote-gateways-missing",
               "g/1 10.10.0.0/24 use-remote-gateways-missing"}));
    EXPECT_EQ(built.sources.text(built.net.withheld.front().span), "at spoke { }");
}

TEST(Withheld, WhenTheHubDoesNotAllow) {
    const Built built = build(one_flag("at hub { } at spoke { use-remote-gateways; }"));
    EXPECT_EQ(withheld(built).front(), "e 10.9.0.0/24 allow-gateway-transit-missing");
    EXPECT_EQ(built.sources.text(built.net.withheld.front().span), "at hub { }");
    EXPECT_EQ(
        built.net.withheld.front().sentence,
        "`allow-gateway-transit` is missing at `hub`, so the gateways of `hub` do not announce `spoke`");
}

TEST(Withheld, NothingWithBothFlagsOrNone) {
    EXPECT_EQ(
        withheld(build(one_flag("at hub { allow-gateway-transit; } at spoke { use-remote-gateways; }"))),
        Lines{});
    EXPECT_EQ(withheld(build(one_flag(""))), Lines{});
}

} // namespace
