// Announcements as originations: one for each prefix, path and set of communities that make a difference, each there or
// not as a choice that every budget leaves open. Of those of one prefix the first that is there counts, so that any of
// them, or none, can be the announcement.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/ends.hpp"
#include "solver/kinds/external.hpp"
#include "solver/kinds/external_named.hpp"
#include "solver/kinds/external_prefixes.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds {
namespace {

using network::Asn;
using network::Community;
using network::Prefix;

/// Stands for AS numbers that nothing looks at (RFC 6793 keeps it for routers that know only 16 bits).
constexpr Asn another = 23456;

struct Announcement {
    std::vector<Asn> path; ///< behind its own
    std::vector<Community> communities;
    bool operator==(const Announcement&) const = default;
};

template <class Value> std::vector<std::vector<Value>> subsets(const std::vector<Value>& all) {
    std::vector<std::vector<Value>> result{{}};
    for (const Value& value : all)
        for (std::size_t i = 0, before = result.size(); i < before; ++i) {
            result.push_back(result[i]);
            result.back().push_back(value);
        }
    std::ranges::stable_sort(result, {}, [](const auto& one) { return one.size(); });
    return result;
}

/// Paths of `length` with these AS numbers in them: one for each that may be the origin's.
std::vector<std::vector<Asn>> paths(const std::vector<Asn>& contained, std::size_t length) {
    std::vector<Asn> path = contained;
    path.resize(length, another);
    std::vector<std::vector<Asn>> result{path};
    for (const Asn last : contained) {
        std::vector<Asn> other = path;
        other.erase(std::ranges::find(other, last));
        other.push_back(last);
        if (std::ranges::find(result, other) == result.end())
            result.push_back(std::move(other));
    }
    return result;
}

std::vector<Announcement> announcements(const External& external) {
    std::vector<Announcement> result;
    for (std::size_t length = external.shortest - 1; length < external.longest; ++length)
        for (const auto& contained : subsets(external.in_paths))
            if (contained.size() <= length)
                for (const auto& path : paths(contained, length))
                    for (const auto& communities : subsets(external.communities))
                        result.push_back({path, communities});
    return result;
}

std::string name_of(const network::Node& node, const Prefix& prefix, const Announcement& one) {
    std::string name = fmt::format("{} announces {}", node.name, to_string(prefix));
    if (!one.path.empty())
        name += fmt::format(" as {} {}", *node.asn, fmt::join(one.path, " "));
    for (const Community& community : one.communities)
        name += " with " + to_string(community);
    return name;
}

/// As an end of a property it stands for what it announces, or may, and nobody in the file answers for; a default route
/// is for everything but private addresses.
std::vector<Prefix> beyond(Builder& builder, const External& external) {
    std::vector<Prefix> owned, told;
    for (const network::Node& node : builder.net.nodes)
        for (const network::OwnedPrefix& one : node.owns)
            if (one.prefix.length > 0)
                owned.push_back(one.prefix);
    for (const network::Origination& one : builder.net[external.node].originates)
        told.push_back(one.prefix);
    for (const network::PrefixRange& range : external.announces)
        told.push_back(range.prefix);
    const auto is_default = [](const Prefix& prefix) { return prefix.length == 0; };
    const bool everything = std::erase_if(told, is_default) > 0;
    std::vector<Prefix> result = network::without(network::joined(std::move(told)), network::joined(owned));
    if (everything) {
        owned.insert(owned.end(), network::private_space().begin(), network::private_space().end());
        const std::vector<Prefix> open = network::all_but(network::joined(std::move(owned)));
        result.insert(result.end(), open.begin(), open.end());
    }
    return network::joined(std::move(result));
}

/// What nobody wrote down is said with every verdict.
void assume(Builder& builder, const External& external) {
    const std::string& name = builder.net[external.node].name;
    builder.net.assumptions.push_back(
        fmt::format("external-path-length: paths that `{}` announces have {} to {} AS numbers; `as-path-length` says otherwise", name,
                    external.shortest, external.longest));
}

} // namespace

void let_announce(Builder& builder) {
    const std::vector<External> all = builder.notes<Externals>().all;
    if (all.empty() || builder.diagnostics().has_errors())
        return;
    const auto prefixes = telling_prefixes(fixed_prefixes(builder), matched_ranges(builder), all.size());
    for (const External& external : all) {
        builder.notes<Ends>().addresses[external.node] = beyond(builder, external);
        const auto may_announce = [&](const Prefix& prefix) {
            return std::ranges::any_of(external.announces, [&](const auto& range) { return range.matches(prefix); });
        };
        for (const Prefix& prefix : prefixes) {
            if (!may_announce(prefix))
                continue;
            for (const Announcement& one : announcements(external)) {
                const auto choice = builder.add_failure(name_of(builder.net[external.node], prefix, one),
                                                        network::FailureClass::choice, external.span);
                builder.net.nodes[external.node.index()].originates.push_back(
                    {prefix, false, external.span, choice, one.path, one.communities});
            }
        }
        if (!external.announces.empty() && !external.lengths_given)
            assume(builder, external);
    }
}

} // namespace kinds
