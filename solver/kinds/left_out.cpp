// A term in front of all others, so that explanations find the line behind it.

#include "solver/kinds/left_out.hpp"

namespace kinds {

network::PolicyId leave_out(network::Network& net, const std::optional<network::PolicyId>& before,
                            const network::PrefixRange& range, std::string_view name, dsl::Span span) {
    network::Policy policy;
    policy.name = before ? net[*before].name : std::string(name);
    policy.span = before ? net[*before].span : span;
    network::Term out;
    out.matches.push_back({network::MatchPrefix{{range}}, span});
    out.outcome = network::Outcome::reject;
    out.span = span;
    policy.terms.push_back(std::move(out));
    if (before) {
        const std::vector<network::Term>& terms = net[*before].terms;
        policy.terms.insert(policy.terms.end(), terms.begin(), terms.end());
    } else {
        network::Term rest;
        rest.outcome = network::Outcome::accept;
        rest.span = span;
        policy.terms.push_back(std::move(rest));
    }
    net.policies.push_back(std::move(policy));
    return network::PolicyId::at(net.policies.size() - 1);
}

} // namespace kinds
