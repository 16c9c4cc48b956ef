// Sets of addresses as prefixes.

#include <gtest/gtest.h>

#include "solver/network/prefix_sets.hpp"

namespace network {
namespace {

std::vector<Prefix> set(const std::vector<const char*>& texts) {
    std::vector<Prefix> prefixes;
    for (const char* text : texts)
        prefixes.push_back(parse_prefix(text).prefix);
    return prefixes;
}

TEST(PrefixSets, AreJoinedIntoTheFewest) {
    EXPECT_EQ(joined(set({"10.1.0.0/24", "10.0.0.0/24", "10.0.1.0/24", "10.0.0.128/25"})), set({"10.0.0.0/23", "10.1.0.0/24"}));
    EXPECT_EQ(joined(set({"10.0.1.0/24", "10.0.2.0/24"})), set({"10.0.1.0/24", "10.0.2.0/24"}));
    EXPECT_EQ(joined(set({"0.0.0.0/1", "128.0.0.0/1"})), set({"0.0.0.0/0"}));
    EXPECT_EQ(joined(std::vector<Prefix>{}), set({}));
}

TEST(PrefixSets, HaveHolesCutOut) {
    EXPECT_EQ(without(set({"10.0.0.0/30"}), set({"10.0.0.1/32"})), set({"10.0.0.0/32", "10.0.0.2/31"}));
    EXPECT_EQ(without(set({"10.0.0.0/24"}), set({"10.0.0.0/8"})), set({}));
    EXPECT_EQ(without(set({"10.0.0.0/24"}), set({"10.0.1.0/24"})), set({"10.0.0.0/24"}));
    EXPECT_EQ(without(set({"10.0.0.0/24"}), std::vector<Prefix>{}), set({"10.0.0.0/24"}));
}

TEST(PrefixSets, EverythingElseIsWhatHolesLeave) {
    EXPECT_EQ(all_but(set({"0.0.0.0/1"})), set({"128.0.0.0/1"}));
    EXPECT_EQ(all_but(std::vector<Prefix>{}), set({"0.0.0.0/0"}));
    EXPECT_EQ(joined([] {
                  std::vector<Prefix> both = all_but(private_space());
                  both.insert(both.end(), private_space().begin(), private_space().end());
                  return both;
              }()),
              set({"0.0.0.0/0"}));
}

} // namespace
} // namespace network
