// Random networks: the search against plain trying of everything, and against BGP as it runs.

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>

#include "solver/routing/message_passing.hpp"
#include "solver/routing/simulate.hpp"
#include "tests/gadgets/random_network.hpp"

namespace {

using namespace network;
using routing::PrefixState;
using Source = std::optional<SessionId>;

std::vector<FailureSet> within_one_failure(const Network& network) {
    std::vector<FailureSet> sets{{}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        sets.push_back({FailureId::at(i)});
    return sets;
}

std::vector<Source> sources(const PrefixState& state) {
    std::vector<Source> found;
    for (const auto& choice : state.choices)
        found.push_back(choice.best ? Source(choice.best->session) : std::nullopt);
    return found;
}

/// Sources of stable states, by trying every assignment there is, without any pruning.
std::vector<std::vector<Source>> by_trying(const Network& network, const FailureSet& failed) {
    const Prefix prefix = gadgets::random_prefix();
    std::vector<std::vector<Source>> assignments{{}};
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        std::vector<Source> all{Source{}, Source{SessionId{}}};
        for (const SessionId session : network.sessions_of(NodeId::at(i)))
            all.emplace_back(session);
        std::vector<std::vector<Source>> longer;
        for (const auto& assignment : assignments) {
            for (const Source& source : all) {
                longer.push_back(assignment);
                longer.back().push_back(source);
            }
        }
        assignments = std::move(longer);
    }
    std::erase_if(assignments, [&](const auto& assignment) {
        const auto state = routing::reconstruct(network, prefix, failed, assignment);
        return !state || !routing::why_unstable(network, failed, *state).empty();
    });
    std::sort(assignments.begin(), assignments.end());
    return assignments;
}

std::vector<std::vector<Source>> by_search(const std::vector<PrefixState>& states) {
    std::vector<std::vector<Source>> found;
    for (const PrefixState& state : states)
        found.push_back(sources(state));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// What the tests draw.
struct Kind {
    std::string name;
    gadgets::Traits traits;
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

class RandomNetworks : public testing::TestWithParam<Kind> {
protected:
    gadgets::Traits traits() const { return GetParam().traits; }
};

bool is_reflected(const PrefixState& state) {
    return std::ranges::any_of(state.choices, [](const routing::Choice& choice) {
        return choice.best && !choice.best->route.cluster_list.empty();
    });
}

TEST_P(RandomNetworks, TheSearchFindsWhatTryingEverythingFinds) {
    gadgets::Traits traits = RandomNetworks::traits();
    traits.most_nodes = 4;
    std::size_t without = 0, with_several = 0, self_supporting = 0, reflected = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const Network network = gadgets::random_network(seed, traits);
        for (const FailureSet& failed : within_one_failure(network)) {
            const auto found = routing::enumerate(network, gadgets::random_prefix(), failed);
            if (!found.complete)
                continue;
            ASSERT_EQ(by_search(found.states), by_trying(network, failed)) << "seed " << seed;
            without += found.states.empty();
            with_several += found.states.size() > 1;
            for (const PrefixState& state : found.states) {
                self_supporting += routing::self_supporting(network, state);
                reflected += is_reflected(state);
            }
        }
    }
    EXPECT_GT(without, 0U);
    EXPECT_GT(with_several, 0U);
    EXPECT_GT(self_supporting, 0U);
    EXPECT_EQ(reflected > 0, traits.one_as);
}

TEST_P(RandomNetworks, WhateverRestsIsAmongTheStableStates) {
    std::size_t rested = 0, reflected = 0;
    for (std::uint64_t seed = 1'000; seed < 1'400; ++seed) {
        const Network network = gadgets::random_network(seed, traits());
        for (const FailureSet& failed : within_one_failure(network)) {
            const auto known = routing::enumerate(network, gadgets::random_prefix(), failed);
            for (unsigned run = 0; run < 4; ++run) {
                const auto channel = run % 2 ? routing::Channel::latest_only : routing::Channel::in_order;
                const auto rest = routing::pass_messages(network, gadgets::random_prefix(), failed,
                                                         {run + 1, channel, run >= 2, 400});
                if (!rest)
                    continue;
                ++rested;
                reflected += is_reflected(*rest);
                ASSERT_EQ(routing::why_unstable(network, failed, *rest), "") << "seed " << seed;
                const bool listed =
                    std::find(known.states.begin(), known.states.end(), *rest) != known.states.end();
                ASSERT_TRUE(listed || !known.complete) << "seed " << seed << ", run " << run;
            }
        }
    }
    EXPECT_GT(rested, 1'000U);
    EXPECT_EQ(reflected > 0, traits().one_as);
}

TEST_P(RandomNetworks, SettlingRestsInAStableState) {
    std::size_t settled = 0;
    for (std::uint64_t seed = 2'000; seed < 2'300; ++seed) {
        const Network network = gadgets::random_network(seed, traits());
        for (const FailureSet& failed : within_one_failure(network)) {
            const auto state = routing::settle(network, gadgets::random_prefix(), failed);
            if (!state)
                continue;
            ++settled;
            ASSERT_EQ(routing::why_unstable(network, failed, *state), "") << "seed " << seed;
        }
    }
    EXPECT_GT(settled, 1'000U);
}

TEST_P(RandomNetworks, AreTheSameForTheSameSeed) {
    const Network once = gadgets::random_network(5, traits()), again = gadgets::random_network(5, traits());
    ASSERT_EQ(once.sessions.size(), again.sessions.size());
    const auto first = routing::enumerate(once, gadgets::random_prefix(), {});
    EXPECT_EQ(first.states, routing::enumerate(again, gadgets::random_prefix(), {}).states);
}

gadgets::Traits one_as() {
    gadgets::Traits traits;
    traits.one_as = true;
    return traits;
}

INSTANTIATE_TEST_SUITE_P(Kinds, RandomNetworks, testing::Values(Kind{"AnyNodes", {}}, Kind{"OneAs", one_as()}),
                         [](const auto& info) { return info.param.name; });

} // namespace
