// Observations in both directions: what the model reproduces agrees, and one changed detail does not.

#include <gtest/gtest.h>

#include "tests/unit/verdict/hybrid.hpp"

namespace story_tests {
namespace {

using namespace network;
using gadgets::address;
using gadgets::prefix;
using properties::Endpoint;

constexpr std::nullopt_t star = std::nullopt;
using Hops = std::vector<std::optional<Address>>;

/// The hybrid network with the interfaces and silences of a real one.
struct Traced : Hybrid {
    Traced() {
        node(fw).address = address("10.1.11.1");
        network.links[fw_ce1.forward.index()].to_address = address("192.168.11.0");
        network.links[ce1_edge.forward.index()].to_address = address("192.168.11.18");
        node(ergw).silent = node(vpngw).silent = true;
        node(spoke).in_traces = false;
        server = {"fw/server", fw, {prefix("10.1.11.10/32")}};
        vm = {"spoke/vm", spoke, {prefix("10.17.11.132/32")}};
    }
    Endpoint server, vm;

    verdict::Observed trace(Hops hops, FailureSet down = {}) const {
        return verdict::observe(network, {"trace", line(1), std::move(down),
                                          properties::TraceObservation{server, vm, std::move(hops)}});
    }
    verdict::Observed ping(bool answers, std::optional<std::string> ending = {}, FailureSet down = {}) const {
        return verdict::observe(network,
                                {"ping", line(1), std::move(down),
                                 properties::PingObservation{server, vm, answers, std::move(ending)}});
    }
    verdict::Observed table(properties::TableObservation what, FailureSet down = {}) const {
        return verdict::observe(network, {"table", line(1), std::move(down), std::move(what)});
    }
};

Hops circuit_hops() {
    return {address("10.1.11.1"), address("192.168.11.0"), address("192.168.11.18"), star,
            address("10.17.11.132")};
}
Hops vpn_hops() { return {address("10.1.11.1"), star, address("10.17.11.132")}; }

TEST(Trace, CircuitWhileItIsUp) {
    const Traced net;
    const auto seen = net.trace(circuit_hops());
    EXPECT_TRUE(seen.agrees);
    EXPECT_EQ(seen.observed, "10.1.11.1 192.168.11.0 192.168.11.18 * 10.17.11.132");
    EXPECT_EQ(seen.model,
              "10.1.11.1 192.168.11.0 192.168.11.18 * 10.17.11.132 (fw > ce1 > edge > ergw > spoke)");
    EXPECT_TRUE(seen.differences.empty());
}

TEST(Trace, VpnOnceTheCircuitIsDown) {
    const Traced net;
    EXPECT_TRUE(net.trace(vpn_hops(), {net.ce1_edge.failure}).agrees);
    EXPECT_FALSE(net.trace(circuit_hops(), {net.ce1_edge.failure}).agrees);
}

TEST(Trace, WrongHopIsLocated) {
    const Traced net;
    const auto seen = net.trace(vpn_hops());
    EXPECT_FALSE(seen.agrees);
    EXPECT_EQ(seen.model,
              "10.1.11.1 192.168.11.0 192.168.11.18 * 10.17.11.132 (fw > ce1 > edge > ergw > spoke)");
    EXPECT_EQ(seen.differences,
              std::vector<std::string>{"hop 2: the model has `192.168.11.0` there, not `*`"});
    EXPECT_EQ(seen.places, std::vector<dsl::Span>{line(1)});
}

TEST(Trace, WrongHopIsShownWhereItIsWritten) {
    const Traced net;
    const auto seen = [&](Hops hops) {
        properties::TraceObservation trace{net.server, net.vm, std::move(hops), {line(11), line(12), line(13)}};
        return verdict::observe(net.network, {"trace", line(1), {}, std::move(trace)}).places;
    };
    EXPECT_EQ(seen(vpn_hops()), std::vector<dsl::Span>{line(12)});
    EXPECT_EQ(seen({address("10.9.9.9"), star, address("10.17.11.132")}), std::vector<dsl::Span>{line(11)});
    EXPECT_EQ(seen({address("10.1.11.1"), address("192.168.11.0"), address("192.168.11.18")}),
              std::vector<dsl::Span>{line(13)})
        << "what is missing behind the last hop";
}

TEST(Trace, SilentHopsMayBeLeftOutAndStarsRepeated) {
    const Traced net;
    Hops hops = circuit_hops();
    hops.erase(hops.begin() + 3);
    EXPECT_TRUE(net.trace(hops).agrees);
    hops.insert(hops.begin() + 3, {star, star});
    EXPECT_TRUE(net.trace(hops).agrees);
}

TEST(Trace, StarNeedsASilentHop) {
    const Traced net;
    Hops hops = circuit_hops();
    hops.insert(hops.begin() + 1, star);
    EXPECT_FALSE(net.trace(hops).agrees);
}

TEST(Trace, HopMustNotBeMissing) {
    const Traced net;
    Hops hops = circuit_hops();
    hops.erase(hops.begin() + 1);
    const auto seen = net.trace(hops);
    EXPECT_FALSE(seen.agrees);
    EXPECT_EQ(seen.differences,
              std::vector<std::string>{"hop 2: the model has `192.168.11.0` before `192.168.11.18`"});
}

TEST(Trace, HopWithoutAnAddressIsTheOneThatIsMissing) {
    Traced net;
    net.node(net.fw).address.reset();
    Hops hops = circuit_hops();
    hops.erase(hops.begin());
    const auto seen = net.trace(hops);
    EXPECT_FALSE(seen.agrees);
    EXPECT_EQ(seen.differences,
              std::vector<std::string>{
                  "hop 1: the model has `*` (`fw` has no address) before `192.168.11.0`"});
}

TEST(Trace, HopThatTheModelDoesNotHave) {
    const Traced net;
    Hops hops = circuit_hops();
    hops.insert(hops.begin() + 2, address("192.0.2.7"));
    EXPECT_EQ(net.trace(hops).differences,
              std::vector<std::string>{"hop 3: the model does not have `192.0.2.7` there"});
    hops = circuit_hops();
    hops.resize(3);
    EXPECT_EQ(net.trace(hops).differences,
              std::vector<std::string>{"after hop 3: the model has `10.17.11.132` too"});
}

TEST(Trace, EndsInSilenceWhereThePacketDies) {
    Traced net;
    net.discard(net.edge, "10.17.11.128/26");
    Hops hops = circuit_hops();
    hops.pop_back();
    EXPECT_TRUE(net.trace(hops).agrees);
    EXPECT_FALSE(net.trace(circuit_hops()).agrees);
}

TEST(Ping, AnsweredOrNot) {
    Traced net;
    EXPECT_TRUE(net.ping(true).agrees);
    const auto failing = net.ping(false);
    EXPECT_FALSE(failing.agrees);
    EXPECT_EQ(failing.differences, std::vector<std::string>{"`fw/server` to `spoke/vm`: the model answers"});
    EXPECT_EQ(failing.model,
              "answers: fw > ce1 > edge > ergw > spoke, answer spoke > ergw > edge > ce1 > fw");
}

TEST(Ping, FailsTheWayThatWasSeen) {
    Traced net;
    net.node(net.spoke).filter.rules = {{10, false, Protocol::icmp, {}, {}, {}, {}}};
    EXPECT_TRUE(net.ping(false).agrees);
    EXPECT_TRUE(net.ping(false, "filtered").agrees);
    EXPECT_FALSE(net.ping(false, "no-route").agrees);
    EXPECT_FALSE(net.ping(true).agrees);
}

properties::TableRow row(std::uint32_t local_preference, std::vector<Asn> path, bool active) {
    properties::TableRow row;
    row.prefix = prefix("10.17.11.128/26");
    row.local_preference = local_preference;
    row.as_path = std::move(path);
    row.active = active;
    row.inactive = !active;
    row.span = line(7);
    return row;
}

TEST(Table, BothRoutesOfTheFirewall) {
    const Traced net;
    const auto seen = net.table(
        {net.fw, {}, false, {row(150, {12076, 65515, 65517}, true), row(100, {65516, 65517}, false)}});
    EXPECT_TRUE(seen.agrees) << seen.model;
    EXPECT_EQ(
        seen.model,
        "10.17.11.128/26 from ce1: local-preference 150, as-path 12076 65515 65517, active\n"
        "10.17.11.128/26 from vpngw: local-preference 100, as-path 65516 65517, inactive: less-preferred "
        "(local-preference)");
}

TEST(Table, EachDetailIsCompared) {
    const Traced net;
    const auto seen = net.table({net.fw, {net.vpngw}, false, {row(150, {65515}, true)}});
    EXPECT_FALSE(seen.agrees);
    EXPECT_EQ(seen.observed, "10.17.11.128/26 local-preference 150, as-path 65515, active");
    EXPECT_EQ(seen.differences,
              std::vector<std::string>{
                  "10.17.11.128/26: local-preference 100, not 150, as-path 65516 65517, not 65515, "
                  "not active: less-preferred (local-preference)"});
    EXPECT_EQ(seen.places, std::vector<dsl::Span>{line(7)});
}

TEST(Table, OneModelRouteIsNotTwoObservedOnes) {
    const Traced net;
    properties::TableRow any;
    any.prefix = prefix("10.17.11.128/26");
    EXPECT_TRUE(net.table({net.fw, {}, false, {any, any}}).agrees);
    const auto seen = net.table({net.fw, {}, false, {any, any, any}});
    EXPECT_FALSE(seen.agrees);
    EXPECT_EQ(seen.differences, std::vector<std::string>{"10.17.11.128/26: the model has fewer such routes"});
}

TEST(Table, AbsentPrefix) {
    const Traced net;
    properties::TableRow absent;
    absent.prefix = prefix("10.17.11.128/26");
    absent.absent = true;
    EXPECT_TRUE(net.table({net.fw, {net.ce1}, false, {absent}}, {net.ce1_edge.failure}).agrees);
    EXPECT_FALSE(net.table({net.fw, {net.ce1}, false, {absent}}).agrees);
}

TEST(Table, WhatIsAdvertised) {
    const Traced net;
    properties::TableRow lan;
    lan.prefix = prefix("10.1.11.0/25");
    lan.as_path = std::vector<Asn>{65020};
    lan.via = net.ce1;
    EXPECT_TRUE(net.table({net.ce1, {net.edge}, true, {lan}}).agrees);
    lan.as_path = std::vector<Asn>{65021};
    const auto seen = net.table({net.ce1, {net.edge}, true, {lan}});
    EXPECT_EQ(seen.differences, std::vector<std::string>{"10.1.11.0/25: as-path 65020, not 65021"});
    EXPECT_EQ(seen.model, "10.1.11.0/25 to edge: local-preference 100, as-path 65020, advertised");
}

} // namespace
} // namespace story_tests
