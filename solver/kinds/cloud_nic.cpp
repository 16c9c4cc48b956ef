// Places in subnets, and the interfaces there.

#include "solver/kinds/cloud_nic.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/vnet_plan.hpp"

namespace kinds::cloud {
namespace {

using dsl::Statement;
using dsl::Word;

const Word* needed(Builder& builder, const Statement& block, std::string_view word, std::string_view shape,
                   std::string_view question) {
    const Statement* written = statement(block, word);
    if (!written)
        builder.diagnostics().error("VN0223", block.head_span(),
                                    fmt::format("`{}` does not say {}", block.words.at(1).text, question),
                                    fmt::format("add `{} {};`", word, shape));
    return written ? argument(*written, 1) : nullptr;
}

/// Who has an address already.
struct Holder {
    std::string name;
    dsl::Span span;
};

std::optional<Holder> holder_of(const Builder& builder, const Cloud& cloud, const Place& place) {
    for (const Nic& nic : cloud.nics)
        if (nic.subnet == place.subnet->name && nic.address == place.address)
            return Holder{nic.name, nic.span};
    for (const Machine& machine : place.subnet->guarded)
        if (machine.address == place.address)
            return Holder{machine.name, machine.span};
    for (const network::Host& host : builder.net[place.subnet->table].hosts)
        if (host.address == place.address)
            return Holder{fmt::format("{}/{}", place.subnet->name, host.name), host.span};
    return std::nullopt;
}

} // namespace

std::optional<Place> read_place(Builder& builder, const Statement& block) {
    const Word* where = needed(builder, block, "in", "VNET/SUBNET", "which subnet it stands in");
    const Word* word = needed(builder, block, "address", "ADDRESS", "which address it has");
    const Named* named = where ? builder.find(*where, "subnet", {"subnet"}) : nullptr;
    const Subnet* subnet = named ? builder.notes<Cloud>().subnet(named->name) : nullptr;
    const auto address = word ? builder.address(*word) : std::nullopt;
    if (!subnet || !address || !takes_machines(builder, *subnet, *where) ||
        !is_usable(builder, *subnet, *word, *address))
        return std::nullopt;
    return Place{subnet, *address};
}

network::NodeId node_of(Builder& builder, const Statement& block) {
    const Word* name = argument(block, 1);
    const Named* named = name ? builder.lookup(name->text) : nullptr;
    if (!named || named->span != name->span || named->nodes.size() != 1)
        return {};
    return named->nodes.front();
}

Nic* add_nic(Builder& builder, const Statement& block, network::NodeId node, const Place& place) {
    Cloud& cloud = builder.notes<Cloud>();
    if (const auto holder = holder_of(builder, cloud, place)) {
        builder.diagnostics().error(
            "VN0230", statement(block, "address")->span,
            fmt::format("`{}` has the address {} already", holder->name, to_string(place.address)),
            "an address belongs to one machine",
            {{holder->span, fmt::format("`{}` is declared here", holder->name)}});
        return nullptr;
    }
    builder.net.nodes[node.index()].owns.push_back({{place.address, 32}, block.blame()});
    cloud.homes.emplace(node, place.subnet->vnet);
    cloud.nics.push_back({builder.net[node].name, node, node, place.address, place.subnet->vnet,
                          place.subnet->name, builder.net[node].forwards, block.blame()});
    return &cloud.nics.back();
}

} // namespace kinds::cloud
