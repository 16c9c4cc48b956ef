// The ordinary run: thousands of random networks, fixed seeds, every disagreement shrunk and shown.

#include <gtest/gtest.h>

#include <cstdlib>

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

void expect_agreement(std::string (*compare)(const network::Network&), const Recipe& recipe, std::uint64_t networks) {
    for (std::uint64_t seed = 1; seed <= networks; ++seed) {
        const network::Network network = generate(recipe, seed);
        if (guarded(compare, network).empty())
            continue;
        const network::Network small = shrink(network, [&](const auto& n) { return !guarded(compare, n).empty(); });
        FAIL() << "recipe " << recipe.name << ", seed " << seed << ": " << guarded(compare, small) << '\n'
               << listing(small);
    }
}

class RandomNetworks : public testing::TestWithParam<Recipe> {};

TEST_P(RandomNetworks, OracleEncoderAndMessagesFindTheSameStableStates) {
    compared() = {};
    expect_agreement(control_planes_disagree, GetParam(), count(400));
    EXPECT_GT(compared().states, compared().scenarios / 2);
    EXPECT_GT(compared().settled, 0u);
}

TEST_P(RandomNetworks, VerdictsAreThoseOfBruteForce) {
    compared() = {};
    expect_agreement(verdicts_disagree, GetParam(), count(150));
    EXPECT_GT(compared().violated, 0u);
    EXPECT_LT(compared().violated, compared().claims);
}

INSTANTIATE_TEST_SUITE_P(Recipes, RandomNetworks, testing::ValuesIn(recipes()), [](const auto& info) {
    std::string name = info.param.name;
    std::erase(name, '-');
    return name;
});

}  // namespace
}  // namespace random_networks
