// Resolution in one order everywhere: groups, declared things, hosts by full name, hosts by bare name.

#include "solver/lower/names.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/ends.hpp"
#include "solver/lower/failures.hpp"
#include "solver/network/prefix_sets.hpp"

namespace lower {

using dsl::Word;
using network::NodeId;
using properties::Endpoint;

namespace {

// A thing wins over a host of the same name, unless it is a host itself that is only meant in part.
bool could_be_host(const Word& word, const std::vector<kinds::Named*>& things) {
    return std::ranges::all_of(
        things, [&](const kinds::Named* thing) { return thing->kind == "host" && thing->name != word.text; });
}

} // namespace

void Names::add_group(const dsl::Statement& statement) {
    if (!builder_.declare(statement.words[1], "group", statement.words[1].span))
        return;
    groups_[statement.words[1].text].members.assign(statement.words.begin() + 2, statement.words.end());
}

void Names::add_empty_group(const dsl::Word& name) {
    if (!groups_.contains(name.text) && builder_.declare(name, "group", name.span))
        groups_[name.text];
}

bool Names::is_empty(const Word& word) {
    const auto found = groups_.find(word.text);
    if (found == groups_.end() || found->second.open)
        return false; // a group inside itself is an error
    Group& group = found->second;
    group.open = true;
    const bool empty = std::ranges::all_of(group.members, [&](const Word& member) { return is_empty(member); });
    group.open = false;
    return empty;
}

void Names::check_groups() {
    for (auto& [name, group] : groups_)
        for (const Word& member : group.members)
            ends(member);
}

void Names::index_hosts() {
    if (!hosts_.empty())
        return;
    for (std::size_t i = 0; i < builder_.net.nodes.size(); ++i) {
        const network::Node& node = builder_.net.nodes[i];
        for (std::size_t h = 0; h < node.hosts.size(); ++h) {
            hosts_[fmt::format("{}/{}", node.name, node.hosts[h].name)].push_back({NodeId::at(i), h});
            hosts_[node.hosts[h].name].push_back({NodeId::at(i), h});
        }
    }
}

// `spoke/vm`, `vm` where only one host is called so, or `x/vm` where `x` stands for the host's node.
std::vector<Names::HostPlace> Names::hosts_called(const Word& word) {
    index_hosts();
    if (const auto found = hosts_.find(word.text); found != hosts_.end())
        return found->second;
    const std::size_t slash = word.text.rfind('/');
    if (slash == std::string::npos)
        return {};
    const kinds::Named* named = builder_.lookup(word.text.substr(0, slash));
    const auto found = hosts_.find(word.text.substr(slash + 1));
    if (!named || found == hosts_.end())
        return {};
    std::vector<HostPlace> places = found->second;
    std::erase_if(places, [&](const HostPlace& place) {
        return std::ranges::find(named->nodes, place.node) == named->nodes.end();
    });
    return places;
}

std::vector<std::string_view> Names::known_ends() {
    index_hosts();
    std::vector<std::string_view> known = builder_.names();
    for (const auto& [name, places] : hosts_)
        known.push_back(name);
    return known;
}

// Where packets to what starts at `node` end, if not there.
NodeId Names::arrivals(NodeId node) {
    const std::vector<network::Node>& nodes = builder_.net.nodes;
    for (; arrivals_looked_at_ < nodes.size(); ++arrivals_looked_at_)
        if (const auto start = nodes[arrivals_looked_at_].starts_at)
            arrivals_.emplace(*start, NodeId::at(arrivals_looked_at_));
    const auto found = arrivals_.find(node);
    return found == arrivals_.end() ? NodeId{} : found->second;
}

// What is neither private nor anyone's in the file.
std::vector<network::Prefix> Names::outside() {
    std::vector<network::Prefix> inside = network::private_space();
    for (const network::Node& node : builder_.net.nodes)
        for (const network::OwnedPrefix& owned : node.owns)
            if (owned.prefix.length > 0)
                inside.push_back(owned.prefix);
    return network::all_but(network::joined(std::move(inside)));
}

Endpoint Names::whole(NodeId node) {
    const kinds::Ends& known = builder_.notes<kinds::Ends>();
    Endpoint end{builder_.net[node].name, node, {}, arrivals(node)};
    if (node == known.outside) {
        end.addresses = outside();
    } else if (const auto found = known.addresses.find(node); found != known.addresses.end()) {
        end.addresses = found->second;
    } else if (const auto& beyond = builder_.net[node].beyond) {
        end.addresses = *beyond;
    } else {
        for (const network::OwnedPrefix& owned : builder_.net[node].owns)
            end.addresses.push_back(owned.prefix);
    }
    return end;
}

Endpoint Names::host(const HostPlace& place) {
    const network::Node& node = builder_.net[place.node];
    const network::Host& host = node.hosts[place.host];
    return {
        fmt::format("{}/{}", node.name, host.name), place.node, {{host.address, 32}}, arrivals(place.node)};
}

std::vector<NodeId> Names::places(const Word& word, const kinds::Named* thing) {
    const auto& known = builder_.notes<kinds::Ends>().places;
    const auto found = thing ? known.find(thing->name) : known.end();
    if (found == known.end())
        return nodes(word);
    return found->second.empty() ? std::vector<NodeId>{thing->nodes.front()} : found->second;
}

template <class Thing, class Expand>
std::vector<Thing> Names::members(Group& group, const Word& word, Expand expand) {
    std::vector<Thing> all;
    if (group.open) {
        diagnostics().error("VN0103", word.span, fmt::format("group `{}` is a member of itself", word.text),
                            "leave it out of its own members");
        return all;
    }
    group.open = true;
    for (const Word& member : group.members) {
        std::vector<Thing> some = expand(member);
        all.insert(all.end(), some.begin(), some.end());
    }
    group.open = false;
    return all;
}

std::vector<Endpoint> Names::ends(const Word& word) {
    if (const auto group = groups_.find(word.text); group != groups_.end())
        return members<Endpoint>(group->second, word, [&](const Word& member) { return ends(member); });
    const std::vector<kinds::Named*> things = builder_.candidates(word.text);
    const std::vector<HostPlace> hosts =
        could_be_host(word, things) ? hosts_called(word) : std::vector<HostPlace>{};
    if (hosts.size() == 1 && things.empty())
        return {host(hosts.front())};
    if (hosts.size() + things.size() > 1 && !hosts.empty()) {
        std::vector<std::string> names;
        for (const kinds::Named* thing : things)
            names.push_back(fmt::format("`{}`", thing->name));
        for (const HostPlace& place : hosts)
            names.push_back(fmt::format("`{}`", host(place).name));
        diagnostics().error("VN0102", word.span,
                            fmt::format("`{}` could be {}", word.text, fmt::join(names, ", ")),
                            "write the whole name");
        return {};
    }
    if (things.empty()) {
        diagnostics().error("VN0102", word.span, fmt::format("unknown node or host `{}`", word.text),
                            dsl::did_you_mean(word.text, known_ends()));
        return {};
    }
    std::vector<Endpoint> all;
    for (const NodeId node : places(word, things.size() == 1 ? things.front() : nullptr))
        all.push_back(whole(node));
    return all;
}

std::optional<Endpoint> Names::end(const Word& word) {
    const std::vector<Endpoint> found = ends(word);
    if (found.size() == 1)
        return found.front();
    std::vector<std::string> names;
    for (const Endpoint& end : found)
        names.push_back(fmt::format("`{}`", end.name));
    if (!found.empty())
        diagnostics().error(
            "VN0315", word.span,
            fmt::format("`{}` stands for {} ends, and one is needed here", word.text, found.size()),
            fmt::format("name one of {}", fmt::join(names, ", ")));
    return std::nullopt;
}

std::vector<NodeId> Names::nodes(const Word& word) {
    if (const auto group = groups_.find(word.text); group != groups_.end())
        return members<NodeId>(group->second, word, [&](const Word& member) { return nodes(member); });
    if (builder_.candidates(word.text).empty())
        if (const std::vector<HostPlace> places = hosts_called(word); !places.empty()) {
            diagnostics().error(
                "VN0319", word.span, fmt::format("`{}` is a host, and a node is needed here", word.text),
                fmt::format("name the node it is behind, `{}`", builder_.net[places.front().node].name));
            return {};
        }
    const kinds::Named* named = builder_.find(word, "node");
    if (!named)
        return {};
    if (named->nodes.empty())
        builder_.find_node(word); // says that it is no node
    return named->nodes;
}

std::optional<NodeId> Names::node_with(network::Address address) {
    const auto& spoken = builder_.notes<kinds::BgpAddresses>().nodes;
    if (const auto found = spoken.find(address); found != spoken.end())
        return found->second;
    for (const network::Link& link : builder_.net.links)
        if (link.to_address == address)
            return link.to;
    for (std::size_t i = 0; i < builder_.net.nodes.size(); ++i)
        if (builder_.net.nodes[i].address == address)
            return NodeId::at(i);
    return std::nullopt;
}

std::optional<NodeId> Names::next_hop(const Word& word) {
    const auto address = network::parse_address(word.text);
    if (!address) {
        const NodeId node = builder_.find_node(word);
        return node.known() ? std::optional(node) : std::nullopt;
    }
    const auto node = node_with(*address);
    if (!node)
        diagnostics().error("VN0102", word.span, fmt::format("no node has the address `{}`", word.text),
                            "name the next hop itself, or give it this `address`");
    return node;
}

network::FailureSet Names::failures(const dsl::Statement* down) {
    network::FailureSet failed;
    for (std::size_t i = 1; down && i < down->words.size(); ++i) {
        const Word& word = down->words[i];
        const kinds::Named* named = builder_.lookup(word.text);
        const network::FailureSet groups =
            named && !named->failures.empty() ? named->failures : failures_called(builder_.net, word.text);
        failed.insert(failed.end(), groups.begin(), groups.end());
        if (groups.empty() && named)
            diagnostics().error("VN0307", word.span, fmt::format("`{}` cannot fail", word.text),
                                "nothing in the model takes it down; name a link, a connection or a device",
                                {{named->span, fmt::format("the {} is declared here", named->kind)}});
        else if (groups.empty())
            diagnostics().error("VN0102", word.span, fmt::format("nothing called `{}` can fail", word.text),
                                nearest_failure(builder_.net, word.text));
    }
    std::ranges::sort(failed);
    failed.erase(std::unique(failed.begin(), failed.end()), failed.end());
    return failed;
}

} // namespace lower
