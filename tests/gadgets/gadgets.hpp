#pragma once
// Networks whose stable states are known by argument, for whoever computes stable states: the oracle, the
// encoder.

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "tests/gadgets/builder.hpp"

namespace gadgets {

/// A network, the prefix that matters, and how many stable states it has.
struct Gadget {
    std::string name;
    network::Network network;
    network::Prefix prefix;
    std::size_t healthy_states = 0;
    /// Summed over the healthy network and every single failure group; nothing where nobody counted by hand.
    std::optional<std::size_t> states_within_one_failure;
};

/// For the names of tests.
inline void PrintTo(const Gadget& gadget, std::ostream* out) { *out << gadget.name; }

Gadget disagree();                    ///< two nodes prefer each other over the origin
Gadget preference_wheel();            ///< three nodes prefer their neighbour, by local preference only
Gadget bad_gadget();                  ///< the wheel that accepts only paths of two ASNs from its neighbour
Gadget good_gadget();                 ///< BAD GADGET with one preference turned around
Gadget naughty_gadget();              ///< four nodes that may rest and may also never come to rest
Gadget surprise();                    ///< four nodes that have a state until one cable fails
Gadget wedgie();                      ///< RFC 4264 §3: a backup link that stays in use
Gadget full_wedgie();                 ///< RFC 4264 §4: two backups; resetting one brings the other into use
Gadget med_trio();                    ///< MED drops one of three: the pairwise reading finds no route
Gadget collapsed_pair();              ///< two nodes that hold each other's route up, paths collapsed
Gadget collapsed_pair_with_memory();  ///< the same, where the loop may hold either of two contents
Gadget oldest_tie();                  ///< a free choice between two equal routes (RFC 5004)
Gadget shared_as_gateway();           ///< as-override hides a shared ASN: no stable state
Gadget shared_as_gateway_preferred(); ///< the same, preferring the gateway
Gadget shared_as_gateway_without_override(); ///< the same, without as-override
// One AS with reflectors, over OSPF (reflection.cpp).
Gadget med_oscillation();               ///< RFC 3345 type I: no stable state
Gadget med_oscillation_of_two_levels(); ///< RFC 3345 type II: the same above one more level of reflectors
Gadget reflection_disagree();           ///< two reflectors, each nearer to the other's client
Gadget reflection_bad_gadget();         ///< three in a ring of that kind
Gadget reflection_loop();               ///< two clients, each on the way of the other to its reflector: packets loop
Gadget deflection_ring();               ///< three clients that way

std::vector<Gadget> gadgets();

} // namespace gadgets
