// What questions depend on through conditions, in each world of its own: other tables, other conditions.

#include "solver/properties/setting_parts.hpp"

namespace properties {

using smt::Term;

void Setting::give_own_conditions(const std::string& world, std::vector<Term>& down) {
    for (const network::FailureId id : conditions(*network_))
        down[id.index()] = context_.variable("condition/" + world + "/" + (*network_)[id].name);
}

void Setting::tie(Question& question) {
    if (parts_->ties.none())
        return;
    std::map<Conditioned::World, std::vector<network::Prefix>> by_world{{{}, {}}};
    for (const Dependency& dependency : question.depends_on)
        by_world[{dependency.without, dependency.second}].push_back(dependency.prefix);
    for (auto& [world, prefixes] : by_world) {
        for (const network::Node& node : network_->nodes)
            for (const network::StaticRoute& route : node.static_routes)
                if (!route.fails_with.empty()) // in tables, whoever announces the prefix
                    prefixes.push_back(route.prefix);
        Side& side = world.second ? second_side() : this->side(world.without);
        const network::Tied tied = parts_->ties.tied(prefixes);
        if (tied.conditions.empty())
            continue;
        for (const network::Prefix& prefix : tied.prefixes) {
            if (!announced(*network_, prefix))
                continue;
            std::erase(question.depends_on, Dependency{prefix, nullptr, world.without, world.second});
            depend(question, {prefix, &side.control.of(prefix), world.without, world.second});
        }
        for (const network::FailureId condition : tied.conditions) {
            use(question, side.agreement.of(condition));
            question.conditions.push_back({condition, world, side.world.down(condition)});
        }
    }
}

} // namespace properties
