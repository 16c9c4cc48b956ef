#pragma once
// The classes of failures by their words.

#include <span>
#include <string_view>

#include "solver/network/session.hpp"

namespace lower {

struct ClassWord {
    network::FailureClass failure_class;
    std::string_view singular, plural;
};

/// In the order in which reports count them.
inline std::span<const ClassWord> classes() {
    static constexpr ClassWord all[] = {
        {network::FailureClass::connection, "connection", "connections"},
        {network::FailureClass::tunnel, "tunnel", "tunnels"},
        {network::FailureClass::link, "link", "links"},
        {network::FailureClass::node, "node", "nodes"},
        {network::FailureClass::shared_risk, "shared-risk", "shared-risks"},
        {network::FailureClass::maintenance, "maintenance", "maintenance"},
    };
    return all;
}

} // namespace lower
