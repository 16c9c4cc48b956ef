// The table of profiles. Sources: a vendor's page and the date of reading, or `known` for what every operator of the
// implementation knows and its page does not say in so many words.

#include "solver/kinds/profiles.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace kinds {
namespace {

using enum network::Criterion;

constexpr std::string_view cisco = "Cisco, \"BGP Best Path Selection Algorithm\" (document 13753), a copy, 2026-11";
constexpr std::string_view juniper = "Juniper, \"Understanding BGP Path Selection\" (Junos 12.3), 2026-11";
constexpr std::string_view juniper_path_selection = "Juniper, \"path-selection (Protocols BGP)\", 2026-11";
constexpr std::string_view juniper_preference = "Juniper, \"Understanding Route Preference Values\", 2026-11";
constexpr std::string_view juniper_inactive = "Juniper, \"advertise-inactive\", 2026-11";
constexpr std::string_view frr = "FRRouting, doc/user/bgp.rst, \"Route Selection\" (commit 0020ebd), 2026-11";
constexpr std::string_view frr_default = "FRRouting, zebra/zebra_vrf.h, ZEBRA_IP_NHT_RESOLVE_VIA_DEFAULT, 2026-11";
constexpr std::string_view bird_hosts = "BIRD 2, nest/rt-table.c, rt_update_hostentry(), 2026-11";
constexpr std::string_view frr_source = "FRRouting, bgpd/bgp_vty.c and bgp_route.c (path selection), 2026-11";
constexpr std::string_view bird = "BIRD User's Guide, \"BGP\" (doc/bird.sgml, `deterministic med`), 2026-11";
constexpr std::string_view known = "known";

constexpr std::string_view unknown_asns =
    "paths that differ only in ASNs of an `external` that the file does not name count as the same where load is shared";

// The eight steps that IOS and FRR share.
std::vector<Step> weighted_order() {
    return {
        {weight, "the highest weight"},
        {local_preference, "the highest local preference"},
        {local_origin, "what the router itself originates"},
        {as_path_length, "the shortest AS path"},
        {origin, "the lowest origin: IGP, EGP, incomplete"},
        {med, "the lowest MED, among routes of one neighbour AS"},
        {external_over_internal, "eBGP before iBGP"},
        {igp_metric, "the lowest IGP metric to the next hop"},
    };
}

// Without `deterministic-med` the router compares one path with the next, and the order of arrival may matter.
std::vector<Step> sequential(std::vector<Step> order) {
    const auto step = std::ranges::find(order, med, &Step::criterion);
    *step = {med_sequential, "the lower MED, of two routes of one neighbour AS. From here on routes are compared one with the next, in "
                             "order of arrival; with `med deterministic;` all at once"};
    return order;
}

// Without weight, and with what the router itself originates first: another protocol, and a better preference.
std::vector<Step> preference_order() {
    std::vector<Step> order = weighted_order();
    order[0] = {local_origin, "what the router itself originates: a better preference than BGP's"};
    order.erase(order.begin() + 2);
    return order;
}

Profile ios() {
    Profile it;
    it.name = "ios";
    it.sentence = "Cisco IOS and IOS XE";
    it.sharing = network::Sharing::as_path;
    it.order = sequential(weighted_order());
    it.oldest_first = true;
    it.distances = {20, 200, 110, 1};
    it.facts = {
        {"the order, and `bgp bestpath compare-routerid` (here `compare-routerid;`)", cisco},
        {"\"BGP assigns the first valid path as the current best path. BGP then compares the best path with the next path in the "
         "list\"; `bgp deterministic-med` (here `med deterministic;`) is off, `bgp always-compare-med` is `med always-compare;`",
         cisco},
        {"distances 20, 200, OSPF 110, static 1", known},
        {"one path is installed; `maximum-paths` (here `multipath;`) shares load after the IGP metric, over routes whose whole AS path "
         "is the best's; `bgp bestpath as-path multipath-relax` (here `multipath relaxed;`): of any",
         cisco},
        {"the best is advertised although another source is installed; `bgp suppress-inactive` (here "
         "`no advertise-inactive;`) is off",
         known},
        {"whatever route the table has resolves next hops, a default route, too; `bgp nexthop route-map` may say else (here "
         "`no resolve-via-default;`)",
         known},
    };
    it.not_modelled = {unknown_asns};
    return it;
}

Profile junos() {
    Profile it;
    it.name = "junos";
    it.sentence = "Juniper Junos";
    it.order = preference_order();
    it.oldest_first = true;
    it.sharing = network::Sharing::neighbour_as;
    it.advertise_inactive = false;
    it.has_weight = false;
    it.distances = {170, 170, 10, 5};
    it.facts = {
        {"the order, and `path-selection external-router-id` (here `compare-routerid;`)", juniper},
        {"MED is compared within each neighbour AS; `path-selection cisco-non-deterministic` is nearest to "
         "`med sequential;`, `always-compare-med` is `med always-compare;`",
         juniper_path_selection},
        {"preferences 170 for BGP, 10 for OSPF, 5 for static routes", juniper_preference},
        {"`multipath` is off; it shares load after the IGP metric, over routes of the best's neighbour AS (`multiple-as`, here "
         "`multipath relaxed;`: of any)",
         juniper},
        {"`advertise-inactive` is off: what another source is installed in place of is not advertised", juniper_inactive},
    };
    it.not_modelled = {
        "OSPF external routes have preference 150; here all of OSPF has 10. Only static routes of a `distance` from 10 to "
        "150 would notice",
        "what OSPF is installed in place of is advertised all the same",
    };
    return it;
}

Profile frr_profile() {
    Profile it;
    it.name = "frr";
    it.sentence = "FRRouting";
    it.sharing = network::Sharing::peer_as_or_path;
    it.order = sequential(weighted_order());
    it.oldest_first = true;
    it.multipath = true;
    it.distances = {20, 200, 110, 1};
    it.facts = {
        {"the order, and `bgp bestpath compare-routerid` (here `compare-routerid;`)", frr},
        {"`bgp deterministic-med` (here `med deterministic;`) is off, unless `frr defaults datacenter`; `bgp always-compare-med` is "
         "`med always-compare;`",
         frr_source},
        {"distances 20 and 200, OSPF 110, static 1", known},
        {"the lowest peer address, as in its source; the page says the highest", known},
        {"`maximum-paths` is as high as it was built for, so load is shared; `no multipath;` is `maximum-paths 1`", known},
        {"load is shared over eBGP routes from peers of one AS and iBGP routes of one AS path; `bgp bestpath as-path multipath-relax` "
         "(here `multipath relaxed;`): over any",
         frr_source},
        {"the best is advertised although another source is installed", known},
        {"a default route resolves next hops in the defaults `traditional`; in `datacenter` it does not, as with `no ip nht "
         "resolve-via-default` (here `no resolve-via-default;`)",
         frr_default},
    };
    it.not_modelled = {
        unknown_asns,
        "of two eBGP routes of which neither is selected FRR takes that of the lower router id; where MED puts routes in a circle, "
        "either may stay here",
        "`bgp ebgp-requires-policy`: a session without a policy passes everything here, with a warning",
    };
    return it;
}

Profile bird_profile() {
    Profile it;
    it.name = "bird";
    it.sentence = "BIRD 2";
    it.order = sequential(preference_order());
    it.advertise_inactive = false;
    it.has_weight = false;
    it.resolves_by_recursive = false;
    it.distances = {155, 155, 105, 55};
    it.facts = {
        {"the order: router ids decide, the oldest only with `prefer older` (here `prefer-older;`)", known},
        {"`deterministic med` (here `med deterministic;`) is off, `med metric` is `med always-compare;`", bird},
        {"preferences 200 for static routes, 150 for OSPF, 100 for BGP, where the higher wins; a distance here is 255 minus "
         "that: 55, 105, 155",
         known},
        {"only the best route of the table, of whatever protocol, is exported", known},
        {"`merge paths` is off: one path is installed", known},
        {"a recursive route, of iBGP or from several hops away, does not depend on another one: it is unreachable then", bird_hosts},
    };
    it.not_modelled = {
        "it compares all its routes again only when its best goes or worsens, and so may keep one over another of lower MED on account "
        "of a third that has left since; here what has left does not matter. `med deterministic;` has no such memory",
        "what OSPF is installed in place of is advertised all the same",
    };
    return it;
}

std::string bullet(std::string_view text) { return fmt::format("  * {}\n", text); }

} // namespace

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> all = {ios(), junos(), frr_profile(), bird_profile()};
    return all;
}

