// Classes of packets: what is told apart and what is not.

#include <gtest/gtest.h>

#include <algorithm>

#include "solver/properties/flows.hpp"
#include "tests/gadgets/builder.hpp"

namespace properties {
namespace {

using namespace network;
using gadgets::prefix;
using Texts = std::vector<std::string>;

Texts destinations(const std::vector<Packet>& packets) {
    Texts result;
    for (const Packet& packet : packets)
        result.push_back(to_string(packet.destination));
    return result;
}

struct TwoSites : gadgets::NetworkBuilder {
    NodeId a = add_node("a", 1), b = add_node("b", 2);
    TwoSites() {
        own(a, "10.0.1.0/24");
        own(b, "10.0.2.0/24");
    }
    std::vector<Packet> packets(const Scope& scope = {}, Answers answers = Answers::ignored) const {
        Options options;
        options.scope = scope;
        return packets(options, answers);
    }
    std::vector<Packet> packets(const Options& options, Answers answers = Answers::ignored) const {
        return PacketClasses(network, options, answers).of({prefix("10.0.1.0/24")}, {prefix("10.0.2.0/24")});
    }
};

TEST(PacketClasses, OneWithoutFiltersOrLongerPrefixes) {
    const TwoSites net;
    ASSERT_EQ(net.packets().size(), 1u);
    EXPECT_EQ(net.packets().front(), (Packet{gadgets::address("10.0.1.0"), gadgets::address("10.0.2.0")}));
}

TEST(PacketClasses, RoutedPrefixesCutDestinationsAndAnsweredSources) {
    TwoSites net;
    net.discard(net.a, "10.0.2.128/25");
    EXPECT_EQ(destinations(net.packets()), (Texts{"10.0.2.0", "10.0.2.128"}));
    net.discard(net.b, "10.0.1.128/25");
    EXPECT_EQ(net.packets().size(), 2u);
    EXPECT_EQ(net.packets(Scope{}, Answers::followed).size(), 4u);
}

TEST(PacketClasses, RulesThatDecideAlikeTellNothingApart) {
    TwoSites net;
    net.node(net.b).filter.rules = {{1, true, Protocol::tcp, {}, {}, {{80, 80}}, {}},
                                    {2, true, {}, {}, {}, {}, {}}};
    EXPECT_EQ(net.packets().size(), 1u);
    net.node(net.b).filter.rules[1].allow = false;
    const auto packets = net.packets();
    ASSERT_EQ(packets.size(), 2u);
    EXPECT_EQ(packets[0].destination_port, 0);
    EXPECT_EQ(packets[1].destination_port, 80);
}

TEST(PacketClasses, RulesCutProtocolsPortsAndAddresses) {
    TwoSites net;
    net.node(net.b).filter.rules = {{1, false, Protocol::udp, {}, {prefix("10.0.2.7/32")}, {{53, 60}}, {}},
                                    {2, true, {}, {}, {}, {}, {}}};
    const auto packets = net.packets();
    ASSERT_EQ(packets.size(), 2u);
    EXPECT_EQ(packets[1].protocol, Protocol::udp);
    EXPECT_EQ(packets[1].destination_port, 53);
    EXPECT_EQ(to_string(packets[1].destination), "10.0.2.7");
}

TEST(PacketClasses, RulesCutSourcePorts) {
    TwoSites net;
    net.node(net.b).filter.rules = {{1, true, Protocol::tcp, {}, {}, {}, {}, {}, {{1024, 2000}}}};
    const auto packets = net.packets({Protocol::tcp, PortRange{80, 80}});
    ASSERT_EQ(packets.size(), 2u) << "2001 fares as 0 does";
    EXPECT_EQ(packets[0].source_port, 0);
    EXPECT_EQ(packets[1].source_port, 1024);
    const Options options;
    const PacketClasses classes(net.network, options, Answers::ignored);
    const Packet packet{Address{0x0a000101}, Address{0x0a000201}, Protocol::tcp, 1024, 80};
    const PacketRange range = classes.around(packet, {prefix("10.0.1.0/24")}, {prefix("10.0.2.0/24")});
    EXPECT_EQ(range.source_ports.first, 1024);
    EXPECT_EQ(range.source_ports.last, 2000);
    EXPECT_EQ(range.destination_ports.last, 65535);
}

TEST(PacketClasses, ScopeLimitsProtocolAndPorts) {
    TwoSites net;
    net.node(net.b).filter.rules = {{1, true, Protocol::tcp, {}, {}, {{80, 90}}, {}}};
    const auto packets = net.packets({Protocol::tcp, PortRange{85, 100}});
    ASSERT_EQ(packets.size(), 2u);
    EXPECT_EQ(packets[0].destination_port, 85);
    EXPECT_EQ(packets[1].destination_port, 91);
    for (const Packet& packet : net.packets({{}, PortRange{85, 100}}))
        EXPECT_NE(packet.protocol, Protocol::icmp);
}

TEST(PacketClasses, AnswersAreFilteredByStatelessNodesOnly) {
    TwoSites net;
    net.node(net.a).filter.rules = {{1, true, Protocol::tcp, {}, {}, {{443, 443}}, {}},
                                    {2, true, {}, {prefix("10.0.1.0/24")}, {}, {}, {}}};
    const auto followed = net.packets({Protocol::tcp, {}}, Answers::followed);
    ASSERT_EQ(followed.size(), 2u); // the answer passes only to port 443
    EXPECT_EQ(followed[1].source_port, 443);
    net.node(net.a).stateful = true;
    EXPECT_EQ(net.packets({Protocol::tcp, {}}, Answers::followed).size(), 1u);
}

TEST(PacketClasses, AnswersAreFilteredWhereWhatWasNotSeenIsAdmitted) {
    TwoSites net;
    net.node(net.a).filter.rules = {{1, true, Protocol::tcp, {}, {}, {{443, 443}}, {}},
                                    {2, true, {}, {prefix("10.0.1.0/24")}, {}, {}, {}}};
    net.node(net.a).stateful = net.node(net.a).admits_unseen = true;
    EXPECT_EQ(net.packets({Protocol::tcp, {}}, Answers::followed).size(), 2u);
}

TEST(PacketClasses, LinksTellPacketsAndAnswersApart) {
    TwoSites net;
    Filter& filter = net.network.links[net.link(net.a, net.b).index()].filter;
    filter.rules = {{1, true, Protocol::tcp, {}, {}, {{443, 443}}, {}}};
    const auto packets = net.packets({Protocol::tcp, {}});
    ASSERT_EQ(packets.size(), 2u);
    EXPECT_EQ(packets[1].destination_port, 443);
    EXPECT_EQ(net.packets({Protocol::tcp, {}}, Answers::followed).size(), 4u) << "a link remembers nothing";
    filter.rules = {{1, true, {}, {}, {prefix("10.0.2.128/25")}, {}, {}}};
    EXPECT_EQ(destinations(net.packets()), (Texts{"10.0.2.0", "10.0.2.128"}));
}

TEST(PacketClasses, TranslationCutsAtWhatItExceptsAndAtItsAddress) {
    TwoSites net;
    net.node(net.b).source_nat = SourceNat{gadgets::address("10.0.1.9"), {}, {}};
    const auto packets = net.packets();
    ASSERT_EQ(packets.size(), 2u);
    EXPECT_EQ(to_string(packets[1].source), "10.0.1.9") << "as if it were translated already";
    net.node(net.b).source_nat = SourceNat{gadgets::address("10.9.0.1"), {prefix("10.0.2.128/25")}, {}};
    EXPECT_EQ(destinations(net.packets()), (Texts{"10.0.2.0", "10.0.2.128"}));
}

TEST(PacketClasses, TranslatedHeadersAreWhatFiltersSee) {
    // The rule names the translated source only: packets differ by whether they are translated.
    TwoSites net;
    net.node(net.a).filter.rules = {{1, true, Protocol::udp, {prefix("10.9.0.1/32")}, {}, {}, {}}};
    EXPECT_EQ(net.packets().size(), 1u);
    net.node(net.b).source_nat = SourceNat{gadgets::address("10.9.0.1"), {}, {}};
    const auto packets = net.packets();
    ASSERT_EQ(packets.size(), 2u);
    EXPECT_EQ(packets[1].protocol, Protocol::udp);
}

TEST(PacketClasses, WhatIsExceptedIsLeftOut) {
    TwoSites net;
    Options options;
    options.except = {{Protocol::tcp, PortRange{443, 443}}};
    ASSERT_EQ(net.packets(options).size(), 1u) << "nothing tells the rest apart";
    EXPECT_EQ(net.packets(options).front().protocol, Protocol::tcp);
    options.except = {{Protocol::tcp, PortRange{0, 442}}};
    EXPECT_EQ(net.packets(options).front().destination_port, 443);
    options.except = {{Protocol::tcp, {}}};
    EXPECT_EQ(net.packets(options).front().protocol, Protocol::udp);
    options.except = {{{}, PortRange{}}};
    EXPECT_EQ(net.packets(options).front().protocol, Protocol::icmp) << "which has no ports";
    options.except = {{}};
    EXPECT_TRUE(net.packets(options).empty());
    options.except = {{Protocol::tcp, PortRange{443, 443}}};
    options.scope = {Protocol::tcp, PortRange{443, 444}};
    ASSERT_EQ(net.packets(options).size(), 1u);
    EXPECT_EQ(net.packets(options).front().destination_port, 444);
}

/// `10.0.1.0/24 10.0.2.0/24 tcp 0-65535`, the range around the packet in the two sites' prefixes.
std::string around(const TwoSites& net, Packet packet, Answers answers = Answers::ignored, const Scope& scope = {}) {
    Options options;
    options.scope = scope;
    const PacketRange range = PacketClasses(net.network, options, answers)
                                  .around(packet, {prefix("10.0.1.0/24")}, {prefix("10.0.2.0/24")});
    const char* protocol = !range.protocol                      ? "any"
                           : *range.protocol == Protocol::tcp ? "tcp"
                           : *range.protocol == Protocol::udp ? "udp"
                                                              : "icmp";
    return to_string(range.sources) + " " + to_string(range.destinations) + " " + protocol + " " +
           std::to_string(range.destination_ports.first) + "-" + std::to_string(range.destination_ports.last);
}

TEST(PacketRange, IsAllOfBothEndsWhereNothingTellsThemApart) {
    const TwoSites net;
    const Packet packet{gadgets::address("10.0.1.7"), gadgets::address("10.0.2.9"), Protocol::tcp, 0, 443};
    EXPECT_EQ(around(net, packet), "10.0.1.0/24 10.0.2.0/24 any 0-65535");
    EXPECT_EQ(around(net, packet, Answers::ignored, {Protocol::tcp, PortRange{400, 500}}),
              "10.0.1.0/24 10.0.2.0/24 tcp 400-500");
}

TEST(PacketRange, EndsWhereRoutesAndRulesTellPacketsApart) {
    TwoSites net;
    net.discard(net.a, "10.0.2.128/26");
    net.node(net.b).filter.rules = {{1, false, Protocol::tcp, {prefix("10.0.1.64/26")}, {}, {{443, 443}}, {}},
                                    {2, true, {}, {}, {}, {}, {}}};
    const Address source = gadgets::address("10.0.1.7"), destination = gadgets::address("10.0.2.9");
    EXPECT_EQ(around(net, {source, destination, Protocol::tcp, 0, 443}), "10.0.1.0/26 10.0.2.0/25 any 0-65535");
    const Address refused = gadgets::address("10.0.1.65");
    EXPECT_EQ(around(net, {refused, destination, Protocol::tcp, 0, 443}), "10.0.1.64/26 10.0.2.0/25 tcp 443-443");
    EXPECT_EQ(around(net, {refused, destination, Protocol::tcp, 0, 8080}), "10.0.1.0/24 10.0.2.0/25 tcp 444-65535");
    EXPECT_EQ(around(net, {refused, destination, Protocol::icmp, 0, 0}), "10.0.1.0/24 10.0.2.0/25 icmp 0-65535");
    EXPECT_EQ(around(net, {source, gadgets::address("10.0.2.200"), Protocol::udp, 0, 53}),
              "10.0.1.0/24 10.0.2.192/26 udp 0-65535");
}

TEST(PacketRange, FollowedAnswersTellSourcesApart) {
    TwoSites net;
    net.discard(net.b, "10.0.1.128/25");
    const Packet packet{gadgets::address("10.0.1.200"), gadgets::address("10.0.2.9"), Protocol::tcp, 0, 443};
    EXPECT_EQ(around(net, packet), "10.0.1.0/24 10.0.2.0/24 any 0-65535");
    EXPECT_EQ(around(net, packet, Answers::followed), "10.0.1.128/25 10.0.2.0/24 any 0-65535");
}

} // namespace
} // namespace properties
