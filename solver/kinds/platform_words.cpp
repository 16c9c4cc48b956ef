// AD:virtual-network/diagnose-network-routing-problem.md shows them all.

#include "solver/kinds/platform_words.hpp"

#include <algorithm>
#include <utility>

namespace kinds {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr Pair sources[] = {{"system", "Default"}, {"user", "User"}, {"gateway", "VirtualNetworkGateway"}};
constexpr Pair next_hops[] = {
    {"vnet-local", "VnetLocal"},       {"peering", "VNetPeering"}, {"gateway", "VirtualNetworkGateway"},
    {"appliance", "VirtualAppliance"}, {"internet", "Internet"},   {"none", "None"}};

template <class Table> std::string_view translated(const Table& table, std::string_view word) {
    const auto found = std::ranges::find(table, word, &Pair::first);
    return found == std::end(table) ? word : found->second;
}

} // namespace

std::string_view platform_source(std::string_view source) { return translated(sources, source); }
std::string_view platform_next_hop(std::string_view type) { return translated(next_hops, type); }

} // namespace kinds
