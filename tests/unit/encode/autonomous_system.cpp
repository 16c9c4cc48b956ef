#include "tests/unit/encode/autonomous_system.hpp"

#include <algorithm>
#include <bit>

namespace encode {

using network::FailureId;
using network::FailureSet;

namespace {

std::vector<smt::Term> constants(const network::Network& network, const FailureSet& failed) {
    std::vector<smt::Term> down(network.failures.size(), smt::no);
    for (const FailureId id : failed)
        down[id.index()] = smt::yes;
    return down;
}

std::vector<State> states(const ControlPlane& plane, smt::Context& context, const std::vector<smt::Term>& assumed) {
    smt::Solver solver(context);
    for (const Equation& equation : plane.equations())
        solver.require(equation.term, equation.sentence);
    std::vector<State> found;
    while (solver.check("another", assumed) == smt::Answer::satisfiable) {
        found.push_back(plane.decode(solver.model()));
        solver.require(plane.differs_from(solver.model()), "not found before");
    }
    return found;
}

std::vector<State> sorted(std::vector<State> states) {
    std::ranges::sort(states);
    states.erase(std::ranges::unique(states).begin(), states.end());
    return states;
}

} // namespace

std::set<network::LinkId> AutonomousSystem::over(network::NodeId node, const FailureSet& failed) const {
    smt::Context context;
    const World world(context, network, constants(network, failed), "constant");
    ControlPlanes control(world);
    DataPlanes planes(control);
    const DataPlane& plane = planes.to(gadgets::address("10.0.0.7"));
    std::set<network::LinkId> result;
    for (std::size_t i = 0; i < network.links.size(); ++i)
        if (plane.forwards(node, network::LinkId::at(i)).is_true())
            result.insert(network::LinkId::at(i));
    return result;
}

std::string symbolic_differs(const network::Network& network, std::uint32_t failures) {
    smt::Context context;
    network::FailureBudget budget{{{failures, {}}}};
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        budget.limits.front().groups.push_back(FailureId::at(i));
    const Failures symbolic = symbolic_failures(context, network, budget);
    const World world(context, network, symbolic.down, "symbolic", budget);
    const ControlPlane plane(world, gadgets::prefix(the_prefix));
    for (std::uint32_t set = 0; set < (1u << network.failures.size()); ++set) {
        if (static_cast<std::uint32_t>(std::popcount(set)) > failures)
            continue;
        FailureSet failed;
        std::vector<smt::Term> assumed;
        for (std::size_t i = 0; i < network.failures.size(); ++i) {
            const bool down = ((set >> i) & 1u) != 0;
            assumed.push_back(down ? symbolic.down[i] : !symbolic.down[i]);
            if (down)
                failed.push_back(FailureId::at(i));
        }
        if (sorted(states(plane, context, assumed)) != sorted(states_of(network, failed)))
            return "failure set " + std::to_string(set);
    }
    return {};
}

} // namespace encode
