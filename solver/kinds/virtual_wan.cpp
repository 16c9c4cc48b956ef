// Virtual WAN, refused: its hubs route by rules of their own, which this model does not have. Better no
// verdict than one about another network.

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;

void refuse(Phase phase, const dsl::Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        builder.diagnostics().error("VN0263", block.head_span(),
                                    fmt::format("`{}` is not modelled", block.head()),
                                    "describe the hub as a `vnet` with its gateways, a `route-server` and "
                                    "appliances where they route alike; "
                                    "Virtual WAN's own routing tables and routing intent cannot be written");
}

} // namespace

Kind virtual_wan() {
    static const dsl::Rule statement =
        repeats(with_block(more(rule("virtual-wan", {}, "not modelled: an error"), Shape::any), nullptr));
    return {&statement, refuse, {}};
}

Kind virtual_hub() {
    static const dsl::Rule statement =
        repeats(with_block(more(rule("virtual-hub", {}, "not modelled: an error"), Shape::any), nullptr));
    return {&statement, refuse, {}};
}

} // namespace kinds
