#pragma once
// Two nodes and what they settle to.

#include <gtest/gtest.h>

#include "solver/routing/simulate.hpp"
#include "tests/gadgets/builder.hpp"

namespace pair {

constexpr auto destination = "10.0.0.0/24";
inline const network::Packet packet{gadgets::address("10.9.9.9"), gadgets::address("10.0.0.9")};

inline routing::State settled(const network::Network& network, const network::FailureSet& failed = {}) {
    auto all = routing::settle_all(network, routed_prefixes(network), failed);
    EXPECT_TRUE(all.unsettled.empty());
    return std::move(all.state);
}

/// near - far over one cable; far owns and announces the destination. A second cable carries no session.
struct Pair {
    gadgets::NetworkBuilder net;
    network::NodeId near = net.add_node("near", 1), far = net.add_node("far", 2);
    gadgets::Cable cable = net.cable(near, far), spare = net.wire(near, far);

    Pair() {
        net.own(far, destination);
        net.originate(far, destination);
    }
};

} // namespace pair
