#pragma once
// Deciding named queries over terms. The only door to Z3 (C API, `QF_FD`); its exceptions and errors end
// here.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "solver/smt/pages.hpp"
#include "solver/smt/term.hpp"

namespace smt {

/// How a query ended. `timeout` and `gave_up` are never read as a verdict.
enum class Answer { satisfiable, unsatisfiable, timeout, gave_up };

/// What one query may cost.
struct Limits {
    double seconds =
        0; ///< wall time for one query; 0: no bound. A watchdog interrupts Z3, which may ignore its own
};

/// An assignment of every term reachable from what was asserted.
class Model {
public:
    /// `values`: 1 where a variable node is true, -1 where it is false, 0 where it is left open.
    explicit Model(const Context& context, Pages<signed char> values);
    bool value(Term term) const; ///< variables Z3 left open are false; evaluated through the graph where asked for

private:
    void evaluate(std::uint32_t node) const;
    const Context* context_;
    mutable Pages<signed char> values_; ///< of conjunctions once they are known
    mutable std::vector<std::uint32_t> open_;
};

struct Statistics {
    std::size_t queries = 0, variables = 0, clauses = 0;
    double seconds = 0; ///< inside Z3
};

class Answered;

/// Asserted terms and incremental queries under assumptions. Models are re-evaluated against every assertion
/// and assumption before they are given out; unsat cores are re-checked before they are (Z3 4.8.12 has
/// returned wrong and empty ones). A failed re-check throws `std::logic_error`: our fault, exit 4.
class Solver {
public:
    /// `answered`: shared by solvers whose queries may be the same but for names.
    explicit Solver(const Context& context, Limits limits = {}, Answered* answered = nullptr);
    ~Solver();
    Solver(Solver&&) noexcept;

    /// Adds an assertion; `sentence` says in the domain's words what it stands for (shown in dumps).
    void require(Term term, std::string_view sentence);
    /// `query` names the question in dumps and statistics.
    Answer check(std::string_view query, std::span<const Term> assumptions = {});
    const Model& model() const; ///< after `satisfiable`
    /// Assumptions that suffice for the last `unsatisfiable`, re-checked, minimised by deletion as far as the
    /// limits allow.
    std::vector<Term> core();
    const Statistics& statistics() const;
    /// The asserted formula as SMT-LIB, readable by any solver.
    std::string smt2(std::string_view query, std::span<const Term> assumptions = {}) const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace smt
