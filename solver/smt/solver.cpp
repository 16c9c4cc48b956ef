// Queries: constants are answered at once, the rest goes to Z3 as clauses; what comes back is checked here.

#include "solver/smt/solver.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "solver/smt/clauses.hpp"
#include "solver/smt/script.hpp"
#include "solver/smt/smtlib.hpp"

namespace smt {

namespace {

/// Z3 with what it has been told. Made anew when a context was interrupted.
struct Session {
    Session(const Context& context, Answered* answered) : script(answered), clauses(context, script) {}
    Script script;
    Clauses clauses;
    std::size_t told = 0; ///< how many of the assertions
};

} // namespace

struct Solver::Implementation {
    const Context* context = nullptr;
    Answered* answered = nullptr;
    Limits limits;
    std::vector<Assertion> assertions;
    bool contradiction = false; ///< the constant `no` was required
    std::unique_ptr<Session> session;
    std::optional<Model> model;
    std::vector<Term> assumptions; ///< of the last `unsatisfiable`, which suffice for it
    Statistics statistics;

    Answer check(std::span<const Term> assumed);
    Answer ask(std::span<const Term> assumed);
    void tell();
    void take_model(std::span<const Term> assumed);
    std::vector<Term> terms_of_core(std::span<const Term> assumed, std::span<const int> literals) const;
    void verify(Term term, std::string_view what) const;
};

Solver::Solver(const Context& context, Limits limits, Answered* answered)
    : implementation_(std::make_unique<Implementation>()) {
    implementation_->context = &context;
    implementation_->limits = limits;
    implementation_->answered = answered;
}

Solver::~Solver() = default;
Solver::Solver(Solver&&) noexcept = default;

void Solver::require(Term term, std::string_view sentence) {
    implementation_->assertions.push_back({term, std::string(sentence)});
    if (term.is_false())
        implementation_->contradiction = true;
}

Answer Solver::check(std::string_view, std::span<const Term> assumptions) {
    return implementation_->check(assumptions);
}

Answer Solver::Implementation::check(std::span<const Term> assumed) {
    ++statistics.queries;
    model.reset();
    assumptions.clear();
    if (contradiction)
        return Answer::unsatisfiable;
    for (Term term : assumed) {
        if (!term.is_false())
            continue;
        assumptions = {term};
        return Answer::unsatisfiable;
    }
    if (std::all_of(assertions.begin(), assertions.end(),
                    [](const Assertion& a) { return a.term.is_true(); }) &&
        std::all_of(assumed.begin(), assumed.end(), [](Term term) { return term.is_true(); })) {
        model.emplace(*context, Pages<signed char>{}); // anything will do
        return Answer::satisfiable;
    }
    const Answer answer = ask(assumed);
    if (answer == Answer::satisfiable)
        take_model(assumed);
    if (answer == Answer::unsatisfiable)
        assumptions.assign(assumed.begin(), assumed.end());
    return answer;
}

Answer Solver::Implementation::ask(std::span<const Term> assumed) {
    const auto start = std::chrono::steady_clock::now();
    tell();
    std::vector<int> literals;
    for (Term term : assumed)
        if (!term.is_true())
            literals.push_back(session->clauses.literal(term));
    const Answer answer = session->script.check(literals, limits.seconds);
    statistics.variables = session->clauses.variables();
    statistics.clauses = session->clauses.written();
    statistics.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return answer;
}

void Solver::Implementation::tell() {
    if (!session || session->script.spent())
        session = std::make_unique<Session>(*context, answered);
    for (; session->told < assertions.size(); ++session->told)
        session->clauses.require(assertions[session->told].term);
}

void Solver::Implementation::take_model(std::span<const Term> assumed) {
    Pages<signed char> values;
    for (const std::uint32_t node : session->clauses.seen())
        values[node] = session->script.value(session->clauses.number(node)) ? 1 : -1;
    model.emplace(*context, std::move(values));
    for (const Assertion& assertion : assertions)
        verify(assertion.term, assertion.sentence);
    for (Term term : assumed)
        verify(term, "an assumption");
}

void Solver::Implementation::verify(Term term, std::string_view what) const {
    if (!model->value(term))
        throw std::logic_error("Z3 gave a model that does not satisfy: " + std::string(what));
}

const Model& Solver::model() const {
    if (!implementation_->model)
        throw std::logic_error("a model was asked for where there is none");
    return *implementation_->model;
}

std::vector<Term> Solver::Implementation::terms_of_core(std::span<const Term> assumed,
                                                        std::span<const int> literals) const {
    std::vector<Term> terms;
    for (Term term : assumed) {
        if (term.is_constant())
            continue;
        const int number = session->clauses.number(term.node());
        if (std::find(literals.begin(), literals.end(), term.negated() ? -number : number) != literals.end())
            terms.push_back(term);
    }
    return terms;
}

// Z3's core is only a proposal. What is returned was itself found unsatisfiable as a set of assumptions.
std::vector<Term> Solver::core() {
    Implementation& self = *implementation_;
    if (self.contradiction)
        return {};
    std::vector<Term> core = self.assumptions;
    if (!core.empty() && core.front().is_false())
        return self.ask({}) == Answer::unsatisfiable ? std::vector<Term>{} : core;
    core.erase(std::remove(core.begin(), core.end(), yes), core.end());

    Answer answer = self.ask(core);
    if (answer == Answer::unsatisfiable) {
        std::vector<Term> proposed = self.terms_of_core(core, self.session->script.core());
        answer = self.ask(proposed);
        if (answer == Answer::satisfiable)
            throw std::logic_error("Z3 gave an unsatisfiable core that is satisfiable");
        if (answer == Answer::unsatisfiable)
            core = std::move(proposed);
    } else if (answer == Answer::satisfiable) {
        throw std::logic_error("Z3 answered the same query with unsatisfiable and satisfiable");
    }
    for (std::size_t i = core.size(); i-- > 0;) {
        std::vector<Term> without = core;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        if (self.ask(without) == Answer::unsatisfiable)
            core = std::move(without);
    }
    return core;
}

const Statistics& Solver::statistics() const { return implementation_->statistics; }

std::string Solver::smt2(std::string_view query, std::span<const Term> assumptions) const {
    return write_smtlib(*implementation_->context, implementation_->assertions, query, assumptions);
}

} // namespace smt
