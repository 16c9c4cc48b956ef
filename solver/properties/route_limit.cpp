// route-limit: over some session a node of X accepts routes for more than N prefixes: those that pass its
// import policy, valid or not. One question per session, about all prefixes that could ever pass; where they
// are no more than N nothing is asked. A prefix that stands for many beyond the file counts as all of them: while it is
// announced, they may be. Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/properties/limits.hpp"
#include "solver/properties/more_than.hpp"
#include "solver/properties/property.hpp"
#include "solver/routing/simulate.hpp"

namespace properties {

using network::NodeId;
using network::SessionId;
using smt::Term;

namespace {

struct Limited {
    SessionId session;
    NodeId node;
    std::uint32_t at_most;
};

std::vector<Limited> limited_ends(const network::Network& network, const Claim& claim) {
    std::vector<Limited> result;
    for (std::size_t i = 0; i < network.sessions.size(); ++i)
        for (const auto* end : {&network.sessions[i].a, &network.sessions[i].b})
            if (std::ranges::binary_search(claim.options.at, end->node))
                if (const auto limit = limit_at(claim.options, *end))
                    result.push_back({SessionId::at(i), end->node, *limit});
    return result;
}

Term too_many(Setting& setting, Question& question, const Limited& end) {
    const network::Network& network = setting.network();
    const auto prefixes = acceptable(network, end.session, end.node);
    if (count_of(network, prefixes) <= end.at_most)
        return smt::no;
    std::vector<Counted> accepted;
    for (const auto& [prefix, times] : counts(network, prefixes))
        accepted.push_back({setting.accepted(question, prefix, end.node, end.session), times});
    return count_more_than(setting.context(), end.at_most, accepted);
}

/// Whether a session over routes is ever up, routing tells: some prefix that needs it brings its conditions along.
void hangs_on_conditions(Setting& setting, Question& question) {
    const network::Network& network = setting.network();
    if (std::ranges::none_of(network[question.flow.session].fails_with,
                             [&](network::FailureId id) { return network[id].condition.has_value(); }))
        return;
    question.premise = setting.world().up(question.flow.session);
    for (const network::Prefix& prefix : routed_prefixes(network))
        if (announced(network, prefix)) {
            const Dependency any{prefix, &setting.control(prefix), std::nullopt};
            if (std::ranges::find(question.depends_on, any) == question.depends_on.end())
                question.depends_on.push_back(any);
            return;
        }
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    setting.listen(claim.options.at);
    std::vector<Question> questions;
    for (const Limited& end : limited_ends(setting.network(), claim)) {
        Question question;
        question.flow.session = end.session;
        question.flow.at = end.node;
        question.violated = too_many(setting, question, end);
        hangs_on_conditions(setting, question);
        questions.push_back(std::move(question));
    }
    return questions;
}

bool may_fail(const Claim& claim, network::FailureId group) {
    bool named = false;
    for (const network::FailureLimit& limit : claim.budget.limits)
        if (std::ranges::find(limit.groups, group) != limit.groups.end()) {
            named = true;
            if (limit.at_most == 0)
                return false;
        }
    return named;
}

/// A session that stands in for others is up only while one of those has failed.
bool in_scope(const network::Network& network, const Claim& claim, const Flow& flow) {
    return routing::is_up(network, flow.session, {}) ||
           std::ranges::any_of(network[flow.session].stands_in_for, [&](network::FailureId group) {
               return may_fail(claim, group) && routing::is_up(network, flow.session, {group});
           });
}

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const network::Session& session = network[flow.session];
    const auto limit = limit_at(claim.options, session.end(flow.at));
    if (!limit || count_of(network, accepted(network, scenario.state, flow.session, flow.at)) <= *limit)
        return std::nullopt;
    const NodeId peer = session.far_end(flow.at).node;
    return Witness{{network[peer].name, peer, {}},
                   {network[flow.at].name, flow.at, {}},
                   {},
                   {},
                   {},
                   "too-many-routes",
                   flow.at,
                   {}};
}

} // namespace

Property route_limit() {
    return {"route-limit",
            "no session brings more prefixes than `at-most`, or than the receiver takes",
            "unsatisfiable iff it holds: more than N prefixes pass the import of one session",
            ask,
            in_scope,
            replay};
}

} // namespace properties
