#pragma once
// The third oracle: BGP as it runs. Speakers keep what each peer last told them, decide when a message comes
// in, and tell their peers what is new; messages travel in channels and arrive in random order. Whatever
// rests must be among the stable states that the other two find.
//
// It shares the transfer of one message and the eliminations with `simulate.hpp` (`message.hpp`,
// `decision.hpp`), and nothing else: no search, no reconstruction, no reading of a neighbour's mind.

#include <cstddef>
#include <optional>

#include "solver/routing/route.hpp"

namespace routing {

/// What a session does with messages that have not arrived yet.
enum class Channel {
    in_order,    ///< all arrive, first in first out, as over TCP
    latest_only, ///< a later one replaces an earlier one, as where updates are held back
};

/// One run. Same values, same run.
struct Run {
    unsigned seed = 1;
    Channel channel = Channel::in_order;
    bool from_healthy =
        false; ///< first with nothing failed, for half of `messages` at most; then things fail
    std::size_t messages = 5'000; ///< delivered before giving up
};

/// The state in which the speakers come to rest; nothing if they are still talking in the end.
std::optional<PrefixState> pass_messages(const network::Network& network, const network::Prefix& prefix,
                                         const network::FailureSet& failed, const Run& run = {});

} // namespace routing
