// Devices that share what they have seen: an answer may come back through any of them.

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

/// The last number given.
struct StateGroups {
    std::uint32_t last = 0;
};

void join(Builder& builder, const dsl::Word& word, std::uint32_t group) {
    const network::NodeId id = builder.find_node(word);
    if (!id.known())
        return;
    network::Node& node = builder.net.nodes[id.index()];
    if (node.stateful && !node.state_group) {
        node.state_group = group;
        return;
    }
    builder.diagnostics().error(
        "VN0245", word.span,
        node.stateful ? fmt::format("`{}` shares its state already", node.name)
                      : fmt::format("`{}` keeps no state that it could share", node.name),
        node.stateful ? "a device belongs to one `state-group`"
                      : fmt::format("add `stateful;` to `{}`, or leave it out", node.name),
        {{node.span, fmt::format("`{}` is declared here", node.name)}});
}

void build(Phase phase, const dsl::Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        builder.declare(block.words.at(1), "state-group", block.words[1].span);
    if (phase != Phase::connect)
        return;
    const std::uint32_t group = new_state_group(builder);
    for (std::size_t i = 2; i < block.words.size(); ++i)
        join(builder, block.words[i], group);
}

} // namespace

std::uint32_t new_state_group(Builder& builder) { return ++builder.notes<StateGroups>().last; }

Kind state_group() {
    using dsl::Shape;
    static const dsl::Rule statement =
        repeats(more(rule("state-group", {Shape::name, Shape::name, Shape::name},
                          "stateful devices that know each other's flows"),
                     Shape::name));
    return {&statement, build, {}};
}

} // namespace kinds
