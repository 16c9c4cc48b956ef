// Reads OSPF's words. Costs have 16 bits, metrics of external routes 24 (RFC 2328 §A.4.2, §A.4.5); a router of the
// area is a device, since nothing in a cloud speaks OSPF.

#include "solver/kinds/device_ospf.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/policy_words.hpp"
#include "solver/kinds/route_conditions.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;
using network::Ospf;
using network::Redistribution;

constexpr std::uint32_t usual_cost = 10;
constexpr std::uint32_t highest_metric = 16'777'214; // one more means unreachable

void refuse(Builder& builder, dsl::Span span, std::string message, std::string hint) {
    builder.diagnostics().error("VN0122", span, std::move(message), std::move(hint));
}

// -- links

struct Costs {
    std::uint32_t a = usual_cost, b = usual_cost; // from each end
};

// `cost N`, or `cost A N B N` in any order of the ends.
std::optional<Costs> read_costs(Builder& builder, const Statement& block, const Statement& written) {
    const std::vector<Word>& words = written.words;
    const auto cost = [&](std::size_t i) { return builder.number(words[i], 1, 65535); };
    const auto both = [](std::optional<std::uint32_t> a, std::optional<std::uint32_t> b) {
        return a && b ? std::optional(Costs{*a, *b}) : std::nullopt;
    };
    if (words.size() == 3)
        return Costs{};
    const std::string &a = block.words[1].text, &b = block.words[2].text;
    if (words.size() == 5 && words[3].text == "cost")
        return both(cost(4), cost(4));
    if (words.size() == 8 && words[3].text == "cost" && words[4].text == a && words[6].text == b)
        return both(cost(5), cost(7));
    if (words.size() == 8 && words[3].text == "cost" && words[4].text == b && words[6].text == a)
        return both(cost(7), cost(5));
    refuse(builder, written.span, "this is not how a link runs OSPF",
           fmt::format("write `ospf area {0};`, `ospf area {0} cost N;` or `ospf area {0} cost {1} N {2} N;`",
                       words[2].text, a, b));
    return std::nullopt;
}

/// Links that OSPF tells of and does not run over. Which end runs it is known when all links are.
struct PassiveLinks {
    struct Link {
        Cable cable;
        std::uint32_t cost = usual_cost;
    };
    std::map<const Statement*, Link> all;
};

bool is_passive(const Statement& written) { return written.words.size() > 3 && written.words[3].text == "passive"; }

// `ospf area 0 passive [cost N];`: one end's, whichever runs OSPF.
void read_passive(Builder& builder, const Statement& block, const Statement& written, const Cable& cable) {
    const std::vector<Word>& words = written.words;
    const bool has_cost = words.size() == 6 && words[4].text == "cost";
    if (words.size() != 4 && !has_cost)
        return refuse(builder, written.span, "this is not how a link is passive",
                      fmt::format("write `ospf area {0} passive;` or `ospf area {0} passive cost N;`: one end runs OSPF "
                                  "and has the cost", words[2].text));
    const auto cost = has_cost ? builder.number(words[5], 1, 65535) : std::optional(usual_cost);
    if (cost)
        builder.notes<PassiveLinks>().all.emplace(&block, PassiveLinks::Link{cable, *cost});
}

std::optional<std::uint32_t> area_of(Builder& builder, const Statement& written) {
    const std::vector<Word>& words = written.words;
    if (words.size() >= 3 && words[1].text == "area")
        return read_ospf_area(builder, words[2]);
    refuse(builder, written.span, "this is not how a link runs OSPF", "write `ospf area 0;`");
    return std::nullopt;
}

bool both_are_devices(Builder& builder, const Statement& block) {
    const auto& devices = builder.notes<Devices>().all;
    for (std::size_t i = 1; i <= 2; ++i) {
        const Named* named = builder.lookup(block.words[i].text);
        if (named && std::ranges::find(devices, named->nodes.front(), &Devices::Device::node) != devices.end())
            continue;
        builder.diagnostics().error("VN0124", block.words[i].span,
                                    fmt::format("`{}` does not speak OSPF", block.words[i].text),
                                    "OSPF runs between routers, firewalls and appliances");
        return false;
    }
    return true;
}

// -- routers

/// Reads one statement word by word, after `redistribute X into ospf` or `originate-default ospf`.
class Options {
public:
    Options(Builder& builder, const Statement& written, std::size_t first)
        : builder_(builder), words_(written.words), at_(first) {}

