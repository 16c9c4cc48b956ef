// The sources and destinations that each property is about bound the range.

#include "solver/properties/alike.hpp"

#include "solver/properties/places.hpp"

namespace properties {

using network::Network;
using network::Prefix;

namespace {

std::vector<Prefix> sources(const Claim& claim, const Flow& flow) {
    const bool any = claim.pairs.empty() || (claim.property == "isolation" && !claim.options.source_own);
    return any ? everywhere() : claim.pairs[flow.pair].from.addresses;
}

std::vector<Prefix> destinations(const Network& network, const Claim& claim, const Flow& flow) {
    if (claim.property == "no-transit")
        return owned_prefixes(network, claim.options.through);
    if (claim.property == "no-black-hole")
        return owned_prefixes(network);
    return claim.pairs.empty() ? everywhere() : claim.pairs[flow.pair].to.addresses;
}

} // namespace

std::optional<PacketRange> alike(const Network& network, const Claim& claim, const Flow& flow, const Witness& witness) {
    if (!witness.there)
        return std::nullopt;
    const PacketClasses classes(network, claim.options, witness.back ? Answers::followed : Answers::ignored);
    return classes.around(witness.packet, sources(claim, flow), destinations(network, claim, flow));
}

} // namespace properties
