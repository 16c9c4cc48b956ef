// Names on the command line.
#include <gtest/gtest.h>

#include "solver/commands/ends.hpp"

namespace {

/// vpngw/0, vpngw/1, seattle/primary and spoke, which has a host `vm`.
network::Network names() {
    network::Network net;
    for (const char* name : {"vpngw/0", "vpngw/1", "seattle/primary", "spoke"}) {
        network::Node node;
        node.name = name;
        net.nodes.push_back(node);
    }
    net.nodes[3].owns.push_back({network::parse_prefix("10.0.0.0/24").prefix, {}});
    net.nodes[2].owns.push_back({network::parse_prefix("10.0.0.128/25").prefix, {}});
    net.nodes[3].hosts.push_back({"vm", network::Address{0x0A000004}, {}});
    return net;
}

std::string fault(const std::string& name) {
    std::string why;
    EXPECT_FALSE(commands::find_end(names(), name, why));
    return why;
}

} // namespace

TEST(Ends, AreFoundByWholeNamesAndUniqueParts) {
    std::string why;
    EXPECT_EQ(commands::find_node(names(), "vpngw/1", why), network::NodeId::at(1));
    EXPECT_EQ(commands::find_node(names(), "primary", why), network::NodeId::at(2));
    EXPECT_EQ(commands::find_node(names(), "seattle", why), network::NodeId::at(2));
    EXPECT_EQ(commands::find_end(names(), "spoke", why)->address->bits, 0x0A000000U);
    EXPECT_EQ(commands::find_end(names(), "spoke/vm", why)->address->bits, 0x0A000004U);
    EXPECT_EQ(commands::find_end(names(), "vm", why)->node, network::NodeId::at(3));
    EXPECT_EQ(why, "");
}

TEST(Ends, MayBeAddressesOfTheLongestOwner) {
    std::string why;
    EXPECT_EQ(commands::find_end(names(), "10.0.0.1", why)->node, network::NodeId::at(3));
    EXPECT_EQ(commands::find_end(names(), "10.0.0.129", why)->node, network::NodeId::at(2));
    EXPECT_FALSE(commands::find_end(names(), "192.0.2.1", why)->node.known());
    EXPECT_FALSE(commands::find_end(names(), "vpngw/0", why)->address);
}

TEST(Ends, SayWhatWasMeantOrIsAmbiguous) {
    EXPECT_EQ(fault("vpngw"), "`vpngw` stands for several: vpngw/0, vpngw/1");
    EXPECT_EQ(fault("spok"), "unknown end `spok`; did you mean `spoke`?");
    EXPECT_EQ(fault("elsewhere"),
              "unknown end `elsewhere`; there is: vpngw/0, vpngw/1, seattle/primary, spoke, spoke/vm");
}

TEST(Ends, MayLeaveOutTheMiddleOfAName) {
    network::Network net = names();
    net.nodes[3].name = "hub/spoke";
    std::string why;
    EXPECT_EQ(commands::find_end(net, "hub/vm", why)->node, network::NodeId::at(3));
    EXPECT_FALSE(commands::find_end(net, "hubs/vm", why));
}
