// Addresses and prefixes: reading, writing, containing.

#include "solver/network/address.hpp"

#include <gtest/gtest.h>

namespace {

using namespace network;

Prefix prefix(std::string_view text) {
    const ParsedPrefix parsed = parse_prefix(text);
    EXPECT_EQ(parsed.fault, PrefixFault::none) << text;
    return parsed.prefix;
}

TEST(Address, IsReadInHostOrderAndWrittenBack) {
    EXPECT_EQ(parse_address("10.17.11.128"), Address{0x0a110b80});
    EXPECT_EQ(parse_address("0.0.0.0"), Address{0});
    EXPECT_EQ(parse_address("255.255.255.255"), Address{0xffffffff});
    EXPECT_EQ(to_string(Address{0x0a110b80}), "10.17.11.128");
}

TEST(Address, RefusesWhatIsNotFourDecimalBytes) {
    for (const auto* text :
         {"", "10", "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.-1", "10.0.0.+1", "10..0.1", "10.0.0.",
          ".0.0.1", " 10.0.0.1", "10.0.0.1 ", "10.0.0.01", "a.b.c.d", "10.0.0.1/32"})
        EXPECT_EQ(parse_address(text), std::nullopt) << text;
}

TEST(Prefix, IsReadAndWrittenBack) {
    const Prefix it = prefix("10.17.11.128/26");
    EXPECT_EQ(it.address, Address{0x0a110b80});
    EXPECT_EQ(it.length, 26);
    EXPECT_EQ(to_string(it), "10.17.11.128/26");
    EXPECT_EQ(to_string(prefix("0.0.0.0/0")), "0.0.0.0/0");
}

TEST(Prefix, TellsEveryFaultFromTheOthers) {
    EXPECT_EQ(parse_prefix("10.0.0/24").fault, PrefixFault::not_an_address);
    EXPECT_EQ(parse_prefix("").fault, PrefixFault::not_an_address);
    EXPECT_EQ(parse_prefix("10.0.0.0").fault, PrefixFault::missing_length);
    for (const auto* text :
         {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/24/24", "10.0.0.0/024", "10.0.0.0/x"})
        EXPECT_EQ(parse_prefix(text).fault, PrefixFault::length_out_of_range) << text;
    EXPECT_EQ(parse_prefix("10.0.0.1/31").fault, PrefixFault::host_bits);
    EXPECT_EQ(parse_prefix("10.0.0.1/32").fault, PrefixFault::none);
}

TEST(Prefix, WithHostBitsComesBackMended) {
    EXPECT_EQ(to_string(parse_prefix("10.17.11.129/26").prefix), "10.17.11.128/26");
    EXPECT_EQ(to_string(parse_prefix("10.0.0.1/0").prefix), "0.0.0.0/0");
}

TEST(Prefix, ContainsItsAddressesAndNoOthers) {
    const Prefix it = prefix("10.17.11.128/26");
    EXPECT_TRUE(it.contains(it.first()));
    EXPECT_TRUE(it.contains(it.last()));
    EXPECT_EQ(to_string(it.last()), "10.17.11.191");
    EXPECT_FALSE(it.contains(Address{it.first().bits - 1}));
    EXPECT_FALSE(it.contains(Address{it.last().bits + 1}));
    EXPECT_TRUE(prefix("0.0.0.0/0").contains(Address{0xffffffff}));
    EXPECT_EQ(prefix("0.0.0.0/0").last(), Address{0xffffffff});
    EXPECT_EQ(prefix("10.0.0.1/32").last(), prefix("10.0.0.1/32").first());
}

TEST(Prefix, ContainsEqualAndLongerPrefixesOnly) {
    EXPECT_TRUE(prefix("10.0.0.0/8").contains(prefix("10.0.0.0/8")));
    EXPECT_TRUE(prefix("10.0.0.0/8").contains(prefix("10.1.0.0/16")));
    EXPECT_FALSE(prefix("10.1.0.0/16").contains(prefix("10.0.0.0/8")));
    EXPECT_FALSE(prefix("10.0.0.0/16").contains(prefix("10.0.0.0/8")));
    EXPECT_FALSE(prefix("10.0.0.0/8").contains(prefix("11.0.0.0/16")));
}

TEST(Prefix, OverlapsIffOneContainsTheOther) {
    EXPECT_TRUE(prefix("10.1.0.0/16").overlaps(prefix("10.0.0.0/8")));
    EXPECT_TRUE(prefix("10.0.0.0/8").overlaps(prefix("10.1.0.0/16")));
    EXPECT_FALSE(prefix("10.1.0.0/16").overlaps(prefix("10.2.0.0/16")));
}

} // namespace
