// Each statement is a formula per location over the values of its next hops. Locations on circles of steps get
// variables first; the others are made next hops first and are nothing but their formulas.

#include "solver/encode/paths.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace encode {

using network::NodeId;
using smt::Term;

namespace {

std::string label(const Terrain& terrain, std::uint32_t location, const std::string& what) {
    const Terrain::Location& at = terrain.locations()[location];
    std::string name = terrain.world().name() + "/" + terrain.world().network()[at.node].name + "/" +
                       to_string(terrain.plane(at.header).destination()) + "/" + what;
    return at.header == 0 ? name : name + "/" + std::to_string(at.header);
}

const std::string& name_of(const Terrain& terrain, std::uint32_t location) {
    return terrain.world().network()[terrain.locations()[location].node].name;
}

/// Values of all locations by `formula(location)`, which may use those of next hops. `sentence` has a place for the
/// name of a node.
template <class Formula>
void solve(const Terrain& terrain, const Components& components, const std::string& what, std::string_view sentence,
           std::vector<Term>& values, std::vector<Equation>& equations, Formula formula) {
    smt::Context& context = terrain.world().context();
    const auto count = static_cast<std::uint32_t>(terrain.locations().size());
    values.resize(count, smt::no);
    for (std::uint32_t i = 0; i < count; ++i)
        if (components.cyclic(i))
            values[i] = context.variable(label(terrain, i, what));
    for (const std::uint32_t i : components.sinks_first())
        if (!components.cyclic(i))
            values[i] = formula(i);
    for (std::uint32_t i = 0; i < count; ++i)
        if (components.cyclic(i))
            equations.push_back({context.implies(values[i], formula(i)),
                                 fmt::format(fmt::runtime(sentence), name_of(terrain, i))});
}

/// Injected at the node, which of several locations it may be: that one has the value.
Term injected(const Terrain& terrain, NodeId node, const std::vector<Term>& values) {
    smt::Context& context = terrain.world().context();
    std::vector<Term> some;
    for (const Terrain::Entry& entry : terrain.entries(node))
        some.push_back(context.all({entry.term, values[entry.location]}));
    return context.any(some);
}

} // namespace

Undelivered::Undelivered(const Terrain& terrain, NodeId wanted) : terrain_(&terrain) {
    smt::Context& context = terrain.world().context();
    std::vector<Term> ways;
    solve(terrain, terrain.components(), "undelivered",
          "a packet that some branch loses at {} is dropped there or lost at a next hop", values_, equations_,
          [&](std::uint32_t location) {
              const Term delivers = terrain.delivers(location);
              const bool right = terrain.locations()[location].node == wanted;
              ways = {terrain.dies(location), right ? smt::no : delivers};
              for (const std::uint32_t i : terrain.out(location))
                  ways.push_back(context.all({terrain.steps()[i].term, values_[terrain.steps()[i].to]}));
              return context.any(ways);
          });
}

Term Undelivered::from(NodeId node) const { return injected(*terrain_, node, values_); }

Unreachable::Unreachable(const Terrain& terrain, NodeId wanted) : terrain_(&terrain) {
    smt::Context& context = terrain.world().context();
    std::vector<Term> all;
    solve(terrain, terrain.components(), "unreachable",
          "from {} no branch is delivered, so neither from any next hop", values_, equations_,
          [&](std::uint32_t location) {
              all = {!terrain.delivers(location, wanted)};
              for (const std::uint32_t i : terrain.out(location))
                  all.push_back(context.implies(terrain.steps()[i].term, values_[terrain.steps()[i].to]));
              return context.any({terrain.refuses(location), context.all(all)});
          });
}

Term Unreachable::from(NodeId node) const { return injected(*terrain_, node, values_); }

