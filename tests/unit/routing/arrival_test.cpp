// MED in order of arrival (`med_sequential`, semantics §4): what the decision leaves is what all orders of arrival leave,
// tried one by one.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <vector>

#include "solver/routing/decision.hpp"
#include "tests/gadgets/builder.hpp"

namespace {

using namespace network;
using namespace gadgets;
using routing::Candidate;
using Indices = std::vector<std::size_t>;

/// What the decision looks at: the lower, the better.
struct Offered {
    Asn neighbour;
    std::uint32_t med, rank; ///< `rank`: the router id; equal ones are told apart by age alone
};

/// A chooser with four peers, of which each offers a route.
struct Chooser {
    NetworkBuilder net;
    NodeId chooser = net.add_node("chooser", 10);
    std::array<SessionId, 4> sessions;

    Chooser() {
        for (std::size_t i = 0; i < sessions.size(); ++i)
            sessions[i] = net.cable(chooser, net.add_node("peer " + std::to_string(i), 1 + static_cast<Asn>(i))).session;
        net.node(chooser).decision.order = {Criterion::local_preference, Criterion::med_sequential, Criterion::router_id,
                                            Criterion::oldest};
    }

    std::vector<Candidate> candidates(const std::vector<Offered>& offered) {
        std::vector<Candidate> result;
        for (std::size_t i = 0; i < offered.size(); ++i) {
            const NodeId peer = net.network[sessions[i]].far_end(chooser).node;
            net.node(peer).router_id = offered[i].rank;
            Candidate it{sessions[i], {}};
            it.route.as_path = {offered[i].neighbour};
            it.route.med = offered[i].med;
            it.route.next_hop = peer;
            result.push_back(it);
        }
        return result;
    }

    routing::Decided decide(const std::vector<Offered>& offered) {
        const auto all = candidates(offered);
        return routing::decide(routing::Health(net.network, {}), chooser, all);
    }

