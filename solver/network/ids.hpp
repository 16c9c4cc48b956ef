#pragma once
// Strong indices into the vectors of `network::Network`. An id never outlives its network.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace network {

/// An index that cannot be mistaken for an index of another kind of thing.
template <class Tag>
struct Id {
    std::uint32_t value = UINT32_MAX;

    static Id at(std::size_t index) { return Id{static_cast<std::uint32_t>(index)}; }
    std::size_t index() const { return value; }
    bool known() const { return value != UINT32_MAX; }
    auto operator<=>(const Id&) const = default;
};

using NodeId = Id<struct NodeTag>;
using LinkId = Id<struct LinkTag>;
using SessionId = Id<struct SessionTag>;
using PolicyId = Id<struct PolicyTag>;
using FailureId = Id<struct FailureTag>;      ///< a group of things that fail together
using TransportId = Id<struct TransportTag>;  ///< a circuit or a VPN: what carries packets between sites

}  // namespace network

template <class Tag>
struct std::hash<network::Id<Tag>> {
    std::size_t operator()(network::Id<Tag> id) const noexcept { return id.value; }
};
