#pragma once
// The BGP decision process (RFC 4271 §9.1.2.2) as a list of eliminations, so that a vendor's order is data.
// Each elimination maps a set of candidate routes to a non-empty subset.

#include <cstdint>
#include <optional>
#include <vector>

namespace network {

enum class Criterion : std::uint8_t {
    weight,              ///< highest, local to the node
    local_preference,    ///< highest
    local_origin,        ///< a route the node itself originates beats a learned one
    as_path_length,      ///< fewest ASNs
    origin,              ///< IGP < EGP < incomplete
    med,                 ///< drops x if a survivor of the same neighbour AS has a lower MED
    med_always,          ///< lowest MED, whatever the neighbour AS
    /// `med`, but routes are compared one with the next, by this and all that follows: any one that some order of arrival
    /// leaves. Nothing after it applies to the survivors as a whole.
    med_sequential,
    external_over_internal,  ///< eBGP-learned beats iBGP-learned
    igp_metric,          ///< lowest metric of the IGP to the next hop; a local route: 0
    router_id,           ///< lowest router id of the advertising peer, or of the originator of a reflected route (RFC 4456 §9)
    cluster_list_length, ///< fewest reflections (RFC 4456 §9)
    peer_order,          ///< lowest session index: stands for the lowest peer address (RFC 4271 §9.1.2.2 g)
    oldest,              ///< any one survivor: a free choice. Nothing after it applies
    /// The same where the survivors are eBGP-learned, else nothing. It stands after `local_origin` and
    /// `external_over_internal`; only `router_id`, `cluster_list_length` and `peer_order` come after it.
    oldest_external,
};

/// Which of the routes that are as good as the best forward beside it.
enum class Sharing : std::uint8_t {
    any,
    neighbour_as,     ///< those of its neighbour AS
    as_path,          ///< those whose whole AS path is the same
    peer_as_or_path,  ///< iBGP-learned ones whose whole AS path is the same, others from peers of the same AS
};

/// `order` must tell any two routes apart: it ends in `oldest`, or in `peer_order`.
struct Decision {
    std::vector<Criterion> order;
    /// The survivors of the first `*multipath_after` eliminations are all used for forwarding (ECMP); with `med_sequential`
    /// among these, what they do not tell from the best. None: only the best route is.
    std::optional<std::size_t> multipath_after;
    Sharing sharing = Sharing::any;  ///< which of these
};

}  // namespace network
