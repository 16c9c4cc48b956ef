// The last pass over a network under construction.

#include "solver/kinds/finish.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/default_route.hpp"
#include "solver/kinds/device.hpp"
#include "solver/kinds/device_ospf.hpp"
#include "solver/kinds/external.hpp"
#include "solver/kinds/ibgp.hpp"
#include "solver/kinds/named_sets.hpp"
#include "solver/kinds/next_hops.hpp"
#include "solver/kinds/policy_words.hpp"
#include "solver/kinds/route_conditions.hpp"
#include "solver/kinds/sessions.hpp"
#include "solver/kinds/system_space.hpp"

namespace kinds {
namespace {

using network::Asn;
using network::PolicyId;

bool prepends_own(const network::Policy& policy) {
    for (const network::Term& term : policy.terms)
        for (const network::Set& set : term.sets)
            if (const auto* prepend = std::get_if<network::PrependAs>(&set.what);
                prepend && prepend->asn == own_asn)
                return true;
    return false;
}

network::Policy for_asn(network::Policy policy, Asn asn) {
    for (network::Term& term : policy.terms)
        for (network::Set& set : term.sets)
            if (auto* prepend = std::get_if<network::PrependAs>(&set.what);
                prepend && prepend->asn == own_asn)
                prepend->asn = asn;
    return policy;
}

/// A policy with `prepend own` becomes one policy per ASN that uses it.
class OwnAsn {
public:
    explicit OwnAsn(Builder& builder) : builder_(builder) {
        for (const network::Policy& policy : builder.net.policies)
            concerned_.push_back(prepends_own(policy));
    }

    void settle(network::SessionEnd& end) {
        const std::optional<Asn> asn = builder_.net[end.node].asn;
        for (std::optional<PolicyId>* use : {&end.import_policy, &end.export_policy})
            if (*use && asn && concerned_[(*use)->index()])
                *use = instance(**use, *asn);
    }

private:
    PolicyId instance(PolicyId policy, Asn asn) {
        const auto [place, is_new] =
            instances_.try_emplace({policy, asn}, PolicyId::at(builder_.net.policies.size()));
        if (is_new) {
            builder_.net.policies.push_back(for_asn(builder_.net[policy], asn));
            concerned_.push_back(false);
        }
        return place->second;
    }

    Builder& builder_;
    std::vector<bool> concerned_;
    std::map<std::pair<PolicyId, Asn>, PolicyId> instances_;
};

void warn_about_unused(Builder& builder) {
    std::vector<bool> used(builder.net.policies.size());
    for (const network::Session& session : builder.net.sessions)
        for (const network::SessionEnd* end : {&session.a, &session.b})
            for (const auto& policy : {end->import_policy, end->export_policy})
                if (policy)
                    used[policy->index()] = true;
    for (const PolicyId policy : builder.declared_policies())
        if (!used[policy.index()])
            builder.diagnostics().warning("VN0113", builder.net[policy].span,
                                          fmt::format("policy `{}` is never used", builder.net[policy].name),
                                          "name it in an `import` or `export`, or remove it");
}

bool is_device(const Builder& builder, const network::SessionEnd& end) {
    const std::string& kind = builder.net[end.node].kind;
    return kind == "router" || kind == "firewall";
}

// One warning, however many there are (RFC 8212 would have such a session pass nothing).
void warn_about_open_sessions(Builder& builder) {
    const network::SessionEnd* first = nullptr;
    std::size_t more = 0;
    for (const network::Session& session : builder.net.sessions) {
        if (builder.net.internal(session) || !is_device(builder, session.a) || !is_device(builder, session.b))
            continue;
        for (const network::SessionEnd* end : {&session.a, &session.b})
            if (!end->import_policy && !end->export_policy)
                first ? ++more : (first = end, more);
    }
    if (!first)
        return;
    const std::string& name = builder.net[first->node].name;
    builder.diagnostics().warning(
        "VN0115", first->span,
        fmt::format("`{}` has no policy on a session with another AS and accepts and sends everything{}",
                    name, more ? fmt::format("; so do {} more", more) : ""),
        fmt::format("say what may pass: `at {} {{ import P; export P; }}`", name));
}

void decide(Builder& builder) {
    const network::Adjacency adjacency(builder.net);
    for (const Devices::Device& device : builder.notes<Devices>().all)
        builder.net.nodes[device.node.index()].decision =
            decision_of(builder.net, device.node, adjacency.sessions[device.node.index()], device.choices);
}

} // namespace

void finish(Builder& builder) {
    settle_ospf_areas(builder);
    let_announce(builder);
    settle_conditions(builder);
    cloud::keep_system_space(builder);
    reflect(builder);
    refuse_broken_sessions(builder);
    if (!builder.diagnostics().has_errors()) { // what could not be read is no reason to warn
        warn_about_unused(builder);
        warn_about_unused_sets(builder);
        warn_about_open_sessions(builder);
        warn_about_filtered_sessions(builder);
        warn_about_profiles(builder);
        warn_about_redistribution(builder);
    }
    OwnAsn own(builder);
    for (network::Session& session : builder.net.sessions)
        for (network::SessionEnd* end : {&session.a, &session.b})
            own.settle(*end);
    decide(builder);
    suppress_contributors(builder);
    originate_defaults(builder);
    resolve_by_tables(builder);
    disable_impossible_conditions(builder);
    if (!builder.diagnostics().has_errors())
        warn_about_ibgp(builder);
}

} // namespace kinds
