// Hosts of a node: what a block's `host` statements say.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"

namespace kinds {
namespace {

using dsl::Statement;
using dsl::Word;

bool owns(const network::Node& node, network::Address address) {
    return std::ranges::any_of(node.owns, [&](const auto& owned) { return owned.prefix.contains(address); });
}

void complain_about_host(Builder& builder, const network::Node& node, const Word& name, const Word& address) {
    builder.diagnostics().error(
        "VN0112", address.span,
        fmt::format("host `{}` has an address that `{}` does not own", name.text, node.name),
        node.owns.empty() ? fmt::format("say what it owns: `owns {}/32;`", address.text)
                          : fmt::format("take one of `{}`, or add a prefix to `owns`",
                                        to_string(node.owns.front().prefix)));
}

} // namespace

void read_hosts(Builder& builder, const Statement& block, network::Node& node) {
    for (const Statement* written : statements(block, "host")) {
        if (written->words.size() < 3)
            continue;
        const Word& name = written->words[1];
        const auto address = builder.address(written->words[2]);
        const auto first = std::ranges::find(node.hosts, name.text, &network::Host::name);
        if (first != node.hosts.end())
            builder.diagnostics().error(
                "VN0101", name.span, fmt::format("`{}` is declared twice", name.text),
                "give this host a name of its own",
                {{first->span, fmt::format("the host `{}` is declared here", name.text)}});
        else if (address && !owns(node, *address))
            complain_about_host(builder, node, name, written->words[2]);
        else if (address)
            node.hosts.push_back({name.text, *address, name.span});
    }
}

} // namespace kinds
