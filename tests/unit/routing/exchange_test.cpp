// A packet and its answer at nodes that drain, filter on links, keep state, translate addresses and remember links
// (semantics §6).

#include "solver/routing/forward.hpp"

#include <gtest/gtest.h>

#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using gadgets::address;
using gadgets::Cable;
using gadgets::NetworkBuilder;
using gadgets::prefix;
using routing::Ending;
using routing::Walk;

const Packet packet{address("10.1.0.1"), address("10.0.0.9"), Protocol::tcp, 40000, 443};
const Packet back = answer(packet);

FilterRule refuse_all(std::uint32_t line) {
    FilterRule rule;
    rule.number = 10;
    rule.allow = false;
    rule.span = {0, line, line + 1};
    return rule;
}

/// client - middle - server by static routes; client owns 10.1.0.0/24, server 10.0.0.0/24, middle 10.5.0.1.
struct Line {
    NetworkBuilder net;
    NodeId client = net.add_node("client"), middle = net.add_node("middle"), server = net.add_node("server");
    Cable first = net.wire(client, middle), second = net.wire(middle, server);

    Line() {
        net.own(client, "10.1.0.0/24");
        net.own(middle, "10.5.0.1/32");
        net.own(server, "10.0.0.0/24");
        net.static_route(client, "10.0.0.0/24", first.forward);
        net.static_route(middle, "10.0.0.0/24", second.forward);
        net.static_route(middle, "10.1.0.0/24", first.back);
        net.static_route(server, "10.1.0.0/24", second.back);
        net.static_route(server, "10.5.0.1/32", second.back);
    }
    Node& node(NodeId id) { return net.node(id); }
    std::vector<Walk> walks(NodeId from, const Packet& sent, const Walk* answered = nullptr,
                            const FailureSet& failed = {}) const {
        const auto state = routing::settle_all(net.network, routed_prefixes(net.network), failed).state;
        return routing::all_walks(net.network, state, from, sent, answered);
    }
    Walk there(const FailureSet& failed = {}) const { return walks(client, packet, nullptr, failed).front(); }
    Walk answered(const Walk& walk) const { return walks(walk.at(), answer_to(walk), &walk).front(); }
};

// ---- drains

TEST(Drain, ANodeThatDrainsDropsPacketsAndKeepsItsRoutes) {
    Line line;
    const FailureId maintenance = line.net.add_failure("maintenance");
    line.net.network.failures[maintenance.index()].span = {0, 3, 4};
    line.node(line.middle).drops_with = {maintenance};
    EXPECT_EQ(line.there().ending, Ending::delivered);
    const Walk walk = line.there({maintenance});
    EXPECT_EQ(walk.ending, Ending::drained);
    EXPECT_EQ(walk.at(), line.middle);
    EXPECT_EQ(walk.responsible, (dsl::Span{0, 3, 4}));
}

TEST(Drain, EvenWhatIsInjectedOrWouldBeDeliveredAndBeforeAnyFilter) {
    Line line;
    const FailureId maintenance = line.net.add_failure("maintenance");
    line.node(line.server).drops_with = {maintenance};
    line.node(line.server).filter.rules = {refuse_all(1)};
    EXPECT_EQ(line.there({maintenance}).ending, Ending::drained);
    EXPECT_EQ(line.there().ending, Ending::filtered);
    EXPECT_EQ(line.walks(line.server, back, nullptr, {maintenance}).front().ending, Ending::drained);
}

TEST(Drain, ANodeThatIsDownIsDownFirst) {
    Line line;
    const FailureId both = line.net.may_fail(line.client);
    line.node(line.client).drops_with = {both};
    EXPECT_EQ(line.there({both}).ending, Ending::node_down);
}

// ---- filters on links

TEST(LinkFilter, RefusesAtTheNodeThePacketWouldLeave) {
    Line line;
    Link& link = line.net.network.links[line.second.forward.index()];
    link.filter.rules = {refuse_all(7)};
    const Walk walk = line.there();
    EXPECT_EQ(walk.ending, Ending::filtered);
    EXPECT_EQ(walk.at(), line.middle);
    EXPECT_EQ(walk.responsible, (dsl::Span{0, 7, 8}));
    link.filter.rules[0].destinations = {prefix("10.7.0.0/16")};
    link.span = {0, 9, 10};
    EXPECT_EQ(line.there().responsible, (dsl::Span{0, 9, 10})) << "what no rule matches is refused";
    link.filter.rules[0].allow = true;
    link.filter.rules[0].destinations.clear();
    EXPECT_EQ(line.there().ending, Ending::delivered);
}

TEST(LinkFilter, OnlyOfTheLinkThatIsUsed) {
    Line line;
    line.net.network.links[line.second.back.index()].filter.rules = {refuse_all(7)};
    EXPECT_EQ(line.there().ending, Ending::delivered);
    const Cable other = line.net.wire(line.middle, line.server);
    line.net.static_route(line.middle, "10.0.0.0/24", other.forward);
    line.net.network.links[other.forward.index()].filter.rules = {refuse_all(7)};
    const auto both = line.walks(line.client, packet);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].ending, Ending::delivered);
    EXPECT_EQ(both[1].ending, Ending::filtered);
}

