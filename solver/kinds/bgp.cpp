// A BGP session between neighbours, one over each link between them; between appliances of one virtual
// network, or of peered ones, it needs none.

#include <algorithm>
#include <deque>
#include <optional>

#include <fmt/format.h>

#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/default_route.hpp"
#include "solver/kinds/ibgp.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/over_routes.hpp"
#include "solver/kinds/route_server.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/sessions.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

// The first step of a shortest way over links from `a` to `b`, or unknown: for the hint only.
network::NodeId first_step(const network::Network& net, network::NodeId a, network::NodeId b) {
    const network::Adjacency adjacency(net);
    std::vector<network::NodeId> step(net.nodes.size());
    std::deque<network::NodeId> waiting{a};
    while (!waiting.empty()) {
        const network::NodeId at = waiting.front();
        waiting.pop_front();
        for (const network::LinkId link : adjacency.links[at.index()]) {
            const network::NodeId next = net[link].to;
            if (next == a || step[next.index()].known())
                continue;
            step[next.index()] = at == a ? next : step[at.index()];
            waiting.push_back(next);
        }
    }
    return step[b.index()];
}

// What the platform speaks BGP with on its own terms.
bool is_platforms(const network::Node& node) {
    static constexpr std::string_view kinds[] = {"vnet", "subnet", "expressroute-gateway", "vpn-gateway",
                                                 "circuit"};
    return std::ranges::find(kinds, node.kind) != std::end(kinds);
}

void complain_about_path(Builder& builder, const Statement& block, network::NodeId a, network::NodeId b) {
    const network::Network& net = builder.net;
    const bool one_way = !builder.links(a, b).empty() || !builder.links(b, a).empty();
    const network::NodeId over = first_step(net, a, b);
    std::string message = fmt::format("a session between nodes without a path: no link joins `{}` and `{}`",
                                      net[a].name, net[b].name);
    std::string hint =
        is_platforms(net[a]) || is_platforms(net[b])
            ? "a router speaks to the cloud over a `circuit` or a `vpn`, which hold the session"
            : fmt::format("declare `link {} {};`", net[a].name, net[b].name);
    if (one_way) {
        message = fmt::format("the link between `{}` and `{}` is one-way, and a session talks both ways",
                              net[a].name, net[b].name);
        hint = "take `one-way` away, or the session";
    } else if (over.known()) {
        hint = fmt::format("write `multihop;` if it goes between loopbacks over `{}`, or declare `link {} {};`",
                           net[over].name, net[a].name, net[b].name);
    }
    builder.diagnostics().error("VN0110", block.words[1].span, std::move(message), std::move(hint));
}

bool is_new(Builder& builder, const Statement& block, network::NodeId a, network::NodeId b) {
    auto& pairs = builder.notes<Conversations>().pairs;
    const auto [first, inserted] = pairs.emplace(std::minmax(a, b), Conversations::Pair{block.words[1].span, {}, {}});
    if (inserted)
        return true;
    builder.diagnostics().error(
        "VN0101", block.words[1].span,
        fmt::format("the session between `{}` and `{}` is declared twice", builder.net[a].name,
                    builder.net[b].name),
        "put everything into one `bgp` statement; parallel links have a session each by themselves",
        {{first->second.span, "the first one is here"}});
    return false;
}

// Which of the two ends an `at NODE` block is about; null and an error if neither.
network::SessionEnd* end_named(Builder& builder, const Word& word, network::Session& session) {
    const Named* named = builder.find(word, "node");
    for (const network::NodeId node : named ? named->nodes : std::vector<network::NodeId>{})
        for (network::SessionEnd* end : {&session.a, &session.b})
            if (end->node == node)
                return end;
    if (named)
        builder.diagnostics().error(
            "VN0103", word.span, fmt::format("`{}` is not an end of this session", word.text),
            fmt::format("its ends are `{}` and `{}`", builder.net[session.a.node].name,
                        builder.net[session.b.node].name));
    return nullptr;
}

// What only a session of one AS has; eBGP sends itself as next hop anyway, so `next-hop-self` alone may stand there.
void refuse_internal_words(Builder& builder, const Statement& at, const network::Session& session) {
    for (const std::string_view word : {"client", "next-hop-self"})
        if (const Statement* written = statement(at, word); written && (word == "client" || written->words.size() > 1))
            refuse_two_ases(builder, written->span, word == "client" ? "a client" : "`next-hop-self all`",
                            session.a.node, session.b.node);
}

