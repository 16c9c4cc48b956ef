// See the header.
#include "solver/commands/ends.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/commands/console.hpp"
#include "solver/verdict/told.hpp"

namespace commands {

using network::Network;
using network::NodeId;

namespace {

std::string host_name(const network::Node& node, const network::Host& host) {
    return host.name.starts_with(node.name + "/") ? host.name : node.name + "/" + host.name;
}

bool ends_in_member(std::string_view whole, std::string_view member) {
    return whole.size() > member.size() && whole.ends_with(member) &&
           whole[whole.size() - member.size() - 1] == '/';
}

/// `name` is not one of `known`: what was meant, or what there is.
std::string unknown(std::string_view what, const std::string& name, const std::vector<std::string>& known) {
    std::vector<std::string_view> views(known.begin(), known.end());
    std::string hint = dsl::did_you_mean(name, views);
    if (hint.empty())
        hint = known.empty() ? "there is none" : fmt::format("there is: {}", fmt::join(known, ", "));
    return fmt::format("unknown {} `{}`; {}", what, name, hint);
}

/// `hub/vm` for `hub/app/vm`: the first and the last part of a longer name.
bool skips_a_part(const std::string& whole, const std::string& name) {
    const std::size_t slash = name.rfind('/');
    return slash != std::string::npos && whole.size() > name.size() + 1 &&
           whole.starts_with(name.substr(0, slash + 1)) && whole.ends_with(name.substr(slash));
}

/// The one of `names` that is `name`, or whose last part is; `group/` stands for its members.
std::optional<std::size_t> resolve(const std::vector<std::string>& names, const std::string& name,
                                   std::string& why) {
    if (auto exact = std::ranges::find(names, name); exact != names.end())
        return static_cast<std::size_t>(exact - names.begin());
    std::vector<std::size_t> found;
    std::vector<std::string> meant;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (ends_in_member(names[i], name) || names[i].starts_with(name + "/") || skips_a_part(names[i], name)) {
            found.push_back(i);
            meant.push_back(names[i]);
        }
    if (found.size() == 1)
        return found.front();
    if (!found.empty())
        why = fmt::format("`{}` stands for several: {}", name, fmt::join(meant, ", "));
    return std::nullopt;
}

std::optional<Scene> refuse(const Request& request, const std::string& message,
                            const std::string& hint = {}) {
    complain(request, "VN0908", message, hint);
    return std::nullopt;
}

/// The file alone is no network to look at: one of its cases has to be named.
std::string only_cases(const std::string& path, const std::vector<std::string>& cases) {
    return cases.empty() ? fmt::format("`{}` has no network to look at: it is expected to be refused", path)
                         : fmt::format("`{}` has only cases; name one with `--case`: {}", path,
                                       fmt::join(cases, ", "));
}

const lower::Lowered* variant(const solver::Loaded& file, const std::string& case_name) {
    auto found = std::ranges::find(file.variants, case_name, &lower::Lowered::case_name);
    return found == file.variants.end() ? nullptr : &*found;
}

} // namespace

std::optional<Scene> open(const Request& request) {
    Scene scene{solver::load(request.words.front()), nullptr, {}};
    if (scene.file.refused()) {
        complain(request, scene.file.run.diagnostics, scene.file.run.sources);
        return std::nullopt;
    }
    const lower::Lowered* chosen = variant(scene.file, request.case_name);
    if (chosen == nullptr) {
        std::vector<std::string> cases;
        for (const lower::Lowered& one : scene.file.variants)
            if (!one.case_name.empty())
                cases.push_back(one.case_name);
        if (request.case_name.empty())
            return refuse(request, only_cases(request.words.front(), cases));
        return refuse(request, unknown("case", request.case_name, cases));
    }
    scene.network = chosen->network.get();
    for (const std::string& name : request.down) {
        std::string why;
        std::optional<network::FailureSet> failed = lower::resolve_down(*scene.network, name, why);
        if (!failed)
            return refuse(request, fmt::format("`--down {}`: {}", name, why));
        scene.failed.insert(scene.failed.end(), failed->begin(), failed->end());
    }
    std::ranges::sort(scene.failed);
    auto [first, last] = std::ranges::unique(scene.failed);
    scene.failed.erase(first, last);
    return scene;
}

NodeId find_node(const Network& network, const std::string& name, std::string& why) {
    std::vector<std::string> names;
    for (const network::Node& node : network.nodes)
        names.push_back(node.name);
    if (std::optional<std::size_t> found = resolve(names, name, why))
        return NodeId::at(*found);
    if (why.empty())
        why = unknown("node", name, names);
    return {};
}

std::vector<NodeId> find_peers(const Network& network, NodeId node, const std::string& name, std::string& why) {
    std::vector<NodeId> peers;
    std::vector<std::string> known;
    for (const network::SessionId session : network.sessions_of(node)) {
        const NodeId peer = network[session].far_end(node).node;
        if (std::ranges::find(known, network[peer].name) == known.end())
            known.push_back(network[peer].name);
        const bool meant = network[peer].name == name || network[peer].name.starts_with(name + "/") ||
                           ends_in_member(network[peer].name, name);
        if (meant && std::ranges::find(peers, peer) == peers.end())
            peers.push_back(peer);
    }
    if (peers.empty())
        why = unknown("peer", name, known);
    return peers;
}

NodeId owner(const Network& network, network::Address address) {
    NodeId found;
    std::uint8_t longest = 0;
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        for (const network::OwnedPrefix& owned : network.nodes[i].owns)
            if (owned.prefix.contains(address) && (!found.known() || owned.prefix.length > longest)) {
                found = NodeId::at(i);
                longest = owned.prefix.length;
            }
    return found;
}

namespace {

bool answers_for(const Network& network, NodeId node, network::Address address) {
    return std::ranges::any_of(network[node].owns,
                               [&](const network::OwnedPrefix& owned) { return owned.prefix.contains(address); });
}

/// What starts at `node` and arrives there, or at what stands before it.
End end_at(const Network& network, NodeId node, std::optional<network::Address> address) {
    const NodeId owns = address && !answers_for(network, node, *address) ? owner(network, *address) : node;
    return {node, address, owns.known() ? owns : node};
}

/// The address alone: it starts at what its owner is told as, `spoke/app` for `spoke/app/inbound`.
End end_of(const Network& network, network::Address address) {
    const NodeId delivery = owner(network, address);
    if (!delivery.known())
        return {{}, address};
    const NodeId start = network.find_node(verdict::told_name(network, delivery));
    return {start.known() ? start : delivery, address, delivery};
}

/// The first address that something called so answers for.
std::optional<network::Address> usual_address(const Network& network, NodeId node) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        if (!network.nodes[i].owns.empty() &&
            verdict::told_name(network, NodeId::at(i)) == network[node].name)
            return network.nodes[i].owns.front().prefix.first();
    return network[node].address;
}

} // namespace

std::optional<End> find_end(const Network& network, const std::string& name, std::string& why) {
    if (std::optional<network::Address> address = network::parse_address(name))
        return end_of(network, *address);
    std::vector<std::string> names;
    std::vector<End> ends;
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        const NodeId node = NodeId::at(i);
        if (verdict::is_fabric(network, node) || verdict::told_name(network, node) != network[node].name)
            continue;
        names.push_back(network[node].name);
        ends.push_back(end_at(network, node, usual_address(network, node)));
    }
    if (auto exact = std::ranges::find(names, name); exact != names.end())
        return ends[static_cast<std::size_t>(exact - names.begin())];
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        for (const network::Host& host : network.nodes[i].hosts) {
            names.push_back(host_name(network.nodes[i], host));
            ends.push_back(end_at(network, NodeId::at(i), host.address));
        }
    if (std::optional<std::size_t> found = resolve(names, name, why))
        return ends[*found];
    if (why.empty())
        why = unknown("end", name, names);
    return std::nullopt;
}

} // namespace commands
