// Where answers go, and when that depends on what they answer.

#include <gtest/gtest.h>

#include "solver/encode/answers.hpp"
#include "solver/encode/paths.hpp"
#include "tests/gadgets/exchanges.hpp"
#include "tests/unit/encode/triangle.hpp"

namespace encode {
namespace {

using namespace network;
using gadgets::address;
using gadgets::Diamond;
using gadgets::passing;
using gadgets::prefix;
using gadgets::Sandwich;
using gadgets::Translated;
using smt::Term;

/// A branch from the client to the server, and its answers.
struct Asked {
    Symbolic it;
    Headers headers;
    Terrain there;
    Branch branch;
    Terrain back;
    Undelivered answer_lost;
    Delivered answer_delivered;

    template <class Gadget>
    explicit Asked(const Gadget& net, State state = State::kept, const Packet& packet = Symbolic::packet())
        : it(net.network), headers(it.inspection, packet), there(it.terrain(packet)),
          branch(there, net.client, net.server),
          back(terrain_of_answers(it.inspection, it.planes, headers, branch, net.server, state)),
          answer_lost(back, net.client), answer_delivered(back, net.client), client_(net.client),
          server_(net.server) {}

    bool possible(std::vector<Term> assumptions) const {
        std::vector<Equation> all;
        for (const auto* equations : {&branch.equations(), &answer_lost.equations(), &answer_delivered.equations()})
            all.insert(all.end(), equations->begin(), equations->end());
        assumptions.push_back(branch.exists());
        for (const Term down : it.failures.down)
            assumptions.push_back(!down);
        return it.possible(all, assumptions);
    }
    Term lost() const { return answer_lost.from(server_); }
    Term delivered() const { return answer_delivered.from(server_); }
    /// Where it matters what is answered, asked of answers that nothing stops.
    std::vector<NodeId> remembering(State state = State::kept) {
        const Packet back_packet = answer(headers.packets().at(possible_endings(exchange(state)).front()));
        const auto layers = encode::layers(it.inspection, it.planes, back_packet, Stateful::pass, Translation::none);
        return remembering_nodes(exchange(state), terrain_of_packets(it.world, it.inspection, layers), back_packet);
    }
    Exchange exchange(State state) const { return {it.inspection, headers, there, client_, server_, server_, state}; }

private:
    NodeId client_, server_;
};

TEST(Answers, StatefulNodesPassWhatTheySaw) {
    Diamond net;
    net.node(net.left).stateful = true;
    const Asked asked(net);
    EXPECT_TRUE(asked.possible({asked.lost(), asked.branch.visits(net.right)}));
    EXPECT_FALSE(asked.possible({asked.lost(), asked.branch.visits(net.left)}));
    const Asked ignored(net, State::ignored);
    EXPECT_FALSE(ignored.possible({ignored.lost()}));
}

TEST(Answers, StatefulNodesDoNotAskTheirFiltersAboutWhatTheySaw) {
    Diamond net;
    net.node(net.left).stateful = true;
    net.node(net.left).filter = {{passing("", gadgets::of_server)}};
    const Asked asked(net);
    EXPECT_FALSE(asked.possible({asked.lost(), asked.branch.visits(net.left)}));
    net.node(net.left).stateful = false;
    const Asked stateless(net);
    EXPECT_TRUE(stateless.possible({stateless.lost(), stateless.branch.visits(net.left)}));
}

TEST(Answers, NodesOfAGroupShareWhatTheySaw) {
    Diamond net;
    for (const NodeId id : {net.left, net.right}) {
        net.node(id).stateful = true;
        net.node(id).state_group = 1;
    }
    const Asked shared(net);
    EXPECT_FALSE(shared.possible({shared.lost()}));
    net.node(net.right).state_group = 2;
    const Asked apart(net);
    EXPECT_TRUE(apart.possible({apart.lost()}));
}

TEST(Answers, NodesThatAdmitUnseenAskTheirFilters) {
    Diamond net;
    net.node(net.left).stateful = net.node(net.left).admits_unseen = true;
    net.node(net.left).filter = {{passing("", gadgets::of_server), passing("", gadgets::of_client)}};
    const Asked admitted(net);
    EXPECT_FALSE(admitted.possible({admitted.lost()}));
    net.node(net.left).filter.rules.pop_back();
    const Asked refusing(net);
    EXPECT_TRUE(refusing.possible({refusing.lost(), refusing.branch.visits(net.right)}));
    EXPECT_FALSE(refusing.possible({refusing.lost(), refusing.branch.visits(net.left)}));
}

TEST(Answers, LinksRememberNothing) {
    Diamond net;
    net.network.links[net.client_left.back.index()].filter = {{passing("", gadgets::of_server)}};
    const Asked asked(net);
    EXPECT_TRUE(asked.possible({asked.lost(), asked.branch.visits(net.left)}));
}

TEST(Answers, StickyNodesUseTheLinkThatThePacketLeftOver) {
    Sandwich net;
    const Asked either(net);
    EXPECT_TRUE(either.possible({either.lost()}));
    net.node(net.balancer).sticky = true;
    Asked same(net);
    EXPECT_FALSE(same.possible({same.lost()}));
    EXPECT_TRUE(same.possible({same.delivered()}));
    EXPECT_EQ(same.remembering(), (std::vector{net.balancer, net.first, net.second}));
}

TEST(Answers, StickyNodesUseAnyLinkWhereThePacketsIsNoneOfThem) {
    Sandwich net;
    net.node(net.balancer).sticky = true;
    // The answers' routes lead to a third and a fourth firewall, which let everything pass.
    net.node(net.balancer).static_routes.erase(net.node(net.balancer).static_routes.begin() + 1);
    net.node(net.balancer).static_routes.pop_back();
    for (const char* name : {"f3", "f4"}) {
        const NodeId other = net.add_node(name);
        net.static_route(net.balancer, gadgets::of_client, net.wire(net.balancer, other).forward);
        net.static_route(other, gadgets::of_client, net.wire(other, net.client).forward);
    }
    Asked asked(net);
    EXPECT_FALSE(asked.possible({asked.lost()}));
    EXPECT_TRUE(asked.remembering().empty());
}

TEST(Answers, TurnBackWhereTheirPacketsWereTranslated) {
    const Translated net;
    Asked asked(net);
    EXPECT_EQ(possible_endings(asked.exchange(State::kept)), std::vector<std::uint32_t>{1});
    EXPECT_FALSE(asked.possible({asked.lost()}));
    EXPECT_TRUE(asked.possible({asked.delivered()}));
    EXPECT_EQ(asked.remembering(), std::vector<NodeId>{net.edge});
}

TEST(Answers, DoNotTurnBackWhereTheirPacketsWereNotTranslated) {
    // The packet goes to the server directly; its source happens to be the translator's address.
    Translated net;
    net.node(net.client).static_routes.front().next_hop = ViaLink{net.around.forward};
    Packet packet = Symbolic::packet();
    packet.source = address("10.5.0.1");
    const Asked asked(net, State::kept, packet);
    EXPECT_TRUE(asked.possible({asked.lost()}));
    EXPECT_FALSE(asked.possible({asked.delivered()}));
}

TEST(Answers, KeepTheirOwnSource) {
    // The client takes answers of the server only; a translator does not touch what answers.
    Translated net;
    net.node(net.client).filter = {{passing(gadgets::of_client, ""), passing("10.0.0.7/32", "")}};
    const Asked asked(net);
    EXPECT_FALSE(asked.possible({asked.lost()}));
    net.node(net.client).filter.rules.back().sources = {prefix("10.5.0.1/32")};
    const Asked refused(net);
    EXPECT_TRUE(refused.possible({refused.lost()}));
}

TEST(Remembering, DependsOnWhatEveryBranchVisits) {
    Diamond net;
    net.node(net.client).stateful = net.node(net.server).stateful = true;
    EXPECT_TRUE(Asked(net).remembering().empty());
    net.node(net.left).stateful = true;
    EXPECT_EQ(Asked(net).remembering(), std::vector<NodeId>{net.left});
    EXPECT_TRUE(Asked(net).remembering(State::ignored).empty());
    net.node(net.left).state_group = net.node(net.right).state_group = 7;
    net.node(net.right).stateful = true;
    EXPECT_TRUE(Asked(net).remembering().empty()) << "every branch visits one of the group";
    net.node(net.left).state_group = net.node(net.right).state_group = std::nullopt;
    net.node(net.left).stateful = false;
    net.node(net.client).static_routes.pop_back(); // only over `left`
    EXPECT_EQ(Asked(net).remembering(), std::vector<NodeId>{net.right});
    net.node(net.right).admits_unseen = true;
    EXPECT_TRUE(Asked(net).remembering().empty()) << "its filter passes the answer anyway";
}

TEST(Remembering, StickyNodesMatterWhereTheyHaveAChoice) {
    // Answers come to `left`, which has a second route for them: back to the server.
    Diamond net;
    net.node(net.server).static_routes.pop_back();
    net.static_route(net.left, gadgets::of_client, net.left_server.forward);
    net.node(net.left).sticky = true;
    Asked asked(net);
    EXPECT_EQ(asked.remembering(), std::vector<NodeId>{net.left});
    EXPECT_FALSE(asked.possible({asked.delivered(), asked.branch.visits(net.left)})) << "it left over that link";
    EXPECT_TRUE(asked.possible({asked.delivered(), asked.branch.visits(net.right)}));
    net.node(net.left).static_routes.pop_back();
    EXPECT_TRUE(Asked(net).remembering().empty());
}

} // namespace
} // namespace encode