const Profile* find_profile(std::string_view name) {
    const auto found = std::ranges::find(profiles(), name, &Profile::name);
    return found == profiles().end() ? nullptr : &*found;
}

const std::vector<Step>& tie_breaks() {
    static const std::vector<Step> steps = {
        {router_id, "the lowest router id of the peer, or of the originator of a reflected route"},
        {cluster_list_length, "the shortest cluster list"},
        {peer_order, "the lowest peer address"},
    };
    return steps;
}

std::string page_of(const Profile& profile) {
    std::string text = fmt::format("profile {}: {}\n\nOf the routes to a prefix it keeps, one step after the other:\n\n",
                                   profile.name, profile.sentence);
    std::size_t number = 0;
    for (const Step& step : profile.order)
        text += fmt::format("{:3}. {}\n", ++number, step.words);
    text += fmt::format("     {}: what is left shares the load\n", profile.multipath ? "unless `no multipath;`" : "with `multipath;`");
    if (profile.oldest_first)
        text += fmt::format("{:3}. of eBGP routes the oldest, unless `compare-routerid;`\n", ++number);
    for (const Step& step : tie_breaks())
        text += fmt::format("{:3}. {}\n", ++number, step.words);
    const Distances& d = profile.distances;
    text += fmt::format("\nDistances: eBGP {}, iBGP {}, OSPF {}, static {}. What is not installed is {}advertised.\n\n",
                        d.external, d.internal, d.ospf, d.fixed, profile.advertise_inactive ? "" : "not ");
    if (!profile.resolves_by_recursive)
        text += "No next hop resolves by a BGP route that came over iBGP or several hops.\n\n";
    text += "From\n\n";
    for (const Fact& fact : profile.facts)
        text += bullet(fmt::format("{} [{}]", fact.sentence, fact.source));
    text += "\nNot modelled\n\n";
    for (const std::string_view sentence : profile.not_modelled)
        text += bullet(sentence);
    if (profile.oldest_first)
        text += bullet("two eBGP sessions with one router, between which the peer address decides: the oldest does");
    text += bullet("which route is the oldest, and router ids that nobody wrote down, are left open: claims hold whichever it is");
    return text;
}

} // namespace kinds
