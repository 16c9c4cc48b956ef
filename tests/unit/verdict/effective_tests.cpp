// Effective routes: what a table in the cloud shows, and observed rows against it, in both directions.

#include <gtest/gtest.h>

#include "solver/routing/simulate.hpp"
#include "solver/verdict/effective_routes.hpp"
#include "tests/unit/verdict/hybrid.hpp"

namespace story_tests {
namespace {

using namespace network;
using gadgets::address;
using gadgets::prefix;

/// A subnet `app` behind a fabric, peered with `hub`, with a gateway of two instances, an appliance and a
/// route table.
struct Subnet : gadgets::NetworkBuilder {
    Subnet() {
        app = add_node("v/app", 65515);
        node(app).in_traces = false;
        node(app).decision = {{Criterion::weight, Criterion::as_path_length, Criterion::peer_order}, 2};
        fabric = add_node("v");
        hub = add_node("hub");
        nva = add_node("nva");
        site = add_node("site", 65020);
        own(app, "10.9.0.0/25");
        own(nva, "10.9.0.132/32");
        originate(site, "10.1.0.0/16");
        originate(site, "10.2.0.0/16");
        for (int i = 0; i < 2; ++i) {
            gateways[i] = add_node("gw/" + std::to_string(i), 65515);
            node(gateways[i]).address = address(i == 0 ? "10.8.0.4" : "10.8.0.5");
            down[i] = may_fail(gateways[i]);
            cable(gateways[i], site);
            const auto programs = cable(gateways[i], app).session;
            end(programs, app).sends = false;
            end(programs, gateways[i]).next_hop_self = true;
        }
        system("10.9.0.0/24", fabric, "vnet-local", 1);
        system("10.8.0.0/24", hub, "peering", 1);
        inner("10.9.0.132/32", nva);
        unreachable("10.0.0.0/8");
        system("0.0.0.0/0", hub, "internet", 254);
        end_ = {"v/app/vm", app, {prefix("10.9.0.4/32")}};
    }

    StaticRoute& system(std::string_view to, NodeId next, std::string type, std::uint32_t distance) {
        static_route(app, to, link(app, next), distance);
        node(app).static_routes.back().label = {"system", std::move(type)};
        return node(app).static_routes.back();
    }
    void inner(std::string_view to, NodeId next) { system(to, next, "vnet-local", 1).label.hidden = true; }
    void unreachable(std::string_view to) {
        discard(app, to, 254);
        node(app).static_routes.back().next_hop = Discard{true};
        node(app).static_routes.back().label = {"system", "none"};
    }
    /// A route table's route to the appliance: it stays whatever happens to it.
    void user(std::string_view to) {
        node(app).static_routes.push_back({prefix(to),
                                           ViaLink{link(app, nva), true},
                                           0,
                                           line(5),
                                           {"user", "appliance", address("10.9.0.132")}});
    }

    std::string table(FailureSet failed = {}) const {
        const auto state = routing::settle_all(network, routed_prefixes(network), failed).state;
        auto routes = verdict::effective_routes(network, state, app);
        verdict::sort_as_printed(routes);
        std::string text;
        for (const auto& route : routes)
            text += verdict::words(network, route) + "\n";
        return text;
    }

    verdict::Observed observe(std::vector<properties::EffectiveRow> rows, bool complete = false,
                              FailureSet failed = {}) const {
        return verdict::observe(network, {"effective-routes v/app/vm", line(1), std::move(failed),
                                          properties::EffectiveObservation{end_, std::move(rows), complete}});
    }

