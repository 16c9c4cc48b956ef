// Announcements as originations: one for each prefix, path and set of communities that make a difference, each there or
// not as a choice that every budget leaves open. Of those of one prefix the first that is there counts, so that any of
// them, or none, can be the announcement.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

bool is_default(const network::PrefixRange& range) { return range.prefix.length == 0 && range.longest == 0; }

/// Addresses that what it announces may be for. A default route alone is for everything but private ones: nobody sends
/// those there on purpose.
std::vector<Prefix> told(Builder& builder, const External& external) {
    std::vector<Announced> all = external.announces;
    for (const network::Origination& one : builder.net[external.node].originates)
        all.push_back({{one.prefix, one.prefix.length, one.prefix.length}, {}});
    std::vector<Prefix> result;
    for (const Announced& one : all) {
        std::vector<Prefix> holes;
        if (is_default(one.range))
            holes = network::private_space();
        for (const network::PrefixRange& it : one.except)
            if (it.longest == 32 && it.shortest <= std::max(it.prefix.length, one.range.shortest))
                holes.push_back(it.prefix);
        const auto open = network::without({one.range.prefix}, network::joined(std::move(holes)));
        result.insert(result.end(), open.begin(), open.end());
    }
    return network::joined(std::move(result));
}

/// As an end of a property it stands for what it announces, or may, and nobody in the file answers for.
std::vector<Prefix> beyond(Builder& builder, const External& external) {
    std::vector<Prefix> owned;
    for (const network::Node& node : builder.net.nodes)
        for (const network::OwnedPrefix& one : node.owns)
            if (one.prefix.length > 0)
                owned.push_back(one.prefix);
    return network::joined(network::without(told(builder, external), network::joined(std::move(owned))));
}

template <class Value> std::vector<Value> left_out(std::vector<Value> looked_for, const std::vector<Value>& known) {
    std::erase_if(looked_for, [&](const Value& value) { return std::ranges::find(known, value) != known.end(); });
    return looked_for;
}

/// What nobody wrote down is said with every verdict.
void assume(Builder& builder, const External& external) {
    const network::Node& node = builder.net[external.node];
    std::vector<std::string>& all = builder.net.assumptions;
    const std::string& name = node.name;
    if (!external.lengths_given)
        all.push_back(fmt::format(
            "external-path-length: paths that `{}` announces have {} to {} AS numbers; `as-path-length` says otherwise", name,
            external.shortest, external.longest));
    std::vector<Asn> in_paths = external.in_paths;
    in_paths.push_back(*node.asn);
    if (const auto asns = left_out(matched_asns(builder.net), in_paths); !asns.empty() && external.longest > 1)
        all.push_back(fmt::format("external-as-paths: paths that `{}` announces hold none of {}, which policies look for; "
                                  "`as-path-contains` says otherwise",
                                  name, fmt::join(asns, ", ")));
    std::vector<std::string> communities;
    for (const Community& one : left_out(matched_communities(builder.net), external.communities))
        communities.push_back(to_string(one));
    if (!communities.empty())
        all.push_back(fmt::format("external-communities: what `{}` announces carries none of {}, which policies look for; "
                                  "`community` says otherwise",
                                  name, fmt::join(communities, ", ")));
}

/// How many prefixes around one address, alike but for what is announced of them, make a difference. Each node uses one of
/// them, so no more than there are nodes do; and where nothing looks at paths and communities, one for each external.
std::size_t most_around(const network::Network& network, const std::vector<External>& all) {
    std::size_t sum = 0;
    for (const External& external : all) {
        const bool told_apart = !external.in_paths.empty() || !external.communities.empty() ||
                                (external.shortest != external.longest && looks_at_lengths(network));
        sum += told_apart ? announcements(external).size() : 1;
    }
    const auto nodes = static_cast<std::size_t>(
        std::ranges::count_if(network.nodes, [](const network::Node& node) { return node.asn || node.ospf; }));
    return std::min(sum, nodes);
}

} // namespace

void let_announce(Builder& builder) {
    const std::vector<External> all = builder.notes<Externals>().all;
    if (all.empty() || builder.diagnostics().has_errors())
        return;
    const auto prefixes = telling_prefixes(fixed_prefixes(builder), matched_ranges(builder), most_around(builder.net, all));
    for (const External& external : all) {
        builder.net.nodes[external.node.index()].beyond = beyond(builder, external);
        const auto may_announce = [&](const Prefix& prefix) {
            return std::ranges::any_of(external.announces, [&](const Announced& it) { return it.holds(prefix); });
        };
        for (const auto& [prefix, stands_for] : prefixes) {
            if (!may_announce(prefix))
                continue;
            for (const Announcement& one : announcements(external)) {
                const auto choice = builder.add_failure(name_of(builder.net[external.node], prefix, one),
                                                        network::FailureClass::choice, external.span);
                builder.net.nodes[external.node.index()].originates.push_back({.prefix = prefix,
                                                                               .span = external.span,
                                                                               .only_while = choice,
                                                                               .as_path = one.path,
                                                                               .communities = one.communities,
                                                                               .stands_for = stands_for});
            }
        }
        if (!external.announces.empty())
            assume(builder, external);
    }
    builder.net.assumptions.push_back("external-attributes: what an external announces has MED 0 and origin IGP");
}

} // namespace kinds
