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
    /// It holds in the tables.
    smt::Term holds(const network::Condition& condition);

private:
    smt::Term forwards(const network::ForwardsOver& asked);
    smt::Term delivered(const network::Delivers& asked);

    DataPlanes* planes_;
    const Inspection* inspection_;
    std::map<network::FailureId, std::vector<Equation>> made_;
};

} // namespace encode
