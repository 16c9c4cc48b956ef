// A second copy of one prefix's equations under the same failures: two stable states at once.

#include "solver/properties/setting_parts.hpp"

namespace properties {

using smt::Term;

Setting::Side& Setting::second_side() {
    if (!parts_->second) {
        std::vector<Term> down = failures_.down;
        give_own_conditions("second", down);
        parts_->second = std::make_unique<Side>(context_, *network_, std::move(down), "second", parts_->budget,
                                                widening_, parts_->listeners, parts_->inspection);
    }
    return *parts_->second;
}

Term Setting::several_states(Question& question, const network::Prefix& prefix, bool by_choice) {
    Side& one = side(std::nullopt);
    const encode::ControlPlane& control = one.control.of(prefix);
    const bool tied = !parts_->ties.tied({prefix}).conditions.empty();
    if (!tied && (by_choice ? control.acyclic() : control.circuit_up_to_free_choices()))
        return smt::no; // a circuit has one state
    Side& other = second_side();
    const encode::ControlPlane& second = other.control.of(prefix);
    depend(question, {prefix, &control, std::nullopt});
    depend(question, {prefix, &second, std::nullopt, true});
    std::vector<Term> differ, by_free_choice;
    const encode::PrefixTables &tables = one.planes.tables(prefix), &others = other.planes.tables(prefix);
    for (const network::NodeId node : tables.nodes())
        differ.push_back(tables.differs(others, node));
    for (const network::NodeId node : control.holders())
        if (!by_choice)
            by_free_choice.push_back(control.differs_by_choice(second, node));
    return context_.all({context_.any(differ), !context_.any(by_free_choice)});
}

} // namespace properties
