// Failure budgets in words and numbers, and failures by name.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/lower/classes.hpp"
#include "solver/lower/failures.hpp"
#include "solver/lower/lower.hpp"
#include "solver/network/choices.hpp"

namespace lower {
namespace {

using network::FailureId;
using network::FailureSet;

constexpr std::uint64_t most = UINT64_MAX;

std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return a > most - b ? most : a + b; }
std::uint64_t product(std::uint64_t a, std::uint64_t b) { return a != 0 && b > most / a ? most : a * b; }

// n over k; saturates. Each step of the product is itself a binomial coefficient, so the division is exact.
std::uint64_t choose(std::uint64_t n, std::uint64_t k) {
    unsigned __int128 result = 1;
    for (std::uint64_t i = 1; i <= std::min(k, n - k); ++i) {
        result = result * (n - i + 1) / i;
        if (result > most)
            return most;
    }
    return static_cast<std::uint64_t>(result);
}

/// Groups that the same limits count, and how many there are.
struct Atom {
    std::set<std::size_t> limits;
    std::uint64_t groups = 0;
};

std::vector<Atom> atoms(const network::FailureBudget& budget) {
    std::map<FailureId, std::set<std::size_t>> limits_of;
    for (std::size_t i = 0; i < budget.limits.size(); ++i)
        for (const FailureId group : budget.limits[i].groups)
            limits_of[group].insert(i);
    std::map<std::set<std::size_t>, std::uint64_t> sizes;
    for (const auto& [group, limits] : limits_of)
        ++sizes[limits];
    std::vector<Atom> all;
    for (const auto& [limits, groups] : sizes)
        all.push_back({limits, groups});
    return all;
}

// The ways to fail some of atoms[i…] with `left` still allowed by each limit; memorised by (i, left).
using Left = std::vector<std::uint64_t>;
std::uint64_t count(const std::vector<Atom>& atoms, std::size_t i, const Left& left,
                    std::map<std::pair<std::size_t, Left>, std::uint64_t>& known) {
    if (i == atoms.size())
        return 1;
    const auto [place, is_new] = known.try_emplace({i, left}, 0);
    if (!is_new)
        return place->second;
    std::uint64_t bound = atoms[i].groups;
    for (const std::size_t limit : atoms[i].limits)
        bound = std::min(bound, left[limit]);
    std::uint64_t total = 0;
    for (std::uint64_t taken = 0; taken <= bound && total != most; ++taken) {
        Left rest = left;
        for (const std::size_t limit : atoms[i].limits)
            rest[limit] -= taken;
        total = sum(total, product(choose(atoms[i].groups, taken), count(atoms, i + 1, rest, known)));
    }
    return known[{i, left}] = total;
}

std::string counted(const network::Network& network, const network::FailureLimit& limit) {
    std::map<network::FailureClass, std::size_t> numbers;
    for (const FailureId group : limit.groups)
        ++numbers[network[group].failure_class];
    std::vector<std::string> parts;
    for (const ClassWord& one : classes())
        if (const std::size_t n = numbers[one.failure_class])
            parts.push_back(fmt::format("{} {}{}", n, one.noun, n == 1 ? "" : "s"));
    return fmt::format("at most {} of {}", std::min<std::size_t>(limit.at_most, limit.groups.size()),
                       parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", ")));
}

} // namespace

std::uint64_t scenario_count(const network::FailureBudget& budget) {
    Left left;
    for (const network::FailureLimit& limit : budget.limits)
        left.push_back(limit.at_most);
    std::map<std::pair<std::size_t, Left>, std::uint64_t> known;
    return count(atoms(budget), 0, left, known);
}

std::string describe(const network::Network& network, const network::FailureBudget& budget) {
    const network::FailureBudget failures = without_choices(network, budget);
    const std::string open = open_choices(network, budget);
    const std::uint64_t scenarios = scenario_count(failures);
    if (scenarios == 1)
        return fmt::format("nothing fails{} (1 scenario)", open);
    std::vector<std::string> limits;
    for (const network::FailureLimit& limit : failures.limits)
        limits.push_back(counted(network, limit));
    return fmt::format("{}{} ({} scenarios)", fmt::join(limits, " and "), open,
                       scenarios == most ? "more than 2^64" : fmt::format("{}", scenarios));
}

network::FailureBudget with_at_most(const network::Network& network, network::FailureBudget budget,
                                    std::uint32_t k) {
    for (network::FailureLimit& limit : budget.limits)
        if (!leaves_choices_open(network, limit))
            limit.at_most = k;
    return budget;
}

// -- failures by name
// ---------------------------------------------------------------------------------------------

namespace {

// A name may be shared by a connection and the node it ends at: `down` then means the connection.
FailureSet groups_named(const network::Network& network, std::string_view name) {
    FailureSet things, nodes;
    for (std::size_t i = 0; i < network.failures.size(); ++i)
        if (network.failures[i].name == name)
            (network.failures[i].failure_class == network::FailureClass::node ? nodes : things)
                .push_back(FailureId::at(i));
    return things.empty() ? nodes : things;
}

// `vpngw` means `vpngw/0` and `vpngw/1`; `primary` means `seattle/primary` where no other is called so.
FailureSet groups_around(const network::Network& network, std::string_view name) {
    const std::string beginning = fmt::format("{}/", name), ending = fmt::format("/{}", name);
    FailureSet members;
    std::set<std::string_view> owners;
    for (std::size_t i = 0; i < network.failures.size(); ++i) {
        if (network.failures[i].name.starts_with(beginning))
            members.push_back(FailureId::at(i));
        if (network.failures[i].name.ends_with(ending))
            owners.insert(network.failures[i].name);
    }
    if (members.empty() && owners.size() == 1)
        return groups_named(network, *owners.begin());
    return members;
}

FailureSet group_of_turned_cable(const network::Network& network, std::string_view name) {
    const std::size_t dashes = name.find("--");
    if (dashes == std::string_view::npos)
        return {};
    return groups_named(network, fmt::format("{}--{}", name.substr(dashes + 2), name.substr(0, dashes)));
}

} // namespace

FailureSet failures_called(const network::Network& network, std::string_view name) {
    FailureSet found = groups_named(network, name);
    for (const network::Transport& transport : network.transports)
        if (found.empty() && transport.name == name)
            found = transport.groups;
    if (found.empty())
        found = group_of_turned_cable(network, name);
    if (found.empty())
        found = groups_around(network, name);
    std::ranges::sort(found);
    return found;
}

std::string nearest_failure(const network::Network& network, std::string_view name) {
    std::vector<std::string_view> known;
    for (const network::FailureGroup& group : network.failures)
        known.push_back(group.name);
    for (const network::Transport& transport : network.transports)
        known.push_back(transport.name);
    return dsl::did_you_mean(name, known);
}

std::optional<FailureSet> resolve_down(const network::Network& network, const std::string& name,
                                       std::string& error) {
    FailureSet found = failures_called(network, name);
    if (!found.empty())
        return found;
    if (network.find_node(name).known()) {
        error = fmt::format("`{}` cannot fail: nothing in the model takes it down", name);
        return std::nullopt;
    }
    const std::string help = nearest_failure(network, name);
    error = fmt::format("nothing called `{}` can fail{}{}", name, help.empty() ? "" : "; ", help);
    return std::nullopt;
}

} // namespace lower
