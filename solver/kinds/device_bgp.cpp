// What a router's block says of its BGP as a whole: whom it reflects for, what it does on every iBGP session, and
// whose defaults it has.

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"
#include "solver/kinds/ibgp.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

/// What the file says for routers that say nothing.
struct DefaultProfile {
    const Profile* profile = nullptr;
};

std::vector<std::string_view> profile_names() {
    std::vector<std::string_view> names;
    for (const Profile& profile : profiles())
        names.push_back(profile.name);
    return names;
}

const Profile* named_profile(const Statement* written) {
    return written && written->words.size() > 1 ? find_profile(written->words[1].text) : nullptr;
}

/// What `med deterministic;` and its like ask for; nothing: whatever the profile does.
std::optional<network::Criterion> med_of(const Statement* written) {
    if (!written || written->words.size() < 2)
        return {};
    const std::string_view how = written->words[1].text;
    if (how == "sequential")
        return network::Criterion::med_sequential;
    return how == "always-compare" ? network::Criterion::med_always : network::Criterion::med;
}

network::Sharing sharing_of(std::string_view how, const Profile* profile) {
    if (how.empty())
        return profile ? profile->sharing : network::Sharing::any;
    if (how == "same-path")
        return network::Sharing::as_path;
    return how == "same-neighbour-as" ? network::Sharing::neighbour_as : network::Sharing::any;
}

// Null for what is no device: a second thing of the same name, which was refused.
Devices::Device* device_of(Builder& builder, network::NodeId node) {
    auto& all = builder.notes<Devices>().all;
    const auto found = std::ranges::find(all, node, &Devices::Device::node);
    return found == all.end() ? nullptr : &*found;
}

// `cluster-id 7` or `cluster-id 10.0.0.1`: 32 bits either way (RFC 4456 §7).
std::optional<std::uint32_t> read_cluster_id(Builder& builder, const Word& word) {
    if (word.text.find('.') != std::string::npos) {
        const auto address = builder.address(word);
        return address ? std::optional(address->bits) : std::nullopt;
    }
    return builder.number(word, 1, UINT32_MAX);
}

void refuse_both(Builder& builder, const Statement& block, std::string_view one, std::string_view other) {
    const Statement *a = statement(block, one), *b = statement(block, other);
    if (a && b)
        builder.diagnostics().error("VN0135", b->head_span(),
                                    fmt::format("`{}` and `{}` contradict each other", one, other), "keep one of them",
                                    {{a->span, "the other one is here"}});
}

} // namespace

std::vector<dsl::Rule> device_bgp_rules() {
    return {
        one_of(rule("profile", {Shape::keyword}, "whose order of decision and distances it has: `profile ios;`"),
               profile_names()),
        one_of(more(rule("multipath", {}, "shares load over equally good BGP routes; over which of them"),
                    Shape::keyword, 1),
               {"relaxed", "same-neighbour-as", "same-path"}),
        one_of(rule("med", {Shape::keyword}, "how it compares MED: within each neighbour AS, in order of arrival, or of all routes"),
               {"deterministic", "sequential", "always-compare"}),
        flag_rule("compare-routerid", "breaks ties of eBGP routes by router id, not by age"),
        flag_rule("prefer-older", "breaks ties of eBGP routes by age, before router ids"),
        rule("router-id", {Shape::address}, "breaks ties between BGP routes (RFC 4271 §9.1.2.2 f)"),
        flag_rule("advertise-inactive",
                  "advertises its BGP best even where another route is installed: the default"),
        flag_rule("resolve-via-default", "a default route resolves next hops of BGP, too: the default"),
        with_block(rule("ibgp", {}, "what it does on each of its iBGP sessions"), &internal_end_rules(),
                   dsl::Blocks::required),
        more(rule("reflects-for", {Shape::name}, "its clients: iBGP sessions between loopbacks, on which it reflects"),
             Shape::name),
        rule("cluster-id", {Shape::any}, "the cluster it reflects for, a number or an address; without it one of its own"),
    };
}

