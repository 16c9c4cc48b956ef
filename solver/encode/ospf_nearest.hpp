#pragma once
// The nearest of several ways of OSPF, each of which counts at the nodes where something holds.

#include <cstdint>
#include <optional>
#include <vector>

#include "solver/encode/ospf.hpp"

namespace encode {

class OspfNearest : public OspfWays {
public:
    struct Part {
        const OspfWays* ways;
        std::uint64_t further = 0;    ///< added to its costs
        std::vector<smt::Term> when;  ///< by node
    };
    /// Of equally near parts all count, or the first one that leads over a link.
    enum class Ties : std::uint8_t { shared, first };

    OspfNearest(const World& world, std::vector<Part> parts, Ties ties);

    const std::vector<Level>& levels(network::NodeId node) const override;
    smt::Term next_hop(network::LinkId link) const override;

private:
    smt::Term leads(const Part& part, network::NodeId node) const;

    const World* world_;
    std::vector<Part> parts_;
    Ties ties_;
    mutable std::vector<std::optional<std::vector<Level>>> levels_; ///< by node; nothing until asked for
};

} // namespace encode
