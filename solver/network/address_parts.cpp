// Prefixes either nest or are disjoint, so a part is told by the innermost prefix that contains it.

#include "solver/network/address_parts.hpp"

#include <algorithm>
#include <set>

namespace network {

// Larger prefixes first: each paints over what contains it.
AddressParts::AddressParts(std::vector<Prefix> prefixes) {
    std::ranges::sort(prefixes);
    prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
    starts_.push_back(0);
    for (const Prefix& prefix : prefixes) {
        starts_.push_back(prefix.first().bits);
        if (prefix.last().bits != UINT32_MAX)
            starts_.push_back(prefix.last().bits + 1);
    }
    std::ranges::sort(starts_);
    starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
    classes_.assign(starts_.size(), 0);
    std::ranges::stable_sort(prefixes, {}, &Prefix::length);
    prefixes_ = std::move(prefixes);
    for (const Prefix& prefix : prefixes_) {
        std::size_t i = part(prefix.first());
        outer_.push_back(classes_[i]);
        for (; i < starts_.size() && starts_[i] <= prefix.last().bits; ++i)
            classes_[i] = static_cast<std::uint32_t>(outer_.size());
    }
}

std::size_t AddressParts::part(Address address) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(starts_, address.bits) - starts_.begin()) - 1;
}

std::uint32_t AddressParts::of(Address address) const { return classes_[part(address)]; }

Address AddressParts::lowest(std::uint32_t class_) const {
    const auto first = std::ranges::find(classes_, class_);
    return first == classes_.end() ? (class_ == 0 ? Address{} : prefix(class_).first())
                                   : Address{starts_[static_cast<std::size_t>(first - classes_.begin())]};
}

std::vector<Prefix> AddressParts::containing(Address address) const {
    std::vector<Prefix> result;
    for (std::uint32_t i = of(address); i != 0; i = outer_[i - 1])
        result.push_back(prefixes_[i - 1]);
    return result;
}

std::vector<Address> AddressParts::classes(const std::vector<Prefix>& within) const {
    std::vector<Address> result;
    std::set<std::uint32_t> seen;
    for (const Prefix& prefix : within)
        for (std::size_t i = part(prefix.first()); i < starts_.size() && starts_[i] <= prefix.last().bits; ++i)
            if (seen.insert(classes_[i]).second)
                result.push_back(std::max(Address{starts_[i]}, prefix.first()));
    return result;
}

}  // namespace network
