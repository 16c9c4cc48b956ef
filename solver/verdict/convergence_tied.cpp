// Where prefixes go round in a circle of conditions, or one does not settle by itself, a failure set needs a valuation of
// the conditions under which every prefix has a state whose tables agree with it. There is no cover here: a condition may
// turn with any failure, so each set is asked about.

#include <fmt/format.h>

#include "solver/properties/setting.hpp"
#include "solver/routing/conditions.hpp"
#include "solver/verdict/convergence.hpp"
#include "solver/verdict/decide_inquiry.hpp"
#include "solver/verdict/replay.hpp"
#include "solver/verdict/scope.hpp"

namespace verdict {

using network::FailureSet;
using network::Network;

namespace {

class TiedCover {
public:
    TiedCover(const Network& network, const network::Tied& group, const network::FailureBudget& budget,
              const Settings& settings)
        : network_(network), group_(group), ties_(network), settings_(settings), setting_(network, budget) {
        claim_.name = claim_.property = "convergence";
    }

    bool cover(const FailureSet& failed, PrefixAnswer& answer) {
        if (routing::settle_tied(network_, ties_, group_.prefixes, failed))
            return true;
        Inquiry& inquiry = this->inquiry();
        auto assumptions = inquiry.exactly(failed);
        auto real = assumptions;
        real.push_back(!inquiry.overflow());
        auto found = inquiry.ask("a stable state", real);
        if (found == smt::Answer::satisfiable) {
            decode(inquiry, claim_, question_);
            return true;
        }
        if (found == smt::Answer::unsatisfiable && !inquiry.overflow().is_false())
            found = inquiry.ask("a state beyond the bound", assumptions);
        const std::string routes = "routing to " + to_string(group_.prefixes.front()) + " and what it depends on";
        if (found == smt::Answer::satisfiable)
            answer.why_unknown = "a stable state may hold AS paths longer than the bound of the encoding";
        else if (found != smt::Answer::unsatisfiable)
            answer.why_unknown =
                fmt::format("whether {} settles under {} was not decided in time", routes, names(network_, failed));
        else
            deny(failed, answer);
        return false;
    }

    void add_statistics(Statistics& statistics) const {
        if (!inquiry_)
            return;
        statistics.queries = inquiry_->statistics().queries;
        statistics.variables = inquiry_->statistics().variables;
        statistics.clauses = inquiry_->statistics().clauses;
        statistics.solve_seconds = inquiry_->statistics().seconds;
        statistics.candidates = inquiry_->candidates();
    }

private:
    Inquiry& inquiry() {
        if (!inquiry_) {
            for (const network::Prefix& prefix : group_.prefixes)
                if (announced(network_, prefix))
                    question_.depends_on.push_back({prefix, &setting_.control(prefix), std::nullopt});
            setting_.tie(question_);
            inquiry_.emplace(setting_, std::vector<const properties::Question*>{&question_},
                             std::vector<network::Prefix>{}, settings_, "convergence");
        }
        return *inquiry_;
    }

    /// The oracle must not find a state either.
    void deny(const FailureSet& failed, PrefixAnswer& answer) {
        if (!routing::enumerate_tied(network_, ties_, group_.prefixes, failed, 1).states.empty())
            throw Disagreement(fmt::format("convergence: the oracle finds a stable state of {} with {} down, the "
                                           "solver none",
                                           to_string(group_.prefixes.front()), names(network_, failed)));
        answer.unsettled = failed;
    }

    const Network& network_;
    const network::Tied& group_;
    network::Ties ties_;
    const Settings& settings_;
    properties::Setting setting_;
    properties::Claim claim_;
    properties::Question question_;
    std::optional<Inquiry> inquiry_;
};

} // namespace

PrefixAnswer settle_tied(const Network& network, const network::Tied& group, const network::FailureBudget& budget,
                         const Settings& settings) {
    PrefixAnswer answer{{}, {}, "a stable state for every failure set", {}};
    if (scenario_count(network, budget) > most_failure_sets) {
        answer.why_unknown = fmt::format("whether routing to {} settles under so many failure sets was not tried",
                                         to_string(group.prefixes.front()));
        return answer;
    }
    TiedCover cover(network, group, budget, settings);
    for_each_failure_set(network, budget, [&](const FailureSet& failed) { return cover.cover(failed, answer); });
    cover.add_statistics(answer.statistics);
    return answer;
}

} // namespace verdict
