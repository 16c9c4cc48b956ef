#pragma once
// How long AS paths can be expected to get. A guess: what lies beyond it is told by `ControlPlane::overflow`.

#include <cstdint>

#include "solver/encode/world.hpp"

namespace encode {

/// Nodes up to which no bound is worth its question.
inline constexpr std::size_t small_network = 16;

/// The longest of the shortest paths from the origins of `prefix` while nothing fails or one group does
/// (those that take a node's only session toward the origins are tried), with room for more failures where
/// the network's budget has them and for ASNs that policies prepend. Sessions inside an AS count like others, and what
/// takes one between loopbacks is not looked for: both only make the guess worse.
std::uint32_t expected_path_length(const World& world, const network::Prefix& prefix);

/// The longest path that a policy tells from a longer one, or that an origin announces.
std::uint32_t longest_told_length(const network::Network& network);

} // namespace encode
