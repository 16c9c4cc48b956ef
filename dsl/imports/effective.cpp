// Types of next hops: azure-docs articles/virtual-network/virtual-networks-udr-overview.md, and what `az
// network nic show-effective-route-table` prints. A route that a route server programmed is printed as one of
// the gateway.

#include "dsl/imports/effective.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace dsl::imports {

namespace {

struct Type {
    std::string_view printed, word; ///< printed: lower case; word: empty if it is not modelled
};
constexpr Type types[] = {
    {"vnetlocal", "vnet-local"},
    {"virtualnetwork", "vnet-local"},
    {"vnetpeering", "peering"},
    {"vnetglobalpeering", "peering"},
    {"globalvnetpeering", "peering"},
    {"virtualnetworkgateway", "gateway"},
    {"virtualappliance", "appliance"},
    {"internet", "internet"},
    {"none", "none"},
    {"virtualnetworkserviceendpoint", ""},
    {"interfaceendpoint", ""},
    {"natgateway", ""},
};

} // namespace

void read_effective(const PrintedRoute& printed, Reading& reading) {
    const std::string name = plain(printed.type);
    const auto type = std::find_if(std::begin(types), std::end(types),
                                   [&](const Type& one) { return one.printed == name; });
    if (type == std::end(types))
        return reading.reject(
            printed.type.empty() ? printed.line : printed.type,
            printed.type.empty() ? "this row has no type of next hop"
                                 : fmt::format("unknown type of next hop `{}`", printed.type),
            "VnetLocal, VNetPeering, VirtualNetworkGateway, VirtualAppliance, Internet and None are known");
    if (type->word.empty())
        return reading.leave_out(printed.line,
                                 fmt::format("next hops of type `{}` are not modelled", printed.type));
    if (printed.prefixes.empty())
        return reading.reject(printed.line, "this row has no prefix", "paste the table as it was printed");
    const std::string state = plain(printed.state);
    if (!state.empty() && state != "active" && state != "invalid")
        return reading.reject(printed.state, fmt::format("unknown state `{}`", printed.state),
                              "a route is Active or Invalid");
    for (const std::string_view prefix : printed.prefixes) {
        EffectiveRoute route;
        route.line = printed.line;
        route.prefix = prefix;
        route.type = printed.type;
        route.type_word = type->word;
        if (type->word == "gateway" || type->word == "appliance")
            route.next_hops = printed.next_hops;
        route.user = plain(printed.source) == "user";
        route.invalid = state == "invalid";
        reading.effective_route(route);
    }
}

} // namespace dsl::imports
