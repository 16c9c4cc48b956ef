// convergence: under every failure set of the budget routing has a stable state. "For all failures there is a
// state" is no single query: `verdict/convergence.cpp` decides it.

#include "solver/properties/property.hpp"

namespace properties {

Property convergence() {
    return {"convergence",
            "routing comes to rest whatever fails; checked in every run",
            "unsatisfiable for some failure set iff it is violated: a stable state",
            nullptr,
            nullptr,
            nullptr};
}

} // namespace properties
