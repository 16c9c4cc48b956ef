// Rows of effective routes: `PREFIX TYPE [ADDRESS…] [user|system] [invalid]`. A row that does not say
// `invalid` is about an active route, as nearly every row of a printed table is.

#include "solver/lower/effective.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/kinds/cloud.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using properties::EffectiveObservation;
using properties::EffectiveRow;

/// A type of next hop: how many addresses a row of it may name, and who makes such routes.
struct NextHopType {
    std::string_view word;
    std::size_t most_addresses;
    bool by_user, by_system; ///< a route table has such routes; the platform's own are such
};
constexpr NextHopType types[] = {
    {"vnet-local", 0, true, true}, {"peering", 0, false, true},   {"internet", 0, true, true},
    {"none", 0, true, true},       {"appliance", 1, true, false}, {"gateway", SIZE_MAX, true, false},
};

const NextHopType* find_type(std::string_view word) {
    const auto found = std::ranges::find(types, word, &NextHopType::word);
    return found == std::end(types) ? nullptr : found;
}

void refuse(Names& names, std::string code, dsl::Span span, std::string message, std::string hint) {
    names.diagnostics().error(std::move(code), span, std::move(message), std::move(hint));
}

void refuse_word(Names& names, const Word& word, bool has_type) {
    std::vector<std::string_view> known{"user", "system", "invalid"};
    for (const NextHopType& type : types)
        known.push_back(type.word);
    std::string help = dsl::did_you_mean(word.text, known);
    if (help.empty())
        help = has_type ? "an address, `user`, `system` or `invalid` may follow the type"
                        : fmt::format("one of {}", fmt::join(known.begin() + 3, known.end(), ", "));
    refuse(names, "VN0326", word.span,
           fmt::format("`{}` is no {} of an effective route", word.text, has_type ? "word" : "next hop type"),
           std::move(help));
}

/// Reads the words behind a row's prefix.
class RowReader {
public:
    RowReader(Names& names, const Statement& written, EffectiveRow& row)
        : names_(names), written_(written), row_(row) {}

    void read(std::size_t first) {
        row_.active = true;
        for (std::size_t i = first; i < written_.words.size(); ++i)
            read_word(written_.words[i]);
        if (const NextHopType* type = find_type(row_.type)) {
            check_addresses(*type);
            check_source(*type);
        }
        std::ranges::sort(row_.next_hops);
    }

private:
    void read_word(const Word& word) {
        if (const NextHopType* type = find_type(word.text); type && row_.type.empty())
            row_.type = type->word;
        else if (word.text == "invalid")
            row_.active = false;
        else if (word.text == "user" || word.text == "system")
            read_source(word);
        else if (const auto address = network::parse_address(word.text); address && !row_.type.empty())
            row_.next_hops.push_back(*address);
        else
            refuse_word(names_, word, !row_.type.empty());
    }

    void read_source(const Word& word) {
        if (!row_.source.empty() && row_.source != word.text)
            refuse(names_, "VN0328", word.span, "this row is both the user's and the system's",
                   "keep one of `user` and `system`");
        row_.source = word.text;
    }

    void check_addresses(const NextHopType& type) {
        if (row_.next_hops.size() <= type.most_addresses)
            return;
        refuse(names_, "VN0327", written_.head_span(),
               fmt::format("a next hop of type `{}` has {}", type.word,
                           type.most_addresses == 0 ? "no address" : "one address"),
               type.most_addresses == 0 ? "leave the address out, or name another type"
                                        : "keep one of the addresses");
    }

    void check_source(const NextHopType& type) {
        if ((row_.source == "user" && !type.by_user) || (row_.source == "system" && !type.by_system))
            refuse(names_, "VN0328", written_.head_span(),
                   fmt::format("no route of the {} has a next hop of type `{}`", row_.source, type.word),
                   row_.source == "user"
                       ? "a route table sends to vnet-local, gateway, appliance, internet or none"
                       : "the platform's own routes are vnet-local, peering, internet or none");
    }

    Names& names_;
    const Statement& written_;
    EffectiveRow& row_;
};

