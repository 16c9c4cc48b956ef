// unique-state: some prefix has two stable states under the same failures in which some node forwards otherwise, and no
// free choice tells them apart (`ties count`: or one does). Two copies of the prefix's equations share the failures; a
// prefix whose equations are a circuit has no second state. Unsatisfiable iff it holds.

#include <algorithm>

#include "solver/properties/places.hpp"
#include "solver/properties/property.hpp"
#include "solver/properties/several_states.hpp"

namespace properties {

using network::Prefix;

namespace {

std::vector<Prefix> announced_prefixes(const network::Network& network) {
    std::vector<Prefix> prefixes;
    for (const network::Node& node : network.nodes)
        for (const network::Origination& origination : node.originates)
            if (node.asn)
                prefixes.push_back(origination.prefix);
    std::ranges::sort(prefixes);
    prefixes.erase(std::ranges::unique(prefixes).begin(), prefixes.end());
    return prefixes;
}

std::vector<Question> ask(Setting& setting, const Claim& claim) {
    std::vector<Question> questions;
    for (const Prefix& prefix : announced_prefixes(setting.network())) {
        Question question;
        question.flow.prefix = prefix;
        question.flow.packet.destination = prefix.first();
        question.violated = setting.several_states(question, prefix, claim.options.count_ties);
        questions.push_back(std::move(question));
    }
    return questions;
}

bool in_scope(const network::Network&, const Claim&, const Flow&) { return true; }

std::optional<Witness> replay(const network::Network& network, const Claim& claim, const Flow& flow,
                              const Scenario& scenario) {
    const auto* one = scenario.state.find(flow.prefix);
    const auto* other = scenario.second ? scenario.second->find(flow.prefix) : nullptr;
    if (!one || !other ||
        (!claim.options.count_ties && !choosing_otherwise(network, scenario.state, *scenario.second, flow.prefix).empty()))
        return std::nullopt;
    const auto flips = forwarding_otherwise(network, scenario.state, *scenario.second, flow.prefix);
    if (flips.empty())
        return std::nullopt;
    return Witness{end_at(network, flips.front()),
                   end_of(network, flow.prefix.first()),
                   flow.packet,
                   {},
                   {},
                   "several-stable-states",
                   flips.front(),
                   {}};
}

} // namespace

Property unique_state() {
    return {"unique-state",
            "routing comes to rest in one way only, but for what ties leave open; `ties count`: in one way only",
            "unsatisfiable iff it holds: two stable states under the same failures forward otherwise somewhere",
            ask,
            in_scope,
            replay};
}

} // namespace properties
