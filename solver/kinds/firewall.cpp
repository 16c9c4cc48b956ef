// A firewall: a router that lets answers pass only of what it saw, and asks its rules about everything else.

#include "solver/kinds/cloud_nic.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

void build(Phase phase, const dsl::Statement& block, Builder& builder) {
    build_device(phase, block, builder, "firewall", true);
    if (phase == Phase::place && statement(block, "in"))
        cloud::stand_in_subnet(builder, block);
}

const std::vector<dsl::Rule>& firewall_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> all = device_rules();
        all.push_back(rule("in", {dsl::Shape::name},
                           "the subnet it stands in, if in a virtual network: `VNET/SUBNET`"));
        return all;
    }();
    return rules;
}

} // namespace

Kind firewall() {
    static const dsl::Rule statement =
        repeats(with_block(rule("firewall", {dsl::Shape::name},
                                "a stateful router: answers pass only if it saw what they answer"),
                           &firewall_rules()));
    return {&statement, build, {}};
}

} // namespace kinds