TEST(LinkFilter, RemembersNothingOfWhatIsAnswered) {
    Line line;
    line.node(line.middle).stateful = true;
    line.net.network.links[line.first.back.index()].filter.rules = {refuse_all(7)};
    EXPECT_EQ(line.answered(line.there()).ending, Ending::filtered);
}

// ---- state

/// The ending of the answer at a stateful middle that refuses everything and never saw the packet.
Ending unseen(const std::function<void(Line&)>& change, bool seen = false) {
    Line line;
    line.node(line.middle).stateful = true;
    line.node(line.middle).filter.rules = {refuse_all(1)};
    change(line);
    Walk walk;
    walk.hops.push_back({line.client, {}, {}});
    if (seen)
        walk.hops.push_back({line.middle, {}, {}});
    return line.walks(line.server, back, &walk).front().ending;
}

TEST(State, ANodeThatAdmitsTheUnseenAsksItsFilter) {
    EXPECT_EQ(unseen([](Line&) {}), Ending::no_session);
    const auto admits = [](Line& line) { line.node(line.middle).admits_unseen = true; };
    EXPECT_EQ(unseen(admits), Ending::filtered);
    EXPECT_EQ(unseen(admits, true), Ending::delivered) << "what it saw passes without asking";
    EXPECT_EQ(unseen([&](Line& line) {
                  admits(line);
                  line.node(line.middle).filter.rules.clear();
              }),
              Ending::delivered);
}

TEST(State, NodesOfOneGroupHaveSeenWhatAnyOfThemHas) {
    const auto groups = [](std::optional<std::uint32_t> client, std::optional<std::uint32_t> middle) {
        return unseen([&](Line& line) {
            line.node(line.client).stateful = true;
            line.node(line.client).state_group = client;
            line.node(line.middle).state_group = middle;
        });
    };
    EXPECT_EQ(groups(4, 4), Ending::delivered);
    EXPECT_EQ(groups(4, 5), Ending::no_session);
    EXPECT_EQ(groups(4, std::nullopt), Ending::no_session);
    EXPECT_EQ(groups(std::nullopt, std::nullopt), Ending::no_session);
}

TEST(State, APacketThatAnswersNothingAlwaysAsksTheFilter) {
    Line line;
    line.node(line.middle).stateful = line.node(line.middle).admits_unseen = true;
    line.node(line.middle).filter.rules = {refuse_all(1)};
    EXPECT_EQ(line.there().ending, Ending::filtered);
}

// ---- translation

struct Translating : Line {
    Translating() { node(middle).source_nat = SourceNat{address("10.5.0.1"), {}, {}}; }
};

TEST(Translation, APacketLeavesWithAnotherSource) {
    const Translating line;
    const Walk walk = line.there();
    EXPECT_EQ(walk.ending, Ending::delivered);
    EXPECT_EQ(walk.hops[1].packet, packet) << "on arrival it is as it was sent";
    Packet translated = packet;
    translated.source = address("10.5.0.1");
    EXPECT_EQ(walk.final_packet(), translated);
    EXPECT_EQ(answer_to(walk), answer(translated));
}

TEST(Translation, NotOfWhatTheNodeSendsItselfNorToExceptions) {
    Translating line;
    EXPECT_EQ(line.walks(line.middle, packet).front().final_packet(), packet);
    line.node(line.middle).source_nat->except = {prefix("10.0.0.0/8")};
    EXPECT_EQ(line.there().final_packet(), packet);
    line.node(line.middle).source_nat->except = {prefix("10.1.0.0/16")};
    EXPECT_NE(line.there().final_packet(), packet);
}

TEST(Translation, FiltersBehindItSeeTheNewSource) {
    Translating line;
    FilterRule from_client = refuse_all(1);
    from_client.sources = {prefix("10.1.0.0/24")};
    FilterRule rest;
    rest.number = 20;
    line.node(line.server).filter.rules = line.net.network.links[line.second.forward.index()].filter.rules = {
        from_client, rest};
    EXPECT_EQ(line.there().ending, Ending::delivered);
    line.node(line.middle).filter = line.node(line.server).filter;
    EXPECT_EQ(line.there().ending, Ending::filtered) << "its own filter sees the old one";
}

TEST(Translation, TheAnswerIsTurnedBack) {
    const Translating line;
    const Walk walk = line.answered(line.there());
    EXPECT_EQ(walk.ending, Ending::delivered);
    EXPECT_EQ(walk.at(), line.client);
    EXPECT_EQ(walk.hops[0].packet.destination, address("10.5.0.1"));
    EXPECT_EQ(walk.hops[1].packet, back) << "and keeps its source";
    EXPECT_EQ(walk.final_packet(), back);
}

