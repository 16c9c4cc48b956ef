#pragma once
// What conditions say must be so in the tables (semantics.md §1.1): each is a variable of its world, and these equations
// tie it to what it looks at. With them circles need no care: every way of going round that agrees is a state.

#include <map>
#include <vector>

#include "solver/encode/data_plane.hpp"
#include "solver/encode/inspection.hpp"

namespace encode {

class Agreement {
public:
    Agreement(DataPlanes& planes, const Inspection& inspection) : planes_(&planes), inspection_(&inspection) {}

    /// The condition is down iff it does not hold. Means something with the equations of all prefixes it looks at.
    const std::vector<Equation>& of(network::FailureId condition);

private:
    smt::Term holds(network::FailureId condition);
    /// What a node's table says of one next hop over one link.
    struct Lookup {
        smt::Term leads;    ///< over the link, and may resolve next hops
        smt::Term directly; ///< whatever else the table resolves
        std::map<network::FailureId, smt::Term> through; ///< because this condition of the same node holds
    };
    const Lookup& look_up(network::FailureId condition);
    smt::Term forwards(network::FailureId condition, const network::ForwardsOver& asked);
    smt::Term delivered(const network::Delivers& asked);

    DataPlanes* planes_;
    const Inspection* inspection_;
    std::map<network::FailureId, std::vector<Equation>> made_;
    std::map<network::FailureId, Lookup> lookups_;
};

} // namespace encode