    /// The multipath set beside the best of this index.
    Indices sharing(const std::vector<Offered>& offered, std::size_t best) {
        const auto decided = decide(offered);
        const auto place = std::ranges::find(decided.best, best) - decided.best.begin();
        return decided.forwards.at(static_cast<std::size_t>(place));
    }
};

/// Negative: `a` is ahead; zero: age tells.
int compare(const Offered& a, const Offered& b) {
    if (a.neighbour == b.neighbour && a.med != b.med)
        return a.med < b.med ? -1 : 1;
    return a.rank == b.rank ? 0 : a.rank < b.rank ? -1 : 1;
}

/// Of all lists of the routes, compared from the front. `older_later`: the list runs from the newest to the oldest, as
/// IOS keeps it, and of two that only age tells apart the older stays; else either may.
std::set<std::size_t> left_by_lists(const std::vector<Offered>& offered, bool older_later) {
    std::vector<std::size_t> list(offered.size());
    std::iota(list.begin(), list.end(), std::size_t{0});
    std::set<std::size_t> left;
    do {
        std::set<std::size_t> current{list.front()};
        for (std::size_t i = 1; i < list.size(); ++i) {
            std::set<std::size_t> next;
            for (const std::size_t at : current) {
                const int told = compare(offered[at], offered[list[i]]);
                if (told < 0 || (told == 0 && !older_later))
                    next.insert(at);
                if (told >= 0)
                    next.insert(list[i]);
            }
            current = next;
        }
        left.insert(current.begin(), current.end());
    } while (std::ranges::next_permutation(list).found);
    return left;
}

std::vector<Offered> nth(std::size_t number, std::size_t count) {
    std::vector<Offered> offered;
    for (std::size_t i = 0; i < count; ++i, number /= 12)
        offered.push_back({1 + static_cast<Asn>(number % 2), static_cast<std::uint32_t>(number / 2 % 2),
                           static_cast<std::uint32_t>(number / 4 % 3)});
    return offered;
}

TEST(Arrival, LeavesWhatSomeOrderLeaves) {
    Chooser it;
    std::size_t several = 0;
    for (std::size_t count = 1, all = 12; count <= 4; ++count, all *= 12)
        for (std::size_t number = 0; number < all; ++number) {
            const auto offered = nth(number, count);
            const auto best = it.decide(offered).best;
            const std::set<std::size_t> left(best.begin(), best.end());
            ASSERT_EQ(left, left_by_lists(offered, false)) << count << ' ' << number;
            ASSERT_EQ(left, left_by_lists(offered, true)) << count << ' ' << number;
            several += left.size() > 1 && std::ranges::any_of(best, [&](std::size_t a) {
                return std::ranges::any_of(best, [&](std::size_t b) { return compare(offered[a], offered[b]) < 0; });
            });
        }
    EXPECT_GT(several, 100u) << "of these some are ahead of others";
}

/// Semantics §4: the result of `med` is among them, and where it is not alone there is a circle or a tie.
TEST(Arrival, HoldsTheResultOfMedWithinEachNeighbour) {
    Chooser it;
    for (std::size_t number = 0; number < 12 * 12 * 12; ++number) {
        const auto offered = nth(number, 3);
        it.net.node(it.chooser).decision.order[1] = Criterion::med_sequential;
        const auto some = it.decide(offered).best;
        it.net.node(it.chooser).decision.order[1] = Criterion::med;
        const auto one = it.decide(offered).best;
        ASSERT_TRUE(std::ranges::includes(some, one)) << number;
        const bool tie = compare(offered[0], offered[1]) == 0 || compare(offered[1], offered[2]) == 0 ||
                         compare(offered[0], offered[2]) == 0;
        const int around = compare(offered[0], offered[1]);
        const bool circle = around != 0 && around == compare(offered[1], offered[2]) && around == compare(offered[2], offered[0]);
        ASSERT_TRUE(tie || circle || some == one) << number;
        ASSERT_TRUE(!circle || some.size() == 3) << number;
    }
}

/// a is ahead of b by MED, b of c and c of a by router id.
const std::vector<Offered> circle{{1, 0, 30}, {1, 10, 10}, {2, 0, 20}};

TEST(Arrival, SaysWhatEachLostBy) {
    Chooser it;
    std::vector<Offered> offered = circle;
    auto candidates = it.candidates(offered);
    routing::Health health(it.net.network, {});
    auto decided = routing::decide(health, it.chooser, candidates);
    EXPECT_EQ(decided.best, (Indices{0, 1, 2}));
    const auto why = [&](std::size_t best, std::size_t other) {
        return routing::why_not(health, it.chooser, candidates, decided, best, other);
    };
    EXPECT_EQ(why(0, 1), Criterion::med_sequential);
    EXPECT_EQ(why(1, 0), Criterion::med_sequential);
    candidates[2].route.local_preference = 50;
    decided = routing::decide(health, it.chooser, candidates);
    EXPECT_EQ(decided.best, Indices{0});
    EXPECT_EQ(why(0, 1), Criterion::med);
    EXPECT_EQ(why(0, 2), Criterion::local_preference);
    candidates[1].route.as_path = {3};
    decided = routing::decide(health, it.chooser, candidates);
    EXPECT_EQ(decided.best, Indices{1});
    EXPECT_EQ(why(1, 0), Criterion::router_id);
    EXPECT_EQ(why(1, 2), Criterion::local_preference);
}

TEST(Arrival, SharesLoadWithWhatIsNotToldFromTheBest) {
    Chooser it;
    it.net.node(it.chooser).decision.multipath_after = 2;
    EXPECT_EQ(it.sharing(circle, 0), (Indices{0, 2})) << "the other one of its neighbour AS has a higher MED";
    EXPECT_EQ(it.sharing(circle, 1), (Indices{1, 2}));
    EXPECT_EQ(it.sharing(circle, 2), (Indices{0, 1, 2})) << "no MED is compared with its own";
    it.net.node(it.chooser).decision.multipath_after = 1;
    EXPECT_EQ(it.sharing(circle, 0), (Indices{0, 1, 2})) << "before MED";
    it.net.node(it.chooser).decision.multipath_after = 3;
    EXPECT_EQ(it.sharing(circle, 2), Indices{2});
    it.net.node(it.chooser).decision.multipath_after = 4;
    EXPECT_EQ(it.sharing({{1, 0, 10}, {2, 0, 10}}, 1), Indices{1}) << "behind age: the best alone";
    it.net.node(it.chooser).decision.multipath_after = 2;
    it.net.node(it.chooser).decision.sharing = Sharing::neighbour_as;
    EXPECT_EQ(it.sharing(circle, 0), Indices{0});
}

TEST(Arrival, NothingIsSureFromMedOn) {
    Chooser it;
    const auto candidates = it.candidates({{1, 0, 10}, {1, 10, 20}});
    const routing::Health health(it.net.network, {});
    EXPECT_FALSE(routing::surely_beats(health, it.chooser, candidates[0], candidates[1]));
    auto preferred = candidates[1];
    preferred.route.local_preference = 200;
    EXPECT_TRUE(routing::surely_beats(health, it.chooser, preferred, candidates[0]));
}

} // namespace
