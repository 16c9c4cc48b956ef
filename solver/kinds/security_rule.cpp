// `inbound N allow|deny PROTOCOL from X… [port P…] to Y… [port P…];`, read from left to right; the first word that does
// not fit is reported.

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/security_group.hpp"

namespace kinds::cloud {
namespace {

using dsl::Statement;
using dsl::Word;

constexpr std::uint32_t first_priority = 100, last_priority = 4096;
constexpr std::string_view shape =
    "write `inbound N allow|deny any|tcp|udp|icmp from X to Y;`, `X` and `Y` prefixes, "
    "addresses, `any`, a tag or an application security group, either with `port N` or `port A-B` behind it";

const std::map<std::string, Tag, std::less<>> tags = {{"VirtualNetwork", Tag::virtual_network},
                                                      {"Internet", Tag::internet},
                                                      {"AzureLoadBalancer", Tag::load_balancer}};

class Reader {
public:
    Reader(Builder& builder, const Statement& written) : builder_(builder), words_(written.words) {}

    std::optional<SecurityRule> read() {
        SecurityRule rule;
        const bool whole = priority(rule) && action(rule) && protocol(rule) && expect("from") &&
                           parties(rule.sources, {"port", "to"}) && ports(rule, rule.source_ports) && expect("to") &&
                           parties(rule.destinations, {"port"}) && ports(rule, rule.ports);
        return whole ? std::optional(std::move(rule)) : std::nullopt;
    }

private:
    bool refuse(std::string message, std::string hint = std::string(shape)) {
        const Word& word = next_ < words_.size() ? words_[next_] : words_.back();
        builder_.diagnostics().error("VN0241", word.span, std::move(message), std::move(hint));
        return false;
    }

    bool at_end() const { return next_ >= words_.size(); }

    bool priority(SecurityRule& rule) {
        const Word& word = words_[next_];
        const auto number = builder_.number(word, 0, UINT32_MAX);
        if (!number)
            return false;
        if (*number < first_priority || *number > last_priority) {
            builder_.diagnostics().error(
                "VN0242", word.span,
                fmt::format("`{}` is no priority: they go from {} to {}", word.text, first_priority,
                            last_priority),
                "the lowest number decides first; every group ends in rules 65000, 65001 and 65500 of its "
                "own (azure-docs articles/virtual-network/network-security-groups-overview.md)");
            return false;
        }
        rule.number = *number;
        ++next_;
        return true;
    }

    std::optional<std::string> keyword(const std::vector<std::string_view>& known) {
        if (at_end()) {
            refuse(fmt::format("this rule ends before its `{}`", known.front()));
            return std::nullopt;
        }
        const std::string& text = words_[next_].text;
        if (std::ranges::find(known, text) == known.end()) {
            const std::string help = dsl::did_you_mean(text, known);
            refuse(fmt::format("`{}` does not belong here", text), help.empty() ? std::string(shape) : help);
            return std::nullopt;
        }
        return words_[next_++].text;
    }

    bool expect(std::string_view word) { return keyword({word}).has_value(); }

    bool action(SecurityRule& rule) {
        const auto word = keyword({"allow", "deny"});
        rule.allow = word == "allow";
        return word.has_value();
    }

    bool protocol(SecurityRule& rule) {
        using enum network::Protocol;
        const auto word = keyword({"any", "tcp", "udp", "icmp"});
        if (word && *word != "any")
            rule.protocol = *word == "tcp" ? tcp : *word == "udp" ? udp : icmp;
        return word.has_value();
    }

    // One or more, up to one of `ends` or the end of the rule.
    bool parties(std::vector<Party>& side, const std::vector<std::string_view>& ends) {
        const std::size_t first = next_;
        bool any = false, sound = true;
        for (; !at_end() && std::ranges::find(ends, words_[next_].text) == ends.end(); ++next_) {
            if (words_[next_].text == "any") {
                any = true;
            } else if (const auto party = read_party(words_[next_])) {
                side.push_back(*party);
            } else {
                sound = false;
            }
        }
        if (next_ == first)
            return refuse("this rule does not say whose packets it is about");
        if (any)
            side.clear();
        return sound;
    }

    std::optional<Party> read_party(const Word& word) {
        if (const auto tag = tags.find(word.text); tag != tags.end())
            return tag->second;
        if (const auto address = network::parse_address(word.text))
            return network::Prefix{*address, 32};
        const bool is_prefix = word.text.find('/') != std::string::npos &&
                               std::isdigit(static_cast<unsigned char>(word.text.front()));
        if (!is_prefix)
            return read_name(word);
        const auto prefix = builder_.prefix(word);
        return prefix ? std::optional<Party>(*prefix) : std::nullopt;
    }

    std::optional<Party> read_name(const Word& word) {
        auto& applications = builder_.notes<SecurityGroups>().applications;
        if (const auto group = applications.find(word.text); group != applications.end()) {
            group->second.used = true;
            return word.text;
        }
        std::vector<std::string_view> known = {"VirtualNetwork", "Internet", "AzureLoadBalancer", "any"};
        for (const auto& [name, group] : applications)
            known.push_back(name);
        const std::string help = dsl::did_you_mean(word.text, known);
        builder_.diagnostics().error("VN0241", word.span,
                                     fmt::format("`{}` stands for no addresses", word.text),
                                     help.empty() ? "the tags are VirtualNetwork, Internet and "
                                                    "AzureLoadBalancer; for others write their prefixes"
                                                  : help);
        return std::nullopt;
    }

    bool ports(const SecurityRule& rule, std::vector<network::PortRange>& into) {
        if (at_end() || words_[next_].text == "to")
            return true;
        if (!expect("port"))
            return false;
        if (!rule.protocol || *rule.protocol == network::Protocol::icmp) {
            --next_;
            return refuse("only tcp and udp have ports", "write `tcp` or `udp`, or leave the port out");
        }
        if (at_end() || words_[next_].text == "to")
            return refuse("`port` names one port or more, or ranges as in `1024-65535`");
        for (; !at_end() && words_[next_].text != "to"; ++next_) {
            const auto range = read_ports(builder_, words_[next_]);
            if (!range)
                return false;
            into.push_back(*range);
        }
        return true;
    }

    Builder& builder_;
    const std::vector<Word>& words_;
    std::size_t next_ = 1;
};

} // namespace

std::optional<SecurityRule> read_security_rule(Builder& builder, const Statement& written) {
    if (written.words.size() < 2)
        return std::nullopt;
    auto rule = Reader(builder, written).read();
    if (rule)
        rule->span = written.blame();
    return rule;
}

} // namespace kinds::cloud
