// Facts of the real network, read into what the model must reproduce.

#include "solver/lower/observations.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/lower/directives.hpp"
#include "solver/lower/effective.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using kinds::flag;
using kinds::statement;
using What = std::optional<decltype(properties::Observation::what)>;

constexpr std::string_view endings[] = {"loop",           "no-route",   "filtered",      "null-routed",
                                        "not-forwarding", "no-session", "next-hop-down", "drained"};

void refuse(Names& names, std::string code, dsl::Span span, std::string message, std::string hint) {
    names.diagnostics().error(std::move(code), span, std::move(message), std::move(hint));
}

// -- trace and ping
// -----------------------------------------------------------------------------------------------

/// `observe trace A B`, `observe ping A B`: the two ends, or nothing and an error.
std::optional<std::pair<properties::Endpoint, properties::Endpoint>> read_ends(Names& names,
                                                                               const Statement& written) {
    if (written.words.size() != 4) {
        refuse(names, "VN0312", written.head_span(),
               fmt::format("`observe {}` takes two ends", written.words[1].text),
               fmt::format("write `observe {} A B {{ … }}`", written.words[1].text));
        return std::nullopt;
    }
    auto from = names.end(written.words[2]);
    auto to = names.end(written.words[3]);
    if (!from || !to)
        return std::nullopt;
    for (const auto& [end, word] : {std::pair{&*from, &written.words[2]}, std::pair{&*to, &written.words[3]}})
        if (end->addresses.empty()) {
            refuse(names, "VN0302", word->span,
                   fmt::format("`{}` owns no addresses: no packet goes there or comes from it", end->name),
                   "name a host behind it, or give it `owns PREFIX;`");
            return std::nullopt;
        }
    if (*from == *to) {
        refuse(names, "VN0312", written.words[3].span, fmt::format("both ends are `{}`", to->name),
               "name the two ends that packets went between");
        return std::nullopt;
    }
    return std::pair{std::move(*from), std::move(*to)};
}

What read_trace(Names& names, const Statement& written) {
    const auto ends = read_ends(names, written);
    const Statement* hops = statement(written, "hops");
    if (!hops)
        refuse(names, "VN0312", written.head_span(), "this trace shows no hops",
               "add `hops ADDRESS * ADDRESS;`");
    if (!ends || !hops)
        return std::nullopt;
    properties::TraceObservation trace{ends->first, ends->second, {}};
    for (std::size_t i = 1; i < hops->words.size(); ++i) {
        const Word& word = hops->words[i];
        const auto address = word.text == "*" ? std::nullopt : names.builder().address(word);
        if (!address && word.text != "*")
            continue;
        trace.hops.push_back(address);
        trace.places.push_back(word.span);
    }
    return trace;
}

What read_ping(Names& names, const Statement& written) {
    const auto ends = read_ends(names, written);
    const bool answers = flag(written, "answers"), fails = flag(written, "fails");
    std::vector<std::string_view> how;
    for (const std::string_view ending : endings)
        if (flag(written, ending))
            how.push_back(ending);
    if (answers == fails || how.size() > 1 || (answers && !how.empty())) {
        refuse(names, answers || fails ? "VN0313" : "VN0312", written.head_span(),
               answers && fails     ? "this ping both answers and fails"
               : !answers && !fails ? "this ping neither answers nor fails"
               : answers            ? fmt::format("this ping answers and yet ends in `{}`", how.front())
                                    : "this ping fails in two ways at once",
               "write `answers;`, or `fails;` with at most one ending such as `no-route;`");
        return std::nullopt;
    }
    if (!ends)
        return std::nullopt;
    properties::PingObservation ping{ends->first, ends->second, answers, std::nullopt};
    if (!how.empty())
        ping.ending = how.front();
    return ping;
}

// -- tables
// -------------------------------------------------------------------------------------------------------

