#pragma once
// Next hops that only a node's own table could resolve.

#include "tests/gadgets/builder.hpp"

namespace gadgets {

/// A router of AS 1 with one link out, and two speakers of its AS who tell it, over sessions without links, of what has next
/// hops that no link leads to: 10.0.1.1 and 10.0.2.1. Each tells of what holds the other's address.
struct Recursion : NetworkBuilder {
    network::NodeId router = add_node("router", 1), exit = add_node("exit"), one = add_node("one"), two = add_node("two"),
                    tells_one = add_node("tells-one", 1), tells_two = add_node("tells-two", 1);
    network::LinkId out = link(router, exit);
    network::SessionId from_one = session(router, tells_one), from_two = session(router, tells_two);
    network::FailureId resolves_one = may_resolve(one, "10.0.1.1"), resolves_two = may_resolve(two, "10.0.2.1");

    Recursion() {
        end(from_one, tells_one).next_hop = one;
        end(from_two, tells_two).next_hop = two;
        originate(tells_one, "10.0.2.0/24");
        originate(tells_two, "10.0.1.0/24");
    }

    network::FailureId may_resolve(network::NodeId next_hop, std::string_view at) {
        const network::FailureId id = add_failure("router sends to " + std::string(at));
        network::FailureGroup& group = network.failures[id.index()];
        group.failure_class = network::FailureClass::condition;
        group.condition = network::ForwardsOver{router, address(at), out};
        node(router).recursive.push_back({next_hop, {{out, id}}});
        return id;
    }

    std::vector<network::Prefix> prefixes() const { return {prefix("10.0.1.0/24"), prefix("10.0.2.0/24")}; }
};

} // namespace gadgets
