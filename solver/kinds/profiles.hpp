#pragma once
// What implementations do when nobody says otherwise: the order in which they compare routes, the distances they
// give them, and what they advertise. One table, each line with where it is from.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"
#include "solver/kinds/builder.hpp"
#include "solver/network/decision.hpp"

namespace kinds {

/// One elimination, and how the vendor's own text puts it.
struct Step {
    network::Criterion criterion;
    std::string_view words;
};

/// Administrative distances; the lower one is installed.
struct Distances {
    std::uint32_t external = 20, internal = 200, ospf = 110, fixed = 1;  ///< `fixed`: of static routes
};

/// A fact about an implementation and its source.
struct Fact {
    std::string_view sentence, source;
};

struct Profile {
    std::string_view name, sentence;
    std::vector<Step> order;    ///< up to where load is shared; ties follow
    bool oldest_first = false;  ///< of external routes the one it holds already, before any router id
    bool multipath = false;     ///< shares load unless told otherwise
    network::Sharing sharing = network::Sharing::any; ///< over which routes, unless told otherwise
    bool advertise_inactive = true;
    bool has_weight = true;
    bool resolves_by_recursive = true;  ///< next hops, by routes of BGP that came over iBGP or several hops
    Distances distances = {};
    std::vector<Fact> facts;
    std::vector<std::string_view> not_modelled;
};

/// Every profile; and the one of this name, or null.
const std::vector<Profile>& profiles();
const Profile* find_profile(std::string_view name);
/// What breaks the ties that the order leaves, in turn.
const std::vector<Step>& tie_breaks();
/// The page of `verify explain profile NAME`.
std::string page_of(const Profile& profile);

/// What a profile leaves to say on a router: null where nothing was chosen.
struct Choices {
    const Profile* profile = nullptr;
    bool multipath = false;
    network::Sharing sharing = network::Sharing::any;
    std::optional<network::Criterion> med;  ///< how MED is compared, where that was said
    bool compare_router_ids = false;  ///< no preference for the oldest
    bool prefer_older = false;
};

/// The decision of a node of the network, whose sessions are all known.
network::Decision decision_of(const network::Network& net, network::NodeId node,
                              const std::vector<network::SessionId>& sessions, const Choices& choices);

} // namespace kinds