std::optional<std::uint32_t> read_number(Names& names, const Statement& row, std::string_view word) {
    const Statement* written = statement(row, word);
    return written && written->words.size() > 1 ? names.builder().number(written->words[1], 0, UINT32_MAX)
                                                : std::nullopt;
}

// `next-hop ADDRESS;`: as outputs of routers print it. An address that no node of the model has is not
// compared.
void read_next_hop(Names& names, const Statement& written, properties::TableRow& row) {
    const Statement* hop = statement(written, "next-hop");
    const auto address = hop && hop->words.size() > 1 ? names.builder().address(hop->words[1]) : std::nullopt;
    if (!address)
        return;
    row.via = names.node_with(*address);
    if (!row.via && names.note_unknown(*address))
        names.diagnostics().warning(
            "VN0330", hop->words[1].span, fmt::format("no node has the address `{}`", hop->words[1].text),
            "next hops with it are not compared; give it to a node, as its `address` or `bgp-address`");
}

// The path as it is sent: `own` stands for the sender's ASN, which some routers print without.
std::vector<network::Asn> own_asn(Names& names, const Word& word, const properties::TableObservation& table) {
    const network::Network& net = names.builder().net;
    if (!table.advertised || !table.node.known() || !net[table.node].asn) {
        refuse(names, "VN0312", word.span, "`own` is the ASN of a node that advertises",
               "write it in an `observe table N to X`, where N has an `asn`");
        return {};
    }
    const auto within = [&](network::NodeId peer) { return net[peer].asn == net[table.node].asn; };
    return std::ranges::all_of(table.peers, within) ? std::vector<network::Asn>{}
                                                    : std::vector{*net[table.node].asn};
}

void read_path(Names& names, const Statement& path, const properties::TableObservation& table,
               properties::TableRow& row) {
    row.as_path.emplace();
    for (std::size_t i = 1; i < path.words.size(); ++i) {
        if (path.words[i].text == "own") {
            const auto own = own_asn(names, path.words[i], table);
            row.as_path->insert(row.as_path->end(), own.begin(), own.end());
        } else if (const auto asn = names.builder().asn(path.words[i])) {
            row.as_path->push_back(*asn);
        }
    }
}

void read_attributes(Names& names, const Statement& written, const properties::TableObservation& table,
                     properties::TableRow& row) {
    row.active = flag(written, "active");
    row.inactive = flag(written, "inactive");
    row.local_preference = read_number(names, written, "local-preference");
    row.med = read_number(names, written, "med");
    row.weight = read_number(names, written, "weight");
    if (const Statement* via = statement(written, "via"); via && via->words.size() > 1)
        row.via = names.next_hop(via->words[1]);
    else
        read_next_hop(names, written, row);
    if (const Statement* path = statement(written, "as-path"))
        read_path(names, *path, table, row);
    if (row.active && row.inactive)
        refuse(names, "VN0313", written.head_span(), "this row is both active and inactive",
               "keep one of them");
}

// `PREFIX [via X] { … }`
void read_row(Names& names, const Statement& written, properties::TableObservation& table) {
    const auto prefix = names.builder().prefix(written.words.front());
    const bool has_via = written.words.size() == 3 && written.words[1].text == "via";
    if (written.words.size() != 1 && !has_via)
        refuse(names, "VN0312", written.words[1].span, "a row is `PREFIX { … }` or `PREFIX via X { … }`",
               "attributes stand in the block: `{ local-preference 150; as-path 65001; }`");
    dsl::check(written.block, row_rules(), "a row of a table", names.diagnostics());
    if (!prefix)
        return;
    properties::TableRow row;
    row.prefix = *prefix;
    row.span = written.blame();
    read_attributes(names, written, table, row);
    if (has_via)
        row.via = names.next_hop(written.words[2]);
    table.rows.push_back(std::move(row));
}

