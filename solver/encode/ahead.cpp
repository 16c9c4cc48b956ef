// A location has something ahead if it lets the packet pass and a next hop is wanted, or has something ahead
// itself.

#include "solver/encode/ahead.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "solver/encode/paths.hpp"

namespace encode {

using network::NodeId;
using smt::Term;

namespace {

/// The values of all locations, and what they are made of.
class Values {
public:
    Values(const Terrain& terrain, const std::vector<Term>& wanted, const std::vector<bool>& starts,
           std::vector<Equation>& equations)
        : terrain_(terrain), wanted_(wanted), starts_(starts), leads_(that_lead_there()), components_(steps_behind()),
          values_(terrain.locations().size(), smt::no), numbers_(values_.size()) {
        for (std::uint32_t i = 0; i < values_.size(); ++i)
            if (components_.cyclic(i))
                add_variables(i);
        for (const std::uint32_t i : components_.sinks_first())
            if (!components_.cyclic(i))
                values_[i] = formula(i);
        for (std::uint32_t i = 0; i < values_.size(); ++i)
            if (components_.cyclic(i))
                equations.push_back(
                    {context().implies(values_[i], formula(i)),
                     fmt::format("what is ahead of {} is at a next hop or ahead of it", name(i))});
    }
    Term of(std::uint32_t location) const { return values_[location]; }

private:
    smt::Context& context() const { return terrain_.world().context(); }
    const std::string& name(std::uint32_t location) const {
        return terrain_.world().network()[terrain_.locations()[location].node].name;
    }

    /// Locations from which steps that may be taken lead to something that may be wanted, found from there backwards. All others
    /// have nothing ahead, and need no term.
    std::vector<bool> that_lead_there() const {
        std::vector<bool> leads(terrain_.locations().size());
        std::vector<std::vector<std::uint32_t>> before(leads.size());
        std::vector<std::uint32_t> open;
        const auto add = [&](std::uint32_t location) {
            if (!leads[location])
                open.push_back(location);
            leads[location] = true;
        };
        for (const Terrain::Step& step : terrain_.steps()) {
            if (!starts_[step.to])
                before[step.to].push_back(step.from);
            if (!wanted_[step.to].is_false())
                add(step.from);
        }
        while (!open.empty()) {
            const std::uint32_t location = open.back();
            open.pop_back();
            std::ranges::for_each(before[location], add);
        }
        return leads;
    }

    Components steps_behind() {
        next_.resize(terrain_.locations().size());
        for (const Terrain::Step& step : terrain_.steps())
            if (!starts_[step.to] && leads_[step.from] && leads_[step.to])
                next_[step.from].push_back(step.to);
        return Components(next_);
    }

    void add_variables(std::uint32_t location) {
        const std::string label =
            fmt::format("{}/{}/{}/ahead", terrain_.world().name(), name(location), location);
        values_[location] = context().variable(label); // it leads there, as all of its circle does
        for (std::size_t bit = 0; bit < bits_for(components_.largest()); ++bit)
            numbers_[location].push_back(context().variable(fmt::format("{}/{}", label, bit)));
    }

    Term formula(std::uint32_t location) {
        if (!leads_[location])
            return smt::no;
        std::vector<Term> ways;
        for (const std::uint32_t i : terrain_.out(location)) {
            const Terrain::Step& step = terrain_.steps()[i];
            ways.push_back(context().all({step.term, wanted_[step.to]}));
            if (starts_[step.to])
                continue;
            const bool circle = components_.cyclic(location) && components_.same(location, step.to);
            const Term nearer = circle ? less(context(), numbers_[step.to], numbers_[location]) : smt::yes;
            ways.push_back(context().all({step.term, values_[step.to], nearer}));
        }
        return context().all({!terrain_.refuses(location), context().any(ways)});
    }

    const Terrain& terrain_;
    const std::vector<Term>& wanted_;
    const std::vector<bool>& starts_;
    std::vector<bool> leads_;
    std::vector<std::vector<std::uint32_t>> next_;
    Components components_;
    std::vector<Term> values_;
    std::vector<std::vector<Term>> numbers_;
};

} // namespace

Ahead::Ahead(const Terrain& terrain, const std::vector<Term>& wanted, const std::vector<NodeId>& from) {
    smt::Context& context = terrain.world().context();
    std::vector<bool> starts(terrain.locations().size());
    std::vector<Terrain::Entry> entries;
    for (const NodeId node : from)
        for (const Terrain::Entry& entry : terrain.entries(node)) {
            entries.push_back(entry);
            starts[entry.location] = starts[entry.location] || entry.term.is_true();
        }
    const Values values(terrain, wanted, starts, equations_);
    std::vector<Term> some;
    for (const Terrain::Entry& entry : entries)
        some.push_back(context.all({entry.term, values.of(entry.location)}));
    exists_ = context.any(some);
}

} // namespace encode