std::optional<network::LocalAs> local_as_of(Builder& builder, const Statement& at) {
    const Statement* written = statement(at, "local-as");
    const auto asn = written && written->words.size() > 1 ? builder.asn(written->words[1]) : std::nullopt;
    if (!asn)
        return std::nullopt;
    const auto says = [&](std::string_view option) {
        return std::any_of(written->words.begin() + 2, written->words.end(),
                           [&](const Word& word) { return word.text == option; });
    };
    return network::LocalAs{*asn, !says("no-prepend"), says("replace-as")};
}

// Both ends before anything else is read: which ASNs are shown tells iBGP from eBGP. No implementation takes the router's own
// ASN for its `local-as`, nor the one that the peer shows.
void read_local_as(Builder& builder, const Statement& block, network::Session& session) {
    const auto shown = [&](const network::SessionEnd& end) {
        return end.local_as ? std::optional(end.local_as->asn) : builder.net[end.node].asn;
    };
    for (const Statement* at : statements(block, "at"))
        if (network::SessionEnd* end = at->words.size() > 1 ? end_named(builder, at->words[1], session) : nullptr) {
            end->local_as = local_as_of(builder, *at);
            if (!end->local_as)
                continue;
            const network::SessionEnd& peer = session.far_end(end->node);
            const bool own = end->local_as->asn == builder.net[end->node].asn;
            if (!own && end->local_as->asn != shown(peer))
                continue;
            builder.diagnostics().error(
                "VN0147", statement(*at, "local-as")->span,
                fmt::format("`local-as {}` is {}", end->local_as->asn,
                            own ? fmt::format("the ASN of `{}` itself", builder.net[end->node].name)
                                : fmt::format("what `{}` shows, too", builder.net[peer.node].name)),
                own ? "leave it out" : "only eBGP sessions have a `local-as`");
        }
}

void read_ends(Builder& builder, const Statement& block, network::Session& session) {
    read_local_as(builder, block, session);
    const bool internal = builder.net.internal(session);
    for (network::SessionEnd* end : {&session.a, &session.b}) {
        end->span = block.blame();
        if (internal)
            *end = internal_end(builder, end->node, block.blame());
    }
    for (const Statement* at : statements(block, "at"))
        if (at->words.size() > 1)
            if (network::SessionEnd* end = end_named(builder, at->words[1], session)) {
                read_session_end(builder, *at, *end);
                if (internal)
                    warn_about_external_words(builder, *at);
                else
                    refuse_internal_words(builder, *at, session);
            }
}

// One over each link between its ends; over a fabric none carries it.
void add_sessions(Builder& builder, network::Session session, const std::vector<network::LinkId>& there,
                  const std::vector<network::LinkId>& back) {
    std::vector<network::SessionId>& added =
        builder.notes<Conversations>().find(session.a.node, session.b.node)->sessions;
    if (there.empty()) {
        session.name = fmt::format("{}--{}", builder.net[session.a.node].name, builder.net[session.b.node].name);
        added.push_back(builder.add_session(session));
    }
    for (std::size_t i = 0; i < std::min(there.size(), back.size()); ++i) {
        session.name = builder.net[there[i]].name;
        session.forward = there[i];
        session.back = back[i];
        added.push_back(builder.add_session(session));
    }
}

void read_default_routes(Builder& builder, const Statement& block, network::NodeId a, network::NodeId b) {
    for (const Statement* at : statements(block, "at")) {
        const Named* named = at->words.size() > 1 ? builder.lookup(at->words[1].text) : nullptr;
        for (const network::NodeId node : named ? named->nodes : std::vector<network::NodeId>{})
            if (node == a || node == b)
                note_default_route(builder, *at, node, builder.notes<Conversations>().find(a, b)->sessions);
    }
}