// `PREFIX …;` and `contains PREFIX …;`
void read_row(Names& names, const Statement& written, std::vector<EffectiveRow>& rows) {
    const std::size_t at = written.head() == "contains" ? 1 : 0;
    if (written.words.size() <= at || written.has_block) {
        refuse(names, "VN0312", written.head_span(),
               written.has_block ? "a row of effective routes has no block"
                                 : "`contains` does not say which route",
               "write `10.1.0.0/16 peering;` or `contains 10.2.0.0/16 gateway 10.0.0.4;`");
        return;
    }
    EffectiveRow row;
    RowReader(names, written, row).read(at + 1);
    if (const auto prefix = names.builder().prefix(written.words[at])) {
        row.prefix = *prefix;
        row.span = written.blame();
        rows.push_back(std::move(row));
    }
}

void read_absent(Names& names, const Statement& written, std::vector<EffectiveRow>& rows) {
    if (written.words.size() == 1)
        refuse(names, "VN0312", written.head_span(), "`absent` does not say which prefix",
               "write `absent 10.0.0.0/8;`");
    for (std::size_t i = 1; i < written.words.size(); ++i)
        if (const auto prefix = names.builder().prefix(written.words[i])) {
            EffectiveRow row;
            row.prefix = *prefix;
            row.absent = true;
            row.span = written.blame();
            rows.push_back(std::move(row));
        }
}

/// What no table can hold together: a prefix that is there and is not, or is active in two ways.
bool clash(const EffectiveRow& a, const EffectiveRow& b) {
    if (a.prefix != b.prefix)
        return false;
    if (a.absent != b.absent)
        return true;
    const bool types = !a.type.empty() && !b.type.empty() && a.type != b.type;
    const bool sources = !a.source.empty() && !b.source.empty() && a.source != b.source;
    return !a.absent && a.active == true && b.active == true && (types || sources);
}

void check_clashes(Names& names, const std::vector<EffectiveRow>& rows) {
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        const auto other =
            std::find_if(rows.begin(), row, [&](const EffectiveRow& it) { return clash(it, *row); });
        if (other != row)
            names.diagnostics().error(
                "VN0328", row->span,
                row->absent != other->absent
                    ? fmt::format("`{}` is said to be there and to be absent", to_string(row->prefix))
                    : fmt::format("`{}` is active in two ways", to_string(row->prefix)),
                row->absent != other->absent ? "keep one of the two rows"
                                             : "the route that another one overrides is `invalid`",
                {{other->span, "the other row is here"}});
    }
}

/// The end's own place, or the subnet that decides for it.
bool has_table(Names& names, const properties::Endpoint& at) {
    const network::NodeId table = network::table_for(names.builder().net, at.node);
    for (const auto& [name, vnet] : names.builder().notes<kinds::cloud::Cloud>().vnets)
        for (const kinds::cloud::Table& one : vnet.tables)
            if (one.node == table)
                return true;
    return false;
}

std::optional<properties::Endpoint> read_end(Names& names, const Statement& written) {
    if (written.words.size() != 3) {
        refuse(names, "VN0312", written.words[3].span, "effective routes are those of one network interface",
               "write `observe effective-routes V/H { … }`");
        return std::nullopt;
    }
    auto at = names.end(written.words[2]);
    if (!at || has_table(names, *at))
        return at;
    const network::Node& node = names.builder().net[at->node];
    names.diagnostics().error(
        "VN0329", written.words[2].span,
        fmt::format("`{}` has no effective routes: it is a {}", at->name, node.kind),
        fmt::format(
            "name a host or a subnet of a virtual network, or observe its BGP table: `observe table {}`",
            node.name),
        {{node.span, fmt::format("`{}` is declared here", node.name)}});
    return std::nullopt;
}

} // namespace

bool is_effective_row(const Statement& statement) {
    return statement.head() == "absent" || statement.head() == "contains" ||
           statement.head().find('/') != std::string::npos;
}

std::optional<EffectiveObservation> read_effective_routes(Names& names, const Statement& written) {
    EffectiveObservation routes;
    for (const Statement& inner : written.block)
        if (inner.head() == "absent")
            read_absent(names, inner, routes.rows);
        else if (is_effective_row(inner))
            read_row(names, inner, routes.rows);
    check_clashes(names, routes.rows);
    routes.complete = kinds::flag(written, "complete");
    if (routes.rows.empty() && !names.diagnostics().has_errors())
        refuse(names, "VN0312", written.head_span(), "this table has no rows",
               "write `PREFIX TYPE ADDRESS…;` for each route, or `absent PREFIX;`");
    auto at = read_end(names, written);
    if (!at)
        return std::nullopt;
    routes.at = *std::move(at);
    return routes;
}

} // namespace lower
