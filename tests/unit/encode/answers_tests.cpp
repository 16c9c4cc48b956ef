// Where answers go, and when that depends on what they answer.

#include <gtest/gtest.h>

#include "solver/encode/answers.hpp"
#include "solver/encode/paths.hpp"
#include "tests/unit/encode/triangle.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::address;
using gadgets::Cable;
using gadgets::prefix;
using smt::Term;

/// Two ways from a to d, over b and over c; answers may go either way, whatever way the packet came.
struct Diamond : gadgets::NetworkBuilder {
    NodeId a = add_node("a"), b = add_node("b"), c = add_node("c"), d = add_node("d");
    Cable ab = wire(a, b), ac = wire(a, c), bd = wire(b, d), cd = wire(c, d);
    Diamond() {
        own(a, "10.9.0.0/24");
        own(d, "10.0.0.0/24");
        for (const Cable& cable : {ab, ac})
            static_route(a, "10.0.0.0/24", cable.forward);
        for (const Cable& cable : {bd, cd})
            static_route(d, "10.9.0.0/24", cable.back);
        static_route(b, "10.0.0.0/24", bd.forward);
        static_route(c, "10.0.0.0/24", cd.forward);
        static_route(b, "10.9.0.0/24", ab.back);
        static_route(c, "10.9.0.0/24", ac.back);
    }
};

/// A branch from a to d, and its answers.
struct Asked {
    Symbolic it;
    Headers headers;
    Terrain there;
    Branch branch;
    Terrain back;
    Undelivered lost;
    Delivered some;

    Asked(const Network& network, NodeId a, NodeId d, State state = State::kept,
          const Packet& packet = Symbolic::packet())
        : it(network), headers(it.inspection, packet), there(it.terrain(packet)), branch(there, a, d),
          back(terrain_of_answers(it.inspection, it.planes, headers, branch, d, state)), lost(back, a), some(back, a),
          a_(a), d_(d) {}

    bool possible(std::vector<Term> assumptions) const {
        std::vector<Equation> all;
        for (const auto* equations : {&branch.equations(), &lost.equations(), &some.equations()})
            all.insert(all.end(), equations->begin(), equations->end());
        assumptions.push_back(branch.exists());
        for (const Term down : it.failures.down)
            assumptions.push_back(!down);
        return it.possible(all, assumptions);
    }
    /// Where it matters what is answered, asked of answers that nothing stops.
    std::vector<NodeId> remembering(State state = State::kept) {
        const Packet back_packet = answer(headers.packets().at(possible_endings(exchange(state)).front()));
        const auto layers = encode::layers(it.inspection, it.planes, back_packet, Stateful::pass, Translation::none);
        return remembering_nodes(exchange(state), terrain_of_packets(it.world, it.inspection, layers), back_packet);
    }
    Exchange exchange(State state) const { return {it.inspection, headers, there, a_, d_, d_, state}; }

private:
    NodeId a_, d_;
};

TEST(Answers, StatefulNodesPassWhatTheySaw) {
    Diamond net;
    net.node(net.b).stateful = true;
    const Asked asked(net.network, net.a, net.d);
    EXPECT_TRUE(asked.possible({asked.lost.from(net.d), asked.branch.visits(net.c)}));
    EXPECT_FALSE(asked.possible({asked.lost.from(net.d), asked.branch.visits(net.b)}));
    const Asked ignored(net.network, net.a, net.d, State::ignored);
    EXPECT_FALSE(ignored.possible({ignored.lost.from(net.d)}));
}

TEST(Answers, StatefulNodesDoNotAskTheirFiltersAboutWhatTheySaw) {
    Diamond net;
    net.node(net.b).stateful = true;
    FilterRule to_d;
    to_d.destinations = {prefix("10.0.0.0/24")};
    net.node(net.b).filter = {{to_d}};
    const Asked asked(net.network, net.a, net.d);
    EXPECT_FALSE(asked.possible({asked.lost.from(net.d), asked.branch.visits(net.b)}));
    net.node(net.b).stateful = false;
    const Asked stateless(net.network, net.a, net.d);
    EXPECT_TRUE(stateless.possible({stateless.lost.from(net.d), stateless.branch.visits(net.b)}));
}

