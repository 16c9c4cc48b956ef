// Types of next hops: azure-docs articles/virtual-network/virtual-networks-udr-overview.md, and what `az
// network nic show-effective-route-table` prints. A route that a route server programmed is printed as one of
// the gateway.

#include "dsl/imports/effective.hpp"

#include <algorithm>
#include <span>

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

/// The ranges that the platform routes to nowhere and the model does too (RFC 1918, RFC 6598). It has a score
/// of others, parts of its own networks, which differ from place to place.
constexpr std::string_view modelled_none[] = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                                              "100.64.0.0/10"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

const Type* find_type(std::string_view printed) {
    const auto found = std::find_if(std::begin(types), std::end(types),
                                    [name = plain(printed)](const Type& one) { return one.printed == name; });
    return found == std::end(types) ? nullptr : &*found;
}

/// Whose route it is. A gateway's is of type `gateway`, which says it all.
std::string_view source_word(const PrintedRoute& printed, const Type& type) {
    const std::string source = plain(printed.source);
    const bool may_be_system = type.word != "gateway" && type.word != "appliance";
    return source == "user" ? "user" : source == "default" && may_be_system ? "system" : "";
}

void read_one(const PrintedRoute& printed, std::string_view prefix, const Type& type, Reading& reading) {
    EffectiveRoute route;
    route.line = printed.line;
    route.prefix = prefix;
    route.type = printed.type;
    route.type_word = type.word;
    if (type.word == "gateway" || type.word == "appliance")
        route.next_hops = printed.next_hops;
    route.source_word = source_word(printed, type);
    route.invalid = plain(printed.state) == "invalid";
    if (route.source_word == "system" && type.word == "none" && is_prefix(prefix) &&
        !is_one_of(prefix, modelled_none))
        reading.leave_out(printed.line,
                          "the platform's own none routes, beside those to private ranges, are not modelled");
    else
        reading.effective_route(route);
}

} // namespace

void read_effective(const PrintedRoute& printed, Reading& reading) {
    const Type* type = find_type(printed.type);
    if (!type)
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
    static constexpr std::string_view states[] = {"", "active", "invalid"};
    if (!is_one_of(plain(printed.state), states))
        return reading.reject(printed.state, fmt::format("unknown state `{}`", printed.state),
                              "a route is Active or Invalid");
    for (const std::string_view prefix : printed.prefixes)
        read_one(printed, prefix, *type, reading);
}

} // namespace dsl::imports
