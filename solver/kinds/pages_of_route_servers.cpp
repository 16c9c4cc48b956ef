// VN0250 to VN0279: route servers, and what gateways and circuits are told beyond the usual.

#include "solver/kinds/cloud_page_lists.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_route_servers() {
    static const std::vector<dsl::Page> all = {
        {"VN0250", "a virtual network has two route servers",
         "A virtual network holds one route server (Microsoft, azure-docs "
         "articles/route-server/route-server-faq.md). It has two instances by itself.",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server a { in v; }\n"
         "route-server b { in v; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server a { in v; }\n"},
        {"VN0251", "a route server has no subnet of its own",
         "A route server is deployed in a subnet called RouteServerSubnet, and its two addresses lie there "
         "and differ "
         "(Microsoft, azure-docs articles/route-server/route-server-faq.md). A network that is written "
         "without any subnet needs none.",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26; }\n"
         "route-server a { in v; }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26; subnet RouteServerSubnet 10.9.0.64/26; }\n"
         "route-server a { in v; }\n"},
        {"VN0252", "a gateway has no subnet of its own",
         "A gateway is deployed in a subnet called GatewaySubnet (Microsoft, azure-docs "
         "articles/vpn-gateway/vpn-gateway-about-vpn-gateway-settings.md). A network that is written without "
         "any subnet needs none.",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26; }\n"
         "vpn-gateway g { in v; }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26; subnet GatewaySubnet 10.9.0.64/26; }\n"
         "vpn-gateway g { in v; }\n"},
        {"VN0253", "a route of GatewaySubnet leads away what gateways say to the route server",
         "The gateways' BGP with the route server leaves GatewaySubnet by its route table, like everything "
         "else. A route to a firewall that covers RouteServerSubnet can break it: routes flap, and what was "
         "learned is lost. Route RouteServerSubnet itself within the network (Microsoft, azure-docs "
         "articles/route-server/troubleshoot-route-server.md). This is a warning: the model keeps the "
         "sessions.",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "route-server rs { in hub; }\n"
         "bgp a rs { at a { export all; } }\n"
         "route-table back { route 10.8.0.0/16 appliance a; }\n"
         "change vnet hub { subnet GatewaySubnet { route-table back; } }\n"
         "vpn-gateway g { in hub; active-active; }\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "route-server rs { in hub; }\n"
         "bgp a rs { at a { export all; } }\n"
         "route-table back { route 10.8.0.0/16 appliance a; route 10.8.1.0/27 vnet-local; }\n"
         "change vnet hub { subnet GatewaySubnet { route-table back; } }\n"
         "vpn-gateway g { in hub; active-active; }\n"},
        {"VN0254", "an appliance has no ASN that a route server speaks to",
         "A route server speaks eBGP with appliances, and ASNs of four bytes are not supported. Those that "
         "Azure or IANA keeps are refused where the appliance is declared: VN0232 (Microsoft, azure-docs "
         "articles/route-server/route-server-faq.md).",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "route-server rs { in hub; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 70000; }\n"
         "bgp a rs;\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "route-server rs { in hub; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; }\n"
         "bgp a rs { at a { export all; } }\n"},
        {"VN0255", "Microsoft's side of a connection is told what it cannot be told",
         "`at CIRCUIT/primary { … }` says what is known of how the edge router treats ASNs: `allow-own-as`, "
         "`replace-as`, `no remove-private-as`. Its policies are not yours to set; those of your router are.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; at c/primary { import lan; } } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; at c/primary { allow-own-as 2; } } }\n"},
        {"VN0256", "a circuit reaches itself by Global Reach",
         "Global Reach joins two circuits (Microsoft, azure-docs "
         "articles/expressroute/expressroute-global-reach.md). Its name in one of them is enough.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; } global-reach c; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "router s { asn 65030; owns 10.2.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16 10.2.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; } global-reach d; }\n"
         "circuit d { gateway g; primary s { export lan; } }\n"},
        {"VN0257", "the route server's side of a session is configured",
         "A route server is managed: what it takes and sends is not yours to set, route maps apart, which "
         "are "
         "not modelled. Put the policy at the appliance.",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "route-server rs { in hub; }\n"
         "bgp a rs { at a { export all; } at rs { import all; } }\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "route-server rs { in hub; }\n"
         "bgp a rs { at a { export all; } }\n"},
        {"VN0258", "a route server cannot speak to this",
         "A route server speaks to appliances in its own network or a directly peered one (Microsoft, "
         "azure-docs articles/route-server/route-injection-in-spokes.md). A router on premises hears of its "
         "routes from a gateway or an appliance.",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "route-server rs { in hub; }\n"
         "policy all { accept; }\n"
         "vnet far { space 10.7.0.0/16; subnet nva 10.7.3.0/24; }\n"
         "appliance a { in far/nva; address 10.7.3.4; asn 65001; }\n"
         "bgp a rs { at a { export all; } }\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "route-server rs { in hub; }\n"
         "policy all { accept; }\n"
         "vnet far { space 10.7.0.0/16; subnet nva 10.7.3.0/24; }\n"
         "peering far hub;\n"
         "appliance a { in far/nva; address 10.7.3.4; asn 65001; }\n"
         "bgp a rs { at a { export all; } }\n"},
        {"VN0259", "an appliance does not announce the same to both instances",
         "Both instances of a route server share the work of programming machines. An appliance speaks to "
         "both and announces the same to each; otherwise some machines hear of its routes and some do not, "
         "and "
         "nobody knows which (Microsoft, azure-docs articles/route-server/troubleshoot-route-server.md). "
         "This is "
         "a warning: every claim is decided for each of the possibilities.",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "route-server rs { in hub; }\n"
         "bgp a rs/0 { at a { export all; } }\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "route-server rs { in hub; }\n"
         "bgp a rs { at a { export all; } }\n"},
        {"VN0260", "a VPN gateway beside a route server is not active-active",
         "A route server with `branch-to-branch` exchanges routes only with a VPN gateway that is "
         "active-active "
         "(Microsoft, azure-docs articles/route-server/expressroute-vpn-support.md). This is a warning: the "
         "network is built, without that exchange.",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server rs { in v; branch-to-branch; }\n"
         "vpn-gateway g { in v; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server rs { in v; branch-to-branch; }\n"
         "vpn-gateway g { in v; active-active; }\n"},
        {"VN0261", "a VPN gateway beside a route server has an ASN of its own",
         "A route server with `branch-to-branch` exchanges routes only with a VPN gateway of ASN 65515 "
         "(Microsoft, azure-docs articles/route-server/expressroute-vpn-support.md). This is a warning: the "
         "network is built, without that exchange.",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server rs { in v; branch-to-branch; }\n"
         "vpn-gateway g { in v; active-active; asn 65100; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server rs { in v; branch-to-branch; }\n"
         "vpn-gateway g { in v; active-active; }\n"},
        {"VN0262", "a route server has more than eight peers",
         "Eight appliances may speak to one route server (Microsoft, azure-docs "
         "articles/route-server/route-server-faq.md).",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "route-server rs { in hub; }\n"
         "policy all { accept; }\n"
         "appliance a1 { in hub/nva; address 10.8.3.11; asn 65001; }\nbgp a1 rs { at a1 { export all; } }\n"
         "appliance a2 { in hub/nva; address 10.8.3.12; asn 65002; }\nbgp a2 rs { at a2 { export all; } }\n"
         "appliance a3 { in hub/nva; address 10.8.3.13; asn 65003; }\nbgp a3 rs { at a3 { export all; } }\n"
         "appliance a4 { in hub/nva; address 10.8.3.14; asn 65004; }\nbgp a4 rs { at a4 { export all; } }\n"
         "appliance a5 { in hub/nva; address 10.8.3.15; asn 65005; }\nbgp a5 rs { at a5 { export all; } }\n"
         "appliance a6 { in hub/nva; address 10.8.3.16; asn 65006; }\nbgp a6 rs { at a6 { export all; } }\n"
         "appliance a7 { in hub/nva; address 10.8.3.17; asn 65007; }\nbgp a7 rs { at a7 { export all; } }\n"
         "appliance a8 { in hub/nva; address 10.8.3.18; asn 65008; }\nbgp a8 rs { at a8 { export all; } }\n"
         "appliance a9 { in hub/nva; address 10.8.3.19; asn 65009; }\nbgp a9 rs { at a9 { export all; } }\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "route-server rs { in hub; }\n"
         "policy all { accept; }\n"
         "appliance a1 { in hub/nva; address 10.8.3.11; asn 65001; }\nbgp a1 rs { at a1 { export all; } }\n"},
        {"VN0263", "Virtual WAN is not modelled",
         "A virtual hub routes by tables and intents of its own, which cannot be written here. Where the hub "
         "does "
         "no more than a network with gateways, a route server and a firewall would, describe it as that; "
         "otherwise no verdict about it is to be had.",
         "virtual-wan w { }\n",
         "vnet hub { space 10.8.0.0/16; }\n"
         "expressroute-gateway er { in hub; }\n"
         "route-server rs { in hub; branch-to-branch; }\n"},
        {"VN0264", "a VPN without BGP is told policies, or no prefixes",
         "Without BGP a site is described by the prefixes that lie behind it, and nothing is exchanged that "
         "a policy could change.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 192.168.0.0/16; static 10.9.0.0/24 via g; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r; no bgp; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 192.168.0.0/16; static 10.9.0.0/24 via g; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { prefixes 192.168.0.0/16; } }\n"},
        {"VN0265", "a static site lies inside the networks of its gateway",
         "What lies behind the other end of a VPN shares no address with what the gateway serves: packets to "
         "it "
         "would never leave (Microsoft, azure-docs articles/vpn-gateway/tutorial-site-to-site-portal.md).",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 192.168.0.0/16; static 10.9.0.0/24 via g; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { prefixes 10.9.0.128/25; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 192.168.0.0/16; static 10.9.0.0/24 via g; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { prefixes 192.168.0.0/16; } }\n"},
        {"VN0266", "a preference of a route server has no effect",
         "Which of several routes wins is chosen where the route server learns those of gateways: with "
         "`branch-to-branch` (Microsoft, azure-docs articles/route-server/hub-routing-preference.md). "
         "Without it "
         "ExpressRoute wins, as ever. This is a warning.",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server rs { in v; hub-routing-preference vpn-gateway; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "route-server rs { in v; hub-routing-preference vpn-gateway; branch-to-branch; }\n"},
        {"VN0267", "a network gets routes whose next hop it cannot reach",
         "A route server programs routes into each network that uses it, with the appliance as next hop. The "
         "appliance must stand in that network or a directly peered one, or packets are lost (Microsoft, "
         "azure-docs articles/route-server/route-injection-in-spokes.md: \"the spoke VNets still need to be "
         "peered to the hub VNet\"). This is a warning.",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "vnet aux { space 10.7.0.0/16; subnet RouteServerSubnet 10.7.1.0/27; }\n"
         "vnet spoke { space 10.6.0.0/16; }\n"
         "peering hub aux;\n"
         "peering aux spoke { at aux { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"
         "route-server rs { in aux; }\n"
         "bgp a rs { at a { export all; } }\n",
         "vnet hub { space 10.8.0.0/16; subnet RouteServerSubnet 10.8.1.0/27; subnet GatewaySubnet "
         "10.8.2.0/27; "
         "subnet nva 10.8.3.0/24; }\n"
         "policy all { accept; }\n"
         "appliance a { in hub/nva; address 10.8.3.4; asn 65001; ip-forwarding; originate 10.1.0.0/16; }\n"
         "vnet aux { space 10.7.0.0/16; subnet RouteServerSubnet 10.7.1.0/27; }\n"
         "vnet spoke { space 10.6.0.0/16; }\n"
         "peering hub aux;\n"
         "peering hub spoke;\n"
         "peering aux spoke { at aux { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"
         "route-server rs { in aux; }\n"
         "bgp a rs { at a { export all; } }\n"},
        {"VN0268", "a site without BGP has no route into its VPN",
         "Without BGP the site learns nothing: it needs static routes over the tunnels to what lies behind "
         "the "
         "gateway. This is a warning.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 192.168.0.0/16; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { prefixes 192.168.0.0/16; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 192.168.0.0/16; static 10.9.0.0/24 via g; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { prefixes 192.168.0.0/16; } }\n"},
        {"VN0269", "a circuit leads to a gateway twice",
         "A gateway has one connection to a circuit, with one weight.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; gateway g { weight 10; } primary r { export lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g { weight 10; } primary r { export lan; } }\n"},
        {"VN0270", "an address space that no virtual network may have",
         "The platform refuses 224.0.0.0/4, 255.255.255.255/32, 127.0.0.0/8, 169.254.0.0/16 and "
         "168.63.129.16/32; subnets have lengths from 2 to 29, and so have spaces that hold one (Microsoft, "
         "azure-docs articles/virtual-network/virtual-networks-faq.md).",
         "vnet v { space 169.254.0.0/16; }\n", "vnet v { space 10.9.0.0/24; }\n"},
    };
    return all;
}

} // namespace kinds
