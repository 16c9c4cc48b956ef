#pragma once
// The routes of OSPF to one prefix (semantics.md §6.1): intra-area, inter-area, then external of type 1, then of
// type 2.

#include <memory>
#include <vector>

#include "solver/encode/ospf_areas.hpp"
#include "solver/encode/table.hpp"

namespace encode {

/// An external route that a node tells OSPF of, where `when` holds.
struct External {
    network::NodeId node;
    bool type_1 = false;
    std::uint32_t metric = 0;
    smt::Term when = smt::no;
};

/// What nodes redistribute into OSPF; `tables` by node, without OSPF.
std::vector<External> redistributed(const World& world, const network::Prefix& prefix,
                                    const std::vector<Table>& tables);

class OspfRoutes {
public:
    OspfRoutes(const World& world, const network::Prefix& prefix, const std::vector<External>& externals);

    smt::Term exists(network::NodeId node) const;
    smt::Term uses(network::LinkId link) const;

private:
    const World* world_;
    std::vector<std::unique_ptr<OspfNearest>> made_; ///< across areas
    std::vector<const OspfWays*> preferred_; ///< a later one counts where no earlier one has a way
    std::vector<smt::Term> originates_;           ///< by node: it has no route of OSPF itself
};

} // namespace encode
