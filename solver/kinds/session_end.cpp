// One side of a BGP session: `import P; export P; next-hop-self; as-override; …`. Shared by every kind that
// has sessions.

#include "solver/kinds/builder.hpp"
#include "solver/kinds/rules.hpp"

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
    };
    return rules;
}

void read_session_end(Builder& builder, const dsl::Statement& block, network::SessionEnd& end) {
    end.span = block.blame();
    read_policy(builder, block, "import", end.import_policy);
    read_policy(builder, block, "export", end.export_policy);
    end.next_hop_self |= flag(block, "next-hop-self");
    end.next_hop_unchanged |= flag(block, "next-hop-unchanged");
    if (const dsl::Statement* hop = statement(block, "next-hop"); hop && hop->words.size() > 1)
        if (const network::NodeId node = builder.find_node(hop->words[1]); node.known())
            end.next_hop = node;
    end.as_override |= flag(block, "as-override");
    end.remove_private_as |= flag(block, "remove-private-as");
    read_number(builder, block, "allow-own-as", 10, end.allow_own_as);
    read_number(builder, block, "weight", 65535, end.weight);
    for (const dsl::Statement* pair : statements(block, "replace-as"))
        if (pair->words.size() == 3) {
            const auto from = builder.asn(pair->words[1]);
            const auto to = builder.asn(pair->words[2]);
            if (from && to)
                end.replace_as.emplace_back(*from, *to);
        }
}

// RFC 4271 §9.1.2.2 with the two steps every vendor puts before it (weight, local preference first) and
// equal-cost load sharing over what is left after eBGP over iBGP.
network::Decision standard_decision(bool multipath, bool router_ids_known) {
    using enum network::Criterion;
    network::Decision decision;
    decision.order = {weight, local_preference,      local_origin, as_path_length, origin,
                      med,    external_over_internal};
    if (multipath)
        decision.multipath_after = decision.order.size();
    decision.order.push_back(router_ids_known ? router_id : oldest);
    if (router_ids_known)
        decision.order.push_back(peer_order);
    return decision;
}

} // namespace kinds
