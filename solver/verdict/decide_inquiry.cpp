// The solver's side of a decision.

#include "solver/verdict/decide_inquiry.hpp"

#include <algorithm>
#include <fstream>
#include <unordered_set>

namespace verdict {

using network::FailureId;
using network::FailureSet;
using properties::Question;
using smt::Term;

Inquiry::Inquiry(properties::Setting& setting, const std::vector<const Question*>& questions,
                 const std::vector<network::Prefix>& unsettled, const Settings& settings, std::string name)
    : setting_(&setting), name_(std::move(name)), dump_folder_(settings.dump_smt2),
      solver_(setting.context(), {settings.timeout_seconds}, &setting.answered()) {
    std::vector<const encode::ControlPlane*> control;
    std::vector<const std::vector<encode::Equation>*> equations;
    std::unordered_set<const void*> seen;
    const auto once = [&](auto& all, auto one) {
        if (seen.insert(one).second)
            all.push_back(one);
    };
    const auto add = [&](const Question& question) {
        for (const properties::Dependency& dependency : question.depends_on)
            if (dependency.control)
                once(control, dependency.control);
        for (const auto* part : question.equations)
            once(equations, part);
    };
    for (const Question* question : questions)
        add(*question);
    Question settles; // where these do not, nothing is decided
    for (const network::Prefix& prefix : unsettled)
        settles.depends_on.push_back({prefix, &setting.control(prefix), std::nullopt});
    setting.tie(settles);
    add(settles);
    solver_.require(setting.failures().within_budget, "no more fails than the budget allows");
    for (const encode::ControlPlane* plane : control) {
        for (const encode::Equation& equation : plane->equations())
            solver_.require(equation.term, equation.sentence);
        overflow_ = setting.context().any({overflow_, plane->overflow()});
        candidates_ += plane->candidate_count();
    }
    for (const auto* part : equations)
        for (const encode::Equation& equation : *part)
            solver_.require(equation.term, equation.sentence);
    for (std::size_t i = 0; i < setting.failures().down.size(); ++i)
        if (!setting.failures().down[i].is_constant() && !setting.network().failures[i].condition)
            may_fail_.push_back(FailureId::at(i));
}

smt::Answer Inquiry::ask(std::string_view query, std::vector<Term> assumptions) {
    std::erase_if(assumptions, [](Term term) { return term.is_true(); });
    if (std::ranges::any_of(assumptions, [](Term term) { return term.is_false(); }))
        return smt::Answer::unsatisfiable;
    return solver_.check(name_ + "/" + std::string(query), assumptions);
}

void Inquiry::dump(std::string_view query, const std::vector<Term>& assumptions) const {
    if (dump_folder_.empty())
        return;
    std::string file = name_ + "-" + std::string(query) + ".smt2";
    std::ranges::replace_if(
        file, [](char c) { return !(std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.'); },
        '_');
    std::ofstream(dump_folder_ + "/" + file) << solver_.smt2(query, assumptions);
}

FailureSet Inquiry::failed() const {
    FailureSet result;
    for (const FailureId group : may_fail_)
        if (model().value(down(group)))
            result.push_back(group);
    return result;
}

std::vector<Term> Inquiry::exactly(const FailureSet& failed) const {
    std::vector<Term> result;
    for (const FailureId group : may_fail_)
        result.push_back(std::ranges::binary_search(failed, group) ? down(group) : !down(group));
    return result;
}

void Inquiry::exclude(const Question& question) {
    std::vector<Term> other;
    const FailureSet failed = this->failed();
    for (const Term term : exactly(failed))
        other.push_back(!term);
    for (const properties::Dependency& dependency : question.depends_on)
        if (dependency.control)
            other.push_back(dependency.control->differs_from(model()));
    solver_.require(setting_->context().any(other), "the oracle does not see the violation in this scenario");
}

} // namespace verdict
