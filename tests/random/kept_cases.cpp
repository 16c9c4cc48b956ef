// Disagreements that random networks found, each under its own name, shrunk. What was wrong is said once.

#include <gtest/gtest.h>

#include "tests/gadgets/builder.hpp"
#include "tests/random/agree.hpp"

namespace random_networks {
namespace {

using gadgets::NetworkBuilder;
using network::NodeId;

void announce(NetworkBuilder& builder, NodeId node, const char* prefix) {
    builder.own(node, prefix);
    builder.originate(node, prefix);
}

void may_fail_one(NetworkBuilder& builder, std::vector<network::FailureId> groups) {
    builder.network.budget.limits.push_back({1, std::move(groups)});
}

// The formula of path-symmetry left the sender's own count open where the sender's table could lead on (a longer
// prefix announced elsewhere), so the solver saw transports change where none did.
TEST(KeptCases, SymmetryWhereTheSendersTableMayLeadOn) {
    NetworkBuilder builder;
    const NodeId a = builder.add_node("a", 65000), b = builder.add_node("b", 65001), c = builder.add_node("c", 65002);
    const auto ab = builder.cable(a, b), bc = builder.cable(b, c), ac = builder.cable(a, c);
    builder.network.failures[bc.failure.index()].disabled = true;
    announce(builder, a, "10.0.0.0/24");
    announce(builder, c, "10.0.1.0/24");
    builder.originate(b, "10.0.0.0/25");
    for (const auto& [cable, name] : {std::pair{ab, "first"}, {ac, "last"}}) {
        const auto id = network::TransportId::at(builder.network.transports.size());
        builder.network.links[cable.forward.index()].transport = id;
        builder.network.links[cable.back.index()].transport = id;
        builder.network.transports.push_back({name, {cable.failure}, {}});
    }
    may_fail_one(builder, {ab.failure, ac.failure});
    EXPECT_EQ(verdicts_disagree(builder.network), "");
}

// Two ends that override each other's ASN make paths that grow without end. The oracle took such a cycle for one that
// could rest and gave up; it cannot, and there is one stable state.
TEST(KeptCases, PathsGrowWithoutEndBetweenTwoOverrides) {
    NetworkBuilder builder;
    const NodeId a = builder.add_node("a", 65000), b = builder.add_node("b", 65001), c = builder.add_node("c", 65001),
                 e = builder.add_node("e", 65004);
    const auto ae = builder.cable(a, e), bc = builder.cable(b, c), ab = builder.cable(a, b);
    builder.end(ae.session, a).as_override = builder.end(ae.session, e).as_override = true;
    announce(builder, e, "10.0.1.0/24");
    announce(builder, a, "10.0.0.0/24");
    may_fail_one(builder, {ae.failure, bc.failure, ab.failure});
    compared() = {};
    EXPECT_EQ(control_planes_disagree(builder.network), "");
    EXPECT_EQ(compared().given_up, 0u);
    EXPECT_EQ(compared().states, compared().scenarios);
}

}  // namespace
}  // namespace random_networks
