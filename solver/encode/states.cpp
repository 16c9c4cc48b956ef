// Reading states out of models, and finding all of them by blocking each one found.

#include "solver/encode/control_plane_parts.hpp"

namespace encode {

using network::NodeId;
using network::SessionId;
using smt::Term;

std::vector<std::optional<SessionId>> ControlPlane::decode(const smt::Model& model) const {
    std::vector<std::optional<SessionId>> state(parts_->network().nodes.size());
    for (const NodeId node : parts_->speakers->nodes()) {
        if (!model.value(has_best(node)))
            continue;
        if (model.value(chosen_local(node)))
            state[node.index()] = SessionId{};
        for (SessionId session : parts_->world->adjacency().sessions[node.index()])
            if (model.value(chosen(node, session)))
                state[node.index()] = session;
    }
    return state;
}

// Sessions tell states apart where routes come from an origin. Routes that hold each other up may differ in
// content alone, so contents are named too.
Term ControlPlane::differs_from(const smt::Model& model) const {
    smt::Context& context = parts_->context();
    const auto state = decode(model);
    std::vector<Term> differences;
    for (const NodeId node : parts_->speakers->nodes()) {
        const auto& chosen_by_node = state[node.index()];
        if (!chosen_by_node)
            differences.push_back(has_best(node));
        else
            differences.push_back(chosen_by_node->known() ? !chosen(node, *chosen_by_node) : !chosen_local(node));
        for (Term best : parts_->terms[node].best)
            if (model.value(best))
                differences.push_back(!best);
    }
    return context.any(differences);
}

Term ControlPlane::differs_by_choice(const ControlPlane& other, NodeId node) const {
    smt::Context& context = parts_->context();
    std::vector<Term> same, ours, theirs;
    for (const SessionId session : parts_->open_to_choice(node)) {
        const Term here = parts_->chosen(node, session), there = other.parts_->chosen(node, session);
        same.push_back(context.all({here, there}));
        ours.push_back(context.all({here, other.parts_->left(node, session)}));
        theirs.push_back(context.all({there, parts_->left(node, session)}));
    }
    return context.all({!context.any(same), context.any(ours), context.any(theirs)});
}

std::optional<std::vector<std::vector<std::optional<SessionId>>>>
all_states(const network::Network& network, const network::Prefix& prefix, const network::FailureSet& failed,
           std::size_t limit) {
    smt::Context context;
    std::vector<Term> down(network.failures.size(), smt::no);
    for (network::FailureId id : failed)
        down[id.index()] = smt::yes;
    const World world(context, network, down, "all");
    const ControlPlane plane(world, prefix);

    smt::Solver solver(context);
    for (const Equation& equation : plane.equations())
        solver.require(equation.term, equation.sentence);
    std::vector<std::vector<std::optional<SessionId>>> states;
    for (;;) {
        const smt::Answer answer = solver.check("another stable state");
        if (answer == smt::Answer::unsatisfiable)
            return states;
        if (answer != smt::Answer::satisfiable || states.size() == limit)
            return {};
        if (solver.model().value(plane.overflow()))
            return {};
        states.push_back(plane.decode(solver.model()));
        solver.require(plane.differs_from(solver.model()), "not a state found before");
    }
}

} // namespace encode
