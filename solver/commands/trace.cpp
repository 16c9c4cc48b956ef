// `verify trace SPEC FROM TO`: every branch there, and every branch of the answer, in every stable state that
// small networks have (large ones: in one).
#include <algorithm>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/ends.hpp"
#include "solver/reports/words.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/simulate.hpp"

namespace commands {

using network::Network;
using network::Prefix;

namespace {

constexpr std::size_t small = 64, shown_states = 8, shown_branches = 64;

/// What is traced: a packet and where it starts.
struct Flow {
    network::NodeId from, to;
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
                to->node,
                {*source, *destination, *spoken, static_cast<std::uint16_t>(request.source_port),
                 static_cast<std::uint16_t>(request.port)}};
}

/// States that differ in a prefix the packet or its answer may use.
struct States {
    std::vector<routing::State> states;
    bool complete = true;
    std::vector<Prefix> unsettled;
};

/// Every state of `prefix` in place of the one each of `states` has.
void multiply(States& all, const Network& network, const Prefix& prefix, const network::FailureSet& failed) {
    routing::StableStates found = routing::enumerate(network, prefix, failed, shown_states);
    all.complete = all.complete && found.complete;
    bool settled = std::erase(all.unsettled, prefix) == 0;
    if (found.states.empty()) {
        all.unsettled.push_back(prefix);
        return;
    }
    if (found.states.size() == 1 && settled)
        return;
    std::vector<routing::State> product;
    for (const routing::State& state : all.states)
        for (const routing::PrefixState& one : found.states) {
            if (product.size() == shown_states) {
                all.complete = false;
                break;
            }
            routing::State next = state;
            std::erase_if(next.prefixes,
                          [&](const routing::PrefixState& old) { return old.prefix == prefix; });
            auto place = std::ranges::lower_bound(next.prefixes, prefix, {}, &routing::PrefixState::prefix);
            next.prefixes.insert(place, one);
            product.push_back(std::move(next));
        }
    all.states = std::move(product);
}

States stable_states(const Network& network, const Flow& flow, const network::FailureSet& failed) {
    std::vector<Prefix> prefixes;
    for (const Prefix& prefix : network::routed_prefixes(network))
        if (prefix.contains(flow.packet.source) || prefix.contains(flow.packet.destination))
            prefixes.push_back(prefix);
    routing::Settled settled = routing::settle_all(network, prefixes, failed);
    States all{{settled.state}, true, settled.unsettled};
    if (network.nodes.size() <= small)
        for (const Prefix& prefix : prefixes)
            multiply(all, network, prefix, failed);
    return all;
}

/// One branch; below it what a traceroute would show, where any hop on the way has an address to show.
std::string branch(const Network& network, std::string_view title, const routing::Walk& walk,
                   network::Address destination, const dsl::Sources& sources) {
    std::string line = reports::place(sources, walk.responsible);
    std::string text = fmt::format("  {:<6}  {}   {}{}{}\n", title, reports::path(network, walk),
                                   reports::ending(walk, destination), line.empty() ? "" : "   ", line);
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
    for (const routing::Walk& walk :
         routing::all_walks(network, state, flow.from, flow.packet, nullptr, shown_branches)) {
        there.push_back(branch(network, "there", walk, flow.packet.destination, sources));
        answers.emplace_back();
        if (walk.ending == routing::Ending::delivered && start(network, walk.at()) == flow.to)
            for (const routing::Walk& answer : routing::all_walks(
                     network, state, flow.to, routing::answer_to(walk), &walk, shown_branches))
                answers.back() +=
                    branch(network, "answer", answer, answer.final_packet().destination, sources);
    }
    bool same = std::ranges::adjacent_find(answers, std::ranges::not_equal_to{}) == answers.end();
    std::string text;
    for (std::size_t i = 0; i < there.size(); ++i)
        text += there[i] + (same && i + 1 < there.size() ? "" : answers[i]);
    if (there.size() == shown_branches)
        text += fmt::format("  only the first {} branches are shown\n", shown_branches);
    return text;
}

/// Every stable state's ways; states in which they are the same stand together.
std::string all_ways(const Scene& scene, const States& all, const Flow& flow) {
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
    States all = stable_states(network, *traced, scene->failed);
    std::string text = fmt::format("{} to {}   {}   {}\n", request.words[1], request.words[2],
                                   reports::packet(traced->packet), reports::when(network, scene->failed));
    for (const Prefix& prefix : all.unsettled)
        text += fmt::format("{} never settles: its routes are left out\n", to_string(prefix));
    text += all_ways(*scene, all, *traced);
    if (network.nodes.size() > small)
        text += "\none stable state is shown; a network of this size is not searched for others\n";
    return print(text);
}

} // namespace commands
