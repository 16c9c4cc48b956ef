// Filters: the lowest number that matches decides; with rules, what none matches is refused.

#include "solver/network/filter.hpp"

#include <gtest/gtest.h>

namespace {

using namespace network;

const Prefix inside{Address{0x0a000000}, 8};
const Packet web{Address{0x0a000001}, Address{0x0b000001}, Protocol::tcp, 40000, 80};

FilterRule rule(std::uint32_t number, bool allow) {
    FilterRule it;
    it.number = number;
    it.allow = allow;
    return it;
}

bool passes_single(const FilterRule& only, const Packet& packet) { return passes(Filter{{only}}, packet); }

TEST(Filter, WithoutRulesLetsEverythingPass) {
    EXPECT_TRUE(passes(Filter{}, web));
    EXPECT_EQ(deciding_rule(Filter{}, web), nullptr);
}

TEST(Filter, WithRulesRefusesWhatNoneMatches) {
    FilterRule other = rule(1, true);
    other.destinations = {inside};
    EXPECT_FALSE(passes_single(other, web));
    EXPECT_EQ(deciding_rule(Filter{{other}}, web), nullptr);
}

TEST(Filter, TheLowestNumberDecidesWhereverItStands) {
    EXPECT_FALSE(passes(Filter{{rule(20, true), rule(10, false)}}, web));
    EXPECT_TRUE(passes(Filter{{rule(10, true), rule(20, false)}}, web));
    const Filter filter{{rule(20, true), rule(10, false)}};
    EXPECT_EQ(deciding_rule(filter, web)->number, 10U);
}

TEST(Filter, AmongEqualNumbersTheFirstDecides) {
    EXPECT_FALSE(passes(Filter{{rule(10, false), rule(10, true)}}, web));
}

TEST(Filter, LooksAtPortsOfBothEnds) {
    FilterRule high = rule(1, true);
    high.source_ports = {{1024, 65535}};
    EXPECT_TRUE(passes_single(high, web));
    EXPECT_FALSE(passes_single(high, answer(web))) << "its source port is 80";
    high.destination_ports = {{443, 443}};
    EXPECT_FALSE(passes_single(high, web)) << "both must fit";
    Packet ping = web;
    ping.protocol = Protocol::icmp;
    EXPECT_TRUE(passes_single(high, ping)) << "which has no ports";
}

TEST(Filter, LooksAtSourceAndDestination) {
    FilterRule from_inside = rule(1, true);
    from_inside.sources = {inside};
    EXPECT_TRUE(passes_single(from_inside, web));
    EXPECT_FALSE(passes_single(from_inside, answer(web)));
    FilterRule to_inside = rule(1, true);
    to_inside.destinations = {inside};
    EXPECT_FALSE(passes_single(to_inside, web));
    EXPECT_TRUE(passes_single(to_inside, answer(web)));
}

TEST(Filter, LooksAtTheProtocolIfOneIsGiven) {
    FilterRule only_udp = rule(1, true);
    only_udp.protocol = Protocol::udp;
    EXPECT_FALSE(passes_single(only_udp, web));
    Packet datagram = web;
    datagram.protocol = Protocol::udp;
    EXPECT_TRUE(passes_single(only_udp, datagram));
    EXPECT_TRUE(passes_single(rule(1, true), datagram));
}

TEST(Filter, LooksAtDestinationPortsOfTcpAndUdpOnly) {
    FilterRule to_web = rule(1, true);
    to_web.destination_ports = {{80, 80}};
    Packet packet = web;
    for (const Protocol protocol : {Protocol::tcp, Protocol::udp}) {
        packet.protocol = protocol;
        packet.destination_port = 80;
        EXPECT_TRUE(passes_single(to_web, packet));
        packet.destination_port = 81;
        EXPECT_FALSE(passes_single(to_web, packet));
        packet.destination_port = 79;
        EXPECT_FALSE(passes_single(to_web, packet));
    }
    packet.protocol = Protocol::icmp;
    EXPECT_TRUE(passes_single(to_web, packet));
}

TEST(Packet, AnswerSwapsEndsAndPorts) {
    EXPECT_EQ(answer(web), (Packet{web.destination, web.source, Protocol::tcp, 80, 40000}));
    EXPECT_EQ(answer(answer(web)), web);
}

} // namespace
