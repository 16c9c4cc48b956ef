// A firewall: a router that lets answers pass only of what it saw, and asks its rules about everything else.

#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {

Kind firewall() {
    static const dsl::Rule statement =
        repeats(with_block(rule("firewall", {dsl::Shape::name},
                                "a stateful router: answers pass only if it saw what they answer"),
                           &device_rules()));
    return {&statement,
            [](Phase phase, const dsl::Statement& block, Builder& builder) {
                build_device(phase, block, builder, true);
            },
            {}};
}

} // namespace kinds
