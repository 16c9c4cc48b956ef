// Interfaces in subnets.

#include "solver/kinds/cloud_nic.hpp"

#include <fmt/format.h>

#include "solver/kinds/cloud_fabric.hpp"

namespace kinds::cloud {
namespace {

constexpr std::uint32_t last_resort = 255; ///< administrative distance: anything the node learns is better

const dsl::Word* needed(Builder& builder, const dsl::Statement& block, std::string_view word,
                        std::string_view shape) {
    const dsl::Statement* written = statement(block, word);
    if (!written)
        builder.diagnostics().error(
            "VN0223", block.head_span(),
            fmt::format("`{}` does not say {}", block.words.at(1).text,
                        word == "in" ? "which subnet it stands in" : "which address it has"),
            fmt::format("add `{} {};`", word, shape));
    return written ? argument(*written, 1) : nullptr;
}

void hand_to_table(Builder& builder, const Nic& nic, const Subnet& subnet) {
    const network::LinkId link = add_fabric_link(builder, nic.node, subnet.table, nic.span);
    network::Node& node = builder.net.nodes[nic.node.index()];
    node.hands_to = link;
    node.static_routes.push_back(
        {{}, network::ViaLink{link}, last_resort, nic.span, {"system", "vnet-local", {}, true}});
}

} // namespace

std::optional<Place> read_place(Builder& builder, const dsl::Statement& block) {
    const dsl::Word* where = needed(builder, block, "in", "VNET/SUBNET");
    const dsl::Word* word = needed(builder, block, "address", "ADDRESS");
    const Named* named = where ? builder.find(*where, "subnet", {"subnet"}) : nullptr;
    const Subnet* subnet = named ? builder.notes<Cloud>().subnet(named->name) : nullptr;
    const auto address = word ? builder.address(*word) : std::nullopt;
    if (!subnet || !address)
        return std::nullopt;
    if (!subnet->prefix.contains(*address)) {
        builder.diagnostics().error("VN0224", word->span,
                                    fmt::format("`{}` lies outside `{}`, the subnet `{}`", word->text,
                                                to_string(subnet->prefix), subnet->name),
                                    "take an address of the subnet",
                                    {{subnet->span, fmt::format("`{}` is declared here", subnet->name)}});
        return std::nullopt;
    }
    return Place{subnet, *address};
}

network::NodeId node_of(Builder& builder, const dsl::Statement& block) {
    const dsl::Word* name = argument(block, 1);
    const Named* named = name ? builder.lookup(name->text) : nullptr;
    if (!named || named->span != name->span || named->nodes.size() != 1)
        return {};
    return named->nodes.front();
}

Nic& add_nic(Builder& builder, const dsl::Statement& block, network::NodeId node, const Place& place) {
    Cloud& cloud = builder.notes<Cloud>();
    builder.net.nodes[node.index()].owns.push_back({{place.address, 32}, block.blame()});
    cloud.homes.emplace(node, place.subnet->vnet);
    cloud.nics.push_back({builder.net[node].name, node, node, place.address, place.subnet->vnet,
                          place.subnet->name, builder.net[node].forwards, block.blame()});
    return cloud.nics.back();
}

void stand_in_subnet(Builder& builder, const dsl::Statement& block) {
    const network::NodeId node = node_of(builder, block);
    const auto place = read_place(builder, block);
    if (node.known() && place)
        hand_to_table(builder, add_nic(builder, block, node, *place), *place->subnet);
}

} // namespace kinds::cloud
