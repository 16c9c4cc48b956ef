// VN0234 to VN0249: user routes, security groups, load balancers.

#include "solver/kinds/cloud_page_lists.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_tables() {
    static const std::vector<dsl::Page> all = {
        {"VN0234", "a user route cannot be read",
         "A route names a prefix and what it leads to: an appliance by its name or address, the VPN "
         "gateway, the network itself (`vnet-local`), the Internet, or nothing (`none`).",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 via a; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n"},
        {"VN0235", "a route table has two routes for one prefix",
         "A user route leads to one next hop. To share load among appliances, put a `load-balancer` "
         "before them.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; route 10.7.0.0/16 none; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n"},
        {"VN0236", "a next hop that is no appliance",
         "The platform hands packets to the interface that has the next hop's address. If nothing "
         "declared has it, or what is named stands in no subnet, nobody would take them.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance 10.9.0.5; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance 10.9.0.4; }\n"},
        {"VN0237", "a next hop that is not in reach",
         "An appliance is reached in the same virtual network or in a directly peered one, not over a "
         "gateway and not through a second network (Microsoft, azure-docs "
         "articles/virtual-network/virtual-networks-udr-overview.md). This is a warning: the route is "
         "built, and packets that follow it die.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "vnet far { space 10.8.0.0/24; subnet app 10.8.0.0/26 { route-table t; } }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "vnet far { space 10.8.0.0/24; subnet app 10.8.0.0/26 { route-table t; } }\n"
         "peering v far;\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n"},
        {"VN0238", "an appliance stands in a subnet whose routes lead to it",
         "What the appliance forwards leaves over its subnet's table, which hands it back: a loop "
         "(Microsoft, azure-docs articles/virtual-network/virtual-networks-udr-overview.md). This is a "
         "warning: `loop-freedom` shows the packets.",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { route-table t; } }\n"
         "appliance a { in v/app; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n"},
        {"VN0239", "a user route leads to a gateway that cannot take it",
         "A route to `gateway` leads to the VPN gateway of the network, or of the peer whose gateways it "
         "uses. An ExpressRoute gateway cannot be a next hop, nor a VPN gateway beside one (Microsoft, "
         "azure-docs articles/virtual-network/virtual-networks-udr-overview.md).",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; subnet app 10.9.0.64/26 { "
         "route-table t; } }\n"
         "expressroute-gateway g { in v; }\n"
         "route-table t { route 10.7.0.0/16 gateway; }\n",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; subnet app 10.9.0.64/26 { "
         "route-table t; } }\n"
         "vpn-gateway g { in v; }\n"
         "route-table t { route 10.7.0.0/16 gateway; }\n"},
        {"VN0240", "a route table or group that nobody uses",
         "A route table does nothing until a subnet names it, a network security group until a subnet or "
         "a host does, an application security group until a rule does. This is a warning: it is often a "
         "misspelt or forgotten line.",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26; }\n"
         "route-table t { route 10.7.0.0/16 none; }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { route-table t; } }\n"
         "route-table t { route 10.7.0.0/16 none; }\n"},
        {"VN0241", "a rule of a security group cannot be read",
         "A rule reads `inbound N allow|deny any|tcp|udp|icmp from X to Y [port P];`. `X` and `Y` are "
         "prefixes, addresses, `any`, application security groups, or the tags VirtualNetwork, Internet "
         "and AzureLoadBalancer; several may stand side by side. Other service tags are lists of "
         "addresses that change: write the prefixes you mean.",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { network-security-group g; } }\n"
         "network-security-group g { inbound 100 allow tcp from Storage to any port 443; }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { network-security-group g; } }\n"
         "network-security-group g { inbound 100 allow tcp from 203.0.113.0/24 to any port 443; }\n"},
        {"VN0242", "a priority is out of range or given twice",
         "Priorities go from 100 to 4096 and are unique for each direction; the lowest number that "
         "matches decides. Every group ends in the rules 65000, 65001 and 65500 (Microsoft, azure-docs "
         "articles/virtual-network/network-security-groups-overview.md).",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { network-security-group g; } }\n"
         "network-security-group g { inbound 5000 deny any from any to any; }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { network-security-group g; } }\n"
         "network-security-group g { inbound 4096 deny any from any to any; }\n"},
        {"VN0243", "a member of an application security group does not fit",
         "The members are hosts and appliances of one virtual network, each named once (Microsoft, "
         "azure-docs "
         "articles/virtual-network/application-security-groups.md).",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { network-security-group g; host a "
         "10.9.0.4; host b 10.9.0.5; } }\n"
         "vnet w { space 10.8.0.0/24; subnet app 10.8.0.0/26 { host c 10.8.0.4; } }\n"
         "network-security-group g { inbound 100 deny any from web to any; }\n"
         "application-security-group web v/a w/c;\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { network-security-group g; host a "
         "10.9.0.4; host b 10.9.0.5; } }\n"
         "vnet w { space 10.8.0.0/24; subnet app 10.8.0.0/26 { host c 10.8.0.4; } }\n"
         "network-security-group g { inbound 100 deny any from web to any; }\n"
         "application-security-group web v/a v/b;\n"},
        {"VN0244", "a load balancer without a backend it can use",
         "A load balancer hands packets to appliances of its own virtual network, each named once.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "load-balancer lb { in v/nva; address 10.9.0.10; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "load-balancer lb { in v/nva; address 10.9.0.10; backend a; }\n"},
        {"VN0245", "a device cannot share its state",
         "The members of a state group are stateful devices, each in one group.",
         "router a;\n"
         "firewall b;\n"
         "state-group pair a b;\n",
         "firewall a;\n"
         "firewall b;\n"
         "state-group pair a b;\n"},
        {"VN0246", "a host stands in no subnet",
         "In a virtual network with subnets every machine stands in one of them.",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.68; subnet app 10.9.0.0/26; }\n",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; subnet app 10.9.0.0/26; }\n"},
        {"VN0247", "a next hop that does not forward",
         "Without IP forwarding on its interface an appliance takes packets to its own address and no "
         "others (Microsoft, azure-docs articles/virtual-network/virtual-networks-udr-overview.md). This "
         "is a warning: packets that follow the route die there.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; subnet app 10.9.0.64/26 { route-table t; } "
         "}\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "route-table t { route 10.7.0.0/16 appliance a; }\n"},
        {"VN0249", "exceptions from a translation that is not there",
         "`snat-except` lists destinations that `snat` leaves alone; without `snat` it says nothing.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; snat-except 10.0.0.0/8; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; snat; snat-except 10.0.0.0/8; }\n"},
    };
    return all;
}

} // namespace kinds
