// VN0223 to VN0233: subnets, addresses in them, and what stands there.

#include "solver/kinds/cloud_page_lists.hpp"

namespace kinds {

const std::vector<dsl::Page>& pages_of_subnets() {
    static const std::vector<dsl::Page> all = {
        {"VN0223", "an appliance does not say where it stands",
         "An appliance is a virtual machine: it stands in one subnet, with one address. Its packets "
         "leave over that subnet's table. The same goes for the frontend of a load balancer.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; ip-forwarding; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"},
        {"VN0224", "an address lies outside its subnet", "What stands in a subnet has an address of it.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.100; ip-forwarding; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"},
        {"VN0225", "two subnets overlap",
         "The subnets of a virtual network are prefixes of its space without a common address "
         "(Microsoft, azure-docs articles/virtual-network/virtual-networks-faq.md).",
         "vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/25; subnet b 10.9.0.64/26; }\n",
         "vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/26; subnet b 10.9.0.64/26; }\n"},
        {"VN0226", "a subnet is too small",
         "The platform keeps five addresses of every subnet; the smallest is a /29 (Microsoft, "
         "azure-docs articles/virtual-network/virtual-networks-faq.md).",
         "vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/30; }\n",
         "vnet v { space 10.9.0.0/24; subnet a 10.9.0.0/29; }\n"},
        {"VN0227", "a subnet of the platform's is small",
         "GatewaySubnet has room for the instances of all gateways: where an ExpressRoute and a VPN "
         "gateway work together it must be a /27 or larger (Microsoft, azure-docs "
         "articles/expressroute/expressroute-howto-coexist-resource-manager.md). A route server's subnet "
         "needs a /27, a firewall's a /26. This is a warning: routing is the same in a small one.",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/28; }\n",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; }\n"},
        {"VN0228", "a subnet is nearly called like one of the platform's",
         "GatewaySubnet, RouteServerSubnet and AzureFirewallSubnet are known by these very names. A "
         "subnet that is called otherwise is an ordinary one: its route table does not apply to "
         "gateways. This is a warning.",
         "vnet v { space 10.9.0.0/24; subnet gatewaysubnet 10.9.0.0/27; }\n",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; }\n"},
        {"VN0229", "an address that the platform keeps",
         "In every subnet the first four addresses and the last one are the platform's: the network's, "
         "the router's, two for name resolution, and broadcast (Microsoft, azure-docs "
         "articles/virtual-network/virtual-networks-faq.md).",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { host vm 10.9.0.1; } }\n",
         "vnet v { space 10.9.0.0/24; subnet app 10.9.0.0/26 { host vm 10.9.0.4; } }\n"},
        {"VN0230", "two machines have one address",
         "An address of a subnet belongs to one host, appliance or load balancer.",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "appliance b { in v/nva; address 10.9.0.4; ip-forwarding; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; ip-forwarding; }\n"
         "appliance b { in v/nva; address 10.9.0.5; ip-forwarding; }\n"},
        {"VN0231", "a machine stands in a subnet of the platform's",
         "GatewaySubnet holds gateways and RouteServerSubnet a route server, and nothing of yours "
         "(Microsoft, azure-docs articles/vpn-gateway/vpn-gateway-about-vpn-gateway-settings.md, "
         "articles/route-server/route-server-faq.md).",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27 { host vm 10.9.0.4; } }\n",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27; subnet app 10.9.0.32/27 { host "
         "vm 10.9.0.36; } }\n"},
        {"VN0232", "an appliance has an ASN that the platform keeps",
         "65515 is the route server's and the gateways'; a session with them would be iBGP, which they "
         "do not speak with appliances. 8074, 8075, 12076 and 65517 to 65520 are kept, too, and IANA "
         "reserves 23456, 64496 to 64511 and 65535 to 65551 (Microsoft, azure-docs "
         "articles/route-server/route-server-faq.md).",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; asn 65515; }\n",
         "vnet v { space 10.9.0.0/24; subnet nva 10.9.0.0/26; }\n"
         "appliance a { in v/nva; address 10.9.0.4; asn 65001; }\n"},
        {"VN0233", "a route table or security group where none may be",
         "RouteServerSubnet takes neither. GatewaySubnet takes no network security group, and of route "
         "tables only those without a default route and with propagation: a gateway that does not hear "
         "its own routes does not work (Microsoft, azure-docs "
         "articles/virtual-network/virtual-networks-udr-overview.md, "
         "articles/vpn-gateway/vpn-gateway-about-vpn-gateway-settings.md, "
         "articles/route-server/route-server-faq.md).",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27 { route-table t; } }\n"
         "route-table t { route 0.0.0.0/0 internet; }\n",
         "vnet v { space 10.9.0.0/24; subnet GatewaySubnet 10.9.0.0/27 { route-table t; } }\n"
         "route-table t { route 10.7.0.0/16 none; }\n"},
    };
    return all;
}

} // namespace kinds
