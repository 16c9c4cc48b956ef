#pragma once
// Boolean terms as values over a hash-consed graph of our own: constructors fold constants and share
// structure, so most of a formula is gone before Z3 sees it. Z3 appears only in `solver.cpp`.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace smt {

/// A Boolean term of one `Context`: a node number and a sign. Copying is free.
struct Term {
    std::uint32_t code = 0; ///< node * 2 + negated; node 0 is the constant true
    Term operator!() const { return Term{code ^ 1u}; }
    bool is_true() const { return code == 0; }
    bool is_false() const { return code == 1; }
    bool is_constant() const { return code < 2; }
    std::uint32_t node() const { return code >> 1; }
    bool negated() const { return (code & 1u) != 0; }
    auto operator<=>(const Term&) const = default;
};

inline constexpr Term yes{0};
inline constexpr Term no{1};

/// Thrown where terms are made after the time for it is over.
struct OutOfTime : std::runtime_error {
    OutOfTime() : std::runtime_error("the time limit was reached while a question was written down") {}
};

/// Owns the graph. One per question; not shared between threads.
class Context {
public:
    using Time = std::chrono::steady_clock::time_point;

    Context();
    /// From `when` on, making terms throws `OutOfTime`; nothing: never.
    void stop_at(std::optional<Time> when) { stop_ = when; }
    /// A free variable. The name is a path, `ce1/from/fw/10.0.0.0_8/best`, and shows in dumps only.
    Term variable(std::string name);
    Term all(std::span<const Term> terms); ///< conjunction; `yes` if empty
    Term any(std::span<const Term> terms); ///< disjunction; `no` if empty
    Term all(std::initializer_list<Term> terms) { return all(std::span(terms.begin(), terms.size())); }
    Term any(std::initializer_list<Term> terms) { return any(std::span(terms.begin(), terms.size())); }
    Term implies(Term a, Term b) { return any({!a, b}); }
    Term iff(Term a, Term b);
    Term if_then_else(Term condition, Term then, Term otherwise);
    /// At most / exactly one, at most k: plain clauses (Sinz 2005 for larger sets); never pseudo-Boolean.
    Term at_most_one(std::span<const Term> terms);
    Term exactly_one(std::span<const Term> terms);
    Term at_most(std::size_t k, std::span<const Term> terms);

    // Reading the graph: a node is a variable or a conjunction of its children. Children come before their
    // parents.
    std::size_t size() const { return nodes_.size(); }
    bool is_variable(std::uint32_t node) const { return nodes_[node].variable; }
    std::span<const Term> children(std::uint32_t node) const;
    /// Of how many conjunctions the node is a child.
    std::uint32_t uses(std::uint32_t node) const { return uses_[node]; }
    std::string_view name(std::uint32_t node) const;

private:
    /// A conjunction's children in `children_`, or a variable's name in `names_`.
    struct Node {
        std::size_t first;
        std::uint32_t count : 31;
        std::uint32_t variable : 1;
    };
    Term conjunction(); ///< of `scratch_`, which is sorted and folded here
    void look_at_clock();
    std::uint32_t& slot(std::span<const Term> children);
    void grow();

    std::vector<Node> nodes_;
    std::vector<std::uint32_t> uses_; ///< by node
    std::vector<Term> children_, scratch_;
    std::string names_;
    std::vector<std::uint32_t> table_; ///< open addressing: node numbers, 0 where free
    std::size_t conjunctions_ = 0;
    std::optional<Time> stop_;
    std::uint32_t made_ = 0; ///< since the clock was looked at
};

} // namespace smt
