#pragma once
// The address space, cut into parts by prefixes.

#include <cstdint>
#include <vector>

#include "solver/network/address.hpp"

namespace network {

/// Addresses that the same of some prefixes contain are one class; a part is an interval of one class.
class AddressParts {
public:
    explicit AddressParts(std::vector<Prefix> prefixes);

    /// The class of an address, a number from 0 to below `size()`.
    std::uint32_t of(Address address) const;
    std::size_t size() const { return prefixes_.size() + 1; }
    /// What all addresses of a class but 0 are in: the innermost prefix, and the class just around that.
    const Prefix& prefix(std::uint32_t class_) const { return prefixes_[class_ - 1]; }
    std::uint32_t around(std::uint32_t class_) const { return outer_[class_ - 1]; }
    /// The lowest address of a class; of one that other prefixes fill, the lowest of its prefix.
    Address lowest(std::uint32_t class_) const;
    /// The prefixes that contain the address, longest first.
    std::vector<Prefix> containing(Address address) const;
    /// The lowest address of each class that occurs in `within`, in the order of `within`: of parts of one class only
    /// the first.
    std::vector<Address> classes(const std::vector<Prefix>& within) const;

private:
    std::size_t part(Address address) const;

    std::vector<std::uint32_t> starts_, classes_; ///< by part, ascending
    std::vector<Prefix> prefixes_;                ///< by class but for 0: the innermost that contains it, ...
    std::vector<std::uint32_t> outer_;            ///< ... and the class of what is just around that
};

}  // namespace network
