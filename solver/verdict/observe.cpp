// Which comparison an observation asks for.

#include "solver/verdict/observe.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;

namespace {

Observed compare(const Network& network, const properties::Observation& observation, Search search) {
    Observed observed;
    observed.id = observation.id;
    observed.span = observation.span;
    static constexpr std::string_view kinds[] = {"trace", "ping", "table", "effective-routes"};
    observed.kind = kinds[observation.what.index()];
    FailureSet down = observation.down;
    std::sort(down.begin(), down.end());
    if (const auto* trace = std::get_if<properties::TraceObservation>(&observation.what))
        observe_trace(network, down, search, *trace, observed);
    else if (const auto* ping = std::get_if<properties::PingObservation>(&observation.what))
        observe_ping(network, down, search, *ping, observed);
    else if (const auto* table = std::get_if<properties::TableObservation>(&observation.what))
        observe_table(network, down, search, *table, observed);
    else
        observe_effective(network, down, search, std::get<properties::EffectiveObservation>(observation.what),
                          observed);
    observed.places.resize(observed.differences.size());
    for (dsl::Span& place : observed.places)
        if (!place.known())
            place = observation.span;
    return observed;
}

} // namespace

// Any stable state will do, so the one that routing settles in is looked at first: to search for all takes
// far longer.
Observed observe(const Network& network, const properties::Observation& observation) {
    Observed settled = compare(network, observation, Search::settled);
    return settled.agrees ? settled : compare(network, observation, Search::all);
}

Packet probe(const properties::Endpoint& from, const properties::Endpoint& to) {
    Packet packet;
    packet.protocol = Protocol::icmp;
    if (!from.addresses.empty())
        packet.source = from.addresses.front().first();
    if (!to.addresses.empty())
        packet.destination = to.addresses.front().first();
    return packet;
}

std::vector<routing::State> states_for(const Network& network, const FailureSet& failed,
                                       std::vector<Address> addresses, Search search) {
    auto possible = states_of(network, failed, std::move(addresses), 64, search);
    return possible.unsettled.empty() ? std::move(possible.states) : std::vector<routing::State>{};
}

std::string ended(const Network& network, const routing::Walk& walk) {
    return fmt::format("{} at {}", routing::code(walk.ending), quoted(network, walk.at()));
}

void add_line(std::string& text, const std::string& line) {
    if (("\n" + text + "\n").find("\n" + line + "\n") == std::string::npos)
        text += (text.empty() ? "" : "\n") + line;
}

std::string never_rests(const Network& network, const FailureSet& down) {
    return down.empty() ? "routing never comes to rest"
                        : "routing never comes to rest while " + listed(network, down) + " is down";
}

} // namespace verdict
