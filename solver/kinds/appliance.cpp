// A network virtual appliance: a virtual machine in a subnet that routes, filters or translates. Its packets
// leave over the table of its subnet, whatever its own BGP says of the next hop; only its tunnels are its own
// (azure.md 3.3; AD:route-server/route-injection-in-spokes.md).

#include "solver/kinds/cloud_nic.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;

void build(Phase phase, const Statement& block, Builder& builder) {
    build_device(phase, block, builder, "appliance", flag(block, "stateful"));
    if (phase == Phase::declare) {
        const network::NodeId node = cloud::node_of(builder, block);
        if (node.known())
            builder.net.nodes[node.index()].forwards = flag(block, "ip-forwarding");
    }
    if (phase == Phase::place)
        cloud::stand_in_subnet(builder, block);
}

std::vector<dsl::Rule> make_rules() {
    std::vector<dsl::Rule> rules = device_rules();
    rules.push_back(rule("in", {Shape::name}, "the subnet it stands in: `VNET/SUBNET`"));
    rules.push_back(flag_rule("ip-forwarding", "passes on packets that are not its own"));
    rules.push_back(flag_rule("stateful", "answers pass only if it saw what they answer"));
    return rules;
}

const std::vector<dsl::Rule>& appliance_rules() {
    static const std::vector<dsl::Rule> rules = make_rules();
    return rules;
}

} // namespace

Kind appliance() {
    static const dsl::Rule statement =
        repeats(with_block(rule("appliance", {Shape::name}, "a virtual machine that routes or filters"),
                           &appliance_rules(), dsl::Blocks::required));
    return {&statement, build, {}};
}

} // namespace kinds
