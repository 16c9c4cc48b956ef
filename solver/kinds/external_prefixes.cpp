// Addresses fall into classes by the innermost fixed prefix that holds them. For one address of each class, and for the
// first of each fixed prefix, every prefix around it is looked at, from the shortest on.
//
// How many prefixes are alike is counted length by length. Those around some fixed prefix, or one themselves, are few:
// each fixed one has one of each shorter length around it. The others lie between fixed ones, and those with the same
// innermost fixed prefix around them are alike.

#include "solver/kinds/external_prefixes.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "solver/network/address_parts.hpp"

namespace kinds {
namespace {

using network::Address;
using network::Prefix;
using network::PrefixRange;

Prefix around(Address address, std::uint8_t length) {
    const std::uint32_t mask = length == 0 ? 0 : ~std::uint32_t{0} << (32 - length);
    return {{address.bits & mask}, length};
}

/// How a prefix lies to all fixed ones, and what matches it.
using Signature = std::vector<bool>;

using Counts = std::map<Signature, std::uint64_t>;

/// All prefixes, by what they are like.
class Likeness {
public:
    /// `fixed` is sorted, so that each follows those it lies in, and begins with 0.0.0.0/0.
    Likeness(const std::vector<Prefix>& fixed, const std::vector<PrefixRange>& ranges) : fixed_(fixed), ranges_(ranges) {
        for (std::size_t i = 0; i < fixed.size(); ++i) {
            std::size_t parent = i == 0 ? 0 : i - 1;
            while (!fixed[parent].contains(fixed[i]))
                parent = parents_[parent];
            parents_.push_back(parent);
        }
    }

    Signature of(const Prefix& prefix) const {
        Signature result;
        for (const Prefix& one : fixed_) {
            result.push_back(one.contains(prefix));
            result.push_back(prefix.contains(one));
        }
        add_matches(prefix, prefix.length, result);
        return result;
    }

    Counts counted() const {
        Counts result;
        for (std::uint8_t length = 0; length <= 32; ++length)
            count(length, result);
        return result;
    }

private:
    /// Of prefixes of the length inside `prefix`, or that one itself; no range ends there.
    void add_matches(const Prefix& prefix, std::uint8_t length, Signature& result) const {
        for (const PrefixRange& range : ranges_)
            result.push_back(range.prefix.contains(prefix) && range.shortest <= length && length <= range.longest);
    }
    /// Of prefixes of the length that no fixed one lies in, or is, with this one as the innermost around them.
    Signature between(const Prefix& innermost, std::uint8_t length) const {
        Signature result;
        for (const Prefix& one : fixed_) {
            result.push_back(one.contains(innermost));
            result.push_back(false);
        }
        add_matches(innermost, length, result);
        return result;
    }
    void count(std::uint8_t length, Counts& counts) const {
        std::vector<Prefix> outer;
        for (const Prefix& one : fixed_)
            if (one.length >= length)
                outer.push_back(around(one.first(), length));
        outer.erase(std::unique(outer.begin(), outer.end()), outer.end());
        for (const Prefix& prefix : outer)
            ++counts[of(prefix)];
        std::vector<std::uint64_t> between_here(fixed_.size());
        for (std::size_t i = 0; i < fixed_.size(); ++i) {
            if (fixed_[i].length >= length)
                continue;
            const auto begin = std::ranges::lower_bound(outer, fixed_[i].first(), {}, &Prefix::first);
            const auto end = std::ranges::upper_bound(outer, fixed_[i].last(), {}, &Prefix::first);
            const std::uint64_t others =
                (std::uint64_t{1} << (length - fixed_[i].length)) - static_cast<std::uint64_t>(end - begin);
            between_here[i] += others;
            if (i > 0)
                between_here[parents_[i]] -= others;
        }
        for (std::size_t i = 0; i < fixed_.size(); ++i)
            if (between_here[i] > 0)
                counts[between(fixed_[i], length)] += between_here[i];
    }

    const std::vector<Prefix>& fixed_;
    const std::vector<PrefixRange>& ranges_;
    std::vector<std::size_t> parents_; ///< of each fixed one: the innermost around it
};

} // namespace

std::vector<Telling> telling_prefixes(std::vector<Prefix> fixed, const std::vector<PrefixRange>& ranges,
                                      std::size_t each) {
    for (const PrefixRange& range : ranges)
        fixed.push_back(range.prefix);
    fixed.push_back(Prefix{});
    std::ranges::sort(fixed);
    fixed.erase(std::unique(fixed.begin(), fixed.end()), fixed.end());
    const Likeness likeness(fixed, ranges);
    std::vector<Address> addresses = network::AddressParts(fixed).classes({Prefix{}});
    for (const Prefix& prefix : fixed)
        addresses.push_back(prefix.first());
    std::map<Prefix, Signature> found;
    for (const Address address : addresses) {
        Signature last;
        std::size_t alike = 0;
        for (std::uint8_t length = 0; length <= 32; ++length) {
            const Prefix prefix = around(address, length);
            Signature next = likeness.of(prefix);
            alike = length > 0 && next == last ? alike + 1 : 0;
            last = std::move(next);
            if (alike < each)
                found.emplace(prefix, last);
        }
    }
    Counts rest = likeness.counted();
    for (const auto& [prefix, signature] : found)
        --rest[signature];
    std::vector<Telling> result;
    for (const auto& [prefix, signature] : found)
        result.push_back({prefix, 1 + std::exchange(rest[signature], 0)});
    return result;
}

} // namespace kinds
