// Names of fates, and finding a prefix in a state.

#include "solver/routing/route.hpp"

#include <algorithm>
#include <stdexcept>

namespace routing {

const PrefixState* State::find(const network::Prefix& prefix) const {
    const auto it =
        std::lower_bound(prefixes.begin(), prefixes.end(), prefix,
                         [](const PrefixState& state, const auto& p) { return state.prefix < p; });
    return it != prefixes.end() && it->prefix == prefix ? &*it : nullptr;
}

std::string_view code(Fate fate) {
    switch (fate) {
    case Fate::chosen:
        return "chosen";
    case Fate::also_used:
        return "also-used";
    case Fate::session_down:
        return "session-down";
    case Fate::peer_has_none:
        return "peer-has-none";
    case Fate::not_readvertised:
        return "not-readvertised";
    case Fate::kept_by_community:
        return "kept-by-community";
    case Fate::sends_nothing:
        return "sends-nothing";
    case Fate::rejected_by_export_policy:
        return "rejected-by-export-policy";
    case Fate::own_asn_in_path:
        return "own-asn-in-path";
    case Fate::own_originator:
        return "own-originator";
    case Fate::own_cluster:
        return "own-cluster-in-list";
    case Fate::rejected_by_import_policy:
        return "rejected-by-policy";
    case Fate::next_hop_unresolved:
        return "next-hop-unresolved";
    case Fate::listed_only:
        return "listed-only";
    case Fate::less_preferred:
        return "less-preferred";
    }
    throw std::logic_error("a fate without a name");
}

} // namespace routing
