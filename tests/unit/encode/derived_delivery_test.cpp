// When a best means delivery, and every single thing that makes it not so.

#include <gtest/gtest.h>

#include <functional>

#include "solver/encode/derived_delivery.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::Cable;

struct Row : gadgets::NetworkBuilder {
    NodeId a = add_node("a", 1), b = add_node("b", 2), c = add_node("c", 3);
    Cable ab = cable(a, b), bc = cable(b, c);
    Row() {
        own(a, "10.0.0.0/24");
        originate(a, "10.0.0.0/24");
    }
    Session& session() { return network.sessions.front(); }
    bool means_delivered(NodeId to) const {
        smt::Context context;
        const World world(context, network, std::vector<smt::Term>(network.failures.size(), smt::no), "w");
        ControlPlanes control(world);
        DataPlanes planes(control);
        return best_means_delivered(planes.to(gadgets::address("10.0.0.7")), to);
    }
};

TEST(DerivedDelivery, WhereNothingElseCanMatter) {
    Row net;
    EXPECT_TRUE(net.means_delivered(net.a));
    EXPECT_FALSE(net.means_delivered(net.b));
    net.session().stands_in_for = {net.bc.failure};
    EXPECT_TRUE(net.means_delivered(net.a)) << "a session that is up at times is still one";
}

TEST(DerivedDelivery, NotWhereAnythingElseCan) {
    using Change = std::function<void(Row&)>;
    const std::vector<std::pair<const char*, Change>> changes{
        {"shorter prefix", [](auto& net) { net.discard(net.c, "10.0.0.0/8"); }},
        {"static route", [](auto& net) { net.discard(net.c, "10.0.0.0/24"); }},
        {"second owner", [](auto& net) { net.own(net.c, "10.0.0.0/24"); }},
        {"second origin", [](auto& net) { net.originate(net.c, "10.0.0.0/24"); }},
        {"conditional origin", [](auto& net) { net.node(net.a).originates.front().if_reachable = true; }},
        {"iBGP", [](auto& net) { net.node(net.b).asn = 3; }},
        {"unchanged next hop", [](auto& net) { net.session().a.next_hop_unchanged = true; }},
        {"given next hop", [](auto& net) { net.session().a.next_hop = net.c; }},
        {"no link", [](auto& net) { net.session().back = {}; }},
        {"a link to another node", [](auto& net) { net.session().back = net.link(net.b, net.c); }},
        {"no transit", [](auto& net) { net.node(net.b).forwards = false; }},
        {"filter", [](auto& net) { net.node(net.b).filter.rules.push_back({}); }},
        {"filter of a link", [](auto& net) { net.network.links.front().filter.rules.push_back({}); }},
        {"OSPF", [](auto& net) { net.node(net.b).ospf = Ospf{}; }},
        {"maintenance", [](auto& net) { net.node(net.b).drops_with = {net.ab.failure}; }},
        {"translation", [](auto& net) { net.node(net.b).source_nat = SourceNat{}; }},
    };
    for (const auto& [what, change] : changes) {
        Row net;
        change(net);
        EXPECT_FALSE(net.means_delivered(net.a)) << what;
    }
}

} // namespace
} // namespace encode