void converse(Builder& builder, const Statement& block, network::NodeId a, network::NodeId b) {
    const bool speak = speaks_bgp(builder, block.words[1], a) & speaks_bgp(builder, block.words[2], b);
    const std::vector<network::LinkId> there = builder.links(a, b), back = builder.links(b, a);
    const bool multihop = flag(block, "multihop"), over_routes = flag(block, "over-routes");
    if (multihop && over_routes)
        return builder.diagnostics().error("VN0135", statement(block, "over-routes")->span,
                                           "`multihop` and `over-routes` contradict each other", "keep one of them",
                                           {{statement(block, "multihop")->span, "the other one is here"}});
    const bool with_server = cloud::is_route_server(builder, a) || cloud::is_route_server(builder, b);
    if (with_server && !cloud::may_peer(builder, block, a, b))
        return;
    const bool over_fabric =
        there.empty() && back.empty() && (with_server || cloud::meet_in_fabric(builder, a, b));
    if (!multihop && !over_routes && !over_fabric && (there.empty() || back.empty()))
        return complain_about_path(builder, block, a, b);
    if (!speak || !is_new(builder, block, a, b))
        return;
    network::Session session;
    session.a.node = a;
    session.b.node = b;
    session.span = block.blame();
    read_ends(builder, block, session);
    if (flag(block, "disabled"))
        session.fails_with.push_back(
            builder.add_failure(fmt::format("bgp {}--{}", builder.net[a].name, builder.net[b].name),
                                network::FailureClass::shared_risk, session.span, true));
    if (over_routes)
        add_over_routes(builder, std::move(session), block);
    else if (multihop)
        add_multihop(builder, std::move(session), block.words[1].span, Conversations::By::statement);
    else
        add_sessions(builder, std::move(session), there, back);
    read_default_routes(builder, block, a, b);
}

// A name that stands for several nodes (a gateway named alone) has a session with each.
void read(const Statement& block, Builder& builder) {
    const Named* a = builder.find(block.words.at(1), "node");
    const Named* b = builder.find(block.words.at(2), "node");
    if (!a || !b)
        return;
    for (const auto& [named, word] : {std::pair{a, &block.words[1]}, std::pair{b, &block.words[2]}})
        if (named->nodes.empty()) {
            builder.find_node(*word);
            return;
        }
    if (a == b) {
        builder.diagnostics().error("VN0109", block.words[2].span,
                                    fmt::format("a session from `{}` to itself", block.words[1].text),
                                    "a session joins two different nodes");
        return;
    }
    for (const network::NodeId from : a->nodes)
        for (const network::NodeId to : b->nodes)
            converse(builder, block, from, to);
}

const std::vector<dsl::Rule>& end_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> all = internal_end_rules();
        all.push_back(originate_default_rule());
        all.push_back(one_of(more(rule("local-as", {Shape::asn},
                                       "shows the peer this ASN in place of its own: `local-as ASN [no-prepend] [replace-as]`"),
                                  Shape::keyword, 2),
                             {"no-prepend", "replace-as"}));
        return all;
    }();
    return rules;
}

const std::vector<dsl::Rule>& bgp_rules() {
    static const std::vector<dsl::Rule> rules = {
        repeats(with_block(rule("at", {Shape::name}, "one side's policies and options"), &end_rules(),
                           dsl::Blocks::required)),
        flag_rule("multihop", "goes between loopbacks, over whatever joins them, not over one link"),
        flag_rule("over-routes", "goes between addresses that static routes or BGP itself lead to, and is up while they do"),
        flag_rule("disabled", "exists and is never up"),
    };
    return rules;
}

} // namespace

bool speaks_bgp(Builder& builder, const Word& word, network::NodeId node) {
    const network::Node& end = builder.net[node];
    if (end.asn)
        return true;
    builder.diagnostics().error("VN0111", word.span,
                                fmt::format("`{}` has no ASN and speaks no BGP", end.name),
                                fmt::format("add `asn N;` to `{}`", end.name),
                                {{end.span, fmt::format("`{}` is declared here", end.name)}});
    return false;
}

network::SessionId add_multihop(Builder& builder, network::Session session, dsl::Span word, Conversations::By by) {
    const std::pair<network::NodeId, network::NodeId> ends = std::minmax(session.a.node, session.b.node);
    session.name = fmt::format("{}--{}", builder.net[session.a.node].name, builder.net[session.b.node].name);
    session.multihop = true;
    const network::SessionId id = builder.add_session(std::move(session));
    Conversations& notes = builder.notes<Conversations>();
    notes.pairs.emplace(ends, Conversations::Pair{word, by, {}}).first->second.sessions.push_back(id);
    notes.multihop.emplace_back(id, word);
    return id;
}

Kind bgp() {
    static const dsl::Rule statement = repeats(with_block(
        rule("bgp", {Shape::name, Shape::name}, "a BGP session between neighbours"), &bgp_rules()));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::converse)
                    read(block, builder);
            },
            {"confederations; the metric of a next hop that a route of the table resolves",
             "timers, damping, and what happens between two stable states"}};
}

} // namespace kinds