// `absent PREFIX…;`
void read_absent(Names& names, const Statement& written, std::vector<properties::TableRow>& rows) {
    if (written.words.size() == 1)
        refuse(names, "VN0312", written.head_span(), "`absent` does not say which prefix",
               "write `absent 10.0.0.0/8;`");
    for (std::size_t i = 1; i < written.words.size(); ++i)
        if (const auto prefix = names.builder().prefix(written.words[i])) {
            properties::TableRow row;
            row.prefix = *prefix;
            row.absent = true;
            row.span = written.blame();
            rows.push_back(std::move(row));
        }
}

bool read_peers(Names& names, const Statement& written, properties::TableObservation& table) {
    const std::vector<Word>& words = written.words;
    if (words.size() == 3)
        return true;
    if (words.size() < 5 || (words[3].text != "from" && words[3].text != "to")) {
        refuse(names, "VN0312", words[3].span,
               "an observed table is `table N`, `table N from X` or `table N to X`",
               "`from X`: what N learned from X; `to X`: what N advertises to X");
        return false;
    }
    table.advertised = words[3].text == "to";
    for (std::size_t i = 4; i < words.size(); ++i) {
        const std::vector<network::NodeId> peers = names.nodes(words[i]);
        table.peers.insert(table.peers.end(), peers.begin(), peers.end());
    }
    return !table.peers.empty();
}

/// Whether the node speaks BGP at all; and no row is there and absent at once.
bool can_hold(Names& names, const Statement& written, const properties::TableObservation& table) {
    const network::Node& node = names.builder().net[table.node];
    if (!node.asn) {
        refuse(names, "VN0312", written.words[2].span,
               fmt::format("`{}` has no ASN, and so no BGP table", node.name),
               fmt::format("add `asn N;` to `{}`, or observe a trace", node.name));
        return false;
    }
    for (const properties::TableRow& row : table.rows)
        if (row.absent && std::ranges::any_of(table.rows, [&](const properties::TableRow& other) {
                return !other.absent && other.prefix == row.prefix;
            })) {
            refuse(names, "VN0313", row.span,
                   fmt::format("{} is both there and absent", to_string(row.prefix)), "keep one of them");
            return false;
        }
    return true;
}

What read_table(Names& names, const Statement& written) {
    properties::TableObservation table;
    table.node = names.builder().find_node(written.words[2]);
    const bool has_peers = read_peers(names, written, table);
    for (const Statement& inner : written.block) {
        if (inner.head() == "absent")
            read_absent(names, inner, table.rows);
        else if (inner.head().find('/') != std::string::npos)
            read_row(names, inner, table);
    }
    if (table.rows.empty() && !names.diagnostics().has_errors())
        refuse(names, "VN0312", written.head_span(), "this table has no rows",
               "write `PREFIX { local-preference 150; active; }` or `absent PREFIX;`");
    if (!table.node.known() || !has_peers || !can_hold(names, written, table))
        return std::nullopt;
    return table;
}

bool is_row(const ObservationWord& kind, const Statement& inner) {
    if (kind.word == "table")
        return inner.head() == "absent" || inner.head().find('/') != std::string::npos;
    return kind.word == "effective-routes" && is_effective_row(inner);
}

// Statements of a table's block that are no rows: the words every observation may hold.
void check_block(Names& names, const Statement& written, const ObservationWord& kind) {
    std::vector<Statement> words;
    for (const Statement& inner : written.block)
        if (!is_row(kind, inner))
            words.push_back(inner);
    const std::string of = kind.word == "effective-routes" ? "observed effective routes"
                                                           : fmt::format("an observed {}", kind.word);
    dsl::check(words, kind.rules, of, names.diagnostics());
}

// -- all
// ----------------------------------------------------------------------------------------------------------

std::string derived_id(const Statement& written) {
    std::vector<std::string_view> words;
    for (std::size_t i = 1; i < written.words.size(); ++i)
        words.push_back(written.words[i].text);
    std::string id = fmt::format("{}", fmt::join(words, " "));
    if (const Statement* down = statement(written, "down"))
        for (const Word& word : down->words)
            id += fmt::format(" {}", word.text);
    return id;
}

