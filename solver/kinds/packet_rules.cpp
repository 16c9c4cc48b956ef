// `rule N allow|deny PROTOCOL from P [port A-B] to P [port A-B];`, of a node or of a link, read from left to right; the
// first word that does not fit is reported.

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

constexpr std::string_view shape =
    "write `rule N allow|deny any|tcp|udp|icmp from P to P;`, `P` a prefix or `any`, either with `port N` or `port "
    "A-B` behind it";

class RuleReader {
public:
    RuleReader(Builder& builder, const Statement& written) : builder_(builder), words_(written.words) {}

    std::optional<network::FilterRule> read() {
        network::FilterRule rule;
        const auto number = builder_.number(words_.at(next_++), 1, 1'000'000);
        const auto action = number ? keyword({"allow", "deny"}) : std::nullopt;
        const auto protocol = action ? keyword({"any", "tcp", "udp", "icmp"}) : std::nullopt;
        if (!protocol)
            return std::nullopt;
        rule.number = *number;
        rule.allow = *action == "allow";
        rule.protocol = protocol_of(*protocol);
        const bool whole = keyword({"from"}) && prefix("source", rule.sources) &&
                           ports({"to", "port"}, rule, rule.source_ports) && keyword({"to"}) &&
                           prefix("destination", rule.destinations) &&
                           ports({"port"}, rule, rule.destination_ports) && at_end();
        return whole ? std::optional(rule) : std::nullopt;
    }

private:
    bool more() const { return next_ < words_.size(); }

    std::nullopt_t refuse(std::string message, std::string hint = std::string(shape)) {
        const dsl::Span span = more() ? words_[next_].span : words_.back().span;
        builder_.diagnostics().error("VN0120", span, std::move(message), std::move(hint));
        return std::nullopt;
    }

    bool at_end() {
        if (more())
            refuse(fmt::format("`{}` does not belong here", words_[next_].text));
        return !more();
    }

    std::optional<std::string> keyword(const std::vector<std::string_view>& known) {
        if (!more())
            return refuse(fmt::format("this rule ends before its `{}`", known.front()));
        const std::string& text = words_[next_].text;
        if (std::ranges::find(known, text) != known.end())
            return words_[next_++].text;
        const std::string help = dsl::did_you_mean(text, known);
        return refuse(fmt::format("`{}` does not belong here", text), help.empty() ? std::string(shape) : help);
    }

    bool prefix(std::string_view of, std::vector<network::Prefix>& into) {
        if (!more())
            return refuse(fmt::format("this rule ends before its {}", of)), false;
        const Word& word = words_[next_++];
        const auto read = word.text == "any" ? network::Prefix{} : builder_.prefix(word);
        if (read)
            into = {*read};
        return read.has_value();
    }

    static std::optional<network::Protocol> protocol_of(const std::string& word) {
        if (word == "any")
            return std::nullopt;
        return word == "tcp"   ? network::Protocol::tcp
               : word == "udp" ? network::Protocol::udp
                               : network::Protocol::icmp;
    }

    // `known` may stand here; `port` is read on.
    bool ports(const std::vector<std::string_view>& known, const network::FilterRule& rule,
               std::vector<network::PortRange>& into) {
        const bool last = known.size() == 1;
        if (last && !more())
            return true;
        const auto word = keyword(known);
        if (!word)
            return false;
        if (*word != "port")
            return --next_, true;
        if (!rule.protocol || *rule.protocol == network::Protocol::icmp) {
            --next_;
            return refuse("only tcp and udp have ports", "write `tcp` or `udp`, or leave the port out"), false;
        }
        if (!more() || words_[next_].text == "to")
            return refuse("`port` takes one port, or a range as in `1024-65535`"), false;
        const auto range = read_ports(builder_, words_[next_++]);
        if (range)
            into = {*range};
        return range.has_value();
    }

    Builder& builder_;
    const std::vector<Word>& words_;
    std::size_t next_ = 1;
};

const network::FilterRule* numbered(const network::Filter& filter, std::uint32_t number) {
    const auto found = std::ranges::find(filter.rules, number, &network::FilterRule::number);
    return found == filter.rules.end() ? nullptr : &*found;
}

} // namespace

dsl::Rule packet_rule() {
    return repeats(
        more(rule("rule", {Shape::any, Shape::any, Shape::any, Shape::any, Shape::any, Shape::any, Shape::any},
                  "`rule N allow|deny PROTOCOL from P [port N] to P [port N];`, lowest number first"),
             Shape::any, 4));
}

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

void read_filter(Builder& builder, const Statement& block, std::string_view owner, network::Filter& filter) {
    for (const Statement* written : statements(block, "rule")) {
        if (written->words.size() < 2)
            continue;
        auto rule = RuleReader(builder, *written).read();
        if (!rule)
            continue;
        rule->span = written->blame();
        if (const network::FilterRule* first = numbered(filter, rule->number))
            builder.diagnostics().error("VN0120", written->words[1].span,
                                        fmt::format("{} has two rules numbered {}", owner, rule->number),
                                        "numbers decide which rule comes first: give it another",
                                        {{first->span, "the other one is here"}});
        else
            filter.rules.push_back(*rule);
    }
    std::ranges::sort(filter.rules, {}, &network::FilterRule::number);
}

} // namespace kinds