void read_device_bgp(Builder& builder, const Statement& block, network::NodeId id) {
    network::Node& node = builder.net.nodes[id.index()];
    if (const Statement* written = statement(block, "router-id"); written && written->words.size() > 1)
        if (const auto address = builder.address(written->words[1]))
            node.router_id = address->bits;
    if (const Statement* written = statement(block, "cluster-id"); written && written->words.size() > 1)
        node.cluster_id = read_cluster_id(builder, written->words[1]);
    refuse_both(builder, block, "compare-routerid", "prefer-older");
    note_ibgp(builder, block, id);
}

void apply_profile(Builder& builder, const Statement& block, network::NodeId id) {
    Devices::Device* device = device_of(builder, id);
    if (!device)
        return;
    network::Node& node = builder.net.nodes[id.index()];
    const Profile* own = named_profile(statement(block, "profile"));
    const bool none = unset(block, "profile");
    const Profile* profile = own ? own : none ? nullptr : builder.notes<DefaultProfile>().profile;
    Choices& choices = device->choices;
    choices.profile = profile;
    choices.multipath =
        flag(block, "multipath") || (profile && profile->multipath && !unset(block, "multipath"));
    const Statement* sharing = statement(block, "multipath");
    const std::string_view how = sharing && sharing->words.size() > 1 ? std::string_view(sharing->words[1].text) : "";
    choices.sharing = sharing_of(how, profile);
    choices.med = med_of(statement(block, "med"));
    choices.compare_router_ids = flag(block, "compare-routerid");
    choices.prefer_older = flag(block, "prefer-older");
    node.advertise_inactive = profile ? profile->advertise_inactive : true;
    if (flag(block, "advertise-inactive"))
        node.advertise_inactive = true;
    if (unset(block, "advertise-inactive"))
        node.advertise_inactive = false;
    node.resolves_by_default = !unset(block, "resolve-via-default");
    node.resolves_by_recursive = !profile || profile->resolves_by_recursive;
    if (!profile)
        return;
    node.external_distance = profile->distances.external;
    node.internal_distance = profile->distances.internal;
    if (node.ospf)
        node.ospf->distance = profile->distances.ospf;
}

std::uint32_t usual_static_distance(Builder& builder, network::NodeId node) {
    const Devices::Device* device = device_of(builder, node);
    const Profile* profile = device ? device->choices.profile : nullptr;
    return (profile ? profile->distances : Distances{}).fixed;
}

void warn_about_profiles(Builder& builder) {
    const auto sets_weight = [&](const std::optional<network::PolicyId>& policy) {
        return policy && std::ranges::any_of(builder.net[*policy].terms, [](const network::Term& term) {
            return std::ranges::any_of(term.sets, [](const network::Set& set) {
                return std::holds_alternative<network::SetWeight>(set.what);
            });
        });
    };
    for (const Devices::Device& device : builder.notes<Devices>().all) {
        if (!device.choices.profile || device.choices.profile->has_weight)
            continue;
        for (const network::SessionId id : builder.net.sessions_of(device.node)) {
            const network::SessionEnd& end = builder.net[id].end(device.node);
            if (end.weight == 0 && !sets_weight(end.import_policy))
                continue;
            builder.diagnostics().warning(
                "VN0134", end.span,
                fmt::format("`{}` is given a weight, and profile `{}` does not know any", builder.net[device.node].name,
                            device.choices.profile->name),
                "set a local preference, or take another profile");
            break;
        }
    }
}

Kind profile() {
    static const dsl::Rule statement =
        one_of(rule("profile", {Shape::keyword}, "whose defaults routers have that give no profile of their own"),
               profile_names());
    return {&statement,
            [](Phase phase, const Statement& block, Builder& builder) {
                if (phase == Phase::declare)
                    builder.notes<DefaultProfile>().profile = named_profile(&block);
            },
            {}};
}

} // namespace kinds
