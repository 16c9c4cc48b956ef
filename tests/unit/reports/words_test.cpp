// Words that reports and commands share.
#include <gtest/gtest.h>

#include "solver/reports/words.hpp"
#include "tests/unit/reports/sample.hpp"

using namespace reports;

TEST(Words, ListNames) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"a"}), "`a`");
    EXPECT_EQ(listed({"a", "b"}), "`a` and `b`");
    EXPECT_EQ(listed({"a", "b", "c"}), "`a`, `b` and `c`");
}

TEST(Words, SayWhatFailed) {
    const reports::Run run = sample_run();
    const network::Network& net = *run.networks.front();
    EXPECT_EQ(when(net, {}), "with nothing failed");
    EXPECT_EQ(when(net, {network::FailureId::at(0)}), "when `ergw` fails");
    EXPECT_EQ(when(net, {network::FailureId::at(0), network::FailureId::at(1)}),
              "when `ergw` and `backup/0` fail");
}

TEST(Words, TellWhatIsDrainedAndWhatThePlatformChose) {
    network::Network net = *sample_run().networks.front();
    net.failures.push_back({"er1/primary/maintenance", network::FailureClass::maintenance, false, {}});
    net.failures.push_back({"er2/primary/maintenance", network::FailureClass::maintenance, false, {}});
    net.failures.push_back({"rs/1 programs spoke/app", network::FailureClass::choice, false, {}});
    const auto id = [](std::size_t i) { return network::FailureId::at(i); };
    EXPECT_EQ(when(net, {id(2)}), "while `er1/primary` is drained");
    EXPECT_EQ(when(net, {id(2), id(3)}), "while `er1/primary` and `er2/primary` are drained");
    EXPECT_EQ(when(net, {id(4)}), "where `rs/1` programs `spoke/app`");
    EXPECT_EQ(when(net, {id(0), id(2), id(4)}),
              "when `ergw` fails, while `er1/primary` is drained, where `rs/1` programs `spoke/app`");
}

TEST(Words, QuoteForAShell) {
    EXPECT_EQ(quoted("seattle/primary"), "seattle/primary");
    EXPECT_EQ(quoted("a b"), "'a b'");
    EXPECT_EQ(quoted("it's"), "'it'\\''s'");
    EXPECT_EQ(quoted("$(reboot)"), "'$(reboot)'");
    EXPECT_EQ(quoted(""), "''");
}

TEST(Words, CountColumnsNotBytes) {
    EXPECT_EQ(columns("zürich"), 6U);
    EXPECT_EQ(padded("zü", 4), "zü  ");
    EXPECT_EQ(padded("long", 2), "long");
}

TEST(Words, WrapAtBlanksUnderTheBeginning) {
    std::string word(50, 'x');
    EXPECT_EQ(wrapped("  note: ", "short"), "  note: short\n");
    EXPECT_EQ(wrapped("  - ", word + " " + word + " " + word),
              "  - " + word + " " + word + "\n    " + word + "\n");
}

TEST(Words, NameTunnelsBetweenTheirEnds) {
    const reports::Run run = sample_run();
    const network::Network& net = *run.networks.front();
    routing::Walk walk;
    walk.hops = {{network::NodeId::at(4), {}, {}}, {network::NodeId::at(0), network::LinkId::at(0), {}}};
    EXPECT_EQ(path(net, walk), "vpngw > backup/0 > fw");
}

TEST(Words, SpellPackets) {
    network::Packet packet{{0x0A000001}, {0x0A000002}, network::Protocol::udp, 4000, 53};
    EXPECT_EQ(reports::packet(packet), "udp 10.0.0.1:4000 > 10.0.0.2:53");
    packet.protocol = network::Protocol::icmp;
    packet.source_port = packet.destination_port = 0;
    EXPECT_EQ(reports::packet(packet), "icmp 10.0.0.1 > 10.0.0.2");
}
