// Values of terms: the graph is evaluated once for all nodes that existed, later ones on demand.

#include "solver/smt/solver.hpp"

#include <algorithm>
#include <utility>

namespace smt {

Model::Model(const Context& context, std::vector<signed char> values)
    : context_(&context), values_(std::move(values)) {
    values_.resize(context.size(), 0);
    for (std::uint32_t node = 0; node < values_.size(); ++node) {
        if (context.is_variable(node)) continue;
        const auto children = context.children(node);  // all of them before `node`
        values_[node] = std::all_of(children.begin(), children.end(), [&](Term child) {
            return (values_[child.node()] != 0) != child.negated();
        });
    }
}

bool Model::value(Term term) const {
    const bool positive = term.node() < values_.size() ? values_[term.node()] != 0 : later(term.node());
    return positive != term.negated();
}

bool Model::later(std::uint32_t wanted) const {
    const auto first = static_cast<std::uint32_t>(values_.size());
    std::vector<bool> values;
    for (std::uint32_t node = first; node <= wanted; ++node) {
        const auto holds = [&](Term child) {
            const bool positive = child.node() < first ? values_[child.node()] != 0 : values[child.node() - first];
            return positive != child.negated();
        };
        const auto children = context_->children(node);
        values.push_back(!context_->is_variable(node) && std::all_of(children.begin(), children.end(), holds));
    }
    return values.back();
}

}  // namespace smt