TEST(Translation, OnlyWhereItWasTranslated) {
    Translating line;
    const Walk there = line.there();
    Walk elsewhere = there;
    elsewhere.hops.erase(elsewhere.hops.begin() + 1);
    const Packet to_middle = answer_to(elsewhere);
    EXPECT_EQ(line.walks(line.server, to_middle, &elsewhere).front().at(), line.middle);
    EXPECT_EQ(line.walks(line.server, to_middle).front().at(), line.middle) << "it answers nothing";
    line.node(line.middle).source_nat->to = address("10.5.0.2");
    EXPECT_EQ(line.walks(line.server, to_middle, &there).front().at(), line.middle);
}

TEST(Translation, APacketTurnedBackCountsAsOneOfOthers) {
    Translating line;
    line.node(line.middle).forwards = false;
    Walk there; // as though the middle had forwarded it
    there.hops = {{line.client, {}, {}, packet}, {line.middle, line.first.forward, {}, packet}};
    there.hops.push_back({line.server, line.second.forward, {}, packet});
    there.hops.back().packet.source = address("10.5.0.1");
    EXPECT_EQ(line.walks(line.middle, answer_to(there), &there).front().ending, Ending::not_forwarding);
    EXPECT_EQ(line.walks(line.middle, back, &there).front().ending, Ending::delivered);
}

TEST(Translation, AnAnswerIsNeverGivenAnotherSource) {
    Translating line;
    Walk around;
    around.hops = {{line.client, {}, {}, packet}, {line.server, {}, {}, packet}};
    EXPECT_EQ(line.walks(line.server, back, &around).front().final_packet(), back);
    EXPECT_NE(line.walks(line.server, back).front().final_packet(), back) << "any other packet is";
}

TEST(Translation, TheSameNodeWithAnotherHeaderIsAnotherLocation) {
    Translating line;
    line.node(line.server).owns.clear();
    line.net.static_route(line.server, "10.0.0.0/24", line.second.back);
    const Walk walk = line.there();
    EXPECT_EQ(walk.ending, Ending::loop);
    EXPECT_EQ(walk.hops.size(), 5U) << "client, middle, server, middle with another header, server again";
    line.node(line.middle).source_nat.reset();
    EXPECT_EQ(line.there().hops.size(), 4U);
}

// ---- sticky nodes

/// A balancer between two ways: client - balancer = two appliances = server, whose answers come to the balancer too.
struct Balanced {
    NetworkBuilder net;
    NodeId client = net.add_node("client"), balancer = net.add_node("balancer"), one = net.add_node("one"),
           two = net.add_node("two");
    Cable first = net.wire(client, balancer), to_one = net.wire(balancer, one), to_two = net.wire(balancer, two);

    Balanced() {
        net.own(one, "10.0.0.0/24");
        net.own(two, "10.0.0.0/24");
        net.own(one, "10.1.0.0/24");
        net.own(two, "10.1.0.0/24");
        net.static_route(client, "10.0.0.0/8", first.forward);
        for (const char* way : {"10.0.0.0/24", "10.1.0.0/24"})
            for (const Cable& cable : {to_one, to_two})
                net.static_route(balancer, way, cable.forward);
    }
    /// Where the answer to the branch over `cable` ends, injected at the balancer's client.
    std::vector<NodeId> ends(const Cable& cable, const FailureSet& failed = {}) const {
        const auto state = routing::settle_all(net.network, routed_prefixes(net.network), failed).state;
        Walk there;
        there.hops = {{client, {}, {}, packet}, {balancer, first.forward, {}, packet}};
        there.hops.push_back({net.network[cable.forward].to, cable.forward, {}, packet});
        std::vector<NodeId> found;
        for (const Walk& walk : routing::all_walks(net.network, state, client, back, &there))
            found.push_back(walk.at());
        return found;
    }
};

TEST(Sticky, AnAnswerLeavesOverTheLinkOfThePacketItAnswers) {
    Balanced net;
    EXPECT_EQ(net.ends(net.to_two), (std::vector{net.one, net.two}));
    net.net.node(net.balancer).sticky = true;
    EXPECT_EQ(net.ends(net.to_two), std::vector{net.two});
    EXPECT_EQ(net.ends(net.to_one), std::vector{net.one});
}

TEST(Sticky, OnlyIfThatLinkIsStillOneOfThem) {
    Balanced net;
    net.net.node(net.balancer).sticky = true;
    EXPECT_EQ(net.ends(net.to_two, {net.to_two.failure}), std::vector{net.one});
}

TEST(Sticky, WhatAnswersNothingUsesThemAll) {
    Balanced net;
    net.net.node(net.balancer).sticky = true;
    const auto state = routing::settle_all(net.net.network, routed_prefixes(net.net.network), {}).state;
    EXPECT_EQ(routing::all_walks(net.net.network, state, net.client, packet).size(), 2U);
}

} // namespace
