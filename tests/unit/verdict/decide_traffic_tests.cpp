// What happens to packets beyond tables, in every property that looks at packets: each rule decides here and there.

#include <gtest/gtest.h>

#include "tests/gadgets/exchanges.hpp"
#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;
using gadgets::Diamond;
using gadgets::of_client;
using gadgets::of_server;
using gadgets::passing;
using gadgets::Sandwich;
using gadgets::Translated;
using properties::Compare;
using properties::IsolationCompare;

/// A claim about the client and the server of a gadget.
template <class Gadget> properties::Claim between(const Gadget& net, std::string property) {
    const properties::Endpoint client{"client", net.client, {gadgets::prefix(of_client)}};
    const properties::Endpoint server{"server", net.server, {gadgets::prefix(of_server)}};
    return {std::move(property), "claim", {}, {{client, server}}, {}, net.network.budget, {}};
}
std::string decided(const gadgets::NetworkBuilder& net, const properties::Claim& claim) {
    const auto result = verdict::decide_one(net.network, claim, {}, false);
    if (result.counterexample) {
        EXPECT_TRUE(result.counterexample->replayed);
    }
    return outcome(result);
}

TEST(Traffic, AnswersThroughAFirewallThatNeverSawThemAreLost) {
    Diamond net;
    const auto reach = between(net, "reachability");
    EXPECT_EQ(decided(net, reach), "holds");
    net.node(net.left).stateful = true;
    EXPECT_EQ(decided(net, reach), "violated by no-session");
    net.node(net.right).stateful = true;
    net.node(net.left).state_group = net.node(net.right).state_group = 3;
    EXPECT_EQ(decided(net, reach), "holds");
    net.node(net.right).state_group = 4;
    EXPECT_EQ(decided(net, reach), "violated by no-session");
    auto one_way = reach;
    one_way.options.one_way = true;
    EXPECT_EQ(decided(net, one_way), "holds");
}

TEST(Traffic, SomePathAndItsAnswerSuffice) {
    Diamond net;
    auto some = between(net, "reachability");
    some.options.paths_some = true;
    net.node(net.left).stateful = net.node(net.right).stateful = true;
    EXPECT_EQ(decided(net, some), "holds");
    net.node(net.server).static_routes.pop_back();   // answers go over `left`
    net.node(net.client).static_routes.erase(net.node(net.client).static_routes.begin()); // packets over `right`
    EXPECT_EQ(decided(net, some), "violated by no-session");
}

TEST(Traffic, SomePathAndItsTranslatedAnswerSuffice) {
    Translated net;
    auto some = between(net, "reachability");
    some.options.paths_some = true;
    EXPECT_EQ(decided(net, some), "holds");
    net.node(net.server).static_routes.front().next_hop = ViaLink{net.around.back};
    EXPECT_EQ(decided(net, some), "violated by no-route") << "answers to the translated address come to the client";
}

TEST(Traffic, NodesThatAdmitUnseenLetTheirFilterDecide) {
    Diamond net;
    const auto reach = between(net, "reachability");
    net.node(net.left).stateful = net.node(net.left).admits_unseen = true;
    EXPECT_EQ(decided(net, reach), "holds");
    net.node(net.left).filter = {{passing("", of_server)}};
    EXPECT_EQ(decided(net, reach), "violated by filtered");
    net.node(net.left).filter = {{passing("", of_server), passing("", of_client)}};
    EXPECT_EQ(decided(net, reach), "holds");
}

TEST(Traffic, StickyBalancersKeepBothDirectionsTogether) {
    Sandwich net;
    EXPECT_EQ(decided(net, between(net, "reachability")), "violated by no-session");
    auto stateful = between(net, "path-symmetry");
    EXPECT_EQ(decided(net, stateful), "violated by asymmetric");
    net.node(net.balancer).sticky = true;
    EXPECT_EQ(decided(net, between(net, "reachability")), "holds");
    EXPECT_EQ(decided(net, stateful), "holds");
    auto nodes = stateful;
    nodes.options.compare = Compare::nodes;
    EXPECT_EQ(decided(net, nodes), "violated by asymmetric") << "the balancer comes first either way";
}

TEST(Traffic, SymmetryOfAllBranchesComparesTheAnswersToAllOfThem) {
    Sandwich net;
    auto all = between(net, "path-symmetry");
    all.options.ecmp_ignore = true;
    EXPECT_EQ(decided(net, all), "holds");
    net.node(net.balancer).sticky = true;
    EXPECT_EQ(decided(net, all), "holds");
    net.node(net.balancer).static_routes.pop_back(); // answers go over the first firewall only
    EXPECT_EQ(decided(net, all), "violated by asymmetric");
}

