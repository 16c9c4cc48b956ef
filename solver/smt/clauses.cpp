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
    clause_.clear();
    for (Term child : context_->children(term.node()))
        extend(!child);
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
    Told& told = told_[node];
    if (told.number == 0) {
        told.number = script_->new_variable();
        ++variables_;
        if (context_->is_variable(node))
            seen_.push_back(node);
        if (node == yes.node())
            script_->clause(std::span(&told.number, 1));
    }
    const auto direction = static_cast<unsigned char>(term.negated() ? 2 : 1);
    if (!term.is_constant() && !context_->is_variable(node) && (told.directions & direction) == 0) {
        told.directions = static_cast<unsigned char>(told.directions | direction);
        pending_.push_back(term);
    }
    return term.negated() ? -told.number : told.number;
}

void Clauses::write_pending() {
    while (!pending_.empty()) {
        const Term next = pending_.back();
        pending_.pop_back();
        define(next);
    }
}

void Clauses::define(Term term) {
    const int self = told_.at(term.node()).number;
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
    if ((told_.at(node).directions & 2) != 0)
        return false; // has a literal already
    const std::uint32_t uses = context_->uses(node);
    return uses <= 1 || (uses <= few && context_->children(node).size() <= few);
}

void Clauses::write(std::vector<int>& clause) {
    script_->clause(clause);
    ++written_;
}

} // namespace smt
