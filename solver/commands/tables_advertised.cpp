// What a node tells its peers, session by session, as the message goes out: before the peer's import policy.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/commands/tables.hpp"
#include "solver/reports/words.hpp"
#include "solver/routing/message.hpp"
#include "solver/verdict/told.hpp"

namespace commands {

using network::NodeId;
using network::Prefix;
using network::SessionId;

namespace {

std::string communities(const routing::Route& route) {
    std::vector<std::string> shown;
    for (const network::Community& one : route.communities)
        if (!one.is_tag()) // which no user can name
            shown.push_back(to_string(one));
    return fmt::format("{}", fmt::join(shown, " "));
}

Row advertised(const View& view, NodeId node, SessionId session, const Prefix& prefix,
               const routing::Route& route) {
    const network::Network& net = view.network();
    const NodeId peer = net[session].far_end(node).node;
    return {to_string(prefix),
            verdict::told_name(net, peer),
            next_hop_words(net, peer, session, route.next_hop),
            net.internal(net[session]) ? fmt::format("{}", route.local_preference) : "",
            route.med == 0 ? "" : fmt::format("{}", route.med),
            fmt::format("{}", fmt::join(route.as_path, " ")),
            communities(route)};
}

} // namespace

std::vector<Row> advertised_rows(const View& view, NodeId node, const std::vector<NodeId>& peers) {
    std::vector<Row> rows{{"prefix", "to", "next hop", "local preference", "MED", "AS path", "communities"}};
    const routing::Health health(view.network(), view.state.failed);
    for (const Prefix& prefix : view.prefixes) {
        const routing::PrefixState* chosen = view.state.find(prefix);
        if (chosen == nullptr || !chosen->choices[node.index()].best)
            continue;
        const routing::Setting setting{health, prefix};
        for (const SessionId session : view.network().sessions_of(node)) {
            const NodeId peer = view.network()[session].far_end(node).node;
            if (std::ranges::find(peers, peer) == peers.end())
                continue;
            const auto message = routing::send(setting, session, node, &*chosen->choices[node.index()].best);
            if (message.arrived())
                rows.push_back(advertised(view, node, session, prefix, *message.route));
        }
    }
    return rows;
}

} // namespace commands
