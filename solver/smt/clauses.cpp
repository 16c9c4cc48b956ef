// A conjunction x of c1..cn gives `x -> ci` where x occurs positively and `c1 & .. & cn -> x` where
// negatively. A disjunction that is used once, or short and used little, is written out where it stands.

#include "solver/smt/clauses.hpp"

namespace smt {

void Clauses::require(Term term) {
    if (term.is_true())
        return;
    if (term.is_false() || context_->is_variable(term.node())) {
        clause_.assign({shallow(term)});
        return write(clause_);
    }
    if (!term.negated()) {
        for (Term child : context_->children(term.node()))
            require(child);
        return;
    }
    count_uses();
    clause_.clear();
    for (Term child : context_->children(term.node()))
        extend(!child);
    write(clause_);
    write_pending();
}

int Clauses::literal(Term term) {
    count_uses();
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
        if (node == yes.node())
            engine_->clause(std::span(&numbers_[node], 1));
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
            clause_.assign({-self});
            extend(child);
            write(clause_);
        }
        return;
    }
    clause_.assign({self});
    for (Term child : children)
        extend(!child);
    write(clause_);
}

void Clauses::extend(Term term) {
    if (!written_out(term)) {
        clause_.push_back(shallow(term));
        return;
    }
    for (Term child : context_->children(term.node()))
        extend(!child);
}

bool Clauses::written_out(Term term) const {
    constexpr std::uint32_t few = 2;
    const std::uint32_t node = term.node();
    if (term.is_constant() || !term.negated() || context_->is_variable(node))
        return false;
    if (node < directions_.size() && (directions_[node] & 2) != 0)
        return false; // has a literal already
    return uses_[node] <= 1 || (uses_[node] <= few && context_->children(node).size() <= few);
}

void Clauses::count_uses() {
    const auto counted = static_cast<std::uint32_t>(uses_.size());
    uses_.resize(context_->size(), 0);
    for (std::uint32_t node = counted; node < uses_.size(); ++node)
        for (Term child : context_->children(node))
            ++uses_[child.node()];
}

void Clauses::write(std::vector<int>& clause) {
    engine_->clause(clause);
    ++written_;
}

} // namespace smt
