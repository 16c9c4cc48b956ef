// VN0201 to VN0222: virtual networks as wholes, peerings, gateways, circuits and VPNs.

#include "solver/kinds/cloud_page_lists.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_gateways() {
    static const std::vector<dsl::Page> all = {
        {"VN0201", "a gateway stands in no virtual network",
         "A gateway is a part of one virtual network: it announces that network's space and carries its "
         "packets. Say which with `in`.",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway g { active-active; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in v; active-active; }\n"},
        {"VN0202", "a virtual network has two gateways of one type",
         "A virtual network holds at most one VPN gateway and one ExpressRoute gateway. For redundancy, "
         "make the VPN gateway `active-active`; an ExpressRoute gateway has several instances by itself "
         "and may join several circuits.",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway a { in v; }\n"
         "vpn-gateway b { in v; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway a { in v; active-active; }\n"},
        {"VN0203", "the prefixes of a virtual network overlap",
         "The address space of a virtual network is a list of prefixes without a common address.",
         "vnet v { space 10.9.0.0/24 10.9.0.128/25; }\n", "vnet v { space 10.9.0.0/24; }\n"},
        {"VN0204", "a virtual network has no address space",
         "Without a space there is nothing to announce, to peer with or to reach.",
         "vnet v { host vm 10.9.0.4; }\n", "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\n"},
        {"VN0205", "a subnet lies outside its network's space",
         "A subnet is a part of its virtual network's address space.",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.1.0/26; }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26; }\n"},
        {"VN0206", "an `at` block names something that is no side of this",
         "`at` says whose flags or policies follow: one of the two networks of a peering, or the router "
         "of a connection.",
         "vnet a { space 10.8.0.0/24; }\n"
         "vnet b { space 10.9.0.0/24; }\n"
         "vnet c { space 10.7.0.0/24; }\n"
         "peering a b { at c { allow-forwarded-traffic; } }\n",
         "vnet a { space 10.8.0.0/24; }\n"
         "vnet b { space 10.9.0.0/24; }\n"
         "vnet c { space 10.7.0.0/24; }\n"
         "peering a b { at b { allow-forwarded-traffic; } }\n"},
        {"VN0207", "peered networks overlap",
         "Two virtual networks whose address spaces share an address cannot be peered (Microsoft, azure- "
         "docs articles/virtual-network/virtual-network-manage-peering.md, requirements and constraints).",
         "vnet a { space 10.8.0.0/16; }\n"
         "vnet b { space 10.8.9.0/24; }\n"
         "peering a b;\n",
         "vnet a { space 10.8.0.0/16; }\n"
         "vnet b { space 10.9.9.0/24; }\n"
         "peering a b;\n"},
        {"VN0208", "a network is peered with itself, or with another one twice",
         "A peering joins two different virtual networks, once. Both sides' flags stand in the same "
         "statement.",
         "vnet a { space 10.8.0.0/24; }\n"
         "vnet b { space 10.9.0.0/24; }\n"
         "peering a b;\n"
         "peering b a;\n",
         "vnet a { space 10.8.0.0/24; }\n"
         "vnet b { space 10.9.0.0/24; }\n"
         "peering a b;\n"},
        {"VN0209", "gateway transit is set on one side of a peering only",
         "To use a peer's gateways takes two flags: `allow-gateway-transit` at the network that has them "
         "and `use-remote-gateways` at the one that uses them. With one flag alone the gateways do not "
         "announce the other network, and it learns nothing from them. This is a warning: the network is "
         "built as written, so that a property can show what it breaks.",
         "vnet hub { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in hub; }\n"
         "peering hub spoke { at hub { allow-gateway-transit; } }\n",
         "vnet hub { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in hub; }\n"
         "peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"},
        {"VN0210", "a network with a gateway of its own asks for remote ones",
         "`use-remote-gateways` cannot be set where the network has a gateway itself (Microsoft, azure- "
         "docs articles/vpn-gateway/vpn-gateway-peering-gateway-transit.md).",
         "vnet hub { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in hub; }\n"
         "vpn-gateway own { in spoke; }\n"
         "peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n",
         "vnet hub { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in hub; }\n"
         "peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"},
        {"VN0211", "a network uses remote gateways over two peerings",
         "A virtual network uses the gateways of at most one peer.",
         "vnet a { space 10.7.0.0/24; }\n"
         "vnet b { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway ga { in a; }\n"
         "vpn-gateway gb { in b; }\n"
         "peering a spoke { at a { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"
         "peering b spoke { at b { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n",
         "vnet a { space 10.7.0.0/24; }\n"
         "vnet b { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway ga { in a; }\n"
         "vpn-gateway gb { in b; }\n"
         "peering a spoke { at a { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"
         "peering b spoke;\n"},
        {"VN0212", "remote gateways are asked for and there are none",
         "`use-remote-gateways` needs a gateway at the other side of the peering.",
         "vnet hub { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n",
         "vnet hub { space 10.8.0.0/24; }\n"
         "vnet spoke { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in hub; }\n"
         "peering hub spoke { at hub { allow-gateway-transit; } at spoke { use-remote-gateways; } }\n"},
        {"VN0213", "a VPN gateway has a reserved ASN",
         "Azure keeps 8074, 8075, 12076 and 65517 to 65520 for itself; 23456, 64496 to 64511 and 65535 to "
         "65551 "
         "are reserved by IANA (Microsoft, azure-docs includes/vpn-gateway-faq-bgp-include.md). 65515 is "
         "the default.",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in v; asn 65518; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in v; asn 65516; }\n"},
        {"VN0214", "addresses that the instances of a VPN gateway cannot have",
         "An active-active gateway has two instances, another one. `address` and `bgp-address` name one "
         "address for each, in order, and never the same.",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in v; bgp-address 10.9.0.4 10.9.0.5; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "vpn-gateway g { in v; active-active; bgp-address 10.9.0.4 10.9.0.5; }\n"},
        {"VN0215", "a circuit has no connection",
         "A circuit ends on premises at one or two routers: its `primary` and its `secondary` connection. "
         "Only a circuit that joins several gateways may have none.",
         "vnet v { space 10.9.0.0/24; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; } secondary r { export lan; } }\n"},
        {"VN0216", "a circuit leads to no gateway",
         "Name the ExpressRoute gateways that are connected to the circuit.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { primary r { export lan; } secondary r { export lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; } secondary r { export lan; } }\n"},
        {"VN0217", "a connection's subnet is no /30 of its own",
         "Each connection of a circuit has a /30 of its own, which no virtual network uses: the customer's "
         "router has its first usable "
         "address, Microsoft's edge router the second (Microsoft, azure-docs "
         "articles/expressroute/expressroute-routing.md).",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { subnet 192.168.0.16/29; export lan; } secondary r { export "
         "lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { subnet 192.168.0.16/30; export lan; } secondary r { export "
         "lan; } }\n"},
        {"VN0218", "a router announces all it knows to the cloud",
         "Without an export policy a router passes on everything, Azure's own routes from elsewhere "
         "included: the site becomes a transit between networks that should not meet. Name what it may "
         "announce. This is a warning.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r; secondary r { export lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "expressroute-gateway g { in v; }\n"
         "circuit c { gateway g; primary r { export lan; } secondary r { export lan; } }\n"},
        {"VN0219", "a router at the end of a circuit or VPN has no ASN",
         "Circuits and VPNs exchange routes over BGP, and a BGP speaker has an ASN. A VPN can do without: "
         "write `prefixes` in its `site`.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { export lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { export lan; } }\n"},
        {"VN0220", "a router has the cloud's ASN",
         "The session would be iBGP, and each side would drop the other's routes as its own. The router "
         "needs an ASN that differs from the gateway's (65515 by default) and from 12076, which is "
         "Microsoft's on every circuit.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65515; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { export lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { export lan; } }\n"},
        {"VN0221", "a VPN does not have two ends",
         "A VPN joins one gateway and one site, or two gateways. A gateway with several sites has a VPN "
         "for each.",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { site r { export lan; } }\n",
         "vnet v { space 10.9.0.0/24; }\n"
         "router r { asn 65020; owns 10.1.0.0/16; }\n"
         "policy lan { match prefix 10.1.0.0/16; accept; }\n"
         "vpn-gateway g { in v; }\n"
         "vpn n { gateway g; site r { export lan; } }\n"},
        {"VN0222", "two gateways with one ASN are joined by a VPN",
         "Both have 65515 unless told otherwise. BGP between them needs two ASNs, or each drops the "
         "other's routes. This is a warning: the tunnels are built and carry no "
         "routes. With `no bgp;` each side knows the other's network without.",
         "vnet a { space 10.8.0.0/24; }\n"
         "vnet b { space 10.9.0.0/24; }\n"
         "vpn-gateway ga { in a; }\n"
         "vpn-gateway gb { in b; }\n"
         "vpn n { gateway ga; gateway gb; }\n",
         "vnet a { space 10.8.0.0/24; }\n"
         "vnet b { space 10.9.0.0/24; }\n"
         "vpn-gateway ga { in a; }\n"
         "vpn-gateway gb { in b; asn 65516; }\n"
         "vpn n { gateway ga; gateway gb; }\n"},
    };
    return all;
}

}  // namespace kinds
