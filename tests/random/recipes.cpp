// What the ordinary run draws from.

#include "tests/random/generator.hpp"

namespace random_networks {

const std::vector<Recipe>& recipes() {
    static const std::vector<Recipe> all = [] {
        std::vector<Recipe> list;
        list.push_back({.name = "preferences", .policies = 60});
        list.push_back({.name = "filters-on-paths", .policies = 60, .length_filters = 50, .path_contents = 30, .next_hops = 30});
        list.push_back({.name = "shared-asns", .policies = 40, .shared_asns = 40, .as_override = 25, .allow_own_as = 30, .med = 20});
        list.push_back({.name = "collapse", .policies = 40, .shared_asns = 20, .as_override = 15, .allow_own_as = 20, .collapse = 35,
                        .length_filters = 20});
        list.push_back({.name = "med", .policies = 50, .shared_asns = 30, .med = 80});
        list.push_back({.name = "sequential-med", .least_nodes = 4, .extra_links = 70, .policies = 60, .shared_asns = 60, .med = 95,
                        .sequential_med = 90, .oldest = 15, .oldest_external = 25, .multipath = 40, .members = 30, .metrics = 50,
                        .reflection = 20});
        list.push_back({.name = "oldest", .policies = 40, .med = 20, .oldest = 70, .multipath = 30});
        list.push_back({.name = "forwarding", .policies = 20, .multipath = 70, .statics = 20, .more_specific = 40, .filters = 20,
                        .stateful = 30});
        list.push_back({.name = "stand-ins", .policies = 50, .shared_asns = 15, .oldest = 10, .multipath = 20, .quirks = 5,
                        .stand_ins = 30, .choices = 40, .drains = 20, .node_failures = 15});
        list.push_back({.name = "next-hops", .policies = 30, .shared_asns = 30, .next_hops = 30, .multipath = 50, .quirks = 10,
                        .given_next_hops = 25, .hands_to = 30});
        list.push_back({.name = "ospf", .policies = 20, .multipath = 30, .statics = 25, .more_specific = 10, .permanent = 20,
                        .unreachable = 40, .ospf = 80, .silent_nodes = 30, .bare_cables = 25, .node_failures = 30});
        list.push_back({.name = "areas", .least_nodes = 3, .most_nodes = 7, .policies = 10, .multipath = 30, .statics = 20,
                        .more_specific = 20, .ospf = 90, .areas = 55, .silent_nodes = 50, .bare_cables = 40, .node_failures = 30});
        list.push_back({.name = "areas-ibgp", .least_nodes = 3, .most_nodes = 5, .policies = 10, .statics = 10, .areas = 50,
                        .node_failures = 20, .members = 80, .metrics = 80});
        list.push_back({.name = "ibgp", .least_nodes = 3, .policies = 20, .shared_asns = 40, .med = 20, .oldest = 10, .multipath = 30,
                        .silent_nodes = 10, .node_failures = 15, .members = 65, .metrics = 80});
        list.push_back({.name = "reflection", .least_nodes = 3, .policies = 15, .shared_asns = 40, .med = 40, .oldest = 10,
                        .multipath = 20, .members = 75, .metrics = 50, .reflection = 45, .clusters = 35});
        list.push_back({.name = "communities", .policies = 70, .shared_asns = 20, .collapse = 10, .members = 30, .reflection = 30,
                        .well_known = 50, .path_ends = 40});
        list.push_back({.name = "announcements", .most_nodes = 5, .policies = 50, .shared_asns = 30, .as_override = 15,
                        .allow_own_as = 15, .length_filters = 20, .path_contents = 40, .oldest = 10, .announcements = 100,
                        .path_ends = 30});
        list.push_back({.name = "one-neighbour", .policies = 20, .shared_asns = 30, .multipath = 90, .members = 20, .one_neighbour = 70});
        list.push_back({.name = "one-path", .least_nodes = 4, .extra_links = 60, .policies = 30, .shared_asns = 40, .as_override = 10,
                        .collapse = 10, .local_as = 5, .multipath = 90, .members = 30, .metrics = 30, .reflection = 20, .announcements = 15,
                        .one_path = 85});
        list.push_back({.name = "conditions", .most_nodes = 5, .policies = 25, .shared_asns = 10, .med = 20, .oldest = 10,
                        .multipath = 20, .statics = 15, .more_specific = 15, .ospf = 30, .node_failures = 10,
                        .conditions = 100});
        list.push_back({.name = "recursion", .least_nodes = 3, .most_nodes = 5, .policies = 20, .shared_asns = 60, .next_hops = 10,
                        .multipath = 40, .statics = 20, .more_specific = 30, .quirks = 15, .given_next_hops = 30, .ospf = 15,
                        .node_failures = 10, .metrics = 40, .recursion = 100});
        list.push_back({.name = "oldest-external", .least_nodes = 4, .policies = 15, .shared_asns = 40, .med = 15, .oldest_external = 80,
                        .multipath = 30, .members = 50, .metrics = 30, .reflection = 30});
        list.push_back({.name = "local-as", .most_nodes = 5, .policies = 40, .shared_asns = 25, .as_override = 10, .allow_own_as = 25, .collapse = 5,
                        .med = 25, .length_filters = 15, .path_contents = 25, .local_as = 30, .path_ends = 20});
        list.push_back({.name = "traffic", .most_nodes = 5, .policies = 10, .multipath = 60, .second_origin = 10, .statics = 25,
                        .filters = 15, .stateful = 20, .quirks = 5, .drains = 5, .arrivals = 25, .hidden_nodes = 15,
                        .node_failures = 10, .traffic = 25});
        list.push_back({.name = "everything", .policies = 50, .shared_asns = 25, .as_override = 20, .allow_own_as = 20, .collapse = 20,
                        .med = 25, .length_filters = 20, .path_contents = 20, .next_hops = 15, .oldest = 30, .multipath = 40,
                        .weights = 20, .statics = 10, .more_specific = 20, .filters = 10, .stateful = 15, .quirks = 10,
                        .stand_ins = 10, .choices = 10, .given_next_hops = 5, .hands_to = 8, .permanent = 20, .unreachable = 30,
                        .ospf = 25, .silent_nodes = 5, .bare_cables = 5, .drains = 5, .arrivals = 10, .node_failures = 15,
                        .traffic = 6, .members = 20, .metrics = 20, .reflection = 20, .clusters = 10, .announcements = 10,
                        .well_known = 15, .path_ends = 10});
        return list;
    }();
    return all;
}

}  // namespace random_networks