Delivered::Delivered(const Terrain& terrain, NodeId wanted, const std::vector<NodeId>& avoiding)
    : terrain_(&terrain) {
    smt::Context& context = terrain.world().context();
    const Components& components = terrain.components();
    std::vector<std::vector<Term>> numbers(terrain.locations().size());
    for (std::uint32_t i = 0; i < numbers.size(); ++i)
        if (components.cyclic(i))
            for (std::size_t bit = 0; bit < bits_for(components.largest()); ++bit)
                numbers[i].push_back(context.variable(label(terrain, i, "distance/" + std::to_string(bit))));
    std::vector<Term> ways;
    solve(terrain, components, "delivered", "a packet that some branch delivers is delivered at {} or from a next hop",
          values_, equations_, [&](std::uint32_t location) {
              if (std::ranges::find(avoiding, terrain.locations()[location].node) != avoiding.end())
                  return smt::no;
              ways = {terrain.delivers(location, wanted)};
              for (const std::uint32_t i : terrain.out(location)) {
                  const auto& [from, to, link, term] = terrain.steps()[i];
                  const bool circle = components.cyclic(from) && components.same(from, to);
                  ways.push_back(context.all(
                      {term, values_[to], circle ? less(context, numbers[to], numbers[from]) : smt::yes}));
              }
              return context.all({!terrain.refuses(location), context.any(ways)});
          });
}

Term Delivered::from(NodeId node) const { return injected(*terrain_, node, values_); }

// What comes back to a node that does not forward for others has been there before if it was injected there: only
// then it loops. `again[i]` is the location that the step to i leads back to.
Endless::Endless(const Terrain& terrain, std::optional<NodeId> injected_at) : terrain_(&terrain) {
    smt::Context& context = terrain.world().context();
    const auto again = injected_again(injected_at);
    std::vector<std::vector<std::uint32_t>> next(again.size());
    for (const Terrain::Step& step : terrain.steps())
        next[step.from].push_back(again[step.to]);
    const Components components(next);
    std::vector<Term> ways, starts, somewhere;
    solve(terrain, components, "endless", "a packet that goes on for ever at {} does so at a next hop", values_,
          equations_, [&](std::uint32_t location) {
              ways.clear();
              for (const std::uint32_t i : terrain.out(location))
                  ways.push_back(context.all({terrain.steps()[i].term, values_[again[terrain.steps()[i].to]]}));
              return context.all({!terrain.refuses(location), context.any(ways)});
          });
    for (std::uint32_t i = 0; i < again.size(); ++i)
        if (again[i] != i && components.cyclic(again[i]))
            starts.push_back(values_[again[i]]);
    equations_.push_back({context.at_most_one(starts), "a packet is injected at one node"});
    for (std::size_t i = 0; i < terrain.world().network().nodes.size(); ++i)
        if (terrain.injects_at(NodeId::at(i)))
            somewhere.push_back(from(NodeId::at(i)));
    somewhere_ = context.any(somewhere);
}

std::vector<std::uint32_t> Endless::injected_again(std::optional<NodeId> injected_at) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t i = 0; i < terrain_->locations().size(); ++i) {
        const Terrain::Location& at = terrain_->locations()[i];
        result.push_back(i);
        if (!at.stops || (injected_at && at.node != *injected_at) || !terrain_->injects_at(at.node))
            continue;
        for (const Terrain::Entry& entry : terrain_->entries(at.node))
            if (const Terrain::Location& start = terrain_->locations()[entry.location];
                !start.stops && start.header == at.header)
                result.back() = entry.location;
    }
    return result;
}

Term Endless::from(NodeId node) const { return injected(*terrain_, node, values_); }

std::size_t bits_for(std::size_t count) {
    std::size_t bits = 0;
    while ((std::size_t{1} << bits) < count)
        ++bits;
    return bits;
}

Term less(smt::Context& context, const std::vector<Term>& a, const std::vector<Term>& b) {
    Term result = smt::no;
    for (std::size_t i = 0; i < a.size(); ++i)
        result = context.any({context.all({!a[i], b[i]}), context.all({context.iff(a[i], b[i]), result})});
    return result;
}

} // namespace encode
