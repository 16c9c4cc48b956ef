#pragma once
// From the graph to clauses, only where a term is asked for and only in the directions it is asked in
// (Plaisted, Greenbaum 1986, "A structure-preserving clause form translation").

#include <cstdint>
#include <vector>

#include "solver/smt/script.hpp"
#include "solver/smt/pages.hpp"
#include "solver/smt/term.hpp"

namespace smt {

/// Remembers what one script holds of one context.
class Clauses {
public:
    Clauses(const Context& context, Script& script) : context_(&context), script_(&script) {}

    void require(Term term);
    /// A literal that implies the term.
    int literal(Term term);
    /// The script's number of a variable node, 0 where it never saw it.
    int number(std::uint32_t node) const { return told_.at(node).number; }
    /// The variable nodes that it saw.
    const std::vector<std::uint32_t>& seen() const { return seen_; }
    std::size_t variables() const { return variables_; }
    std::size_t written() const { return written_; }

private:
    struct Told {
        int number = 0;
        unsigned char directions = 0; ///< bit 0 positive, bit 1 negative occurrence defined
    };
    int shallow(Term term); ///< its literal, with the definition put on the list of things to write
    void define(Term term); ///< the clauses of `literal(term) -> term`
    void extend(Term term); ///< makes `term` one more way to satisfy `clause_`
    bool written_out(Term term) const; ///< a disjunction with no literal of its own
    void write_pending();
    void write(std::vector<int>& clause);

    const Context* context_;
    Script* script_;
    Pages<Told> told_; // by node: a query about a part of the graph costs no more than that part
    std::vector<std::uint32_t> seen_;
    std::vector<Term> pending_;
    std::vector<int> clause_;
    std::size_t variables_ = 0, written_ = 0;
};

} // namespace smt
