// The list of properties.

#include <algorithm>

#include "solver/properties/property.hpp"

namespace properties {

const std::vector<Property>& table() {
    static const std::vector<Property> rows{
        reachability(), isolation(),     loop_freedom(), path_symmetry(), prefer(),      waypoint(),
        no_transit(),   no_black_hole(), path_length(),  route_limit(),   unique_state(),
        convergence(),
    };
    return rows;
}

const Property* find(std::string_view word) {
    const auto row = std::ranges::find(table(), word, &Property::word);
    return row == table().end() ? nullptr : &*row;
}

} // namespace properties
