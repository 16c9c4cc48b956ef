// The set of properties.

#include <gtest/gtest.h>

#include "solver/properties/property.hpp"

namespace properties {
namespace {

TEST(Table, ListsEveryPropertyOnceWithASentence) {
    std::vector<std::string_view> words;
    for (const Property& property : table()) {
        words.push_back(property.word);
        EXPECT_FALSE(property.sentence.empty()) << property.word;
        EXPECT_TRUE(property.formula.starts_with("unsatisfiable ")) << property.word;
        EXPECT_EQ(property.ask == nullptr, property.word == "convergence");
    }
    EXPECT_EQ(words, (std::vector<std::string_view>{"reachability", "isolation", "loop-freedom",
                                                    "path-symmetry", "prefer", "waypoint", "no-transit",
                                                    "no-black-hole", "path-length", "route-limit", "unique-state",
                                                    "convergence"}));
}

TEST(Table, FindsByWord) {
    EXPECT_EQ(find("prefer")->word, "prefer");
    EXPECT_EQ(find("way-point"), nullptr);
}

} // namespace
} // namespace properties
