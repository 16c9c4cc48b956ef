// `verify trace SPEC FROM TO`: every branch there, and every branch of the answer, in every stable state that
// small networks have (large ones: in one).
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/ends.hpp"
#include "solver/reports/words.hpp"
#include "solver/routing/forward.hpp"
#include "solver/verdict/possible_states.hpp"
#include "solver/verdict/story.hpp"

namespace commands {

using network::Network;
using network::Prefix;

namespace {

constexpr std::size_t shown_states = 8, shown_branches = 64;

/// What is traced: a packet, where it starts, and where its answer would.
struct Flow {
    network::NodeId from;
    End to;
    network::Packet packet;
};

/// The address that an option gives, else the one its end has.
std::optional<network::Address> address(std::string_view option, const std::string& given,
                                        const std::string& name, std::optional<network::Address> usual,
                                        std::string& why) {
    if (given.empty()) {
        if (!usual)
            why = fmt::format("`{}` answers for no address; give one with `{}`", name, option);
        return usual;
    }
    std::optional<network::Address> parsed = network::parse_address(given);
    if (!parsed)
        why = fmt::format("`{}` is not an address", given);
    return parsed;
}

std::optional<network::Protocol> protocol(const std::string& text, std::string& why) {
    using network::Protocol;
    for (Protocol known : {Protocol::tcp, Protocol::udp, Protocol::icmp})
        if (text == reports::protocol(known))
            return known;
    if (text.empty())
        return Protocol::tcp;
    why = fmt::format("unknown protocol `{}`; there is: tcp, udp, icmp", text);
    return std::nullopt;
}

std::optional<Flow> flow(const Request& request, const Network& network, std::string& why) {
    std::optional<End> from = find_end(network, request.words[1], why);
    std::optional<End> to = from ? find_end(network, request.words[2], why) : std::nullopt;
    if (!to)
        return std::nullopt;
    if (!from->node.known()) {
        why = fmt::format("no node answers for `{}`", request.words[1]);
        return std::nullopt;
    }
    const std::string &a = request.words[1], &b = request.words[2];
    auto source = address("--source", request.source, a, from->address, why);
    auto destination = source ? address("--destination", request.destination, b, to->address, why) : source;
    auto spoken = protocol(request.protocol, why);
    if (!source || !destination || !spoken)
        return std::nullopt;
    return Flow{from->node,
                *to,
                {*source, *destination, *spoken, static_cast<std::uint16_t>(request.source_port),
                 static_cast<std::uint16_t>(request.port)}};
}

/// Every state that matters to the flow under one set of what the platform may have chosen.
struct Section {
    network::FailureSet chosen; ///< beside what has failed
    verdict::PossibleStates states;
};

/// Calls `visit` for every branch there, with each branch of its answer if it arrives.
void branches(const Network& network, const routing::State& state, const Flow& flow,
              const std::function<void(const routing::Walk&, const std::vector<routing::Walk>&)>& visit) {
    for (const routing::Walk& walk :
         routing::all_walks(network, state, flow.from, flow.packet, nullptr, shown_branches)) {
        const bool arrives = walk.ending == routing::Ending::delivered && walk.at() == flow.to.delivery;
        visit(walk, arrives ? routing::all_walks(network, state, flow.to.node, routing::answer_to(walk),
                                                 &walk, shown_branches)
                            : std::vector<routing::Walk>{});
    }
}

std::vector<network::NodeId> visited(const Network& network, const verdict::PossibleStates& all,
                                     const Flow& flow) {
    std::vector<network::NodeId> nodes;
    const auto add = [&](const routing::Walk& walk) {
        for (const routing::Hop& hop : walk.hops)
            nodes.push_back(hop.node);
    };
    for (const routing::State& state : all.states)
        branches(network, state, flow,
                 [&](const routing::Walk& there, const std::vector<routing::Walk>& answers) {
                     add(there);
                     std::ranges::for_each(answers, add);
                 });
    return nodes;
}

std::vector<Section> sections(const Network& network, const Flow& flow, const network::FailureSet& failed) {
    std::vector<Section> all;
    verdict::with_every_choice(network, failed, [&](const network::FailureSet& down) {
        Section& section = all.emplace_back();
        std::ranges::set_difference(down, failed, std::back_inserter(section.chosen));
        section.states =
            verdict::states_of(network, down, {flow.packet.source, flow.packet.destination}, shown_states);
        return std::optional(visited(network, section.states, flow));
    });
    return all;
}

/// One branch; below it what becomes of its header, and what a traceroute would show, where any hop on the
/// way has an address to show.
std::string branch(const Network& network, std::string_view title, const routing::Walk& walk,
                   const dsl::Sources& sources) {
    const network::Address destination = walk.final_packet().destination;
    std::string line = reports::place(sources, walk.responsible);
    std::string text = fmt::format("  {:<6}  {}   {}{}{}\n", title, reports::path(network, walk),
                                   reports::ending(network, walk), line.empty() ? "" : "   ", line);
    for (const std::string& change : reports::header_changes(network, walk))
        text += fmt::format("          {}\n", change);
    std::string shown = reports::traceroute(network, walk, destination);
    bool anything =
        std::ranges::count(shown, '.') > 3; // one address, or the three dots of a way that is cut short
    return anything ? text + fmt::format("          traceroute {}\n", shown) : text;
}

/// The branches there with their answers; answers that are the same for all of them stand once, at the end.
std::string ways(const Scene& scene, const routing::State& state, const Flow& flow) {
    const Network& network = *scene.network;
    const dsl::Sources& sources = scene.file.run.sources;
    std::vector<std::string> there, answers;
    branches(network, state, flow, [&](const routing::Walk& walk, const std::vector<routing::Walk>& back) {
        there.push_back(branch(network, "there", walk, sources));
        answers.emplace_back();
        for (const routing::Walk& answer : back)
            answers.back() += branch(network, "answer", answer, sources);
    });
    bool same = std::ranges::adjacent_find(answers, std::ranges::not_equal_to{}) == answers.end();
    std::string text;
    for (std::size_t i = 0; i < there.size(); ++i)
        text += there[i] + (same && i + 1 < there.size() ? "" : answers[i]);
    if (there.size() == shown_branches)
        text += fmt::format("  only the first {} branches are shown\n", shown_branches);
    return text;
}

/// Every stable state's ways; states in which they are the same stand together.
std::string all_ways(const Scene& scene, const verdict::PossibleStates& all, const Flow& flow) {
    std::vector<std::pair<std::string, std::size_t>> different;
    for (const routing::State& state : all.states) {
        std::string text = ways(scene, state, flow);
        auto known = std::ranges::find(different, text, &std::pair<std::string, std::size_t>::first);
        if (known == different.end())
            different.emplace_back(text, 1);
        else
            ++known->second;
    }
    std::string text, more = all.complete ? "" : " or more";
    for (const auto& [one, states] : different) {
        if (different.size() > 1 || !all.complete)
            text += fmt::format("\nin {} of {}{} stable states\n{}", states, all.states.size(), more, one);
        else
            text += "\n" + one;
    }
    if (different.size() == 1 && all.states.size() > 1 && all.complete)
        text += fmt::format("\nthe same in all {} stable states\n", all.states.size());
    return text;
}

/// What the platform chose in a section, where it makes a difference: `where `rs/1 programs spoke``.
std::string heading(const Network& network, const Section& section, const std::vector<Section>& all) {
    if (all.size() == 1)
        return "";
    if (!section.chosen.empty())
        return fmt::format("\n{}\n", verdict::circumstances(network, section.chosen));
    return "\nas long as nothing of the following is so\n";
}

} // namespace

Exit trace(const Request& request) {
    std::optional<Scene> scene = open(request);
    if (!scene)
        return Exit::refused;
    const Network& network = *scene->network;
    std::string why;
    std::optional<Flow> traced = flow(request, network, why);
    if (!traced)
        return complain(request, "VN0908", why);
    const std::vector<Section> all = sections(network, *traced, scene->failed);
    std::string text = fmt::format("{} to {}   {}   {}\n", request.words[1], request.words[2],
                                   reports::packet(traced->packet), reports::when(network, scene->failed));
    for (const Section& section : all) {
        text += heading(network, section, all);
        for (const Prefix& prefix : section.states.unsettled)
            text += fmt::format("{} never settles: its routes are left out\n", to_string(prefix));
        text += all_ways(*scene, section.states, *traced);
    }
    if (!verdict::is_searched(network))
        text += "\none stable state is shown; a network of this size is not searched for others\n";
    return print(text);
}

} // namespace commands
