// A full mesh in one statement, and reflectors with their clients (RFC 4456). Their sessions run between loopbacks;
// where a `bgp` statement joins two of them already, that one counts.

#include "solver/kinds/ibgp.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/sessions.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;
using network::NodeId;

/// What routers say of their iBGP sessions.
struct Internals {
    std::map<NodeId, const Statement*> blocks;
    std::map<NodeId, network::SessionEnd> ends; ///< the blocks as read, each once
    std::vector<std::pair<NodeId, const Statement*>> reflectors;
};

/// The meshes seen, by name.
struct Meshes {
    std::map<std::string, dsl::Span> seen;
};

/// A node and the word that names it.
struct Member {
    NodeId node;
    Word word;
};

struct Members {
    std::vector<Member> all;
    bool complete = true; ///< no name was unknown
};

// A group stands for its members, those of its groups included; a group inside itself is reported where groups are.
void add_members(Builder& builder, const Word& word, Members& members, std::set<std::string>& open) {
    const auto& groups = builder.notes<Groups>().members;
    const auto group = groups.find(word.text);
    if (group == groups.end()) {
        const NodeId node = builder.find_node(word);
        members.complete &= node.known();
        if (node.known())
            members.all.push_back({node, word});
        return;
    }
    if (!open.insert(word.text).second)
        return;
    for (const Word& member : group->second)
        add_members(builder, member, members, open);
    open.erase(word.text);
}

Members members_of(Builder& builder, const std::vector<Word>& words, std::size_t first) {
    Members members;
    std::set<std::string> open;
    for (std::size_t i = first; i < words.size(); ++i)
        add_members(builder, words[i], members, open);
    return members;
}

bool twice(Builder& builder, const std::vector<Member>& members, std::string_view in) {
    std::map<NodeId, dsl::Span> seen;
    bool found = false;
    for (const Member& member : members) {
        const auto [first, is_new] = seen.emplace(member.node, member.word.span);
        if (is_new)
            continue;
        found = true;
        builder.diagnostics().error("VN0130", member.word.span,
                                    fmt::format("`{}` is named twice in {}", member.word.text, in), "name it once",
                                    {{first->second, "first named here"}});
    }
    return found;
}

// -- meshes

bool in_one_as(Builder& builder, const std::vector<Member>& members) {
    bool good = true;
    for (const Member& member : members)
        good &= speaks_bgp(builder, member.word, member.node);
    if (!good)
        return false;
    const auto other = std::ranges::find_if(members, [&](const Member& member) {
        return builder.net[member.node].asn != builder.net[members.front().node].asn;
    });
    if (other == members.end())
        return true;
    refuse_two_ases(builder, other->word.span, "a mesh", members.front().node, other->node);
    return false;
}

std::map<NodeId, network::SessionEnd> mesh_ends(Builder& builder, const Statement& block,
                                                const std::vector<Member>& members) {
    std::map<NodeId, network::SessionEnd> ends;
    for (const Member& member : members)
        ends.emplace(member.node, internal_end(builder, member.node, block.blame()));
    for (const Statement* at : statements(block, "at"))
        for (const Member& member : members_of(builder, at->words, 1).all) {
            const auto end = ends.find(member.node);
            if (end != ends.end())
                warn_about_external_words(builder, *at), read_session_end(builder, *at, end->second);
            else
                builder.diagnostics().error("VN0103", member.word.span,
                                            fmt::format("`{}` is no member of this mesh", member.word.text),
                                            "add it to `members`, or leave it out here");
        }
    return ends;
}

void refuse_second_mesh(Builder& builder, const Member& a, const Member& b, dsl::Span first) {
    builder.diagnostics().error("VN0101", b.word.span,
                                fmt::format("the session between `{}` and `{}` is declared twice",
                                            builder.net[a.node].name, builder.net[b.node].name),
                                "two routers belong to one mesh together", {{first, "the first one is here"}});
}

void join(Builder& builder, const Statement& block, const std::vector<Member>& members) {
    const auto ends = mesh_ends(builder, block, members);
    for (std::size_t i = 0; i < members.size(); ++i)
        for (std::size_t j = i + 1; j < members.size(); ++j) {
            const Member &a = members[i], &b = members[j];
            if (const auto* pair = builder.notes<Conversations>().find(a.node, b.node)) {
                if (pair->by == Conversations::By::mesh)
                    return refuse_second_mesh(builder, a, b, pair->span);
                continue;
            }
            network::Session session;
            session.a = ends.at(a.node);
            session.b = ends.at(b.node);
            session.span = block.blame();
            add_multihop(builder, std::move(session), b.word.span, Conversations::By::mesh);
        }
}

