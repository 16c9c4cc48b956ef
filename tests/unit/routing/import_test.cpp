// What a node makes of what its peer sends: each rule of import and validity of semantics §2, both ways.

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/routing/chain.hpp"

namespace {

using namespace chain;

TEST(Import, DropsPathsThatHoldTheOwnAsnTooOften) {
    Chain it;
    const Passage passage = it.offer(it.learned({1, 3}));
    EXPECT_EQ(passage.refused, Fate::own_asn_in_path);
    EXPECT_EQ(passage.responsible, it.receiving().span);
    it.receiving().allow_own_as = 1;
    EXPECT_EQ(it.path_of({1, 3}), (Path{2, 1, 3}));
    EXPECT_EQ(it.refused(it.learned({3, 1, 3})), Fate::own_asn_in_path);
    it.receiving().allow_own_as = 2;
    EXPECT_EQ(it.refused(it.learned({3, 1, 3})), std::nullopt);
}

TEST(Import, TheLoopCheckCountsAsnsOnInternalSessionsToo) {
    Chain it(1, 2, 2);
    it.sending().next_hop_self = true;
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
    EXPECT_EQ(it.refused(it.learned({1, 2})), Fate::own_asn_in_path);
}

TEST(Import, TheLoopCheckComesBeforeThePolicy) {
    Chain it;
    it.net.import(it.between.session, it.receiver, {accept({}, {prepend(3, 1)})});
    EXPECT_EQ(it.path_of({1}), (Path{3, 2, 1}));
}

TEST(Import, WeightBecomesTheEndsWhateverTheSenderHas) {
    Chain it;
    EXPECT_EQ(it.arrives(it.own()).weight, 0U);
    it.receiving().weight = 70;
    EXPECT_EQ(it.arrives(it.own()).weight, 70U);
    it.net.import(it.between.session, it.receiver, {accept({}, {set_weight(80)})});
    EXPECT_EQ(it.arrives(it.own()).weight, 80U);
}

TEST(Import, LocalPreferenceIsResetOnExternalSessionsOnly) {
    Chain it;
    Candidate best = it.own();
    best.route.local_preference = 300;
    EXPECT_EQ(it.arrives(best).local_preference, 100U);
    EXPECT_EQ(Chain(1, 2, 2).arrives(best).local_preference, 300U);
}

TEST(Import, ThePolicyMayRaiseLocalPreferenceAfterTheReset) {
    Chain it;
    it.net.import(it.between.session, it.receiver, {accept({}, {set_local_preference(150)})});
    EXPECT_EQ(it.arrives(it.own()).local_preference, 150U);
}

TEST(Import, ThePolicySeesTheRouteAsReceived) {
    Chain it;
    it.net.import(it.between.session, it.receiver, {accept({match_as(2), match_next_hop(it.sender)})});
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
    it.net.import(it.between.session, it.receiver, {accept({match_next_hop(it.source)})});
    EXPECT_EQ(it.refused(it.learned({1})), Fate::rejected_by_import_policy);
}

TEST(Import, AnEndThatOnlyListsMakesNoCandidates) {
    Chain it;
    it.receiving().lists_only = true;
    const Passage passage = it.offer(it.own());
    EXPECT_EQ(passage.refused, Fate::listed_only);
    EXPECT_TRUE(passage.route);
    EXPECT_EQ(passage.responsible, it.receiving().span);
    it.receiving().lists_only = false;
    it.sending().lists_only = true;
    EXPECT_EQ(it.refused(it.own()), std::nullopt);
}

// ---- validity

/// A session without links of its own: a second one between sender and receiver.
TEST(Validity, WithoutALinkOfTheSessionAnyLinkToThePeerDoes) {
    Chain it;
    const SessionId bare = it.net.session(it.sender, it.receiver);
    const auto offer = [&](const FailureSet& failed) {
        const routing::Health health(it.net.network, failed);
        const Candidate own = it.own();
        return routing::offer({health, prefix(destination)}, bare, it.receiver, &own).refused;
    };
    EXPECT_EQ(offer({}), std::nullopt);
    EXPECT_EQ(offer({it.between.failure}), Fate::next_hop_unresolved);
}

TEST(Validity, AThirdPartyNextHopNeedsALinkToItsNode) {
    Chain it(1, 2, 2);
    const Passage passage = it.offer(it.learned({1}));
    EXPECT_EQ(passage.refused, Fate::next_hop_unresolved);
    EXPECT_EQ(passage.responsible, it.sending().span);
    const LinkId wrong_way = it.net.link(it.source, it.receiver);
    EXPECT_EQ(it.refused(it.learned({1})), Fate::next_hop_unresolved);
    it.net.network.links.erase(it.net.network.links.begin() + wrong_way.value);
    const Cable shortcut = it.net.wire(it.receiver, it.source);
    EXPECT_EQ(it.refused(it.learned({1})), std::nullopt);
    EXPECT_EQ(it.refused(it.learned({1}), {shortcut.failure}), Fate::next_hop_unresolved);
}

TEST(Validity, ANodeIsNeverItsOwnNextHop) {
    Chain it(3, 2, 3);
    it.net.link(it.receiver, it.receiver);
    it.sending().next_hop_unchanged = true;
    Candidate best = it.learned({});
    best.route.next_hop = it.receiver;
    EXPECT_EQ(it.refused(best), Fate::next_hop_unresolved);
}

} // namespace
