// Limits may share groups, so groups are taken together that the same limits count.

#include "solver/verdict/scope.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/network/choices.hpp"

namespace verdict {

using network::FailureBudget;
using network::FailureId;
using network::FailureSet;
using network::Network;

namespace {

constexpr std::uint64_t most = UINT64_MAX;

std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return a > most - b ? most : a + b; }
std::uint64_t product(std::uint64_t a, std::uint64_t b) { return b != 0 && a > most / b ? most : a * b; }

std::uint64_t choose(std::uint64_t n, std::uint64_t k) {
    unsigned __int128 result = 1;
    for (std::uint64_t i = 1; i <= std::min(k, n - k) && result <= most; ++i)
        result = result * (n - i + 1) / i;
    return result > most ? most : static_cast<std::uint64_t>(result);
}

/// The limits that count each group that may fail.
std::map<FailureId, std::vector<std::size_t>> limits_by_group(const Network& network,
                                                              const FailureBudget& budget) {
    std::map<FailureId, std::vector<std::size_t>> result;
    for (std::size_t i = 0; i < budget.limits.size(); ++i)
        for (const FailureId group : budget.limits[i].groups)
            if (!network[group].disabled && (result[group].empty() || result[group].back() != i))
                result[group].push_back(i);
    return result;
}

/// How many sets fit into what the limits have `left`, groups counted by the same limits taken together.
using Kinds = std::vector<std::pair<std::vector<std::size_t>, std::uint64_t>>;
std::uint64_t count(const Kinds& kinds, std::size_t at, std::vector<std::uint64_t> left) {
    if (at == kinds.size())
        return 1;
    const auto& [limits, size] = kinds[at];
    std::uint64_t total = 0;
    for (std::uint64_t taken = 0; taken <= size && total != most; ++taken) {
        total = sum(total, product(choose(size, taken), count(kinds, at + 1, left)));
        if (std::ranges::any_of(limits, [&](std::size_t limit) { return left[limit] == 0; }))
            break;
        for (const std::size_t limit : limits)
            --left[limit];
    }
    return total;
}

std::vector<std::uint64_t> allowances(const FailureBudget& budget) {
    std::vector<std::uint64_t> result;
    for (const network::FailureLimit& limit : budget.limits)
        result.push_back(limit.at_most);
    return result;
}

std::string counted(const Network& network, const network::FailureLimit& limit) {
    static constexpr std::array<std::string_view, network::failure_classes> words{
        "connection", "tunnel", "link", "node", "shared-risk", "maintenance window", "choice", "condition"};
    std::array<std::size_t, network::failure_classes> numbers{};
    for (const FailureId group : limit.groups)
        if (!network[group].disabled)
            ++numbers[static_cast<std::size_t>(network[group].failure_class)];
    std::vector<std::string> parts;
    std::size_t all = 0;
    for (std::size_t i = 0; i < words.size(); all += numbers[i++])
        if (numbers[i] != 0)
            parts.push_back(fmt::format("{} {}{}", numbers[i], words[i], numbers[i] == 1 ? "" : "s"));
    return fmt::format("at most {} of {}", std::min<std::size_t>(limit.at_most, all),
                       parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", ")));
}

/// Depth-first choice of `size` groups in index order.
class Chooser {
public:
    Chooser(const Network& network, const FailureBudget& budget,
            const std::function<bool(const FailureSet&)>& visit)
        : left_(allowances(budget)), visit_(visit) {
        for (auto& [group, limits] : limits_by_group(network, budget))
            groups_.emplace_back(group, limits);
    }
    bool all() {
        for (std::size_t size = 0; size <= groups_.size(); ++size) {
            found_ = false;
            if (!choose_more(size, 0))
                return false;
            if (!found_)
                break;
        }
        return true;
    }

private:
    bool choose_more(std::size_t missing, std::size_t at) {
        if (missing == 0) {
            found_ = true;
            return visit_(chosen_);
        }
        for (; at + missing <= groups_.size(); ++at) {
            const auto& [group, limits] = groups_[at];
            if (std::ranges::any_of(limits, [&](std::size_t limit) { return left_[limit] == 0; }))
                continue;
            for (const std::size_t limit : limits)
                --left_[limit];
            chosen_.push_back(group);
            const bool more = choose_more(missing - 1, at + 1);
            chosen_.pop_back();
            for (const std::size_t limit : limits)
                ++left_[limit];
            if (!more)
                return false;
        }
        return true;
    }

    std::vector<std::pair<FailureId, std::vector<std::size_t>>> groups_;
    std::vector<std::uint64_t> left_;
    const std::function<bool(const FailureSet&)>& visit_;
    FailureSet chosen_;
    bool found_ = false;
};

} // namespace

std::uint64_t scenario_count(const Network& network, const FailureBudget& budget) {
    std::map<std::vector<std::size_t>, std::uint64_t> sizes;
    for (const auto& [group, limits] : limits_by_group(network, budget))
        ++sizes[limits];
    return count({sizes.begin(), sizes.end()}, 0, allowances(budget));
}

std::string describe(const Network& network, const FailureBudget& budget) {
    const FailureBudget failures = without_choices(network, budget);
    const std::string open = open_choices(network, budget);
    const std::uint64_t scenarios = scenario_count(network, failures);
    if (scenarios == 1)
        return fmt::format("nothing fails{} (1 scenario)", open);
    std::vector<std::string> limits;
    for (const network::FailureLimit& limit : failures.limits)
        limits.push_back(counted(network, limit));
    return fmt::format("{}{} ({} scenarios)", fmt::join(limits, " and "), open,
                       scenarios == most ? "more than 2^64" : fmt::format("{}", scenarios));
}

std::string names(const Network& network, const FailureSet& failed) {
    std::vector<std::string> parts;
    for (const FailureId group : failed)
        parts.push_back("`" + network[group].name + "`");
    return parts.empty() ? "nothing" : fmt::format("{{{}}}", fmt::join(parts, ", "));
}

bool for_each_failure_set(const Network& network, const FailureBudget& budget,
                          const std::function<bool(const FailureSet&)>& visit) {
    return Chooser(network, budget, visit).all();
}

} // namespace verdict
