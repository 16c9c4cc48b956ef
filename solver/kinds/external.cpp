// The kind `external`: a neighbour beyond the file.

#include "solver/kinds/external.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/policy_words.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/network/prefix_sets.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

constexpr std::uint32_t longest_path = 8;
constexpr std::size_t most_in_paths = 3, most_communities = 3;

void refuse(Builder& builder, dsl::Span span, std::string message, std::string hint) {
    builder.diagnostics().error("VN0139", span, std::move(message), std::move(hint));
}

const std::vector<dsl::Rule>& external_rules() {
    static const std::vector<dsl::Rule> rules = {
        rule("asn", {Shape::asn}, "its AS number"),
        repeats(more(rule("originate", {Shape::prefix}, "prefixes it always announces"), Shape::prefix)),
        repeats(more(rule("announces", {Shape::any},
                          "what it may announce: `any`, or `P [or-longer | length A-B]…`, and `except private` or `except P…`"),
                     Shape::any)),
        rule("as-path-length", {Shape::any}, "how long its paths may be, its own ASN included: `3` or `1-3`"),
        more(rule("as-path-contains", {Shape::asn}, "AS numbers that may stand behind its own"), Shape::asn),
        more(rule("community", {Shape::any}, "communities that its routes may carry"), Shape::any),
        rule("router-id", {Shape::address}, "its BGP router id"),
        rule("address", {Shape::address}, "what it answers a traceroute with"),
        repeats(rule("host", {Shape::name, Shape::address}, "a named address beyond it")),
    };
    return rules;
}

void read_lengths(Builder& builder, const Statement& written, External& external) {
    const Word& word = written.words[1];
    const std::size_t dash = word.text.find('-');
    const auto part = [&](std::string text) {
        return builder.number({std::move(text), word.span, word.form}, 1, longest_path);
    };
    const auto first = part(word.text.substr(0, dash));
    const auto last = !first || dash == std::string::npos ? first : part(word.text.substr(dash + 1));
    if (!first || !last)
        return;
    if (*first > *last)
        return refuse(builder, word.span, fmt::format("`{}` is an empty range of lengths", word.text),
                      fmt::format("did you mean `{}-{}`?", *last, *first));
    external.shortest = *first;
    external.longest = *last;
    external.lengths_given = true;
}

using Ranges = std::optional<std::vector<network::PrefixRange>>;

/// Words like `any`, alone, that stand for ranges; else what a policy could match.
Ranges read_ranges(Builder& builder, const std::vector<Word>& words, std::string_view all,
                   const std::vector<network::Prefix>& meaning) {
    if (words.size() != 1 || words.front().text != all)
        return read_prefix_ranges(builder, words, 0);
    std::vector<network::PrefixRange> ranges;
    for (const network::Prefix& prefix : meaning)
        ranges.push_back({prefix, prefix.length, 32});
    return ranges;
}

/// `any`, `P or-longer…`, `any except private`, `any except P or-longer…`.
void read_announced(Builder& builder, const Statement& written, External& external) {
    const auto first = written.words.begin() + 1, last = written.words.end();
    const auto except = std::find_if(first, last, [](const Word& word) { return word.text == "except"; });
    if (except == first || (except != last && except + 1 == last))
        return refuse(builder, except->span, "`except` takes something away from what stands before it",
                      "as in `announces any except private;`");
    const Ranges ranges = read_ranges(builder, {first, except}, "any", {network::Prefix{}});
    Ranges exceptions = std::vector<network::PrefixRange>{};
    if (except != last)
        exceptions = read_ranges(builder, {except + 1, last}, "private", network::private_space());
    if (!ranges || !exceptions)
        return;
    for (const network::PrefixRange& range : *ranges)
        external.announces.push_back({range, *exceptions});
    if (!external.span.known())
        external.span = written.blame();
}

void read_paths(Builder& builder, const Statement& written, const network::Node& node, External& external) {
    for (std::size_t i = 1; i < written.words.size(); ++i) {
        const auto asn = builder.asn(written.words[i]);
        if (!asn)
            continue;
        if (asn == node.asn)
            refuse(builder, written.words[i].span, fmt::format("{} is its own AS number, which every path begins with", *asn),
                   "name others");
        else if (std::ranges::find(external.in_paths, *asn) == external.in_paths.end())
            external.in_paths.push_back(*asn);
    }
    if (external.in_paths.size() > most_in_paths)
        refuse(builder, written.span, fmt::format("at most {} AS numbers can be left open", most_in_paths),
               "name those that a policy or a loop check of this file looks for");
}

