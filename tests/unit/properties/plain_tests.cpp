// When routing is plain, and every single thing that makes it not so.

#include <gtest/gtest.h>

#include <functional>

#include "solver/properties/plain.hpp"
#include "tests/gadgets/builder.hpp"

namespace properties {
namespace {

using namespace network;
using gadgets::Cable;

struct Triangle : gadgets::NetworkBuilder {
    NodeId a = add_node("a", 1), b = add_node("b", 2), c = add_node("c", 3);
    Cable ab = cable(a, b), bc = cable(b, c), ac = cable(a, c);
    Triangle() {
        own(a, "10.0.1.0/24");
        originate(a, "10.0.1.0/24");
    }
    SessionEnd& at_b() { return end(ab.session, b); }
    bool plain() const { return plainly_routed(network, gadgets::address("10.0.1.7")).has_value(); }
};

TEST(Plain, NamesTheOwner) {
    const Triangle net;
    const auto plain = plainly_routed(net.network, gadgets::address("10.0.1.7"));
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->owner, net.a);
    EXPECT_EQ(plain->prefix, gadgets::prefix("10.0.1.0/24"));
    EXPECT_FALSE(plainly_routed(net.network, gadgets::address("10.0.2.7")));
}

TEST(Plain, PoliciesThatPassEverythingOnDoNoHarm) {
    Triangle net;
    net.import(net.ab.session, net.b,
               {gadgets::reject({gadgets::match_prefix("10.9.0.0/16")}),
                gadgets::go_on({gadgets::match_as(7)}, {gadgets::add_community({1, 1})}),
                gadgets::accept({}, {gadgets::set_med(5)})});
    EXPECT_TRUE(net.plain());
}

TEST(Plain, EverythingElseDoes) {
    using Change = std::function<void(Triangle&)>;
    const std::vector<std::pair<const char*, Change>> changes{
        {"rejecting", [](auto& net) { net.import(net.ab.session, net.b, {gadgets::reject()}); }},
        {"accepting some",
         [](auto& net) { net.import(net.ab.session, net.b, {gadgets::accept({gadgets::match_as(1)})}); }},
        {"preferring",
         [](auto& net) {
             net.import(net.ab.session, net.b, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
         }},
        {"prepending",
         [](auto& net) {
             net.export_(net.ab.session, net.a, {gadgets::accept({}, {gadgets::prepend(3, 1)})});
         }},
        {"keeping back",
         [](auto& net) {
             net.import(net.ab.session, net.b, {gadgets::accept({}, {gadgets::add_community(network::no_export)})});
         }},
        {"weight", [](auto& net) { net.at_b().weight = 1; }},
        {"listing only", [](auto& net) { net.at_b().lists_only = true; }},
        {"silence", [](auto& net) { net.at_b().sends = false; }},
        {"override", [](auto& net) { net.at_b().as_override = true; }},
        {"stripping", [](auto& net) { net.at_b().remove_private_as = true; }},
        {"replacing",
         [](auto& net) {
             net.at_b().replace_as = {{1, 9}};
         }},
        {"third-party next hop", [](auto& net) { net.at_b().next_hop_unchanged = true; }},
        {"iBGP", [](auto& net) { net.node(net.c).asn = 2; }},
        {"shared ASN", [](auto& net) { net.cable(net.add_node("d", 1), net.b); }},
        {"static route", [](auto& net) { net.discard(net.c, "10.9.0.0/16"); }},
        {"longer prefix", [](auto& net) { net.originate(net.c, "10.0.1.0/25"); }},
        {"shorter prefix", [](auto& net) { net.originate(net.c, "0.0.0.0/0"); }},
        {"second origin", [](auto& net) { net.originate(net.c, "10.0.1.0/24"); }},
        {"second owner", [](auto& net) { net.own(net.c, "10.0.1.0/24"); }},
        {"conditional origin", [](auto& net) { net.node(net.a).originates.front().if_reachable = true; }},
        {"no transit", [](auto& net) { net.node(net.c).forwards = false; }},
        {"unequal load sharing", [](auto& net) { net.node(net.b).decision.multipath_after = 2; }},
        {"another order", [](auto& net) { net.node(net.b).decision.order = {Criterion::peer_order}; }},
        {"given next hop", [](auto& net) { net.at_b().next_hop = net.c; }},
        {"OSPF", [](auto& net) { net.node(net.b).ospf = Ospf{}; }},
        {"maintenance", [](auto& net) { net.node(net.b).drops_with = {net.ab.failure}; }},
        {"translation", [](auto& net) { net.node(net.b).source_nat = SourceNat{}; }},
        {"filter of a link", [](auto& net) { net.network.links[0].filter.rules.push_back({}); }},
        {"no link", [](auto& net) { net.network.sessions[0].back = {}; }},
    };
    EXPECT_TRUE(Triangle().plain());
    for (const auto& [what, change] : changes) {
        Triangle net;
        change(net);
        EXPECT_FALSE(net.plain()) << what;
    }
}

} // namespace
} // namespace properties