void mesh(Builder& builder, const Statement& block) {
    const Word& name = block.words[2];
    const auto [first, is_new] = builder.notes<Meshes>().seen.emplace(name.text, name.span);
    if (!is_new)
        return builder.diagnostics().error("VN0101", name.span, fmt::format("`{}` is declared twice", name.text),
                                           "give this mesh a name of its own",
                                           {{first->second, fmt::format("the mesh `{}` is declared here", name.text)}});
    const Statement* written = statement(block, "members");
    if (!written)
        return builder.diagnostics().error("VN0130", name.span, fmt::format("the mesh `{}` has no members", name.text),
                                           "name them: `members A B C;`");
    const auto& [members, complete] = members_of(builder, written->words, 1);
    if (twice(builder, members, "this mesh") || !in_one_as(builder, members) || !complete)
        return;
    if (members.size() == 1)
        return builder.diagnostics().error("VN0130", written->span,
                                           fmt::format("the mesh `{}` has one member", name.text),
                                           "a mesh joins two routers or more: name them, or a group of them");
    join(builder, block, members);
}

// -- reflectors

void reflect_for(Builder& builder, NodeId reflector, const Statement& written, const Member& client) {
    if (client.node == reflector)
        return builder.diagnostics().error("VN0109", client.word.span,
                                           fmt::format("`{}` reflects for itself", client.word.text),
                                           "a client is another router of the same AS");
    if (!speaks_bgp(builder, client.word, client.node))
        return;
    if (builder.net[client.node].asn != builder.net[reflector].asn)
        return refuse_two_ases(builder, client.word.span, "a client", reflector, client.node);
    builder.notes<ClientLists>().spans.emplace(std::pair{reflector, client.node}, written.blame());
    if (const auto* pair = builder.notes<Conversations>().find(reflector, client.node)) {
        for (const network::SessionId id : pair->sessions) {
            network::Session& session = builder.net.sessions[id.index()];
            (session.a.node == reflector ? session.a : session.b).client = true;
        }
        return;
    }
    network::Session session;
    session.a = internal_end(builder, reflector, written.blame());
    session.b = internal_end(builder, client.node, written.blame());
    session.a.client = true;
    session.span = written.blame();
    add_multihop(builder, std::move(session), client.word.span, Conversations::By::reflector);
}

const std::vector<dsl::Rule>& mesh_rules() {
    static const std::vector<dsl::Rule> rules = {
        more(rule("members", {Shape::name}, "the routers, or groups of them"), Shape::name),
        repeats(with_block(rule("at", {Shape::name}, "what one of them does on its sessions of the mesh"),
                           &internal_end_rules(), dsl::Blocks::required)),
    };
    return rules;
}

} // namespace

void note_group(Builder& builder, const Statement& group) {
    auto& members = builder.notes<Groups>().members[group.words.at(1).text];
    members.insert(members.end(), group.words.begin() + 2, group.words.end());
}

void note_ibgp(Builder& builder, const Statement& block, NodeId node) {
    Internals& notes = builder.notes<Internals>();
    if (const Statement* written = statement(block, "ibgp"))
        notes.blocks.emplace(node, written);
    const Statement* written = statement(block, "reflects-for");
    if (!written)
        return;
    if (builder.net[node].asn)
        return notes.reflectors.emplace_back(node, written), void();
    builder.diagnostics().error("VN0111", written->head_span(),
                                fmt::format("`{}` reflects routes and has no ASN", builder.net[node].name),
                                fmt::format("add `asn N;` to `{}`", builder.net[node].name));
}

network::SessionEnd internal_end(Builder& builder, NodeId node, dsl::Span otherwise) {
    Internals& notes = builder.notes<Internals>();
    network::SessionEnd end;
    end.node = node;
    end.span = otherwise;
    const auto block = notes.blocks.find(node);
    if (block == notes.blocks.end())
        return end;
    const auto [place, is_new] = notes.ends.emplace(node, end);
    if (is_new) {
        warn_about_external_words(builder, *block->second);
        read_session_end(builder, *block->second, place->second);
    }
    return place->second;
}

void refuse_two_ases(Builder& builder, dsl::Span span, std::string_view what, NodeId a, NodeId b) {
    const network::Node &first = builder.net[a], &second = builder.net[b];
    builder.diagnostics().error("VN0129", span,
                                fmt::format("{} needs one AS, and `{}` has ASN {}, `{}` ASN {}", what, first.name,
                                            first.asn.value_or(0), second.name, second.asn.value_or(0)),
                                "iBGP joins routers of equal ASNs",
                                {{first.span, fmt::format("`{}` is declared here", first.name)},
                                 {second.span, fmt::format("`{}` is declared here", second.name)}});
}

void reflect(Builder& builder) {
    const auto reflectors = builder.notes<Internals>().reflectors;
    for (const auto& [reflector, written] : reflectors) {
        const std::vector<Member> clients = members_of(builder, written->words, 1).all;
        if (!twice(builder, clients, "`reflects-for`"))
            for (const Member& client : clients)
                reflect_for(builder, reflector, *written, client);
    }
}

Kind ibgp() {
    static const dsl::Rule statement = repeats(with_block(
        one_of(rule("ibgp", {Shape::keyword, Shape::name}, "iBGP sessions between all of its members: `ibgp mesh NAME`"),
               {"mesh"}),
        &mesh_rules(), dsl::Blocks::required));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::complete)
                    mesh(builder, block);
            },
            {}};
}

} // namespace kinds
