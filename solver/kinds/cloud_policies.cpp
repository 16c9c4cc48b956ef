// The cloud's own routing policies as terms.

#include "solver/kinds/cloud_policies.hpp"

#include <algorithm>

namespace kinds::cloud {
namespace {

using network::Outcome;
using network::PrefixRange;
using network::Term;

Term on_prefixes(std::string name, std::vector<PrefixRange> ranges, Outcome outcome, dsl::Span span) {
    return {std::move(name), {{network::MatchPrefix{std::move(ranges)}, span}}, {}, outcome, span};
}

Term accept_rest(dsl::Span span) { return {"rest", {}, {}, Outcome::accept, span}; }

Term on_tags(std::string name, std::vector<network::Community> tags, Outcome outcome, dsl::Span span) {
    return {std::move(name), {{network::MatchCommunity{std::move(tags)}, span}}, {}, outcome, span};
}

// Accepts the rest without any tag of the platform's.
Term accept_untagged(std::vector<network::Community> tags, dsl::Span span) {
    Term term = accept_rest(span);
    for (const network::Community tag : tags)
        term.sets.push_back({network::DeleteCommunity{tag}, span});
    return term;
}

/// AS 12076 is prepended eight times on the connection that is drained, "towards on-premises and the
/// ExpressRoute gateway connection" (AD:expressroute/planned-maintenance.md).
constexpr std::uint32_t drained_prepends = 8;
/// A gateway had a route over Global Reach with the path 12076-12076-12076-398656 (public lab
/// adstuart/azure-expressroute-globalreach-avs), and its local preference there is below the usual.
constexpr std::uint32_t global_reach_prepends = 2, global_reach_preference = 10;

Term prepend(std::string name, std::uint32_t times, dsl::Span span) {
    return {std::move(name), {}, {{network::PrependAs{edge_asn, times}, span}}, Outcome::next_term, span};
}

std::vector<PrefixRange> exactly(const std::vector<network::Prefix>& space) {
    std::vector<PrefixRange> ranges;
    for (const network::Prefix& prefix : space)
        ranges.push_back({prefix, prefix.length, prefix.length});
    return ranges;
}

std::vector<PrefixRange> within(const std::vector<network::Prefix>& space) {
    std::vector<PrefixRange> ranges;
    for (const network::Prefix& prefix : space)
        ranges.push_back({prefix, prefix.length, 32});
    return ranges;
}

// Everything that overlaps `space`: what lies inside, and each shorter prefix around it down to 0.0.0.0/0.
std::vector<PrefixRange> overlapping(const std::vector<network::Prefix>& space) {
    std::vector<PrefixRange> ranges = within(space);
    for (const network::Prefix& prefix : space)
        for (std::uint8_t length = 0; length < prefix.length; ++length) {
            const std::uint32_t mask = length == 0 ? 0 : ~std::uint32_t{0} << (32 - length);
            const network::Prefix around{{prefix.address.bits & mask}, length};
            if (std::ranges::find(ranges, around, &PrefixRange::prefix) == ranges.end())
                ranges.push_back({around, length, length});
        }
    return ranges;
}

/// The platform's policies by name: each is made once. Kept in the builder's notes.
struct PlatformPolicies {
    std::map<std::string, network::PolicyId> all;
};

network::PolicyId add(Builder& builder, std::string name, std::vector<Term> terms, dsl::Span span) {
    const auto [place, is_new] = builder.notes<PlatformPolicies>().all.try_emplace(
        name, network::PolicyId::at(builder.net.policies.size()));
    if (is_new)
        builder.net.policies.push_back({std::move(name), std::move(terms), span});
    return place->second;
}

} // namespace

bool is_platform_policy(Builder& builder, network::PolicyId policy) {
    return std::ranges::any_of(builder.notes<PlatformPolicies>().all,
                               [&](const auto& made) { return made.second == policy; });
}

network::PolicyId add_import_policy(Builder& builder, std::string name,
                                    const std::vector<network::Prefix>& space, RejectedOrigins origins,
                                    dsl::Span span) {
    std::vector<Term> terms = {on_prefixes("own-and-peered-space", within(space), Outcome::reject, span)};
    if (origins.remote_vnets) {
        terms.push_back(on_tags("remote-vnets", {from_gateway}, Outcome::reject, span));
        terms.back().reason = "remote-vnets-refused";
    } else if (origins.relayed)
        terms.push_back(on_tags("relayed-by-remote-vnets", {relayed}, Outcome::reject, span));
    terms.push_back(accept_rest(span));
    return add(builder, std::move(name), std::move(terms), span);
}

network::PolicyId add_own_space_policy(Builder& builder, std::string name,
                                       const std::vector<network::Prefix>& space, dsl::Span span) {
    return add(builder, std::move(name), {on_prefixes("own-space", exactly(space), Outcome::accept, span)},
               span);
}

network::PolicyId add_vpn_export_policy(Builder& builder, std::string name,
                                        const std::vector<network::Prefix>& space, dsl::Span span) {
    return add(builder, std::move(name),
               {on_prefixes("own-space", exactly(space), Outcome::accept, span),
                on_prefixes("overlaps-own-space", overlapping(space), Outcome::reject, span),
                accept_rest(span)},
               span);
}

network::PolicyId add_transit_policy(Builder& builder, std::string name,
                                     const std::vector<network::Prefix>& space, dsl::Span span) {
    return add(
        builder, std::move(name),
        {on_prefixes("own-space", exactly(space), Outcome::accept, span),
         on_tags("from-circuits", {from_customer, from_gateway, over_global_reach}, Outcome::reject, span),
         accept_rest(span)},
        span);
}

network::PolicyId add_exchange_policy(Builder& builder, std::string name,
                                      const std::vector<network::Prefix>& space, bool heeds_no_advertise,
                                      dsl::Span span) {
    std::vector<Term> terms = {on_prefixes("own-space", exactly(space), Outcome::reject, span)};
    if (heeds_no_advertise)
        terms.push_back(on_tags("no-advertise", {no_advertise}, Outcome::reject, span));
    terms.push_back(
        accept_untagged({from_customer, from_gateway, relayed, over_global_reach, from_appliance}, span));
    return add(builder, std::move(name), std::move(terms), span);
}

network::PolicyId add_tagging_policy(Builder& builder, std::string name, network::Community tag,
                                     bool mark_relayed, dsl::Span span) {
    std::vector<Term> terms;
    if (mark_relayed) // its own space has the gateway's ASN alone in its path
        terms.push_back({"relayed",
                         {{network::MatchAsPathLength{2, UINT32_MAX}, span}},
                         {{network::AddCommunity{relayed}, span}},
                         Outcome::next_term,
                         span});
    Term rest = accept_rest(span);
    rest.sets.push_back({network::AddCommunity{tag}, span});
    terms.push_back(std::move(rest));
    return add(builder, std::move(name), std::move(terms), span);
}

network::PolicyId add_to_customer_policy(Builder& builder, std::string name, Prepending prepending,
                                         dsl::Span span) {
    std::vector<Term> terms = {on_tags("customers", {from_customer}, Outcome::reject, span)};
    if (prepending.maintenance)
        terms.push_back(prepend("maintenance", drained_prepends, span));
    terms.push_back(accept_untagged({from_gateway, relayed, over_global_reach}, span));
    return add(builder, std::move(name), std::move(terms), span);
}

network::PolicyId add_to_gateway_policy(Builder& builder, std::string name, Prepending prepending,
                                        network::NodeId not_back_to, dsl::Span span) {
    std::vector<Term> terms;
    if (not_back_to.known())
        terms.push_back(
            {"its-own", {{network::MatchNextHop{{not_back_to}}, span}}, {}, Outcome::reject, span});
    if (prepending.maintenance)
        terms.push_back(prepend("maintenance", drained_prepends, span));
    if (prepending.global_reach) {
        Term far = prepend("global-reach", global_reach_prepends, span);
        far.matches = {{network::MatchCommunity{{over_global_reach}}, span}};
        terms.push_back(std::move(far));
    }
    terms.push_back(accept_rest(span));
    return add(builder, std::move(name), std::move(terms), span);
}

network::PolicyId add_global_reach_policy(Builder& builder, std::string name, dsl::Span span) {
    Term rest = accept_untagged({from_customer}, span);
    rest.sets.push_back({network::AddCommunity{over_global_reach}, span});
    rest.sets.push_back({network::SetLocalPreference{global_reach_preference}, span});
    return add(builder, std::move(name), {std::move(rest)}, span);
}

network::PolicyId add_to_appliance_policy(Builder& builder, std::string name, bool reflects, dsl::Span span) {
    std::vector<Term> terms = {on_tags("no-advertise", {no_advertise}, Outcome::reject, span)};
    if (!reflects)
        terms.push_back(on_tags("other-appliances", {from_appliance}, Outcome::reject, span));
    terms.push_back(accept_rest(span));
    return add(builder, std::move(name), std::move(terms), span);
}

} // namespace kinds::cloud
