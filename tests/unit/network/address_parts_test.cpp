// The address space in parts.

#include "solver/network/address_parts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace network;
using Texts = std::vector<std::string>;

Prefix prefix(std::string_view text) {
    const ParsedPrefix parsed = parse_prefix(text);
    EXPECT_EQ(parsed.fault, PrefixFault::none) << text;
    return parsed.prefix;
}

template <class Things> Texts texts(const Things& things) {
    Texts result;
    for (const auto& thing : things)
        result.push_back(to_string(thing));
    return result;
}

TEST(AddressParts, AreCutWherePrefixesBeginAndEnd) {
    const std::vector within{prefix("10.0.0.0/24")};
    EXPECT_EQ(texts(AddressParts({}).classes(within)), (Texts{"10.0.0.0"}));
    EXPECT_EQ(texts(AddressParts({prefix("10.0.0.64/26")}).classes(within)),
              (Texts{"10.0.0.0", "10.0.0.64"})); // what follows the cut is as what comes before
    EXPECT_EQ(texts(AddressParts({prefix("10.0.0.0/8"), prefix("10.0.0.128/25")}).classes(within)),
              (Texts{"10.0.0.0", "10.0.0.128"}));
    EXPECT_EQ(texts(AddressParts({prefix("10.1.0.0/24")}).classes(within)), (Texts{"10.0.0.0"}));
}

TEST(AddressParts, FollowTheOrderOfWhatIsAskedFor) {
    EXPECT_EQ(texts(AddressParts({prefix("10.0.2.0/24")}).classes({prefix("10.0.1.0/24"), Prefix{}})),
              (Texts{"10.0.1.0", "10.0.2.0"}));
}

TEST(AddressParts, ReachTheLastAddress) {
    const AddressParts parts({prefix("255.255.255.255/32")});
    EXPECT_EQ(texts(parts.classes({Prefix{}})), (Texts{"0.0.0.0", "255.255.255.255"}));
    EXPECT_EQ(texts(parts.containing(*parse_address("255.255.255.255"))), (Texts{"255.255.255.255/32"}));
}

TEST(AddressParts, AreOneClassIfTheSamePrefixesContainThem) {
    const AddressParts parts(
        {prefix("10.0.0.0/8"), prefix("10.0.0.128/25"), prefix("10.0.0.0/24"), prefix("10.0.0.0/24")});
    EXPECT_EQ(parts.size(), 4u);
    const auto of = [&](std::string_view text) { return parts.of(*parse_address(text)); };
    EXPECT_EQ(of("10.1.0.0"), of("10.255.255.255"));
    EXPECT_EQ(of("9.0.0.0"), of("11.0.0.0"));
    EXPECT_NE(of("10.0.0.1"), of("10.0.0.129"));
    EXPECT_NE(of("10.0.0.1"), of("10.0.1.1"));
    EXPECT_EQ(texts(parts.containing(*parse_address("10.0.0.129"))),
              (Texts{"10.0.0.128/25", "10.0.0.0/24", "10.0.0.0/8"}));
    EXPECT_EQ(texts(parts.containing(*parse_address("10.0.1.0"))), (Texts{"10.0.0.0/8"}));
    EXPECT_TRUE(parts.containing(*parse_address("11.0.0.0")).empty());
}

TEST(AddressParts, LieAroundEachOther) {
    const AddressParts parts(
        {prefix("10.0.0.0/8"), prefix("10.0.0.0/24"), prefix("10.0.0.0/25"), prefix("10.0.0.128/25")});
    const auto of = [&](std::string_view text) { return parts.of(*parse_address(text)); };
    const std::uint32_t low = of("10.0.0.1"), high = of("10.0.0.129"), wide = of("10.0.1.0");
    EXPECT_EQ(texts(std::vector{parts.prefix(low), parts.prefix(parts.around(low))}),
              (Texts{"10.0.0.0/25", "10.0.0.0/24"}));
    EXPECT_EQ(parts.around(low), parts.around(high));
    EXPECT_EQ(parts.around(parts.around(low)), wide);
    EXPECT_EQ(parts.around(wide), 0u);
    EXPECT_EQ(to_string(parts.lowest(high)), "10.0.0.128");
    EXPECT_EQ(to_string(parts.lowest(wide)), "10.0.1.0");
    EXPECT_EQ(to_string(parts.lowest(parts.around(low))), "10.0.0.0"); // filled by its halves
    EXPECT_EQ(to_string(parts.lowest(0)), "0.0.0.0");
}

} // namespace