TEST(Answers, NodesOfAGroupShareWhatTheySaw) {
    Diamond net;
    for (const NodeId id : {net.b, net.c}) {
        net.node(id).stateful = true;
        net.node(id).state_group = 1;
    }
    const Asked shared(net.network, net.a, net.d);
    EXPECT_FALSE(shared.possible({shared.lost.from(net.d)}));
    net.node(net.c).state_group = 2;
    const Asked apart(net.network, net.a, net.d);
    EXPECT_TRUE(apart.possible({apart.lost.from(net.d)}));
}

TEST(Answers, NodesThatAdmitUnseenAskTheirFilters) {
    Diamond net;
    net.node(net.b).stateful = net.node(net.b).admits_unseen = true;
    FilterRule to_a;
    to_a.destinations = {prefix("10.0.0.0/24"), prefix("10.9.0.0/24")};
    net.node(net.b).filter = {{to_a}};
    const Asked passing(net.network, net.a, net.d);
    EXPECT_FALSE(passing.possible({passing.lost.from(net.d)}));
    net.node(net.b).filter.rules.front().destinations = {prefix("10.0.0.0/24")};
    const Asked refusing(net.network, net.a, net.d);
    EXPECT_TRUE(refusing.possible({refusing.lost.from(net.d), refusing.branch.visits(net.c)}));
    EXPECT_FALSE(refusing.possible({refusing.lost.from(net.d), refusing.branch.visits(net.b)}));
}

TEST(Answers, LinksRememberNothing) {
    Diamond net;
    FilterRule to_d;
    to_d.destinations = {prefix("10.0.0.0/24")};
    net.network.links[net.ab.back.index()].filter = {{to_d}};
    const Asked asked(net.network, net.a, net.d);
    EXPECT_TRUE(asked.possible({asked.lost.from(net.d), asked.branch.visits(net.b)}));
}

/// A load balancer spreads what comes from either side over two firewalls.
struct Sandwich : gadgets::NetworkBuilder {
    NodeId a = add_node("a"), d = add_node("d"), balancer = add_node("balancer");
    NodeId firewalls[2] = {add_node("f1"), add_node("f2")};
    Sandwich() {
        own(a, "10.9.0.0/24");
        own(d, "10.0.0.0/24");
        static_route(a, "10.0.0.0/24", wire(a, balancer).forward);
        static_route(d, "10.9.0.0/24", wire(d, balancer).forward);
        for (const NodeId firewall : firewalls) {
            node(firewall).stateful = true;
            const Cable in = wire(balancer, firewall);
            for (const char* side : {"10.0.0.0/24", "10.9.0.0/24"})
                static_route(balancer, side, in.forward);
            static_route(firewall, "10.0.0.0/24", wire(firewall, d).forward);
            static_route(firewall, "10.9.0.0/24", wire(firewall, a).forward);
        }
    }
};

TEST(Answers, StickyNodesUseTheLinkThatThePacketLeftOver) {
    Sandwich net;
    const Asked either(net.network, net.a, net.d);
    EXPECT_TRUE(either.possible({either.lost.from(net.d)}));
    net.node(net.balancer).sticky = true;
    Asked same(net.network, net.a, net.d);
    EXPECT_FALSE(same.possible({same.lost.from(net.d)}));
    EXPECT_TRUE(same.possible({same.some.from(net.d)}));
    EXPECT_EQ(same.remembering(), (std::vector{net.balancer, net.firewalls[0], net.firewalls[1]}));
}

TEST(Answers, StickyNodesUseAnyLinkWhereThePacketsIsNoneOfThem) {
    Sandwich net;
    net.node(net.balancer).sticky = true;
    // The answers' routes lead to a third and a fourth firewall, which let everything pass.
    net.node(net.balancer).static_routes.erase(net.node(net.balancer).static_routes.begin() + 1);
    net.node(net.balancer).static_routes.pop_back();
    for (const char* name : {"f3", "f4"}) {
        const NodeId other = net.add_node(name);
        net.static_route(net.balancer, "10.9.0.0/24", net.wire(net.balancer, other).forward);
        net.static_route(other, "10.9.0.0/24", net.wire(other, net.a).forward);
    }
    Asked asked(net.network, net.a, net.d);
    EXPECT_FALSE(asked.possible({asked.lost.from(net.d)}));
    EXPECT_TRUE(asked.remembering().empty());
}

