// See the header. `ast` is the elaborated text, `include`, `change` and `case` carried out; `network` lists
// what the kinds made of it.
#include "solver/commands/dump.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dsl/elaborate.hpp"
#include "dsl/print.hpp"
#include "solver/commands/console.hpp"

namespace commands {

using network::Network;

namespace {

std::string title(const std::string& case_name) {
    return case_name.empty() ? "" : fmt::format("# case {}\n", case_name);
}

/// The statement without its block.
dsl::Statement words_of(const dsl::Statement& statement) {
    dsl::Statement words;
    words.words = statement.words;
    return words;
}

std::string trees(const std::string& path) {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    std::string text;
    for (dsl::Variant& variant : dsl::elaborate(path, sources, solver::read_text, diagnostics).variants) {
        text += title(variant.name) + dsl::print({0, std::move(variant.statements), {}});
        for (const dsl::Word& group : variant.empty_groups)
            text += fmt::format("# group {} has no members\n", group.text);
        for (dsl::Statement& property : variant.unmade)
            text += "# vacuous: " + dsl::print({0, {words_of(property)}, {}});
    }
    return text;
}

std::vector<std::string> failure_names(const Network& network, const std::vector<network::FailureId>& ids) {
    std::vector<std::string> names;
    for (network::FailureId id : ids)
        names.push_back(network[id].name);
    return names;
}

std::string node_line(const Network& network, const network::Node& node) {
    std::vector<std::string> owned, originated;
    for (const network::OwnedPrefix& one : node.owns)
        owned.push_back(to_string(one.prefix));
    for (const network::Origination& one : node.originates)
        originated.push_back(to_string(one.prefix));
    return fmt::format("node {} ({}{}): owns [{}], originates [{}], {} static routes, fails with [{}]\n",
                       node.name, node.kind, node.asn ? fmt::format(", AS {}", *node.asn) : "",
                       fmt::join(owned, " "), fmt::join(originated, " "), node.static_routes.size(),
                       fmt::join(failure_names(network, node.fails_with), " "));
}

/// What its own table may resolve.
std::string next_hop_lines(const Network& network, const network::Node& node) {
    std::string text;
    for (const network::RecursiveNextHop& hop : node.recursive) {
        std::vector<std::string> links;
        for (const network::TableWay& way : hop.ways)
            links.push_back(network[way.link].name);
        text += fmt::format("next hop {} of {}: by its table, over [{}]\n", network[hop.next_hop].name, node.name, fmt::join(links, " "));
    }
    return text;
}

std::string end_words(const Network& network, const network::SessionEnd& end) {
    std::string text = network[end.node].name;
    if (end.import_policy)
        text += " import " + network[*end.import_policy].name;
    if (end.export_policy)
        text += " export " + network[*end.export_policy].name;
    for (auto [flag, word] : {std::pair{end.next_hop_self, " next-hop-self"},
                              {end.next_hop_unchanged, " next-hop-unchanged"},
                              {end.as_override, " as-override"},
                              {end.remove_private_as, " remove-private-as"},
                              {!end.sends, " sends-nothing"},
                              {end.lists_only, " lists-only"}})
        if (flag)
            text += word;
    if (end.local_as)
        text += fmt::format(" local-as {}{}{}", end.local_as->asn, end.local_as->prepends_received ? "" : " no-prepend",
                            end.local_as->replaces ? " replace-as" : "");
    return text;
}

std::string listing(const Network& network) {
    std::string text;
    for (const network::Node& node : network.nodes)
        text += node_line(network, node) + next_hop_lines(network, node);
    for (const network::Link& link : network.links)
        text += fmt::format("link {}: {} > {}{}, fails with [{}]\n", link.name, network[link.from].name,
                            network[link.to].name,
                            link.transport ? ", transport " + network[*link.transport].name : "",
                            fmt::join(failure_names(network, link.fails_with), " "));
    for (const network::Session& session : network.sessions)
        text += fmt::format("session {} ({}): {} | {}, fails with [{}]\n", session.name,
                            network.internal(session) ? "iBGP" : "eBGP", end_words(network, session.a),
                            end_words(network, session.b),
                            fmt::join(failure_names(network, session.fails_with), " "));
    for (const network::FailureLimit& limit : network.budget.limits)
        text += fmt::format("at most {} of [{}]\n", limit.at_most,
                            fmt::join(failure_names(network, limit.groups), " "));
    return text;
}

} // namespace

Exit dump(const Request& request, const std::vector<solver::Loaded>& files) {
    std::string text;
    Exit exit = Exit::passed;
    for (const solver::Loaded& file : files) {
        if (file.refused())
            complain(request, file.run.diagnostics, file.run.sources);
        if (request.dump == "ast")
            text += trees(file.run.spec);
        else
            for (const lower::Lowered& variant : file.variants)
                text += title(variant.case_name) + listing(*variant.network);
        if (file.refused())
            exit = Exit::refused;
    }
    return print(text, exit);
}

} // namespace commands