TEST(Traffic, FirewallsThatShareStateAreOneAndThoseThatAdmitUnseenNone) {
    Diamond net;
    const auto symmetry = between(net, "path-symmetry");
    net.node(net.left).stateful = net.node(net.right).stateful = true;
    EXPECT_EQ(decided(net, symmetry), "violated by asymmetric");
    net.node(net.left).state_group = net.node(net.right).state_group = 1;
    EXPECT_EQ(decided(net, symmetry), "holds");
    net.node(net.left).state_group = net.node(net.right).state_group = std::nullopt;
    net.node(net.left).admits_unseen = net.node(net.right).admits_unseen = true;
    EXPECT_EQ(decided(net, symmetry), "holds");
}

TEST(Traffic, TranslatedPacketsAreAnsweredThroughTheTranslator) {
    Translated net;
    const auto reach = between(net, "reachability");
    EXPECT_EQ(decided(net, reach), "holds");
    EXPECT_EQ(decided(net, between(net, "isolation")), "violated by delivered");
    auto exchange = between(net, "isolation");
    exchange.options.isolation = IsolationCompare::exchange;
    EXPECT_EQ(decided(net, exchange), "violated by delivered");
    auto nodes = between(net, "path-symmetry");
    nodes.options.compare = Compare::nodes;
    EXPECT_EQ(decided(net, nodes), "holds");

    net.node(net.edge).source_nat->except = {gadgets::prefix(of_server)};
    EXPECT_EQ(decided(net, reach), "violated by no-route") << "the server knows the translated address only";
    net.static_route(net.server, of_client, net.around.back);
    EXPECT_EQ(decided(net, reach), "holds");
    EXPECT_EQ(decided(net, nodes), "violated by asymmetric");
}

TEST(Traffic, FiltersSeeWhatPacketsAreThere) {
    Translated net;
    const auto reach = between(net, "reachability");
    net.node(net.server).stateful = true;
    net.node(net.server).filter = {{passing("10.5.0.1/32", "")}};
    EXPECT_EQ(decided(net, reach), "holds");
    net.node(net.server).filter = {{passing(of_client, "")}};
    EXPECT_EQ(decided(net, reach), "violated by filtered");
    net.node(net.server).filter = {};
    net.network.links[net.edge_server.back.index()].filter = {{passing("", "10.5.0.1/32")}};
    EXPECT_EQ(decided(net, reach), "holds");
    net.network.links[net.client_edge.back.index()].filter = {{passing("", "10.5.0.1/32")}};
    EXPECT_EQ(decided(net, reach), "violated by filtered") << "turned back by then";
}

TEST(Traffic, LinksFilterAnswersToo) {
    Diamond net;
    const auto reach = between(net, "reachability");
    net.network.links[net.client_left.forward.index()].filter = {{passing(of_client, "")}};
    EXPECT_EQ(decided(net, reach), "holds");
    net.network.links[net.client_left.back.index()].filter = {{passing(of_client, "")}};
    EXPECT_EQ(decided(net, reach), "violated by filtered");
    EXPECT_EQ(decided(net, between(net, "isolation")), "violated by delivered");
    net.network.links[net.client_left.forward.index()].filter = {{passing(of_server, "")}};
    auto own = between(net, "isolation");
    own.options.source_own = true;
    EXPECT_EQ(decided(net, own), "violated by delivered") << "over `right`";
    net.network.links[net.client_right.forward.index()].filter = {{passing(of_server, "")}};
    EXPECT_EQ(decided(net, own), "holds");
    EXPECT_EQ(decided(net, between(net, "isolation")), "violated by delivered") << "with a source of the server's";
}

TEST(Traffic, DrainedNodesDropWhileRoutingGoesOn) {
    Diamond net;
    const FailureId maintenance = net.add_failure("maintenance");
    net.network.budget = {{{1, {maintenance}}}};
    EXPECT_EQ(decided(net, between(net, "reachability")), "holds");
    net.node(net.left).drops_with = {maintenance};
    EXPECT_EQ(decided(net, between(net, "reachability")), "violated by drained");
    auto some = between(net, "reachability");
    some.options.paths_some = true;
    EXPECT_EQ(decided(net, some), "holds");
}

