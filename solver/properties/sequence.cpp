// Every node on a branch gets a run (how many times the label changed since A) and the last label. The
// answer's branch is counted from its end, which is A too. Two sequences differ iff their numbers of runs at
// B differ or the labels of some run do.

#include "solver/properties/sequence.hpp"

#include <algorithm>

namespace properties {

using encode::Equation;
using network::LinkId;
using smt::Term;

namespace {

using Number = std::vector<Term>; // lowest bit first

Number variables(smt::Context& context, const std::string& name, std::size_t bits) {
    Number result;
    for (std::size_t i = 0; i < bits; ++i)
        result.push_back(context.variable(name + "/" + std::to_string(i)));
    return result;
}

Number constant(std::size_t value, std::size_t bits) {
    Number result;
    for (std::size_t i = 0; i < bits; ++i)
        result.push_back((value >> i) & 1 ? smt::yes : smt::no);
    return result;
}

Term equal(smt::Context& context, const Number& a, const Number& b) {
    std::vector<Term> same;
    for (std::size_t i = 0; i < a.size(); ++i)
        same.push_back(context.iff(a[i], b[i]));
    return context.all(same);
}

Number plus(smt::Context& context, const Number& a, Term one) {
    Number result;
    for (const Term bit : a) {
        result.push_back(!context.iff(bit, one));
        one = context.all({bit, one});
    }
    return result;
}

/// Runs and last labels of one branch, counted from A: along its links, or against them.
struct Counted {
    std::vector<Number> run, last;

    Counted(const encode::World& world, const encode::Branch& branch, const Labels& labels, bool against,
            network::NodeId a, const std::string& name, std::size_t run_bits, std::size_t label_bits,
            std::vector<Equation>& equations) {
        smt::Context& context = world.context();
        const network::Network& network = world.network();
        std::vector<bool> entered(network.nodes.size());
        for (std::size_t i = 0; i < network.links.size(); ++i)
            if (!branch.crosses(LinkId::at(i)).is_false())
                entered[(against ? network.links[i].from : network.links[i].to).index()] = true;
        entered[a.index()] = false; // counting begins there, and a branch neither enters nor leaves it again
        for (std::size_t i = 0; i < network.nodes.size(); ++i) {
            const std::string node = name + "/" + network.nodes[i].name;
            run.push_back(entered[i] ? variables(context, node + "/run", run_bits) : constant(0, run_bits));
            last.push_back(entered[i] ? variables(context, node + "/last", label_bits)
                                      : constant(0, label_bits));
        }
        for (std::size_t i = 0; i < network.links.size(); ++i) {
            const Term crosses = branch.crosses(LinkId::at(i));
            std::size_t before = network.links[i].from.index(), after = network.links[i].to.index();
            if (against)
                std::swap(before, after);
            if (crosses.is_false() || after == a.index())
                continue;
            const Number label = constant(labels[i], label_bits);
            const Term changes = labels[i] == 0 ? smt::no : !equal(context, last[before], label);
            const Number& carried = labels[i] == 0 ? last[before] : label;
            equations.push_back(
                {context.implies(crosses,
                                 context.all({equal(context, run[after], plus(context, run[before], changes)),
                                              equal(context, last[after], carried)})),
                 "what a branch crossed so far is counted over " + network.links[i].name});
        }
    }
};

} // namespace

Differing::Differing(const encode::World& world, const encode::Branch& there, const Labels& labels_there,
                     const encode::Branch& back, const Labels& labels_back, network::NodeId a,
                     network::NodeId b) {
    smt::Context& context = world.context();
    const network::Network& network = world.network();
    const std::size_t nodes = network.nodes.size();
    const std::size_t run_bits = encode::bits_for(nodes + 1);
    const std::size_t most = std::max(std::ranges::max(labels_there), std::ranges::max(labels_back));
    const std::size_t label_bits = encode::bits_for(most + 1);
    const std::string name = world.name() + "/differing";
    const Counted first(world, there, labels_there, false, a, name + "/there", run_bits, label_bits,
                        equations_);
    const Counted second(world, back, labels_back, true, a, name + "/back", run_bits, label_bits, equations_);

    const Number place = variables(context, name + "/place", run_bits);
    const auto shown = [&](const Counted& counted, const encode::Branch& branch, const std::string& side) {
        const Number label = variables(context, name + "/" + side + "/label", label_bits);
        std::vector<Term> shows;
        for (std::size_t i = 0; i < nodes; ++i) {
            shows.push_back(context.variable(name + "/" + side + "/shows/" + network.nodes[i].name));
            equations_.push_back(
                {context.implies(shows.back(), context.all({branch.visits(network::NodeId::at(i)),
                                                            equal(context, counted.run[i], place),
                                                            equal(context, counted.last[i], label)})),
                 "the place where the ways differ is at " + network.nodes[i].name});
        }
        return std::pair(context.any(shows), label);
    };
    const auto [there_shown, there_label] = shown(first, there, "there");
    const auto [back_shown, back_label] = shown(second, back, "back");
    const Term labels_differ =
        context.all({there_shown, back_shown, !equal(context, there_label, back_label)});
    term_ = context.any({!equal(context, first.run[b.index()], second.run[b.index()]), labels_differ});
}

} // namespace properties