What read(Names& names, const ObservationWord& kind, const Statement& written) {
    if (kind.word == "trace")
        return read_trace(names, written);
    if (kind.word == "ping")
        return read_ping(names, written);
    if (kind.word == "effective-routes")
        return read_effective_routes(names, written);
    return read_table(names, written);
}

const ObservationWord* known_observation(Names& names, const Word& word) {
    if (const ObservationWord* found = find_observation(word.text))
        return found;
    std::vector<std::string_view> known;
    for (const ObservationWord& one : observation_words())
        known.push_back(one.word);
    std::string help = dsl::did_you_mean(word.text, known);
    refuse(names, "VN0311", word.span, fmt::format("unknown observation `{}`", word.text),
           help.empty() ? fmt::format("one of {}", fmt::join(known, ", ")) : std::move(help));
    return nullptr;
}

/// Each peer of a table is a neighbour in BGP, of one instance at least.
void refuse_strangers(Names& names, const Statement& written) {
    const kinds::Named* named = names.builder().lookup(written.words[2].text);
    if (!named || written.words.size() < 5)
        return;
    const network::Network& net = names.builder().net;
    const auto has = [](const std::vector<network::NodeId>& nodes, network::NodeId node) {
        return std::ranges::find(nodes, node) != nodes.end();
    };
    for (std::size_t i = 4; i < written.words.size(); ++i) {
        const std::vector<network::NodeId> peers = names.nodes(written.words[i]);
        const auto joins = [&](const network::Session& session) {
            return (has(named->nodes, session.a.node) && has(peers, session.b.node)) ||
                   (has(named->nodes, session.b.node) && has(peers, session.a.node));
        };
        const bool speak =
            std::ranges::all_of(named->nodes, [&](auto node) { return net[node].asn.has_value(); });
        if (speak && !peers.empty() && std::ranges::none_of(net.sessions, joins))
            names.diagnostics().warning( // a variant may have taken it away: then the observation disagrees
                "VN0312", written.words[i].span,
                fmt::format("no session joins `{}` and `{}`", named->name, written.words[i].text),
                "name a neighbour in BGP, or nobody, for what it learned from anyone");
    }
}

/// A table of what stands for several nodes (the instances of a gateway) is observed at each of them.
std::vector<Statement> for_each_node(Names& names, const ObservationWord& kind, const Statement& written) {
    const kinds::Named* named =
        kind.word == "table" ? names.builder().lookup(written.words[2].text) : nullptr;
    if (!named || named->nodes.size() < 2)
        return {written};
    std::vector<Statement> all;
    for (const network::NodeId node : named->nodes) {
        all.push_back(written);
        all.back().words[2].text = names.builder().net[node].name;
    }
    return all;
}

} // namespace

std::vector<properties::Observation> read_observations(Names& names,
                                                       const std::vector<const Statement*>& written) {
    std::vector<properties::Observation> observations;
    std::map<std::string, std::size_t> ids;
    const auto add = [&](const ObservationWord& kind, const Statement& one) {
        check_block(names, one, kind);
        What what = read(names, kind, one);
        network::FailureSet down = names.failures(statement(one, "down"));
        if (!what)
            return;
        std::string id = derived_id(one);
        if (const std::size_t times = ++ids[id]; times > 1)
            id += fmt::format(" ({})", times);
        observations.push_back({std::move(id), one.blame(), std::move(down), std::move(*what)});
    };
    for (const Statement* one : written)
        if (const ObservationWord* kind = known_observation(names, one->words[1])) {
            if (kind->word == "table")
                refuse_strangers(names, *one);
            for (const Statement& each : for_each_node(names, *kind, *one))
                add(*kind, each);
        }
    return observations;
}

} // namespace lower
