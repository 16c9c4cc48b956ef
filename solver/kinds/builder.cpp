// Names and parts of a network under construction. Every complaint points at the word it is about and says
// what to write instead.

#include "solver/kinds/builder.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kinds {
namespace {

bool is_wanted(const Named& named, const std::vector<std::string_view>& kinds) {
    return kinds.empty() || std::ranges::find(kinds, named.kind) != kinds.end();
}

std::string_view article(std::string_view noun) {
    return std::string_view("aeiou").find(noun.front()) == std::string_view::npos ? "a" : "an";
}

std::string listed(const std::vector<Named*>& found) {
    std::vector<std::string> names;
    for (const Named* named : found)
        names.push_back(fmt::format("`{}`", named->name));
    return fmt::format("{}", fmt::join(names, ", "));
}

// `ce1--fw` for `fw--ce1`: a cable has no direction.
std::string turned_around(std::string_view cable, std::size_t dashes) {
    return fmt::format("{}--{}", cable.substr(dashes + 2), cable.substr(0, dashes));
}

// `hub/vm` for `hub/app/vm`: the first name and the last, with others between them.
bool is_within(std::string_view full, std::string_view name) {
    const std::size_t slash = name.rfind('/');
    return slash != std::string_view::npos && full.starts_with(name.substr(0, slash + 1)) &&
           full.ends_with(name.substr(slash)) && full.size() > name.size();
}

} // namespace

Named* Builder::declare(const dsl::Word& word, std::string_view kind, dsl::Span span) {
    if (word.text.find('/') != std::string::npos) {
        diagnostics_->error("VN0116", word.span, fmt::format("`{}` may not hold a `/`", word.text),
                            "a `/` separates a thing from its members, as in `seattle/primary`; try a `-`");
        return nullptr;
    }
    return declare(word.text, kind, span.known() ? span : word.span);
}

Named* Builder::declare(const std::string& name, std::string_view kind, dsl::Span span) {
    const auto [place, is_new] = named_.try_emplace(name, Named{name, kind, span, {}, {}, {}});
    if (is_new)
        return &place->second;
    const Named& first = place->second;
    diagnostics_->error("VN0101", span, fmt::format("`{}` is declared twice", name),
                        fmt::format("give this {} a name of its own", kind),
                        {{first.span, fmt::format("the {} `{}` is declared here", first.kind, name)}});
    return nullptr;
}

std::vector<Named*> Builder::candidates(std::string_view name) {
    if (const auto exact = named_.find(name); exact != named_.end())
        return {&exact->second};
    if (const std::size_t dashes = name.find("--"); dashes != std::string_view::npos)
        if (const auto turned = named_.find(turned_around(name, dashes)); turned != named_.end())
            return {&turned->second};
    std::vector<Named*> members;
    const std::string ending = fmt::format("/{}", name);
    for (auto& [full, named] : named_)
        if (full.ends_with(ending) || is_within(full, name))
            members.push_back(&named);
    return members;
}

Named* Builder::lookup(std::string_view name) {
    const std::vector<Named*> found = candidates(name);
    return found.size() == 1 ? found.front() : nullptr;
}

Named* Builder::find(const dsl::Word& word, std::string_view wanted,
                     const std::vector<std::string_view>& kinds) {
    const std::vector<Named*> found = candidates(word.text);
    if (found.empty()) {
        diagnostics_->error("VN0102", word.span, fmt::format("unknown {} `{}`", wanted, word.text),
                            dsl::did_you_mean(word.text, names(kinds)));
        return nullptr;
    }
    std::vector<Named*> fitting;
    std::ranges::copy_if(found, std::back_inserter(fitting), [&](Named* n) { return is_wanted(*n, kinds); });
    if (fitting.size() == 1)
        return fitting.front();
    if (fitting.size() > 1) {
        diagnostics_->error("VN0102", word.span, fmt::format("`{}` could be {}", word.text, listed(fitting)),
                            "write the whole name");
        return nullptr;
    }
    const Named& other = *found.front();
    diagnostics_->error("VN0103", word.span,
                        fmt::format("`{}` is {} {}, not {} {}", word.text, article(other.kind), other.kind,
                                    article(wanted), wanted),
                        dsl::did_you_mean(word.text, names(kinds)),
                        {{other.span, fmt::format("`{}` is declared here", other.name)}});
    return nullptr;
}

std::vector<std::string_view> Builder::names(const std::vector<std::string_view>& kinds) const {
    std::vector<std::string_view> all;
    for (const auto& [name, named] : named_)
        if (is_wanted(named, kinds))
            all.push_back(name);
    return all;
}

