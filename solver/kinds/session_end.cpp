// One side of a BGP session: `import P; export P; next-hop-self; as-override; …`. Shared by every kind that
// has sessions.

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "solver/kinds/builder.hpp"
#include "solver/kinds/rules.hpp"
#include "solver/kinds/sessions.hpp"

namespace kinds {
namespace {

using dsl::Shape;

void read_policy(Builder& builder, const dsl::Statement& block, std::string_view word,
                 std::optional<network::PolicyId>& policy) {
    if (const dsl::Statement* written = statement(block, word); written && written->words.size() > 1)
        if (const auto found = builder.find_policy(written->words[1]))
            policy = found;
}

void read_number(Builder& builder, const dsl::Statement& block, std::string_view word, std::uint32_t most,
                 std::uint32_t& value) {
    if (const dsl::Statement* written = statement(block, word); written && written->words.size() > 1)
        value = builder.number(written->words[1], 0, most).value_or(value);
}

// What is set may be unset again further inside: `no next-hop-self;` on one session of many.
void read_flag(const dsl::Statement& block, std::string_view word, bool& value) {
    value = (value || flag(block, word)) && !unset(block, word);
}

} // namespace

const std::vector<dsl::Rule>& session_end_rules() {
    static const std::vector<dsl::Rule> rules = {
        rule("import", {Shape::name}, "the policy for routes this side receives"),
        rule("export", {Shape::name}, "the policy for routes this side sends"),
        flag_rule("next-hop-self", "sends itself as next hop on iBGP"),
        flag_rule("next-hop-unchanged", "keeps the next hop on eBGP"),
        rule("next-hop", {Shape::name}, "sends this node as next hop, a load balancer say"),
        flag_rule("as-override", "replaces the peer's ASN by its own in paths it sends"),
        rule("allow-own-as", {Shape::number}, "accepts its own ASN up to so many times in a path"),
        flag_rule("remove-private-as", "drops private ASNs from paths it sends"),
        repeats(
            rule("replace-as", {Shape::asn, Shape::asn}, "puts the second ASN for the first in sent paths")),
        rule("weight", {Shape::number}, "the weight of what it receives"),
        rule("maximum-prefixes", {Shape::number}, "how many prefixes it takes: what `route-limit` asks about"),
    };
    return rules;
}

const std::vector<dsl::Rule>& internal_end_rules() {
    static const std::vector<dsl::Rule> rules = [] {
        std::vector<dsl::Rule> all = session_end_rules();
        const auto hop = std::ranges::find(all, "next-hop-self", &dsl::Rule::word);
        *hop = one_of(more(rule("next-hop-self", {},
                                "sends itself as next hop on iBGP; `next-hop-self all;`: of reflected routes, too"),
                           Shape::keyword, 1),
                      {"all"});
        all.push_back(flag_rule("client", "reflects routes to and from the peer (RFC 4456)"));
        return all;
    }();
    return rules;
}

void warn_about_external_words(Builder& builder, const dsl::Statement& block) {
    for (const std::string_view word : {"as-override", "remove-private-as", "replace-as", "next-hop-unchanged"})
        if (const dsl::Statement* written = statement(block, word))
            builder.diagnostics().warning(
                "VN0155", written->span, fmt::format("`{}` does nothing on iBGP", word),
                word == "next-hop-unchanged" ? "iBGP keeps the next hop anyway: remove it"
                                             : "paths change only on the way to another AS: remove it, or say it there");
}

void read_session_end(Builder& builder, const dsl::Statement& block, network::SessionEnd& end) {
    end.span = block.blame();
    read_policy(builder, block, "import", end.import_policy);
    read_policy(builder, block, "export", end.export_policy);
    read_flag(block, "next-hop-self", end.next_hop_self);
    if (const dsl::Statement* written = statement(block, "next-hop-self"))
        end.next_hop_self_reflected = written->words.size() > 1;
    end.next_hop_self_reflected &= end.next_hop_self;
    read_flag(block, "client", end.client);
    read_flag(block, "next-hop-unchanged", end.next_hop_unchanged);
    if (const dsl::Statement* hop = statement(block, "next-hop"); hop && hop->words.size() > 1)
        if (const network::NodeId node = builder.find_node(hop->words[1]); node.known())
            end.next_hop = node;
    read_flag(block, "as-override", end.as_override);
    read_flag(block, "remove-private-as", end.remove_private_as);
    read_number(builder, block, "allow-own-as", 10, end.allow_own_as);
    read_number(builder, block, "weight", 65535, end.weight);
    if (const dsl::Statement* limit = statement(block, "maximum-prefixes"); limit && limit->words.size() > 1)
        if (const auto most = builder.number(limit->words[1], 1, UINT32_MAX - 1))
            end.route_limit = *most;
    for (const dsl::Statement* pair : statements(block, "replace-as"))
        if (pair->words.size() == 3) {
            const auto from = builder.asn(pair->words[1]);
            const auto to = builder.asn(pair->words[2]);
            if (from && to)
                end.replace_as.emplace_back(*from, *to);
        }
}

} // namespace kinds