    bool done() const { return at_ >= words_.size(); }
    const Word& word() const { return words_[at_]; }
    bool take(std::string_view text) {
        if (done() || words_[at_].text != text)
            return false;
        ++at_;
        return true;
    }
    /// The number behind a word that was taken.
    std::optional<std::uint32_t> number(std::uint32_t least, std::uint32_t most) {
        if (done()) {
            refuse(builder_, words_.back().span, fmt::format("`{}` needs a number", words_.back().text),
                   fmt::format("as in `{} {}`", words_.back().text, least + 1));
            return std::nullopt;
        }
        return builder_.number(words_[at_++], least, most);
    }
    /// All that is left.
    std::optional<std::vector<network::PrefixRange>> prefixes() {
        auto read = read_prefix_ranges(builder_, words_, at_);
        at_ = words_.size();
        return read;
    }

private:
    Builder& builder_;
    const std::vector<Word>& words_;
    std::size_t at_;
};

constexpr std::string_view redistribute_form =
    "write `redistribute bgp|static|connected into ospf [metric N] [type 1|2] [only P...];` or "
    "`redistribute static|ospf into bgp [metric N] [only P...];`";

bool goes_into_bgp(const Statement& written) {
    return written.words.size() > 3 && written.words[2].text == "into" && written.words[3].text == "bgp";
}

std::optional<Redistribution::From> source(Builder& builder, const Statement& written) {
    const std::vector<Word>& words = written.words;
    if (words.size() > 3 && words[2].text == "into" && words[3].text == "ospf") {
        if (words[1].text == "bgp")
            return Redistribution::From::bgp;
        if (words[1].text == "static")
            return Redistribution::From::static_routes;
        if (words[1].text == "connected")
            return Redistribution::From::connected;
    }
    refuse(builder, written.span, "this redistributes nothing", std::string(redistribute_form));
    return std::nullopt;
}

void refuse_option(Builder& builder, const Word& word) {
    if (word.text == "policy")
        builder.diagnostics().error("VN0126", word.span, "a policy does not decide about redistribution",
                                    "say which prefixes with `only P...`");
    else
        refuse(builder, word.span, fmt::format("`{}` is no option of `redistribute`", word.text),
               std::string(redistribute_form));
}

std::optional<Redistribution> read_redistribution(Builder& builder, const Statement& written) {
    const auto from = source(builder, written);
    if (!from)
        return std::nullopt;
    Redistribution read;
    read.from = *from;
    read.span = written.blame();
    Options options(builder, written, 4);
    while (!options.done()) {
        if (options.take("metric")) {
            const auto metric = options.number(0, highest_metric);
            if (!metric)
                return std::nullopt;
            read.metric = *metric;
        } else if (options.take("type")) {
            const auto type = options.number(1, 2);
            if (!type)
                return std::nullopt;
            read.type_1 = *type == 1;
        } else if (options.take("only")) {
            auto only = options.prefixes();
            if (!only)
                return std::nullopt;
            read.only = *std::move(only);
        } else {
            refuse_option(builder, options.word());
            return std::nullopt;
        }
    }
    return read;
}

// What it owns is announced without more.
void read_into_bgp(Builder& builder, const Statement& written, network::NodeId node) {
    IntoBgp read{.node = node, .span = written.blame()};
    const std::string& from = written.words[1].text;
    if (from == "connected")
        return refuse(builder, written.words[1].span, "what a router owns is announced over BGP without more",
                      "take the line away, and say in exports what is not to be told");
    if (from != "static" && from != "ospf")
        return refuse(builder, written.words[1].span, "this redistributes nothing", std::string(redistribute_form));
    if (from == "ospf")
        read.from = network::HasRoute::From::ospf;
    if (!builder.net[node].asn)
        return builder.diagnostics().error("VN0111", written.head_span(),
                                           fmt::format("`{}` redistributes into BGP and has no ASN", builder.net[node].name),
                                           fmt::format("add `asn N;` to `{}`", builder.net[node].name));
    Options options(builder, written, 4);
    while (!options.done()) {
        if (options.take("metric")) {
            const auto metric = options.number(0, UINT32_MAX - 1);
            if (!metric)
                return;
            read.med = *metric;
        } else if (options.take("only")) {
            auto only = options.prefixes();
            if (!only)
                return;
            read.only = *std::move(only);
        } else {
            return refuse_option(builder, options.word());
        }
    }
    note_redistribution(builder, std::move(read));
}

void read_default(Builder& builder, const Statement& written, Ospf& ospf) {
    Options options(builder, written, 1);
    bool good = options.take("ospf");
    ospf.originates_default = options.take("always") ? Ospf::Default::always : Ospf::Default::if_installed;
    ospf.default_span = written.blame();
    if (good && options.take("metric")) {
        const auto metric = options.number(0, highest_metric);
        ospf.default_metric = metric.value_or(ospf.default_metric);
        good = options.done() || !metric;
    }
    if (!good || (!options.done()))
        refuse(builder, written.span, "this originates no default route",
               "write `originate-default ospf [always] [metric N];`");
}

