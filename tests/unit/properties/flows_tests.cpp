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

Texts texts(const std::vector<Address>& addresses) {
    Texts result;
    for (const Address address : addresses)
        result.push_back(to_string(address));
    return result;
}

Texts destinations(const std::vector<Packet>& packets) {
    Texts result;
    for (const Packet& packet : packets)
        result.push_back(to_string(packet.destination));
    return result;
}

TEST(AddressClasses, AreCutWherePrefixesBeginAndEnd) {
    EXPECT_EQ(texts(address_classes({prefix("10.0.0.0/24")}, {})), (Texts{"10.0.0.0"}));
    EXPECT_EQ(texts(address_classes({prefix("10.0.0.0/24")}, {prefix("10.0.0.64/26")})),
              (Texts{"10.0.0.0", "10.0.0.64"})); // what follows the cut is as what comes before
    EXPECT_EQ(
        texts(address_classes({prefix("10.0.0.0/24")}, {prefix("10.0.0.0/8"), prefix("10.0.0.128/25")})),
        (Texts{"10.0.0.0", "10.0.0.128"}));
    EXPECT_EQ(texts(address_classes({prefix("10.0.0.0/24")}, {prefix("10.1.0.0/24")})), (Texts{"10.0.0.0"}));
}

TEST(AddressClasses, FollowTheOrderOfWhatIsAskedFor) {
    EXPECT_EQ(texts(address_classes({prefix("10.0.1.0/24"), Prefix{}}, {prefix("10.0.2.0/24")})),
              (Texts{"10.0.1.0", "10.0.2.0"}));
}

TEST(AddressClasses, ReachTheLastAddress) {
    EXPECT_EQ(texts(address_classes(everywhere(), {prefix("255.255.255.255/32")})),
              (Texts{"0.0.0.0", "255.255.255.255"}));
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

} // namespace
} // namespace properties
