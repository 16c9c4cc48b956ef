// What is said of route servers, gateways beside them, circuits and VPNs that cannot be, or should not.

#include <algorithm>

#include <gtest/gtest.h>

#include "cloud_network.hpp"
#include "solver/kinds/cloud_pages.hpp"

namespace {

std::string rendered(const std::string& text) {
    const Built built = build(text);
    return dsl::render(built.diagnostics, built.sources);
}

// What the failing example on the page of `code` says, without its place.
std::string said(std::string_view code) {
    const auto& pages = kinds::cloud_pages();
    const auto page = std::ranges::find(pages, code, &dsl::Page::code);
    if (page == pages.end())
        return "no page";
    const Built built = build(std::string(page->failing));
    return built.diagnostics.all().empty() ? "nothing" : built.diagnostics.all().front().message;
}

TEST(GatewayRefusals, SayWhatIsWrong) {
    EXPECT_EQ(said("VN0250"), "`v` has the route server `a` already");
    EXPECT_EQ(said("VN0251"), "`v` has no subnet `RouteServerSubnet` for `a`");
    EXPECT_EQ(said("VN0252"), "`v` has no subnet `GatewaySubnet` for `g`");
    EXPECT_EQ(said("VN0253"), "`back` leads what gateways of `hub` say to `rs` away: their BGP may break");
    EXPECT_EQ(said("VN0254"), "`a` cannot speak to a route server with ASN 70000");
    EXPECT_EQ(said("VN0255"), "`c/primary` is Microsoft's router: `import` cannot be set there");
    EXPECT_EQ(said("VN0256"), "`c` cannot reach itself by Global Reach");
    EXPECT_EQ(said("VN0257"), "the side of `rs` cannot be configured");
    EXPECT_EQ(said("VN0258"), "`a` stands in `far`, which is not peered with `hub`, the network of `rs`");
    EXPECT_EQ(said("VN0259"), "`a` does not announce the same to both instances of `rs`");
    EXPECT_EQ(said("VN0260"), "`g` is not `active-active`, so it exchanges no routes with `rs`");
    EXPECT_EQ(said("VN0261"), "`g` has ASN 65100 and not 65515, so it exchanges no routes with `rs`");
    EXPECT_EQ(said("VN0262"), "`rs` has 9 peers");
    EXPECT_EQ(said("VN0263"), "`virtual-wan` is not modelled");
    EXPECT_EQ(said("VN0264"), "nothing says what lies behind this site, and it speaks no BGP");
    EXPECT_EQ(said("VN0265"), "`10.9.0.128/25` lies in `10.9.0.0/24`, which `g` serves itself");
    EXPECT_EQ(said("VN0266"), "without `branch-to-branch` the preference of `rs` has no effect");
    EXPECT_EQ(said("VN0267"),
              "`spoke` is not peered with `hub`, where `a` stands: its routes lead nowhere there");
    EXPECT_EQ(said("VN0268"), "`r` has no route into the VPN `n`");
    EXPECT_EQ(said("VN0269"), "the circuit leads to `g` twice");
}

const std::string hub = R"(
vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet nva 10.8.3.0/24; }
route-server rs { in hub; addresses 10.8.1.4 10.8.1.5; }
policy all { accept; }
)";

TEST(GatewayRefusals, AddressesOfARouteServerLieInItsSubnet) {
    EXPECT_EQ(rendered("vnet v { space 10.9.0.0/24; subnet RouteServerSubnet 10.9.0.0/27; }\n"
                       "route-server rs { in v; addresses 10.9.0.4 10.9.0.40; }\n"),
              R"(error[VN0251]: `10.9.0.40` lies outside `10.9.0.0/27`, the subnet `RouteServerSubnet` of `v`
  --> test.net:2:25
2 | route-server rs { in v; addresses 10.9.0.4 10.9.0.40; }
  |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a route server's instances have addresses of that subnet

1 error
)");
}

TEST(GatewayRefusals, ASecondRouteServerPointsAtTheFirst) {
    EXPECT_EQ(rendered("vnet v { space 10.9.0.0/24; }\nroute-server a { in v; }\nroute-server b { in v; }\n"),
              R"(error[VN0250]: `v` has the route server `a` already
  --> test.net:3:21
3 | route-server b { in v; }
  |                     ^ a virtual network holds one route server
  --> test.net:2:1
2 | route-server a { in v; }
  | ------------------------ `a` is declared here

1 error
)");
}

TEST(GatewayRefusals, ARouterOnPremisesDoesNotSpeakToARouteServer) {
    EXPECT_EQ(
        rendered(
            "vnet v { space 10.9.0.0/24; }\nroute-server rs { in v; }\nrouter r { asn 65001; }\nbgp r rs;\n"),
        R"(error[VN0258]: `r` stands in no virtual network and cannot speak to `rs`
  --> test.net:4:1
4 | bgp r rs;
  | ^^^ a route server speaks to appliances in its network or a peered one

1 error
)");
}

std::vector<std::string> said_of_asn(const std::string& asn) {
    return build(hub + "appliance a { in hub/nva; address 10.8.3.4; " + asn +
                 " }\nbgp a rs { at a { export all; } }\n")
        .codes();
}

TEST(GatewayRefusals, ReservedAndWideAsns) {
    using Codes = std::vector<std::string>;
    for (const std::string asn : {"8074", "12076", "65515", "65517", "64500", "65536"})
        EXPECT_EQ(said_of_asn("asn " + asn + ";"), Codes{"VN0232"}) << asn;
    EXPECT_EQ(said_of_asn("asn 70000;"), Codes{"VN0254"});
    EXPECT_EQ(said_of_asn("asn 23456;").front(), "VN0107"); // no ASN at all, anywhere
    EXPECT_EQ(said_of_asn(""), Codes{"VN0111"});
    EXPECT_EQ(said_of_asn("asn 65534;"), Codes{});
}

