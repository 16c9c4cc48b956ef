// A prefix that a hole is a part of falls into its halves, until nothing is cut any more.

#include "solver/network/prefix_sets.hpp"

#include <algorithm>

namespace network {

namespace {

// Of a prefix shorter than /32.
Prefix half(const Prefix& prefix, bool upper) {
    const auto length = static_cast<std::uint8_t>(prefix.length + 1);
    const std::uint32_t bit = upper ? std::uint32_t{1} << (32 - length) : 0;
    return {{prefix.address.bits | bit}, length};
}

void cut(const Prefix& prefix, const std::vector<Prefix>& holes, std::vector<Prefix>& rest) {
    std::vector<Prefix> inside;
    for (const Prefix& hole : holes) {
        if (hole.contains(prefix))
            return;
        if (prefix.contains(hole))
            inside.push_back(hole);
    }
    if (inside.empty())
        return rest.push_back(prefix);
    cut(half(prefix, false), inside, rest);
    cut(half(prefix, true), inside, rest);
}

bool are_halves(const Prefix& lower, const Prefix& upper) {
    if (lower.length != upper.length || lower.length == 0)
        return false;
    const Prefix whole{{lower.address.bits}, static_cast<std::uint8_t>(lower.length - 1)};
    return half(whole, false) == lower && half(whole, true) == upper;
}

} // namespace

const std::vector<Prefix>& private_space() {
    static const std::vector<Prefix> space = {
        {{0x0A000000}, 8}, {{0x64400000}, 10}, {{0xAC100000}, 12}, {{0xC0A80000}, 16}};
    return space;
}

std::vector<Prefix> joined(std::vector<Prefix> set) {
    std::ranges::sort(set);
    std::vector<Prefix> joined;
    for (const Prefix& prefix : set) {
        if (!joined.empty() && joined.back().contains(prefix))
            continue;
        joined.push_back(prefix);
        while (joined.size() > 1 && are_halves(joined[joined.size() - 2], joined.back())) {
            joined.pop_back();
            --joined.back().length;
        }
    }
    return joined;
}

std::vector<Prefix> without(const std::vector<Prefix>& set, const std::vector<Prefix>& holes) {
    std::vector<Prefix> rest;
    for (const Prefix& prefix : set)
        cut(prefix, holes, rest);
    return rest;
}

std::vector<Prefix> all_but(const std::vector<Prefix>& holes) { return without({Prefix{}}, holes); }

std::optional<PrefixRange> common(const PrefixRange& a, const PrefixRange& b) {
    const bool a_inside = b.prefix.contains(a.prefix);
    if (!a_inside && !a.prefix.contains(b.prefix))
        return std::nullopt;
    const Prefix& prefix = a_inside ? a.prefix : b.prefix;
    const PrefixRange both{prefix, std::max({a.shortest, b.shortest, prefix.length}), std::min(a.longest, b.longest)};
    return both.shortest <= both.longest ? std::optional(both) : std::nullopt;
}

} // namespace network
