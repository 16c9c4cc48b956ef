#pragma once
// What the control planes of all prefixes have in common in one world.

#include <cstdint>
#include <optional>
#include <vector>

#include "solver/encode/content.hpp"
#include "solver/encode/world.hpp"

namespace encode {

/// The nodes that may ever hold a BGP route: those with a session or a prefix to announce. Keeps a reference to the
/// world.
class Speakers {
public:
    /// `listeners`: see `Observed`.
    explicit Speakers(const World& world, const std::vector<network::NodeId>& listeners = {});

    const World& world() const { return *world_; }
    const Observed& observed() const { return observed_; }
    /// The world in which everything that is not disabled is up, sessions that stand in for others too: what it has may
    /// once have been. Null where routes never outlive what they came over.
    const World* once() const { return once_ ? &*once_ : nullptr; }
    /// In the order of nodes.
    const std::vector<network::NodeId>& nodes() const { return nodes_; }
    /// The index in `nodes()`, or their number.
    std::size_t place(network::NodeId node) const { return places_[node.index()]; }
    bool internal(network::SessionId session) const { return internal_[session.index()]; }

private:
    const World* world_;
    Observed observed_;
    std::optional<network::Network> unhindered_; ///< whose stand-ins need no failure
    std::optional<World> once_;
    std::vector<network::NodeId> nodes_;
    std::vector<std::uint32_t> places_;
    std::vector<bool> internal_;
};

/// Something of each speaker; all other nodes have `T{}` together, since no route ever comes to them.
template <class T> class BySpeaker {
public:
    explicit BySpeaker(const Speakers& speakers) : speakers_(&speakers), all_(speakers.nodes().size() + 1) {}
    T& operator[](network::NodeId node) { return all_[speakers_->place(node)]; }
    const T& operator[](network::NodeId node) const { return all_[speakers_->place(node)]; }

private:
    const Speakers* speakers_;
    std::vector<T> all_;
};

} // namespace encode
