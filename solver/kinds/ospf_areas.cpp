// OSPF areas: where routers tell of what they own, stubs, and areas that nothing joins to the backbone.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/device_ospf.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;
using network::NodeId;

/// What the text says about areas, until all links are there.
struct AreaNotes {
    std::map<std::uint32_t, dsl::Span> links; ///< the first link of each area
    std::vector<std::pair<NodeId, network::OwnedPrefix>> placed;
    std::vector<network::StubArea> stubs;
};

void refuse(Builder& builder, dsl::Span span, std::string message, std::string hint) {
    builder.diagnostics().error("VN0122", span, std::move(message), std::move(hint));
}

/// `ospf area N stub [no-summaries] [default-cost N];`.
void read_stub(Builder& builder, const Statement& written) {
    const std::vector<Word>& words = written.words;
    const auto malformed = [&](dsl::Span span) {
        refuse(builder, span, "this says nothing about an OSPF area",
               "write `ospf area N stub [no-summaries] [default-cost N];`");
    };
    if (words.size() < 4 || words[1].text != "area" || words[3].text != "stub")
        return malformed(written.span);
    const auto area = read_ospf_area(builder, words[2]);
    if (!area)
        return;
    if (*area == 0)
        return refuse(builder, words[2].span, "the backbone is no stub", "say so of another area");
    network::StubArea stub{*area, false, 1, written.blame()};
    for (std::size_t i = 4; i < words.size(); ++i) {
        if (words[i].text == "no-summaries") {
            stub.no_summaries = true;
        } else if (words[i].text == "default-cost" && i + 1 < words.size()) {
            const auto cost = builder.number(words[++i], 0, 16'777'214);
            if (!cost)
                return;
            stub.default_cost = *cost;
        } else {
            return malformed(words[i].span);
        }
    }
    builder.notes<AreaNotes>().stubs.push_back(stub);
}

/// Areas of the links with a cost out of each node.
std::vector<std::set<std::uint32_t>> areas_of_links(const network::Network& network) {
    std::vector<std::set<std::uint32_t>> result(network.nodes.size());
    for (const network::Link& link : network.links)
        if (link.ospf_cost && network[link.from].ospf)
            result[link.from.index()].insert(link.ospf_area);
    return result;
}

void place(Builder& builder, std::vector<std::set<std::uint32_t>>& areas) {
    for (std::size_t i = 0; i < areas.size(); ++i)
        for (network::OwnedPrefix& owned : builder.net.nodes[i].owns)
            owned.ospf_area = areas[i].empty() ? 0 : *areas[i].begin();
    for (const auto& [id, said] : builder.notes<AreaNotes>().placed) {
        network::Node& node = builder.net.nodes[id.index()];
        const auto owned = std::ranges::find(node.owns, said.prefix, &network::OwnedPrefix::prefix);
        if (owned == node.owns.end()) {
            refuse(builder, said.span,
                   fmt::format("`{}` tells OSPF of {} and does not own it", node.name, to_string(said.prefix)),
                   fmt::format("add `owns {};` to `{}`", to_string(said.prefix), node.name));
            continue;
        }
        owned->ospf_area = said.ospf_area;
        areas[id.index()].insert(said.ospf_area);
    }
}

void settle_stubs(Builder& builder) {
    const AreaNotes& notes = builder.notes<AreaNotes>();
    for (const network::StubArea& stub : notes.stubs) {
        auto& all = builder.net.stub_areas;
        if (std::ranges::find(all, stub.area, &network::StubArea::area) != all.end())
            refuse(builder, stub.span, fmt::format("area {} is said to be a stub twice", stub.area), "remove one line");
        else if (!notes.links.contains(stub.area))
            refuse(builder, stub.span, fmt::format("no link is in area {}", stub.area),
                   fmt::format("say `ospf area {};` in the block of a link", stub.area));
        else
            all.push_back(stub);
    }
}

void warn_about_islands(Builder& builder, const std::vector<std::set<std::uint32_t>>& areas) {
    const AreaNotes& notes = builder.notes<AreaNotes>();
    if (notes.links.size() < 2)
        return;
    for (const auto& [area, span] : notes.links)
        if (area != 0 && std::ranges::none_of(areas, [&](const auto& of_node) {
                return of_node.contains(area) && of_node.contains(0);
            }))
            builder.diagnostics().warning("VN0123", span,
                                          fmt::format("no router of area {} is in area 0: it reaches only itself", area),
                                          "put a link of one of its routers into area 0; there are no virtual links here");
}

/// A stub takes in nothing external (RFC 2328 §3.6), and a router in no other area tells nobody else.
void warn_about_unheard(Builder& builder, const std::vector<std::set<std::uint32_t>>& areas) {
    const auto is_stub = [&](std::uint32_t area) {
        return std::ranges::find(builder.net.stub_areas, area, &network::StubArea::area) != builder.net.stub_areas.end();
    };
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const network::Node& node = builder.net.nodes[i];
        if (!node.ospf || areas[i].empty() || !std::ranges::all_of(areas[i], is_stub))
            continue;
        const auto& stub = *std::ranges::find(builder.net.stub_areas, *areas[i].begin(), &network::StubArea::area);
        const auto warn = [&](dsl::Span span, std::string_view what) {
            builder.diagnostics().warning(
                "VN0154", span,
                fmt::format("nobody hears {} `{}`: all of its areas are stubs", what, node.name),
                "a stub area takes in no external routes: take `stub` away, or have a router of another area tell of them",
                {{stub.span, fmt::format("area {} is said to be a stub here", stub.area)}});
        };
        if (!node.ospf->redistributes.empty())
            warn(node.ospf->redistributes.front().span, "what is redistributed at");
        if (node.ospf->originates_default != network::Ospf::Default::no)
            warn(node.ospf->default_span, "of the default route of");
    }
}

} // namespace

std::optional<std::uint32_t> read_ospf_area(Builder& builder, const Word& word) {
    if (word.text.find('.') == std::string::npos)
        return builder.number(word, 0, UINT32_MAX);
    const auto address = builder.address(word);
    return address ? std::optional(address->bits) : std::nullopt;
}

void note_ospf_area(Builder& builder, std::uint32_t area, dsl::Span span) {
    builder.notes<AreaNotes>().links.try_emplace(area, span);
}

void read_area_of_owned(Builder& builder, const Statement& written, NodeId node) {
    const std::vector<Word>& words = written.words;
    if (words[1].text != "area")
        return refuse(builder, words[1].span, "this says nothing about an OSPF area", "write `ospf area N P...;`");
    const auto area = read_ospf_area(builder, words[2]);
    for (std::size_t i = 3; area && i < words.size(); ++i)
        if (const auto prefix = builder.prefix(words[i]))
            builder.notes<AreaNotes>().placed.push_back({node, {*prefix, words[i].span, *area}});
}

void settle_ospf_areas(Builder& builder) {
    auto areas = areas_of_links(builder.net);
    place(builder, areas);
    settle_stubs(builder);
    if (!builder.diagnostics().has_errors())
        warn_about_islands(builder, areas), warn_about_unheard(builder, areas);
}

Kind ospf() {
    static const dsl::Rule statement = repeats(more(
        rule("ospf", {Shape::keyword, Shape::any, Shape::keyword},
             "says that an area is a stub: `ospf area N stub [no-summaries] [default-cost N];`"),
        Shape::any, 3));
    return {&statement,
            [](Phase phase, const Statement& written, Builder& builder) {
                if (phase == Phase::declare)
                    read_stub(builder, written);
            },
            {}};
}

} // namespace kinds