void read_communities(Builder& builder, const Statement& written, External& external) {
    for (std::size_t i = 1; i < written.words.size(); ++i)
        if (const auto community = builder.community(written.words[i]))
            external.communities.push_back(*community);
    std::ranges::sort(external.communities);
    external.communities.erase(std::unique(external.communities.begin(), external.communities.end()),
                               external.communities.end());
    if (external.communities.size() > most_communities)
        refuse(builder, written.span, fmt::format("at most {} communities can be left open", most_communities),
               "name those that a policy of this file matches");
}

/// Limits that leave nothing, or contradict each other.
void check(Builder& builder, const Statement& block, const network::Node& node, const External& external) {
    if (!node.asn && !statement(block, "asn"))
        builder.diagnostics().error("VN0111", block.head_span(), fmt::format("`{}` has no ASN and speaks no BGP", node.name),
                                    fmt::format("add `asn N;` to `{}`", node.name));
    const Statement* announces = statement(block, "announces");
    if (!announces && !statement(block, "originate"))
        refuse(builder, block.head_span(), fmt::format("`{}` never announces anything", node.name),
               "add `announces any;`, or `originate P;` for what it always announces");
    for (const char* word : {"as-path-length", "as-path-contains", "community"})
        if (const Statement* limit = statement(block, word); limit && !announces)
            refuse(builder, limit->head_span(), fmt::format("`{}` limits what `{}` may announce, and there is nothing", word, node.name),
                   "add `announces any;`");
    const Statement* contains = statement(block, "as-path-contains");
    if (contains && external.longest == 1)
        refuse(builder, contains->head_span(), "a path of one AS number has no room for another",
               "allow longer paths, as in `as-path-length 1-2`");
}

void declare(const Statement& block, Builder& builder) {
    const Word& name = block.words.at(1);
    Named* named = builder.declare(name, "external", name.span);
    if (!named)
        return;
    network::Node node;
    node.name = name.text;
    node.kind = "external";
    node.span = block.blame();
    node.owns.push_back({{}, block.blame()});
    node.decision = standard_decision(false, false);
    External external;
    if (const Statement* asn = statement(block, "asn"))
        node.asn = builder.asn(asn->words.at(1));
    if (const Statement* address = statement(block, "address"))
        node.address = builder.address(address->words.at(1));
    if (const Statement* id = statement(block, "router-id"))
        if (const auto address = builder.address(id->words.at(1)))
            node.router_id = address->bits;
    for (const Statement* written : statements(block, "originate"))
        for (std::size_t i = 1; i < written->words.size(); ++i)
            if (const auto prefix = builder.prefix(written->words[i]))
                node.originates.push_back({*prefix, false, written->blame()});
    for (const Statement* written : statements(block, "announces"))
        read_announced(builder, *written, external);
    if (const Statement* written = statement(block, "as-path-length"))
        read_lengths(builder, *written, external);
    if (const Statement* written = statement(block, "as-path-contains"))
        read_paths(builder, *written, node, external);
    if (const Statement* written = statement(block, "community"))
        read_communities(builder, *written, external);
    check(builder, block, node, external);
    read_hosts(builder, block, node);
    external.node = builder.add_node(*named, std::move(node));
    builder.notes<Externals>().all.push_back(std::move(external));
}

} // namespace

bool Announced::holds(const network::Prefix& prefix) const {
    return range.matches(prefix) &&
           std::ranges::none_of(except, [&](const network::PrefixRange& it) { return it.matches(prefix); });
}

Kind external() {
    static const dsl::Rule statement = repeats(with_block(
        rule("external", {Shape::name}, "a neighbour beyond the file, that may announce anything within limits"),
        &external_rules(), dsl::Blocks::required));
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::declare)
                    declare(block, builder);
            },
            {"what an external announces it announces to all its neighbours alike",
             "an AS number that may occur in an external's paths occurs at most once in each",
             "an external prefers routes as RFC 4271 does, by nothing but its policies here, and passes on what it prefers"}};
}

} // namespace kinds
