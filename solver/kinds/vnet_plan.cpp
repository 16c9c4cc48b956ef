// Sizes, overlaps and addresses that the platform keeps.

#include "solver/kinds/vnet_plan.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

namespace kinds::cloud {
namespace {

using dsl::Statement;
using dsl::Word;

constexpr std::uint8_t smallest_subnet = 29;   ///< prefix length
constexpr std::uint32_t kept_at_the_start = 4; ///< network, router, two for DNS; and the last one, broadcast

/// A subnet whose name means something to the platform, and the least size it is meant to have.
struct Special {
    std::string_view name;
    std::uint8_t longest; ///< prefix length
    std::string_view why;
};
constexpr Special specials[] = {
    {gateway_subnet, 27,
     "gateways that work together need /27 or larger (azure-docs "
     "articles/expressroute/expressroute-howto-coexist-resource-manager.md)"},
    {firewall_subnet, 26,
     "the firewall needs /26 or larger to grow (azure-docs articles/firewall/firewall-faq.yml)"},
    {route_server_subnet, 27,
     "a route server needs /27 or larger (azure-docs articles/route-server/route-server-faq.md)"},
};

bool same_but_for_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool is_kept(const network::Prefix& prefix, network::Address address) {
    return address.bits - prefix.first().bits < kept_at_the_start || address == prefix.last();
}

void check_special(Builder& builder, const Subnet& subnet) {
    const Word& name = subnet.written->words[1];
    for (const Special& special : specials) {
        if (name.text == special.name && subnet.prefix.length > special.longest)
            builder.diagnostics().warning(
                "VN0227", subnet.written->words[2].span,
                fmt::format("`{}` is small for {}", subnet.written->words[2].text, special.name),
                std::string(special.why));
        if (name.text != special.name && same_but_for_case(name.text, special.name))
            builder.diagnostics().warning("VN0228", name.span,
                                          fmt::format("`{}` is an ordinary subnet here", name.text),
                                          fmt::format("did you mean `{}`?", special.name));
    }
}

} // namespace

bool fits_among(Builder& builder, const VirtualNetwork& vnet, const Word& word,
                const network::Prefix& prefix) {
    for (const Subnet& other : vnet.subnets)
        if (other.prefix.overlaps(prefix)) {
            builder.diagnostics().error("VN0225", word.span,
                                        fmt::format("`{}` overlaps `{}`, the subnet `{}`", word.text,
                                                    to_string(other.prefix), other.name),
                                        "the subnets of a virtual network share no address",
                                        {{other.span, fmt::format("`{}` is declared here", other.name)}});
            return false;
        }
    if (prefix.length <= smallest_subnet)
        return true;
    builder.diagnostics().error("VN0226", word.span, fmt::format("`{}` is too small for a subnet", word.text),
                                "the smallest is /29, with three addresses to use (azure-docs "
                                "articles/virtual-network/virtual-networks-faq.md)");
    return false;
}

void check_space(Builder& builder, const Word& word, const network::Prefix& prefix) {
    static const std::vector<network::Prefix> refused = {{network::Address{0x7f000000}, 8},
                                                         {network::Address{0xa9fe0000}, 16},
                                                         {network::Address{0xa83f8110}, 32},
                                                         {network::Address{0xe0000000}, 4},
                                                         {network::Address{0xffffffff}, 32}};
    constexpr std::string_view document = "(azure-docs articles/virtual-network/virtual-networks-faq.md)";
    const auto clash = std::ranges::find_if(refused, [&](const auto& it) { return it.overlaps(prefix); });
    if (clash != refused.end())
        builder.diagnostics().error(
            "VN0270", word.span,
            fmt::format("`{}` holds addresses of {}, which no virtual network may have", word.text,
                        to_string(*clash)),
            fmt::format("take a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 {}", document));
    else if (prefix.length < 2 || prefix.length > 29)
        builder.diagnostics().error("VN0270", word.span,
                                    fmt::format("`{}` is too {} for a virtual network", word.text,
                                                prefix.length < 2 ? "large" : "small"),
                                    fmt::format("its subnets have lengths from 2 to 29 {}", document));
}

bool is_usable(Builder& builder, const Subnet& subnet, const Word& word, network::Address address) {
    if (!subnet.prefix.contains(address)) {
        builder.diagnostics().error("VN0224", word.span,
                                    fmt::format("`{}` lies outside `{}`, the subnet `{}`", word.text,
                                                to_string(subnet.prefix), subnet.name),
                                    "take an address of the subnet",
                                    {{subnet.span, fmt::format("`{}` is declared here", subnet.name)}});
        return false;
    }
    if (!is_kept(subnet.prefix, address))
        return true;
    const network::Address first{subnet.prefix.first().bits + kept_at_the_start};
    builder.diagnostics().error(
        "VN0229", word.span, fmt::format("`{}` is kept by the platform in `{}`", word.text, subnet.name),
        fmt::format("the first four addresses and the last are; `{}` is the first to use (azure-docs "
                    "articles/virtual-network/virtual-networks-faq.md)",
                    to_string(first)));
    return false;
}

bool takes_machines(Builder& builder, const Subnet& subnet, const Word& word) {
    if (!is_platform(subnet))
        return true;
    builder.diagnostics().error(
        "VN0231", word.span,
        fmt::format("nothing but {} may stand in `{}`",
                    subnet.bare_name() == gateway_subnet ? "gateways" : "a route server", subnet.name),
        "put it into a subnet of its own",
        {{subnet.span, fmt::format("`{}` is declared here", subnet.name)}});
    return false;
}

void check_hosts(Builder& builder, const Subnet& subnet, const Statement& plan) {
    std::map<network::Address, const Statement*> holders;
    for (const Statement* host : statements(plan, "host")) {
        const Word* word = argument(*host, 2);
        const auto address = word ? network::parse_address(word->text) : std::nullopt;
        if (!address || !subnet.prefix.contains(*address) ||
            !takes_machines(builder, subnet, host->words[1]) || !is_usable(builder, subnet, *word, *address))
            continue;
        const auto [holder, fresh] = holders.try_emplace(*address, host);
        const std::string& name = holder->second->words[1].text;
        if (!fresh)
            builder.diagnostics().error(
                "VN0230", word->span, fmt::format("`{}` has the address {} already", name, word->text),
                "an address belongs to one machine",
                {{holder->second->blame(), fmt::format("`{}` is declared here", name)}});
    }
}

void check_plan(Builder& builder, const VirtualNetwork& vnet, const Statement& block) {
    for (const Subnet& subnet : vnet.subnets)
        check_special(builder, subnet);
    for (const Statement* host : statements(block, "host")) {
        const Word* word = argument(*host, 2);
        const auto address = word ? network::parse_address(word->text) : std::nullopt;
        if (address &&
            std::ranges::none_of(vnet.subnets, [&](const Subnet& s) { return s.prefix.contains(*address); }))
            builder.diagnostics().error(
                "VN0246", word->span, fmt::format("`{}` lies in no subnet of `{}`", word->text, vnet.name),
                "a machine stands in a subnet: declare one around it, or take an address of one");
    }
}

} // namespace kinds::cloud
