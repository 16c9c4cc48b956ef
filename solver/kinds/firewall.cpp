// A firewall: a router that lets answers pass only of what it saw, and asks its rules about everything else.
// With `in VNET/SUBNET;` it stands in a virtual network.

#include <fmt/format.h>

#include "solver/kinds/cloud_nic.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

void build(Phase phase, const dsl::Statement& block, Builder& builder) {
    build_device(phase, block, builder, "firewall", true);
    if (statement(block, "in"))
        return cloud::build_appliance(phase, block, builder);
    for (const std::string_view word : {"snat", "snat-except"})
        if (const dsl::Statement* written = statement(block, word); written && phase == Phase::declare)
            builder.diagnostics().error("VN0223", written->span,
                                        fmt::format("`{}` needs a place in a virtual network for its `{}`",
                                                    block.words.at(1).text, word),
                                        "add `in VNET/SUBNET;`: translation on premises is not modelled");
}

} // namespace

Kind firewall() {
    static const dsl::Rule statement =
        repeats(with_block(rule("firewall", {dsl::Shape::name},
                                "a stateful router: answers pass only if it saw what they answer"),
                           &cloud::appliance_rules()));
    return {&statement, build, {}};
}

} // namespace kinds
