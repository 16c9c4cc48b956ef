// Every location on a branch gets a run (how many times the label changed since A) and the last label. The
// answer's branch is counted from its end, which is A too. Two sequences differ iff their numbers of runs at
// B differ or the labels of some run do.

#include "solver/properties/sequence.hpp"

#include <algorithm>

#include "solver/encode/paths.hpp"

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

/// Where a branch begins (as injected) and where it ends, and when each of these locations is the one.
std::vector<encode::Terrain::Entry> beginnings(const encode::Branch& branch) {
    return branch.terrain().entries(branch.from());
}
std::vector<encode::Terrain::Entry> endings(const encode::Branch& branch) {
    std::vector<encode::Terrain::Entry> result;
    for (std::uint32_t i = 0; i < branch.terrain().locations().size(); ++i)
        if (const Term ends = branch.ends_at(i); !ends.is_false())
            result.push_back({i, ends});
    return result;
}

/// How many locations a branch can visit.
std::size_t locations(const encode::Branch& branch) {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < branch.terrain().locations().size(); ++i)
        count += !branch.visits_location(i).is_false();
    return count;
}

/// Runs and last labels of one branch, counted from A: along its steps, or against them.
class Counted {
public:
    Counted(const encode::Branch& branch, const Labels& labels, bool against, std::size_t first, std::string name,
            std::size_t run_bits, std::size_t label_bits, std::vector<Equation>& equations)
        : branch_(branch), terrain_(branch.terrain()), context_(terrain_.world().context()), against_(against),
          name_(std::move(name)), run_bits_(run_bits), label_bits_(label_bits), equations_(equations) {
        number(constant(first, label_bits));
        for (std::uint32_t i = 0; i < terrain_.steps().size(); ++i)
            if (!branch.takes(i).is_false())
                count(i, labels[terrain_.steps()[i].link.index()]);
        total = variables(context_, name_ + "/total", run_bits_);
        for (const encode::Terrain::Entry& last_one : against_ ? beginnings(branch_) : endings(branch_))
            equations_.push_back({context_.implies(context_.all({branch_.exists(), last_one.term}),
                                                   equal(context_, total, run[last_one.location])),
                                  "what a branch crossed is counted where the count ends"});
    }

    std::vector<Number> run, last; // by location
    Number total;

private:
    std::uint32_t before(std::uint32_t step) const {
        return against_ ? terrain_.steps()[step].to : terrain_.steps()[step].from;
    }
    std::uint32_t after(std::uint32_t step) const {
        return against_ ? terrain_.steps()[step].from : terrain_.steps()[step].to;
    }

    // Numbers are constants where counting begins and nothing is counted towards.
    void number(const Number& label) {
        std::vector<bool> entered(terrain_.locations().size());
        for (std::uint32_t i = 0; i < terrain_.steps().size(); ++i)
            if (!branch_.takes(i).is_false())
                entered[after(i)] = true;
        for (std::uint32_t i = 0; i < entered.size(); ++i) {
            const std::string place = name_ + "/" + std::to_string(i);
            run.push_back(entered[i] ? variables(context_, place + "/run", run_bits_) : constant(0, run_bits_));
            last.push_back(entered[i] ? variables(context_, place + "/last", label_bits_)
                                      : label);
        }
        for (const encode::Terrain::Entry& first : against_ ? endings(branch_) : beginnings(branch_))
            equations_.push_back(
                {context_.implies(context_.all({branch_.exists(), first.term}),
                                  context_.all({equal(context_, run[first.location], constant(0, run_bits_)),
                                                equal(context_, last[first.location], label)})),
                 "nothing is crossed where the count begins"});
    }

    void count(std::uint32_t step, std::size_t value) {
        const std::uint32_t from = before(step), to = after(step);
        const Number label = constant(value, label_bits_);
        const Term changes = value == 0 ? smt::no : !equal(context_, last[from], label);
        const Number& carried = value == 0 ? last[from] : label;
        equations_.push_back(
            {context_.implies(branch_.takes(step),
                              context_.all({equal(context_, run[to], plus(context_, run[from], changes)),
                                            equal(context_, last[to], carried)})),
             "what a branch crossed so far is counted over " +
                 terrain_.world().network()[terrain_.steps()[step].link].name});
    }

    const encode::Branch& branch_;
    const encode::Terrain& terrain_;
    smt::Context& context_;
    bool against_;
    std::string name_;
    std::size_t run_bits_, label_bits_;
    std::vector<Equation>& equations_;
};

/// Some location of the branch has this run and this label.
Term shown(smt::Context& context, const Counted& counted, const encode::Branch& branch, const Number& place,
           const Number& label, const std::string& name, std::vector<Equation>& equations) {
    std::vector<Term> shows;
    const encode::Terrain& terrain = branch.terrain();
    for (std::uint32_t i = 0; i < terrain.locations().size(); ++i) {
        if (branch.visits_location(i).is_false())
            continue;
        shows.push_back(context.variable(name + "/shows/" + std::to_string(i)));
        equations.push_back(
            {context.implies(shows.back(),
                             context.all({branch.visits_location(i), equal(context, counted.run[i], place),
                                          equal(context, counted.last[i], label)})),
             "the place where the ways differ is at " +
                 terrain.world().network()[terrain.locations()[i].node].name});
    }
    return context.any(shows);
}

} // namespace

Differing::Differing(const encode::Branch& there, const Labels& labels_there, const encode::Branch& back,
                     const Labels& labels_back, std::size_t first) {
    const encode::World& world = there.terrain().world();
    smt::Context& context = world.context();
    const std::size_t run_bits = encode::bits_for(std::max(locations(there), locations(back)) + 1);
    const std::size_t most = std::max({first, std::ranges::max(labels_there), std::ranges::max(labels_back)});
    const std::size_t label_bits = encode::bits_for(most + 1);
    const std::string name = world.name() + "/differing";
    const Counted forwards(there, labels_there, false, first, name + "/there", run_bits, label_bits, equations_);
    const Counted backwards(back, labels_back, true, first, name + "/back", run_bits, label_bits, equations_);

    const Number place = variables(context, name + "/place", run_bits);
    const Number label_there = variables(context, name + "/there/label", label_bits);
    const Number label_back = variables(context, name + "/back/label", label_bits);
    const Term labels_differ =
        context.all({shown(context, forwards, there, place, label_there, name + "/there", equations_),
                     shown(context, backwards, back, place, label_back, name + "/back", equations_),
                     !equal(context, label_there, label_back)});
    term_ = context.any({!equal(context, forwards.total, backwards.total), labels_differ});
}

} // namespace properties
