// A conjunction x of c1..cn gives `x -> ci` where x occurs positively and `c1 & .. & cn -> x` where negatively.

#include "solver/smt/clauses.hpp"

namespace smt {

void Clauses::require(Term term) {
    if (term.is_true()) return;
    if (term.is_false() || context_->is_variable(term.node())) {
        clause_.assign({shallow(term)});
        return write(clause_);
    }
    if (!term.negated()) {
        for (Term child : context_->children(term.node())) require(child);
        return;
    }
    clause_.clear();
    for (Term child : context_->children(term.node())) clause_.push_back(shallow(!child));
    write(clause_);
    write_pending();
}

int Clauses::literal(Term term) {
    const int found = shallow(term);
    write_pending();
    return found;
}

int Clauses::shallow(Term term) {
    const std::uint32_t node = term.node();
    if (node >= numbers_.size()) {
        numbers_.resize(context_->size(), 0);
        directions_.resize(context_->size(), 0);
    }
    if (numbers_[node] == 0) {
        numbers_[node] = engine_->new_variable();
        ++variables_;
        if (node == yes.node()) engine_->clause(std::span(&numbers_[node], 1));
    }
    const auto direction = static_cast<unsigned char>(term.negated() ? 2 : 1);
    if (!term.is_constant() && !context_->is_variable(node) && (directions_[node] & direction) == 0) {
        directions_[node] = static_cast<unsigned char>(directions_[node] | direction);
        pending_.push_back(term);
    }
    return term.negated() ? -numbers_[node] : numbers_[node];
}

void Clauses::write_pending() {
    while (!pending_.empty()) {
        const Term next = pending_.back();
        pending_.pop_back();
        define(next);
    }
}

void Clauses::define(Term term) {
    const int self = numbers_[term.node()];
    const auto children = context_->children(term.node());
    if (!term.negated()) {
        for (Term child : children) {
            clause_.assign({-self, shallow(child)});
            write(clause_);
        }
        return;
    }
    clause_.assign({self});
    for (Term child : children) clause_.push_back(shallow(!child));
    write(clause_);
}

void Clauses::write(std::vector<int>& clause) {
    engine_->clause(clause);
    ++written_;
}

}  // namespace smt
