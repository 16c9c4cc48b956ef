// Values of terms: a conjunction is evaluated when it is first asked for, and its children before it.

#include "solver/smt/solver.hpp"

#include <utility>

namespace smt {

Model::Model(const Context& context, Pages<signed char> values)
    : context_(&context), values_(std::move(values)) {
    values_[yes.node()] = 1;
}

bool Model::value(Term term) const {
    if (values_.at(term.node()) == 0)
        evaluate(term.node());
    return (values_.at(term.node()) > 0) != term.negated();
}

void Model::evaluate(std::uint32_t wanted) const {
    open_.assign({wanted});
    while (!open_.empty()) {
        const std::uint32_t node = open_.back();
        const std::size_t below = open_.size();
        bool all = !context_->is_variable(node);
        for (const Term child : context_->children(node)) {
            const signed char value = values_.at(child.node());
            if (value == 0)
                open_.push_back(child.node());
            all = all && (value == 0 || (value > 0) != child.negated());
        }
        if (all && open_.size() > below)
            continue; // when its children are known
        open_.resize(below - 1);
        values_[node] = all ? 1 : -1;
    }
}

} // namespace smt