const Statement* first_of(const Statement& block) {
    auto redistributions = statements(block, "redistribute");
    std::erase_if(redistributions, [](const Statement* written) {
        return goes_into_bgp(*written) && written->words[1].text != "ospf";
    });
    if (!redistributions.empty())
        return redistributions.front();
    if (const auto areas = statements(block, "ospf"); !areas.empty())
        return areas.front();
    return statement(block, "originate-default");
}

} // namespace

dsl::Rule ospf_link_rule() {
    return more(rule("ospf", {Shape::any, Shape::any}, "runs OSPF over it: `ospf area N [cost N];`; `ospf area N passive;`: only tells of it"), Shape::any, 5);
}

void read_ospf_link(Builder& builder, const Statement& block, const Cable& cable) {
    const Statement* written = statement(block, "ospf");
    const auto area = written ? area_of(builder, *written) : std::nullopt;
    if (!area)
        return;
    if (!is_passive(*written) && !both_are_devices(builder, block))
        return;
    if (!cable.back.known())
        return builder.diagnostics().error("VN0124", written->span, "OSPF needs a link that carries packets both ways",
                                           "remove `one-way;`, or leave OSPF out here");
    builder.net.links[cable.forward.index()].ospf_area = builder.net.links[cable.back.index()].ospf_area = *area;
    note_ospf_area(builder, *area, written->words[2].span);
    if (is_passive(*written))
        return read_passive(builder, block, *written, cable);
    const auto costs = read_costs(builder, block, *written);
    if (!costs)
        return;
    for (const auto& [link, cost] : {std::pair(cable.forward, costs->a), std::pair(cable.back, costs->b)}) {
        network::Link& it = builder.net.links[link.index()];
        it.ospf_cost = cost;
        network::Node& end = builder.net.nodes[it.from.index()];
        if (!end.ospf)
            end.ospf = Ospf{};
    }
}

void settle_passive(Builder& builder, const Statement& block) {
    const auto& links = builder.notes<PassiveLinks>().all;
    const auto found = links.find(&block);
    if (found == links.end())
        return;
    const auto& [cable, cost] = found->second;
    const network::Node &a = builder.net[builder.net[cable.forward].from], &b = builder.net[builder.net[cable.back].from];
    const dsl::Span span = statement(block, "ospf")->span;
    if (a.ospf && b.ospf)
        return builder.diagnostics().error(
            "VN0133", span, fmt::format("`{}` and `{}` both run OSPF, and a link between them is not passive", a.name, b.name),
            "take `passive` away, or leave OSPF out here");
    if (!a.ospf && !b.ospf)
        return builder.diagnostics().error(
            "VN0133", span, fmt::format("neither `{}` nor `{}` runs OSPF, so nobody tells of this link", a.name, b.name),
            "say `ospf area 0;` on another link of one of them, or leave OSPF out here");
    builder.net.links[(a.ospf ? cable.forward : cable.back).index()].ospf_cost = cost;
}

std::vector<dsl::Rule> ospf_rules() {
    return {
        repeats(more(rule("redistribute", {Shape::any, Shape::any, Shape::any},
                          "tells OSPF, or BGP, what it has of other sources: `redistribute bgp into ospf [only P...];`"),
                     Shape::any)),
        more(rule("originate-default", {Shape::any},
                  "tells OSPF of a default route, while it has one or `always`: `originate-default ospf;`"),
             Shape::any, 3),
        repeats(more(rule("ospf", {Shape::keyword, Shape::any, Shape::prefix},
                          "in which area it tells of what it owns: `ospf area 1 P...;`"),
                     Shape::prefix)),
    };
}

void read_ospf(Builder& builder, const Statement& block, network::NodeId id) {
    network::Node& node = builder.net.nodes[id.index()];
    for (const Statement* written : statements(block, "redistribute"))
        if (goes_into_bgp(*written))
            read_into_bgp(builder, *written, id);
    const Statement* first = first_of(block);
    if (!first)
        return;
    if (!node.ospf)
        return builder.diagnostics().error(
            "VN0125", first->head_span(), fmt::format("`{}` has no link that runs OSPF", node.name),
            fmt::format("say `ospf area 0;` in the block of a link of `{}`", node.name));
    for (const Statement* written : statements(block, "redistribute")) {
        if (goes_into_bgp(*written))
            continue;
        const auto read = read_redistribution(builder, *written);
        if (read && read->from == Redistribution::From::bgp && !node.asn)
            builder.diagnostics().error("VN0111", written->head_span(),
                                        fmt::format("`{}` redistributes BGP and has no ASN", node.name),
                                        fmt::format("add `asn N;` to `{}`", node.name));
        if (read)
            node.ospf->redistributes.push_back(*read);
    }
    if (const Statement* written = statement(block, "originate-default"))
        read_default(builder, *written, *node.ospf);
    for (const Statement* written : statements(block, "ospf"))
        read_area_of_owned(builder, *written, id);
    refuse_races(builder, node);
}

} // namespace kinds