TEST(Traffic, WhatIsExceptedIsOutOfScope) {
    Diamond net;
    FilterRule web;
    web.protocol = Protocol::tcp;
    web.destination_ports = {{443, 443}};
    web.allow = false;
    net.node(net.server).stateful = true;
    net.node(net.server).filter = {{web, passing("", "", 200)}};
    auto reach = between(net, "reachability");
    EXPECT_EQ(decided(net, reach), "violated by filtered");
    reach.options.except = {{Protocol::tcp, PortRange{443, 443}}};
    EXPECT_EQ(decided(net, reach), "holds");
    reach.options.except = {{Protocol::udp, PortRange{443, 443}}};
    EXPECT_EQ(decided(net, reach), "violated by filtered");
    reach.options.except = {{Protocol::tcp, {}}};
    EXPECT_EQ(decided(net, reach), "holds");
    reach.options.except = {{}};
    EXPECT_EQ(decided(net, reach), "vacuous");
}

/// The server has a place of its own for arrivals, which lets only what comes from the client in.
struct Guarded : Diamond {
    NodeId inbound = add_node("server/inbound");
    Guarded() {
        node(server).owns.clear();
        own(inbound, of_server);
        for (const auto& [side, cable] : {std::pair(left, left_server), std::pair(right, right_server)}) {
            const LinkId to = link(side, inbound);
            network.links[to.index()].fails_with = {cable.failure};
            node(side).static_routes.front().next_hop = ViaLink{to};
        }
    }
    properties::Claim claim(std::string property) const {
        auto result = between(*this, std::move(property));
        result.pairs.front().to.arrives = inbound;
        return result;
    }
};

TEST(Traffic, PacketsToAnEndArriveAtItsPlaceAndAnswersStartAtTheEnd) {
    Guarded net;
    EXPECT_EQ(decided(net, net.claim("reachability")), "holds");
    EXPECT_EQ(decided(net, between(net, "reachability")), "violated by delivered-elsewhere");
    EXPECT_EQ(decided(net, net.claim("isolation")), "violated by delivered");
    EXPECT_EQ(decided(net, between(net, "isolation")), "holds");
    net.node(net.inbound).filter = {{passing(of_server, "")}};
    EXPECT_EQ(decided(net, net.claim("reachability")), "violated by filtered");
}

TEST(Traffic, APlaceOfArrivalIsTheSameNodeAsItsEnd) {
    Guarded net;
    for (const Compare compare : {Compare::nodes, Compare::links}) {
        auto symmetry = net.claim("path-symmetry");
        symmetry.options.compare = compare;
        EXPECT_EQ(decided(net, symmetry), "violated by asymmetric") << "left there, right back";
        Guarded one = net;
        one.node(one.client).static_routes.pop_back();
        one.node(one.server).static_routes.pop_back();
        EXPECT_EQ(decided(one, symmetry), "holds");
    }
}

TEST(Traffic, AnswersAtAnEndPassWhatItsPlaceOfArrivalSaw) {
    Guarded net;
    net.node(net.server).stateful = true;
    EXPECT_EQ(decided(net, net.claim("reachability")), "violated by no-session");
    net.node(net.server).state_group = net.node(net.inbound).state_group = 9;
    EXPECT_EQ(decided(net, net.claim("reachability")), "holds");
}

TEST(Traffic, LoopsAreSoughtWithEveryHeader) {
    // What `edge` translates goes round and round between edge and server; nothing else does.
    Translated net;
    auto loops = between(net, "loop-freedom");
    loops.pairs.clear();
    EXPECT_EQ(decided(net, loops), "holds");
    net.node(net.server).owns.clear();
    net.own(net.client, of_server); // somebody owns it
    net.node(net.client).owns.pop_back();
    net.static_route(net.server, of_server, net.edge_server.back);
    EXPECT_EQ(decided(net, loops), "violated by loop");
    net.network.links[net.edge_server.back.index()].filter = {{passing(of_client, "")}};
    EXPECT_EQ(decided(net, loops), "violated by loop") << "injected at the edge it keeps its source";
    net.network.links[net.edge_server.back.index()].filter = {{passing("10.8.0.0/24", "")}};
    net.network.links[net.edge_server.forward.index()].filter = {{passing("10.5.0.1/32", "")}};
    EXPECT_EQ(decided(net, loops), "holds");
}

} // namespace
} // namespace lab
