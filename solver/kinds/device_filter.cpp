// Hosts and packet rules of a node: what a block's `host` and `rule` statements say.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"

namespace kinds {
namespace {

using dsl::Statement;
using dsl::Word;

constexpr std::string_view shape =
    "write `rule N allow|deny any|tcp|udp|icmp from P to P;`, `P` a prefix or `any`, with `port N` or `port "
    "A-B`";

/// Reads one rule from left to right; the first word that does not fit is reported.
class RuleReader {
public:
    RuleReader(Builder& builder, const Statement& written) : builder_(builder), words_(written.words) {}

    std::optional<network::FilterRule> read() {
        network::FilterRule rule;
        const auto number = builder_.number(words_.at(1), 1, 1'000'000);
        const auto action = keyword(2, {"allow", "deny"});
        const auto protocol = keyword(3, {"any", "tcp", "udp", "icmp"});
        const auto from = keyword(4, {"from"});
        const auto to = from ? keyword(6, {"to"}) : std::nullopt;
        const auto source = from ? prefix(5) : std::nullopt;
        const auto destination = to ? prefix(7) : std::nullopt;
        if (!number || !action || !protocol || !source || !destination)
            return std::nullopt;
        rule.number = *number;
        rule.allow = *action == "allow";
        rule.protocol = protocol_of(*protocol);
        rule.sources = {*source};
        rule.destinations = {*destination};
        return ports(rule) ? std::optional(rule) : std::nullopt;
    }

private:
    std::nullopt_t refuse(std::size_t i, std::string message, std::string hint = std::string(shape)) {
        const dsl::Span span = i < words_.size() ? words_[i].span : words_.back().span;
        builder_.diagnostics().error("VN0120", span, std::move(message), std::move(hint));
        return std::nullopt;
    }

    std::optional<std::string> keyword(std::size_t i, const std::vector<std::string_view>& known) {
        if (i >= words_.size())
            return refuse(i, fmt::format("this rule ends before its `{}`", known.front()));
        if (std::ranges::find(known, words_[i].text) != known.end())
            return words_[i].text;
        const std::string help = dsl::did_you_mean(words_[i].text, known);
        return refuse(i, fmt::format("`{}` does not belong here", words_[i].text),
                      help.empty() ? std::string(shape) : help);
    }

    std::optional<network::Prefix> prefix(std::size_t i) {
        if (i >= words_.size())
            return refuse(i, "this rule ends before its destination");
        return words_[i].text == "any" ? network::Prefix{} : builder_.prefix(words_[i]);
    }

    static std::optional<network::Protocol> protocol_of(const std::string& word) {
        if (word == "any")
            return std::nullopt;
        return word == "tcp"   ? network::Protocol::tcp
               : word == "udp" ? network::Protocol::udp
                               : network::Protocol::icmp;
    }

    bool ports(network::FilterRule& rule) {
        if (words_.size() == 8)
            return true;
        if (!keyword(8, {"port"}))
            return false;
        if (!rule.protocol || *rule.protocol == network::Protocol::icmp) {
            refuse(8, "only tcp and udp have ports", "write `tcp` or `udp`, or leave the port out");
            return false;
        }
        const auto range = words_.size() == 10 ? read_ports(builder_, words_[9]) : std::nullopt;
        if (words_.size() != 10)
            refuse(9, "`port` takes one port, or a range as in `1024-65535`");
        if (range)
            rule.destination_ports = {*range};
        return range.has_value();
    }

    Builder& builder_;
    const std::vector<Word>& words_;
};

const network::FilterRule* numbered(const network::Filter& filter, std::uint32_t number) {
    const auto found = std::ranges::find(filter.rules, number, &network::FilterRule::number);
    return found == filter.rules.end() ? nullptr : &*found;
}

bool owns(const network::Node& node, network::Address address) {
    return std::ranges::any_of(node.owns, [&](const auto& owned) { return owned.prefix.contains(address); });
}

void complain_about_host(Builder& builder, const network::Node& node, const Word& name, const Word& address) {
    builder.diagnostics().error(
        "VN0112", address.span,
        fmt::format("host `{}` has an address that `{}` does not own", name.text, node.name),
        node.owns.empty() ? fmt::format("say what it owns: `owns {}/32;`", address.text)
                          : fmt::format("take one of `{}`, or add a prefix to `owns`",
                                        to_string(node.owns.front().prefix)));
}

} // namespace

std::optional<network::PortRange> read_ports(Builder& builder, const Word& word) {
    const std::size_t dash = word.text.find('-');
    const auto part = [&](std::string text) {
        return builder.number({std::move(text), word.span, word.form}, 1, 65535);
    };
    const auto first = part(word.text.substr(0, dash));
    const auto last = !first || dash == std::string::npos ? first : part(word.text.substr(dash + 1));
    if (!first || !last)
        return std::nullopt;
    if (*first > *last) {
        builder.diagnostics().error("VN0120", word.span,
                                    fmt::format("`{}` is an empty range of ports", word.text),
                                    fmt::format("did you mean `{}-{}`?", *last, *first));
        return std::nullopt;
    }
    return network::PortRange{static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last)};
}

void read_filter(Builder& builder, const Statement& block, network::Node& node) {
    for (const Statement* written : statements(block, "rule")) {
        if (written->words.size() < 2)
            continue;
        auto rule = RuleReader(builder, *written).read();
        if (!rule)
            continue;
        rule->span = written->blame();
        if (const network::FilterRule* first = numbered(node.filter, rule->number))
            builder.diagnostics().error(
                "VN0120", written->words[1].span,
                fmt::format("`{}` has two rules numbered {}", node.name, rule->number),
                "numbers decide which rule comes first: give it another",
                {{first->span, "the other one is here"}});
        else
            node.filter.rules.push_back(*rule);
    }
    std::ranges::sort(node.filter.rules, {}, &network::FilterRule::number);
}

void read_hosts(Builder& builder, const Statement& block, network::Node& node) {
    for (const Statement* written : statements(block, "host")) {
        if (written->words.size() < 3)
            continue;
        const Word& name = written->words[1];
        const auto address = builder.address(written->words[2]);
        const auto first = std::ranges::find(node.hosts, name.text, &network::Host::name);
        if (first != node.hosts.end())
            builder.diagnostics().error(
                "VN0101", name.span, fmt::format("`{}` is declared twice", name.text),
                "give this host a name of its own",
                {{first->span, fmt::format("the host `{}` is declared here", name.text)}});
        else if (address && !owns(node, *address))
            complain_about_host(builder, node, name, written->words[2]);
        else if (address)
            node.hosts.push_back({name.text, *address, name.span});
    }
}

} // namespace kinds
