#pragma once
// The stable reason codes of violations, one table with a sentence each: what `expect … reason CODE` may say
// and what reports and pages of documentation list. Codes are never renamed.

#include <string_view>
#include <vector>

namespace verdict {

/// A code and what it means, for people.
struct Reason {
    std::string_view code, sentence;
};

/// Every code, endings of packets first, then fates of routes, then the rest.
const std::vector<Reason>& reasons();
/// The row of `code`, or null.
const Reason* find_reason(std::string_view code);

// Codes that are neither an ending of a packet nor a fate of a route.
namespace reason {
inline constexpr std::string_view cut = "cut";
inline constexpr std::string_view asymmetric = "asymmetric";
inline constexpr std::string_view more_specific_prefix = "more-specific-prefix";
inline constexpr std::string_view equal_cost = "equal-cost";
inline constexpr std::string_view static_route = "static-route";
inline constexpr std::string_view static_route_down = "static-route-down";
inline constexpr std::string_view never_announced = "never-announced";
inline constexpr std::string_view own_announcement = "own-announcement";
inline constexpr std::string_view origin_unreachable = "origin-not-reachable";
inline constexpr std::string_view condition_unmet = "condition-not-met";
inline constexpr std::string_view not_redistributed = "not-redistributed";
inline constexpr std::string_view area_split = "area-split";
inline constexpr std::string_view delivered_elsewhere = "delivered-elsewhere";
inline constexpr std::string_view route_present = "route-present";
inline constexpr std::string_view not_preferred = "not-preferred";
inline constexpr std::string_view waypoint_missed = "waypoint-missed";
inline constexpr std::string_view transit = "transit";
inline constexpr std::string_view black_hole = "black-hole";
inline constexpr std::string_view path_too_long = "path-too-long";
inline constexpr std::string_view too_many_routes = "too-many-routes";
inline constexpr std::string_view several_states = "several-stable-states";
inline constexpr std::string_view no_stable_state = "no-stable-state";
} // namespace reason

} // namespace verdict
