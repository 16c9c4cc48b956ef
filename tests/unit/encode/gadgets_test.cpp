// Networks with known numbers of stable states, healthy and under every single failure; constant and symbolic
// failures agree.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/gadgets/gadgets.hpp"
#include "tests/unit/encode/states.hpp"

namespace encode {
namespace {

using network::FailureId;

class KnownStates : public testing::TestWithParam<gadgets::Gadget> {};

TEST_P(KnownStates, HealthyAndUnderEachFailure) {
    const gadgets::Gadget& gadget = GetParam();
    const auto healthy = all_states(gadget.network, gadget.prefix, {});
    ASSERT_TRUE(healthy);
    EXPECT_EQ(healthy->size(), gadget.healthy_states);
    if (!gadget.states_within_one_failure)
        return;
    std::size_t states = healthy->size();
    for (std::size_t i = 0; i < gadget.network.failures.size(); ++i) {
        const auto found = all_states(gadget.network, gadget.prefix, {FailureId::at(i)});
        ASSERT_TRUE(found);
        states += found->size();
    }
    EXPECT_EQ(states, *gadget.states_within_one_failure);
}

TEST_P(KnownStates, OneFormulaHoldsThemAll) {
    const network::Network& network = GetParam().network;
    network::FailureBudget budget{{{1, {}}}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        budget.limits[0].groups.push_back(FailureId::at(i));
    smt::Context context;
    const Failures failures = symbolic_failures(context, network, budget);
    const World world(context, network, failures.down, "w");
    const ControlPlane plane(world, GetParam().prefix);
    smt::Solver solver(context);
    solver.require(failures.within_budget, "the budget");
    for (const Equation& equation : plane.equations())
        solver.require(equation.term, equation.sentence);

    std::size_t found = 0;
    for (; solver.check("next") == smt::Answer::satisfiable; ++found) {
        std::vector<smt::Term> differences{plane.differs_from(solver.model())};
        for (smt::Term down : failures.down)
            differences.push_back(solver.model().value(down) ? !down : down);
        EXPECT_FALSE(solver.model().value(plane.overflow()));
        solver.require(context.any(differences), "another failure or state");
    }
    std::size_t expected = all_states(network, GetParam().prefix, {})->size();
    for (FailureId id : budget.limits[0].groups)
        if (!network[id].disabled)
            expected += all_states(network, GetParam().prefix, {id})->size();
    EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(Gadgets, KnownStates, testing::ValuesIn(gadgets::gadgets()), [](const auto& test) {
    std::string name = test.param.name;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; },
        '_');
    return name;
});

/// DISAGREE several times over one origin: each pair settles in one of two ways. With `shared`, the
/// left ones have one ASN.
std::size_t states_of_pairs(std::size_t pairs, network::Asn shared) {
    gadgets::NetworkBuilder builder;
    const network::NodeId origin = builder.add_node("origin", 1);
    builder.originate(origin, the_prefix);
    for (std::size_t i = 0; i < pairs; ++i) {
        const auto asn = static_cast<network::Asn>(10 + 2 * i);
        const network::NodeId left = builder.add_node("left" + std::to_string(i), shared != 0 ? shared : asn);
        const network::NodeId right = builder.add_node("right" + std::to_string(i), asn + 1);
        builder.cable(origin, left);
        builder.cable(origin, right);
        const gadgets::Cable across = builder.cable(left, right);
        for (network::NodeId node : {left, right})
            builder.import(across.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
    }
    return states_of(builder.network).size();
}

TEST(LoopChecks, AreExactWhetherToldByContentsOrByTerms) {
    EXPECT_EQ(states_of_pairs(1, 0), 2u);
    EXPECT_EQ(states_of_pairs(2, 0), 4u);
    EXPECT_EQ(states_of_pairs(4, 0), 16u);
    EXPECT_EQ(states_of_pairs(3, 9), 8u);
}

TEST(LoopChecks, SeeAsnsThatOthersPutThere) {
    // Five nodes in a row prefer what comes from the right, so that all five ASNs are told by terms.
    for (const bool hidden : {false, true}) {
        gadgets::NetworkBuilder builder;
        std::vector<network::NodeId> row;
        std::vector<gadgets::Cable> cables;
        for (network::Asn asn = 1; asn <= 6; ++asn) {
            row.push_back(builder.add_node("n" + std::to_string(asn), asn));
            if (asn > 1)
                cables.push_back(builder.cable(row[asn - 2], row[asn - 1]));
        }
        for (std::size_t i = 0; i < 5; ++i)
            builder.import(cables[i].session, row[i],
                           {gadgets::accept({}, {gadgets::set_local_preference(200)})});
        builder.originate(row[0], the_prefix);
        // n2 puts n5's ASN into the path; n4 may hide it again.
        builder.export_(cables[1].session, row[1], {gadgets::accept({}, {gadgets::prepend(5, 1)})});
        if (hidden)
            builder.end(cables[3].session, row[3]).as_override = true;
        EXPECT_EQ(has_route(builder.network, row[3]), true);
        EXPECT_EQ(has_route(builder.network, row[4]), hidden);
        builder.end(cables[3].session, row[4]).allow_own_as = 1;
        EXPECT_TRUE(has_route(builder.network, row[4]));
    }
}

/// Two nodes that strip private ASNs toward each other and prefer each other: routes that came from `entry`
/// once hold each other up. Random networks showed each of these cases first.
struct HeldUp : gadgets::NetworkBuilder {
    network::NodeId origin = add_node("origin", 65002), entry = add_node("entry", 65003);
    network::NodeId left = add_node("left", 65000), right = add_node("right", 65001);
    gadgets::Cable to_entry = cable(origin, entry), to_left = cable(entry, left),
                   to_right = cable(entry, right);
    gadgets::Cable across = cable(left, right);
    network::Community tag{65000, 1};
    HeldUp() {
        originate(origin, the_prefix);
        for (network::NodeId node : {left, right}) {
            end(across.session, node).remove_private_as = true;
            import(across.session, node, {gadgets::accept({}, {gadgets::set_local_preference(200)})});
        }
        end(to_left.session, left).sends = end(to_right.session, right).sends = false;
    }
};

TEST(RoutesThatHoldEachOtherUp, HaveOneContentAtATime) {
    HeldUp network;
    EXPECT_EQ(states_of(network.network).size(), 1u);
    network.import(network.to_left.session, network.left,
                   {gadgets::accept({}, {gadgets::add_community(network.tag)})});
    EXPECT_EQ(states_of(network.network).size(), 1u); // nothing sees the community
    network.import(network.to_entry.session, network.entry,
                   {gadgets::reject({gadgets::match_community(network.tag)}), gadgets::accept()});
    EXPECT_EQ(states_of(network.network).size(), 2u); // with and without it, never both
}

TEST(RoutesThatHoldEachOtherUp, StayWhenTheirOriginIsGone) {
    HeldUp network;
    EXPECT_EQ(states_of(network.network, {network.to_entry.failure}).size(), 2u); // or everybody has none
    EXPECT_EQ(states_of(network.network, {network.across.failure}).size(), 1u);
    network.network.failures[network.to_entry.failure.index()].disabled = true;
    EXPECT_EQ(states_of(network.network).size(), 1u); // there never was one
}

TEST(RoutesThatHoldEachOtherUp, CameOverNextHopsThatResolveAndBestsThatAreSent) {
    HeldUp unresolved;
    for (const auto& cable : {unresolved.to_left, unresolved.to_right})
        unresolved.end(cable.session, unresolved.entry).next_hop_unchanged = true;
    EXPECT_EQ(states_of(unresolved.network).size(), 1u);
    EXPECT_FALSE(has_route(unresolved.network, unresolved.left));

    HeldUp hidden;
    hidden.node(hidden.entry).advertise_inactive = false;
    hidden.static_route(hidden.entry, the_prefix, hidden.to_left.forward);
    EXPECT_EQ(states_of(hidden.network).size(), 2u); // sent once, while that link was down
    hidden.discard(hidden.entry, the_prefix);
    EXPECT_EQ(states_of(hidden.network).size(), 1u);
    EXPECT_FALSE(has_route(hidden.network, hidden.left));
}

TEST(RoutesThatHoldEachOtherUp, NeedAnOriginThatCouldAnnounce) {
    HeldUp network;
    network.node(network.origin).originates.clear();
    network.originate(network.origin, the_prefix, true);
    EXPECT_EQ(states_of(network.network).size(), 1u);
    EXPECT_FALSE(has_route(network.network, network.left));
}

/// The circuits that the equations of a gadget form.
struct Circuit {
    explicit Circuit(const network::Network& network, const network::Prefix& prefix)
        : world(context, network, std::vector<smt::Term>(network.failures.size(), smt::no), "w"),
          plane(world, prefix) {}
    smt::Context context;
    World world;
    ControlPlane plane;
};

TEST(Acyclic, NotWherePreferencesCircle) {
    for (const gadgets::Gadget& gadget :
         {gadgets::disagree(), gadgets::preference_wheel(), gadgets::bad_gadget()}) {
        const Circuit circuit(gadget.network, gadget.prefix);
        EXPECT_FALSE(circuit.plane.acyclic());
        EXPECT_FALSE(circuit.plane.circuit_up_to_free_choices());
        EXPECT_FALSE(circuit.plane.equations().empty());
    }
}

TEST(Acyclic, OnlyUpToFreeChoicesWhereTiesAreOpen) {
    const gadgets::Gadget gadget = gadgets::oldest_tie();
    const Circuit circuit(gadget.network, gadget.prefix);
    EXPECT_FALSE(circuit.plane.acyclic());
    EXPECT_TRUE(circuit.plane.circuit_up_to_free_choices());
}

TEST(Acyclic, WhereShorterPathsWinAndTiesAreBroken) {
    gadgets::NetworkBuilder builder;
    std::vector<network::NodeId> ring;
    for (network::Asn asn = 1; asn <= 5; ++asn)
        ring.push_back(builder.add_node("n" + std::to_string(asn), asn));
    for (std::size_t i = 0; i < 5; ++i)
        builder.cable(ring[i], ring[(i + 1) % 5]);
    builder.originate(ring[0], the_prefix);
    const Circuit circuit(builder.network, gadgets::prefix(the_prefix));
    EXPECT_TRUE(circuit.plane.acyclic());
    EXPECT_TRUE(circuit.plane.equations().empty());
    EXPECT_EQ(states_of(builder.network).size(), 1u);
}

} // namespace
} // namespace encode