/// a - n - d where n translates to 10.5.0.1.
struct Translated : Triangle {
    Translated() {
        own(a, "10.9.0.0/24");
        static_route(a, "10.0.0.0/24", ab.forward);
        static_route(b, "10.0.0.0/24", bc.forward);
        static_route(b, "10.9.0.0/24", ab.back);
        static_route(c, "10.5.0.1/32", bc.back);
        node(b).source_nat = SourceNat{address("10.5.0.1"), {}, {}};
    }
};

TEST(Answers, TurnBackWhereTheirPacketsWereTranslated) {
    const Translated net;
    Asked asked(net.network, net.a, net.c);
    EXPECT_EQ(possible_endings(asked.exchange(State::kept)), std::vector<std::uint32_t>{1});
    EXPECT_FALSE(asked.possible({asked.lost.from(net.c)}));
    EXPECT_TRUE(asked.possible({asked.some.from(net.c)}));
    EXPECT_EQ(asked.remembering(), std::vector<NodeId>{net.b});
}

TEST(Answers, DoNotTurnBackWhereTheirPacketsWereNotTranslated) {
    // The packet goes a - c directly; its source happens to be the translator's address.
    Translated net;
    net.node(net.a).static_routes.front().next_hop = ViaLink{net.ac.forward};
    Packet packet = Symbolic::packet();
    packet.source = address("10.5.0.1");
    const Asked asked(net.network, net.a, net.c, State::kept, packet);
    EXPECT_TRUE(asked.possible({asked.lost.from(net.c)}));
    EXPECT_FALSE(asked.possible({asked.some.from(net.c)}));
}

TEST(Answers, KeepTheirOwnSource) {
    // a takes answers of the server only; a translator does not touch what answers.
    Translated net;
    FilterRule of_server;
    of_server.sources = {prefix("10.0.0.7/32")};
    net.node(net.a).filter = {{of_server, FilterRule{2, true, {}, {prefix("10.9.0.1/32")}, {}, {}, {}}}};
    const Asked asked(net.network, net.a, net.c);
    EXPECT_FALSE(asked.possible({asked.lost.from(net.c)}));
    net.node(net.a).filter.rules.front().sources = {prefix("10.5.0.1/32")};
    const Asked refused(net.network, net.a, net.c);
    EXPECT_TRUE(refused.possible({refused.lost.from(net.c)}));
}

TEST(Remembering, DependsOnWhatEveryBranchVisits) {
    Diamond net;
    net.node(net.a).stateful = net.node(net.d).stateful = true;
    EXPECT_TRUE(Asked(net.network, net.a, net.d).remembering().empty());
    net.node(net.b).stateful = true;
    EXPECT_EQ(Asked(net.network, net.a, net.d).remembering(), std::vector<NodeId>{net.b});
    EXPECT_TRUE(Asked(net.network, net.a, net.d).remembering(State::ignored).empty());
    net.node(net.b).state_group = net.node(net.c).state_group = 7;
    net.node(net.c).stateful = true;
    EXPECT_TRUE(Asked(net.network, net.a, net.d).remembering().empty()) << "every branch visits one of the group";
    net.node(net.b).state_group = net.node(net.c).state_group = std::nullopt;
    net.node(net.b).stateful = false;
    net.node(net.a).static_routes.pop_back(); // only over b
    EXPECT_EQ(Asked(net.network, net.a, net.d).remembering(), std::vector<NodeId>{net.c});
    net.node(net.c).admits_unseen = true;
    EXPECT_TRUE(Asked(net.network, net.a, net.d).remembering().empty()) << "its filter passes the answer anyway";
}

TEST(Remembering, StickyNodesMatterWhereTheyHaveAChoice) {
    // Packets and answers both cross b, which reaches both ends over two links each.
    Diamond net;
    net.static_route(net.b, "10.9.0.0/24", net.bd.forward);
    net.node(net.b).sticky = true;
    EXPECT_EQ(Asked(net.network, net.a, net.d).remembering(), std::vector<NodeId>{net.b});
    Asked asked(net.network, net.a, net.d);
    // Having left b over the link to d, the answer at b does so again, and loops.
    EXPECT_FALSE(asked.possible({asked.some.from(net.d), asked.branch.visits(net.b), asked.branch.crosses(net.ac.forward)}));
    net.node(net.b).static_routes.pop_back();
    EXPECT_TRUE(Asked(net.network, net.a, net.d).remembering().empty());
}

} // namespace
} // namespace encode
