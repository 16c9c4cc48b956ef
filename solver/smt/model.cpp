// Values of terms: the graph is evaluated once for all nodes that existed, and further when later ones are
// asked for.

#include "solver/smt/solver.hpp"

#include <algorithm>
#include <utility>

namespace smt {

Model::Model(const Context& context, std::vector<signed char> values)
    : context_(&context), values_(std::move(values)) {
    values_.resize(context.size(), 0);
    evaluate(0);
}

bool Model::value(Term term) const {
    if (term.node() >= values_.size()) {
        const auto first = static_cast<std::uint32_t>(values_.size());
        values_.resize(context_->size(), 0);
        evaluate(first);
    }
    return (values_[term.node()] != 0) != term.negated();
}

void Model::evaluate(std::uint32_t first) const {
    for (std::uint32_t node = first; node < values_.size(); ++node) {
        if (context_->is_variable(node))
            continue;
        const auto children = context_->children(node); // all of them before `node`
        values_[node] = std::all_of(children.begin(), children.end(), [&](Term child) {
            return (values_[child.node()] != 0) != child.negated();
        });
    }
}

} // namespace smt