network::NodeId Builder::find_node(const dsl::Word& word) {
    const Named* named = find(word, "node");
    if (!named)
        return {};
    if (named->nodes.size() == 1)
        return named->nodes.front();
    std::vector<std::string> members;
    for (const network::NodeId node : named->nodes)
        members.push_back(fmt::format("`{}`", net[node].name));
    const std::string message =
        members.empty()
            ? fmt::format("`{}` is {} {}, not a node", word.text, article(named->kind), named->kind)
            : fmt::format("`{}` stands for {} nodes, and one is needed here", word.text, members.size());
    diagnostics_->error("VN0103", word.span, message,
                        members.empty() ? "" : fmt::format("name one of {}", fmt::join(members, ", ")),
                        {{named->span, fmt::format("`{}` is declared here", named->name)}});
    return {};
}

std::optional<network::PolicyId> Builder::find_policy(const dsl::Word& word) {
    if (const auto found = policies_.find(word.text); found != policies_.end())
        return found->second;
    std::vector<std::string_view> known;
    for (const auto& [name, id] : policies_)
        known.push_back(name);
    std::string help = dsl::did_you_mean(word.text, known);
    if (help.empty())
        help = fmt::format("declare it: `policy {} {{ … }}`", word.text);
    diagnostics_->error("VN0102", word.span, fmt::format("unknown policy `{}`", word.text), std::move(help));
    return std::nullopt;
}

void Builder::declare_policy(const dsl::Word& word, network::Policy policy) {
    const auto [place, is_new] = policies_.try_emplace(word.text, network::PolicyId::at(net.policies.size()));
    if (is_new) {
        net.policies.push_back(std::move(policy));
        return;
    }
    diagnostics_->error(
        "VN0101", word.span, fmt::format("`{}` is declared twice", word.text),
        "give this policy a name of its own",
        {{net[place->second].span, fmt::format("the policy `{}` is declared here", word.text)}});
}

std::vector<network::PolicyId> Builder::declared_policies() const {
    std::vector<network::PolicyId> declared;
    for (const auto& [name, id] : policies_)
        declared.push_back(id);
    std::ranges::sort(declared);
    return declared;
}

// -- parts
// --------------------------------------------------------------------------------------------------------

network::NodeId Builder::add_node(Named& named, network::Node node) {
    const network::NodeId id = network::NodeId::at(net.nodes.size());
    const network::FailureId group = add_failure(node.name, network::FailureClass::node, node.span);
    node.fails_with.push_back(group);
    net.nodes.push_back(std::move(node));
    named.nodes.push_back(id);
    named.failures.push_back(group);
    return id;
}

network::FailureId Builder::add_failure(std::string name, network::FailureClass failure_class, dsl::Span span,
                                        bool disabled) {
    net.failures.push_back({std::move(name), failure_class, disabled, span});
    return network::FailureId::at(net.failures.size() - 1);
}

network::LinkId Builder::add_link(network::Link link) {
    const network::LinkId id = network::LinkId::at(net.links.size());
    links_[{link.from, link.to}].push_back(id);
    net.links.push_back(std::move(link));
    return id;
}

Cable Builder::add_cable(std::string name, network::NodeId a, network::NodeId b, network::FailureId group,
                         std::optional<network::Address> address_a, std::optional<network::Address> address_b,
                         std::optional<network::TransportId> transport, dsl::Span span) {
    const network::LinkId forward = add_link({name, a, b, address_b, transport, {group}, span});
    const network::LinkId back = add_link({std::move(name), b, a, address_a, transport, {group}, span});
    return {forward, back, group};
}

network::TransportId Builder::add_transport(std::string name, std::vector<network::FailureId> groups,
                                            dsl::Span span) {
    net.transports.push_back({std::move(name), std::move(groups), span});
    return network::TransportId::at(net.transports.size() - 1);
}

network::SessionId Builder::add_session(network::Session session) {
    if (!session.a.node.known() || !session.b.node.known())
        throw std::logic_error("a session needs two nodes");
    net.sessions.push_back(std::move(session));
    return network::SessionId::at(net.sessions.size() - 1);
}

std::vector<network::LinkId> Builder::links(network::NodeId a, network::NodeId b) const {
    const auto found = links_.find({a, b});
    return found == links_.end() ? std::vector<network::LinkId>{} : found->second;
}

// -- blocks
// --------------------------------------------------------------------------------------------------------

std::vector<const dsl::Statement*> statements(const dsl::Statement& block, std::string_view word) {
    std::vector<const dsl::Statement*> found;
    for (const dsl::Statement& inner : block.block)
        if (inner.head() == word)
            found.push_back(&inner);
    return found;
}

const dsl::Statement* statement(const dsl::Statement& block, std::string_view word) {
    const std::vector<const dsl::Statement*> found = statements(block, word);
    return found.empty() ? nullptr : found.back();
}

bool flag(const dsl::Statement& block, std::string_view word) { return statement(block, word) != nullptr; }

bool unset(const dsl::Statement& block, std::string_view word) {
    return std::ranges::any_of(statements(block, "no"), [&](const dsl::Statement* no) {
        return no->words.size() > 1 && no->words[1].text == word;
    });
}

} // namespace kinds
