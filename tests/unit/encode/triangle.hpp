#pragma once
// A small network, and one symbolic world of any network, for tests of where packets go.

#include <optional>
#include <vector>

#include "solver/encode/packets.hpp"
#include "solver/smt/solver.hpp"
#include "tests/gadgets/builder.hpp"

namespace encode {

/// a, b and c in a triangle; c owns the destination; every cable may fail.
struct Triangle : gadgets::NetworkBuilder {
    network::NodeId a = add_node("a"), b = add_node("b"), c = add_node("c");
    gadgets::Cable ab = wire(a, b), bc = wire(b, c), ac = wire(a, c);
    Triangle() { own(c, "10.0.0.0/24"); }
};

/// One world of it in which anything may fail.
struct Symbolic {
    smt::Context context;
    Failures failures;
    World world;
    ControlPlanes control;
    DataPlanes planes;
    const DataPlane& plane;
    Inspection inspection;

    explicit Symbolic(const network::Network& network)
        : failures(symbolic_failures(context, network, budget(network))),
          world(context, network, failures.down, "test"), control(world), planes(control),
          plane(planes.to(gadgets::address("10.0.0.7"))), inspection(network) {}
    Symbolic(const Symbolic&) = delete;

    static network::FailureBudget budget(const network::Network& network) {
        network::FailureLimit limit{static_cast<std::uint32_t>(network.failures.size()), {}};
        for (std::size_t i = 0; i < network.failures.size(); ++i)
            limit.groups.push_back(network::FailureId::at(i));
        return {{limit}};
    }
    bool possible(const std::vector<Equation>& equations, std::vector<smt::Term> assumptions) const {
        smt::Solver solver(context);
        for (const Equation& equation : equations)
            solver.require(equation.term, equation.sentence);
        return solver.check("possible", assumptions) == smt::Answer::satisfiable;
    }
    /// Where a packet goes, injected anywhere; or at a node that treats what is injected there unlike what arrives.
    Terrain terrain(const network::Packet& packet, std::optional<network::NodeId> injected = std::nullopt) {
        return terrain_of_packets(
            world, inspection, layers(inspection, planes, packet, Stateful::ask, Translation::applies), injected);
    }
    Terrain terrain() { return terrain(packet()); }
    static network::Packet packet() {
        return {gadgets::address("10.9.0.1"), gadgets::address("10.0.0.7"), network::Protocol::tcp, 40000, 443};
    }
    smt::Term down(const gadgets::Cable& cable) const { return failures.down[cable.failure.index()]; }
};

} // namespace encode
