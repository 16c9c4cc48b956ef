// Addresses fall into classes by the innermost fixed prefix that holds them. For one address of each class, and for the
// first of each fixed prefix, every prefix around it is looked at, from the shortest on.

#include "solver/kinds/external_prefixes.hpp"

#include <algorithm>
#include <set>

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
std::vector<bool> signature(const Prefix& prefix, const std::vector<Prefix>& fixed,
                            const std::vector<PrefixRange>& ranges) {
    std::vector<bool> result;
    for (const Prefix& one : fixed) {
        result.push_back(one.contains(prefix));
        result.push_back(prefix.contains(one));
    }
    for (const PrefixRange& range : ranges)
        result.push_back(range.matches(prefix));
    return result;
}

} // namespace

std::vector<Prefix> telling_prefixes(std::vector<Prefix> fixed, const std::vector<PrefixRange>& ranges,
                                     std::size_t each) {
    for (const PrefixRange& range : ranges)
        fixed.push_back(range.prefix);
    fixed.push_back(Prefix{});
    std::ranges::sort(fixed);
    fixed.erase(std::unique(fixed.begin(), fixed.end()), fixed.end());
    std::vector<Address> addresses = network::AddressParts(fixed).classes({Prefix{}});
    for (const Prefix& prefix : fixed)
        addresses.push_back(prefix.first());
    std::set<Prefix> result;
    for (const Address address : addresses) {
        std::vector<bool> last;
        std::size_t alike = 0;
        for (std::uint8_t length = 0; length <= 32; ++length) {
            const Prefix prefix = around(address, length);
            std::vector<bool> next = signature(prefix, fixed, ranges);
            alike = length > 0 && next == last ? alike + 1 : 0;
            last = std::move(next);
            if (alike < each)
                result.insert(prefix);
        }
    }
    return {result.begin(), result.end()};
}

} // namespace kinds