    NodeId app, fabric, hub, nva, site, gateways[2];
    FailureId down[2];
    properties::Endpoint end_;
};

properties::EffectiveRow row(std::string_view to, std::string type, std::vector<Address> next_hops = {}) {
    properties::EffectiveRow row;
    row.prefix = prefix(to);
    row.type = std::move(type);
    row.next_hops = std::move(next_hops);
    row.active = true;
    row.span = line(7);
    return row;
}

using Lines = std::vector<std::string>;

TEST(EffectiveTable, ShowsWhatThePlatformWould) {
    const Subnet net;
    EXPECT_EQ(net.table(), "10.9.0.0/24 vnet-local\n"
                           "10.8.0.0/24 peering\n"
                           "10.1.0.0/16 gateway 10.8.0.4 10.8.0.5\n"
                           "10.2.0.0/16 gateway 10.8.0.4 10.8.0.5\n"
                           "0.0.0.0/0 internet\n"
                           "10.0.0.0/8 none\n");
}

TEST(EffectiveTable, LeavesOutInstancesThatAreDown) {
    const Subnet net;
    EXPECT_NE(net.table({net.down[0]}).find("10.1.0.0/16 gateway 10.8.0.5\n"), std::string::npos);
    EXPECT_EQ(net.table({net.down[0], net.down[1]}).find("gateway"), std::string::npos);
}

TEST(EffectiveTable, OfTwoOfOnePrefixTheUsersIsActive) {
    Subnet net;
    net.user("0.0.0.0/0");
    net.user("10.1.0.0/16");
    EXPECT_EQ(net.table(), "10.9.0.0/24 vnet-local\n"
                           "10.8.0.0/24 peering\n"
                           "10.1.0.0/16 gateway 10.8.0.4 10.8.0.5 invalid\n"
                           "10.2.0.0/16 gateway 10.8.0.4 10.8.0.5\n"
                           "0.0.0.0/0 internet invalid\n"
                           "10.0.0.0/8 none\n"
                           "0.0.0.0/0 appliance 10.9.0.132 user\n"
                           "10.1.0.0/16 appliance 10.9.0.132 user\n");
}

TEST(EffectiveTable, BgpWinsAgainstTheDefaultsOnly) {
    Subnet net;
    net.originate(net.site, "0.0.0.0/0");
    net.originate(net.site, "10.8.0.0/24");
    const std::string table = net.table();
    EXPECT_NE(table.find("0.0.0.0/0 gateway 10.8.0.4 10.8.0.5\n"), std::string::npos);
    EXPECT_NE(table.find("0.0.0.0/0 internet invalid\n"), std::string::npos);
    EXPECT_NE(table.find("10.8.0.0/24 peering\n"), std::string::npos);
    EXPECT_NE(table.find("10.8.0.0/24 gateway 10.8.0.4 10.8.0.5 invalid\n"), std::string::npos);
}

TEST(EffectiveTable, KeepsTheUsersRouteToADeadAppliance) {
    Subnet net;
    const FailureId dead = net.may_fail(net.nva);
    net.user("10.3.0.0/16");
    EXPECT_NE(net.table({dead}).find("10.3.0.0/16 appliance 10.9.0.132 user\n"), std::string::npos);
    std::get<ViaLink>(net.node(net.app).static_routes.back().next_hop).permanent = false;
    EXPECT_EQ(net.table({dead}).find("10.3.0.0/16"), std::string::npos);
}

TEST(EffectiveTable, OfANetworkWithoutSubnetsBeginsWithItsSpace) {
    gadgets::NetworkBuilder net;
    const NodeId vnet = net.add_node("v");
    net.own(vnet, "10.9.0.0/24");
    const auto routes = verdict::effective_routes(net.network, {}, vnet);
    ASSERT_EQ(routes.size(), 1U);
    EXPECT_EQ(verdict::words(net.network, routes[0]), "10.9.0.0/24 vnet-local");
}

TEST(EffectiveTable, IsTheSubnetsForWhatHandsItsPacketsOver) {
    Subnet net;
    const LinkId up = net.link(net.nva, net.app);
    EXPECT_EQ(table_for(net.network, net.nva), net.nva);
    net.node(net.nva).hands_to = up;
    EXPECT_EQ(table_for(net.network, net.nva), net.app);
    net.node(net.nva).hands_to.reset();
    net.static_route(net.nva, "0.0.0.0/0", up, 255);
    EXPECT_EQ(table_for(net.network, net.nva), net.nva);
    net.node(net.nva).static_routes.back().label.hidden = true;
    EXPECT_EQ(table_for(net.network, net.nva), net.app);
}

TEST(EffectiveObservation, AgreesWithWhatTheModelHas) {
    const Subnet net;
    const auto seen =
        net.observe({row("10.9.0.0/24", "vnet-local"), row("10.8.0.0/24", "peering"),
                     row("10.1.0.0/16", "gateway", {address("10.8.0.4"), address("10.8.0.5")}),
                     row("10.2.0.0/16", "gateway"), row("10.0.0.0/8", "none"), row("0.0.0.0/0", "")},
                    true);
    EXPECT_TRUE(seen.agrees) << seen.model;
    EXPECT_EQ(seen.observed,
              "10.9.0.0/24 vnet-local\n10.8.0.0/24 peering\n10.1.0.0/16 gateway 10.8.0.4 10.8.0.5\n"
              "10.2.0.0/16 gateway\n10.0.0.0/8 none\n0.0.0.0/0\nand nothing else");
}

TEST(EffectiveObservation, EachDetailIsCompared) {
    const Subnet net;
    auto wrong = row("10.8.0.0/24", "gateway", {address("10.8.0.9")});
    wrong.source = "user";
    wrong.active = false;
    const auto seen = net.observe({wrong});
    EXPECT_FALSE(seen.agrees);
    EXPECT_EQ(seen.differences,
              Lines{"10.8.0.0/24: source system, not user, type peering, not gateway, active, not "
                    "invalid, next hop without an address, not 10.8.0.9"});
    EXPECT_EQ(seen.places, std::vector<dsl::Span>{line(7)});
    EXPECT_EQ(seen.model, "10.8.0.0/24 peering");
    EXPECT_EQ(seen.observed, "10.8.0.0/24 gateway 10.8.0.9 user invalid");
}

TEST(EffectiveObservation, NextHopsAreAllOrSomeAreMissing) {
    const Subnet net;
    const Address first = address("10.8.0.4"), second = address("10.8.0.5");
    EXPECT_EQ(net.observe({row("10.1.0.0/16", "gateway", {first})}).differences,
              Lines{"10.1.0.0/16: the model also has next hop 10.8.0.5"});
    // As printed: a line for each.
    EXPECT_TRUE(net.observe({row("10.1.0.0/16", "gateway", {first}), row("10.1.0.0/16", "gateway", {second})})
                    .agrees);
    EXPECT_EQ(net.observe({row("10.1.0.0/16", "gateway", {first, second})}, false, {net.down[0]}).differences,
              Lines{"10.1.0.0/16: next hop 10.8.0.5, not 10.8.0.4"});
}

TEST(EffectiveObservation, AnAddressThatNobodyKnowsIsSaid) {
    Subnet net;
    net.node(net.gateways[1]).address.reset();
    EXPECT_EQ(
        net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.4"), address("10.8.0.5")})}).differences,
        Lines{"10.1.0.0/16: next hop 10.8.0.4 and `gw/1` (which has no address), not 10.8.0.5"});
}

TEST(EffectiveObservation, MissingRoutesAndWhatIsUsedInstead) {
    const Subnet net;
    const auto seen = net.observe({row("10.3.0.0/16", "gateway")});
    EXPECT_EQ(seen.differences, Lines{"10.3.0.0/16: the model has no such route"});
    EXPECT_EQ(seen.model, "10.3.0.0/16 absent; 10.0.0.0/8 none is used");
}

TEST(EffectiveObservation, AbsentMeansNotEvenInvalid) {
    Subnet net;
    auto absent = row("10.3.0.0/16", "");
    absent.absent = true;
    EXPECT_TRUE(net.observe({absent}).agrees);
    absent.prefix = prefix("10.8.0.0/24");
    EXPECT_EQ(net.observe({absent}).differences, Lines{"10.8.0.0/24: the model has 10.8.0.0/24 peering"});
}

TEST(EffectiveObservation, CompleteTablesHaveNothingElse) {
    Subnet net;
    const std::vector rows{row("10.9.0.0/24", "vnet-local"), row("10.8.0.0/24", "peering"),
                           row("10.0.0.0/8", "none"), row("0.0.0.0/0", "internet"),
                           row("10.1.0.0/16", "gateway")};
    EXPECT_TRUE(net.observe(rows).agrees);
    const auto seen = net.observe(rows, true);
    EXPECT_EQ(seen.differences,
              Lines{"10.2.0.0/16: not observed, and the model has 10.2.0.0/16 gateway 10.8.0.4 10.8.0.5"});
    EXPECT_EQ(seen.places, std::vector<dsl::Span>{line(1)}); // the observation itself
}

TEST(EffectiveObservation, AnyStableStateWillDo) {
    Subnet net; // one instance is used, and nothing tells which
    net.node(net.app).decision = {{Criterion::weight, Criterion::as_path_length, Criterion::oldest}, {}};
    EXPECT_TRUE(net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.4")})}).agrees);
    EXPECT_TRUE(net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.5")})}).agrees);
    EXPECT_FALSE(
        net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.4"), address("10.8.0.5")})}).agrees);
}

TEST(EffectiveObservation, WhatNobodyKnowsMayBeEitherWay) {
    Subnet net; // the second instance programs the table only while the choice is on it
    const FailureId choice = net.add_failure("gw/1 programs v/app");
    net.network.failures[choice.index()].failure_class = FailureClass::choice;
    for (Session& session : net.network.sessions)
        if (session.a.node == net.gateways[0] && session.b.node == net.app)
            session.fails_with.push_back(choice);
        else if (session.a.node == net.gateways[1] && session.b.node == net.app)
            session.stands_in_for = {choice};
    EXPECT_TRUE(net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.4")})}).agrees);
    EXPECT_TRUE(net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.5")})}).agrees);
    // It is one of them for all prefixes at once.
    EXPECT_FALSE(net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.4")}),
                              row("10.2.0.0/16", "gateway", {address("10.8.0.5")})})
                     .agrees);
    EXPECT_FALSE(
        net.observe({row("10.1.0.0/16", "gateway", {address("10.8.0.4"), address("10.8.0.5")})}).agrees);
}

} // namespace
} // namespace story_tests
