// The list of kinds. One line each.

#include <algorithm>

#include "solver/kinds/kind.hpp"

namespace kinds {

const std::vector<Kind>& table() {
    static const std::vector<Kind> kinds = {
        router(),
        firewall(),
        external(),
        link(),
        bgp(),
        ibgp(),
        ospf(),
        profile(),
        policy(),
        prefix_set(),
        community_set(),
        vnet(),
        peering(),
        expressroute_gateway(),
        vpn_gateway(),
        circuit(),
        vpn(),
        route_table(),
        network_security_group(),
        application_security_group(),
        appliance(),
        load_balancer(),
        state_group(),
        tunnel(),
        route_server(),
        virtual_wan(),
        virtual_hub(),
    };
    return kinds;
}

const Kind* find(std::string_view word) {
    const auto found =
        std::ranges::find_if(table(), [&](const Kind& kind) { return kind.rule->word == word; });
    return found == table().end() ? nullptr : &*found;
}

} // namespace kinds
