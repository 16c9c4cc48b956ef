// The ordinary run: thousands of random networks, fixed seeds, every disagreement shrunk and shown.

#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "tests/random/agree.hpp"
#include "tests/random/generator.hpp"
#include "tests/random/shrink.hpp"

namespace random_networks {
namespace {

/// Networks per recipe; `VERIFY_RANDOM_NETWORKS` asks for a longer run.
std::uint64_t count(std::uint64_t ordinary) {
    const char* more = std::getenv("VERIFY_RANDOM_NETWORKS");
    return more ? std::strtoull(more, nullptr, 10) : ordinary;
}

/// An empty text if they agree; exceptions (solver against replay) count as disagreement.
std::string guarded(std::string (*compare)(const network::Network&), const network::Network& network) {
    try {
        return compare(network);
    } catch (const std::exception& error) {
        return std::string("thrown: ") + error.what();
    }
}

/// What kind of disagreement a text tells of: shrinking must not wander from one to another.
std::size_t kind(const std::string& text) {
    static const std::vector<std::string> words{"oracle gave up", "encoder gave up", "messages settle", "acyclic", "thrown", "table of"};
    for (std::size_t i = 0; i < words.size(); ++i)
        if (text.find(words[i]) != std::string::npos)
            return i + 1;
    return text.empty() ? 0 : words.size() + 1 + std::hash<std::string>{}(text.substr(0, text.find(':'))) % 1000;
}

void expect_agreement(std::string (*compare)(const network::Network&), const Recipe& recipe, std::uint64_t networks) {
    for (std::uint64_t seed = 1; seed <= networks; ++seed) {
        const network::Network network = generate(recipe, seed);
        const std::size_t found = kind(guarded(compare, network));
        if (found == 0)
            continue;
        const network::Network small = shrink(network, [&](const auto& n) { return kind(guarded(compare, n)) == found; });
        FAIL() << "recipe " << recipe.name << ", seed " << seed << ": " << guarded(compare, small) << '\n'
               << listing(small);
    }
}

class RandomNetworks : public testing::TestWithParam<Recipe> {};

TEST_P(RandomNetworks, OracleEncoderAndMessagesFindTheSameStableStates) {
    if (GetParam().name == "traffic")
        GTEST_SKIP() << "traffic changes nothing that routing sees";
    compared() = {};
    expect_agreement(control_planes_disagree, GetParam(), count(175));
    EXPECT_GT(compared().states, compared().scenarios / 2);
    EXPECT_GT(compared().settled, 0u);
    EXPECT_LT(compared().given_up, compared().scenarios);
    std::cout << "  " << compared().scenarios << " scenarios, " << compared().states << " states, " << compared().unsettling
              << " without a state, " << compared().settled << " settled by messages, " << compared().given_up << " given up\n";
}

TEST_P(RandomNetworks, OracleAndEncoderMakeTheSameTables) {
    compared() = {};
    expect_agreement(tables_disagree, GetParam(), count(110));
    EXPECT_GT(compared().tables, 0u);
    std::cout << "  " << compared().tables << " tables\n";
}

TEST_P(RandomNetworks, VerdictsAreThoseOfBruteForce) {
    compared() = {};
    const std::uint64_t networks = count(45); // brute force takes its time
    expect_agreement(verdicts_disagree, GetParam(), networks);
    EXPECT_GT(compared().violated, 0u);
    EXPECT_LT(compared().violated, compared().claims);
    EXPECT_LT(compared().given_up, networks / 5);
    std::cout << "  " << compared().claims << " claims, " << compared().violated << " violated, " << compared().given_up
              << " networks given up\n";
}

INSTANTIATE_TEST_SUITE_P(Recipes, RandomNetworks, testing::ValuesIn(recipes()), [](const auto& info) {
    std::string name = info.param.name;
    std::erase(name, '-');
    return name;
});

}  // namespace
}  // namespace random_networks