TEST(GatewayRefusals, AnUnknownPreferenceIsNotTaken) {
    const Built built =
        build("vnet v { space 10.9.0.0/24; }\nroute-server rs { in v; hub-routing-preference fastest; }\n");
    EXPECT_EQ(built.codes(), std::vector<std::string>{"VN0019"});
    EXPECT_EQ(built.diagnostics.all().front().message, "`hub-routing-preference` does not take `fastest`");
}

TEST(GatewayRefusals, ASpokeWithItsOwnRouteServerUsesNoRemoteOne) {
    EXPECT_EQ(
        rendered(
            "vnet hub { space 10.8.0.0/24; }\nvnet spoke { space 10.9.0.0/24; }\nroute-server a { in hub; }\n"
            "route-server b { in spoke; }\npeering hub spoke { at hub { allow-gateway-transit; } at spoke { "
            "use-remote-gateways; } }\n"),
        R"(error[VN0210]: `spoke` cannot use remote gateways: it has its own route server, `b`
  --> test.net:5:55
5 | peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }
  |                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: remove `use-remote-gateways`, or the route server
  --> test.net:4:1
4 | route-server b { in spoke; }
  | ---------------------------- `b` is declared here

1 error
)");
}

TEST(GatewayRefusals, ARouteServerAloneIsSomethingToUse) {
    EXPECT_EQ(
        build(
            "vnet hub { space 10.8.0.0/24; }\nvnet spoke { space 10.9.0.0/24; }\nroute-server a { in hub; }\n"
            "peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n")
            .codes(),
        std::vector<std::string>{});
}

TEST(GatewayRefusals, VirtualHubsToo) {
    EXPECT_EQ(build("virtual-hub h in east { anything goes; }\n").codes(),
              std::vector<std::string>{"VN0263"});
}

// -- doubled, or outside
// ------------------------------------------------------------------------------------------

std::string first_message(const std::string& text) {
    const Built built = build(text);
    return built.diagnostics.all().empty() ? "" : built.diagnostics.all().front().message;
}

TEST(GatewayRefusals, InstancesHaveAddressesOfTheirOwn) {
    const std::string vnet = "vnet v { space 10.9.0.0/24; subnet RouteServerSubnet 10.9.0.0/27; }\n";
    EXPECT_EQ(first_message(vnet + "route-server rs { in v; addresses 10.9.0.4 10.9.0.4; }\n"),
              "both instances of `rs` have the address 10.9.0.4");
    EXPECT_EQ(first_message(vnet + "route-server rs { in v; addresses 10.9.0.1 10.9.0.4; }\n"),
              "`10.9.0.1` is kept by the platform in `v/RouteServerSubnet`");
    EXPECT_EQ(first_message("vnet v { space 10.9.0.0/24; }\n"
                            "vpn-gateway g { in v; active-active; bgp-address 10.9.0.4 10.9.0.4; }\n"),
              "`bgp-address` names 10.9.0.4 twice");
    EXPECT_EQ(first_message("vnet v { space 10.9.0.0/24; }\nvpn-gateway g { in v; bgp-address 10.7.0.4; }\n"),
              "`10.7.0.4` lies outside of `v`, where `g` stands");
    EXPECT_EQ(
        first_message("vnet v { space 10.9.0.0/24; }\nvpn-gateway g { in v; bgp-address 169.254.21.1; }\n"),
        "");
}

TEST(GatewayRefusals, SubnetsOfConnectionsAreTheirOwn) {
    const auto circuit = [](const std::string& primary, const std::string& secondary) {
        return first_message("vnet v { space 10.9.0.0/24; }\nexpressroute-gateway e { in v; }\n"
                             "router r { asn 65020; owns 10.1.0.0/16; }\npolicy lan { accept; }\n"
                             "circuit c { gateway e; primary r { subnet " +
                             primary + "; export lan; } secondary r { subnet " + secondary +
                             "; export lan; } }\n");
    };
    EXPECT_EQ(circuit("192.168.0.0/30", "192.168.0.0/30"),
              "`192.168.0.0/30` is the other connection's subnet, too");
    EXPECT_EQ(circuit("10.9.0.0/30", "192.168.0.0/30"),
              "`10.9.0.0/30` lies in `10.9.0.0/24`, the space of `v`");
    EXPECT_EQ(circuit("192.168.0.0/30", "192.168.0.4/30"), "");
}

TEST(GatewayRefusals, ASideIsSpokenOfOnce) {
    EXPECT_EQ(
        first_message("vnet h { space 10.8.0.0/24; }\nvnet s { space 10.9.0.0/24; }\n"
                      "peering h s { at h { allow-gateway-transit; } at h { no allow-gateway-transit; } }\n"),
        "`at h` is given twice in a `peering`");
}

TEST(GatewayRefusals, TheCloudIsSpokenToOverCircuitsAndVpns) {
    const Built built = build("vnet v { space 10.9.0.0/24; }\nexpressroute-gateway e { in v; }\n"
                              "router r { asn 65020; }\nbgp r e;\n");
    EXPECT_EQ(built.codes(), std::vector<std::string>{"VN0110"});
    EXPECT_EQ(built.diagnostics.all().front().hint,
              "a router speaks to the cloud over a `circuit` or a `vpn`, which hold the session");
}

} // namespace
