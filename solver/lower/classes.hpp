#pragma once
// The classes of failures by their words.

#include <span>
#include <string_view>

#include "solver/network/session.hpp"

namespace lower {

struct ClassWord {
    network::FailureClass failure_class;
    std::string_view singular, plural; ///< as the language takes them
    std::string_view noun;             ///< as a report counts them; several with an `s`
};

/// In the order in which reports count them.
inline std::span<const ClassWord> classes() {
    static constexpr ClassWord all[] = {
        {network::FailureClass::connection, "connection", "connections", "connection"},
        {network::FailureClass::tunnel, "tunnel", "tunnels", "tunnel"},
        {network::FailureClass::link, "link", "links", "link"},
        {network::FailureClass::node, "node", "nodes", "node"},
        {network::FailureClass::shared_risk, "shared-risk", "shared-risks", "shared-risk"},
        {network::FailureClass::maintenance, "maintenance", "maintenance", "maintenance window"},
    };
    return all;
}

} // namespace lower
