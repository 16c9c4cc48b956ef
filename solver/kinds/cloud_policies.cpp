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

Term on_tag(std::string name, network::Community tag, Outcome outcome, dsl::Span span) {
    return {std::move(name), {{network::MatchCommunity{{tag}}, span}}, {}, outcome, span};
}

Term accept_rest(dsl::Span span) { return {"rest", {}, {}, Outcome::accept, span}; }

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

network::PolicyId add(Builder& builder, std::string name, std::vector<Term> terms, dsl::Span span) {
    builder.net.policies.push_back({std::move(name), std::move(terms), span});
    return network::PolicyId::at(builder.net.policies.size() - 1);
}

} // namespace

network::PolicyId add_import_policy(Builder& builder, std::string name,
                                    const std::vector<network::Prefix>& space, bool reject_remote_vnets,
                                    dsl::Span span) {
    std::vector<Term> terms = {on_prefixes("own-and-peered-space", within(space), Outcome::reject, span)};
    if (reject_remote_vnets)
        terms.push_back(on_tag("remote-vnets", from_gateway, Outcome::reject, span));
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

network::PolicyId add_tagging_policy(Builder& builder, std::string name, network::Community tag,
                                     dsl::Span span) {
    Term term = accept_rest(span);
    term.sets.push_back({network::AddCommunity{tag}, span});
    return add(builder, std::move(name), {std::move(term)}, span);
}

network::PolicyId add_to_customer_policy(Builder& builder, std::string name, dsl::Span span) {
    Term rest = accept_rest(span);
    rest.sets.push_back({network::DeleteCommunity{from_gateway}, span});
    return add(builder, std::move(name),
               {on_tag("customers", from_customer, Outcome::reject, span), std::move(rest)}, span);
}

} // namespace kinds::cloud
