// A choice that decides whether an announcement exists is an external's; all others are the platform's.

#include "solver/network/choices.hpp"

#include <algorithm>
#include <set>

namespace network {

std::string open_choices(const Network& network, const FailureBudget& budget) {
    std::set<FailureId> announcements;
    for (const Node& node : network.nodes)
        for (const Origination& origination : node.originates)
            if (origination.only_while)
                announcements.insert(*origination.only_while);
    bool platform = false, external = false;
    for (const FailureLimit& limit : budget.limits)
        for (const FailureId group : limit.groups)
            if (network[group].failure_class == FailureClass::choice)
                (announcements.contains(group) ? external : platform) = true;
    if (!external)
        return platform ? ", whichever instance serves" : "";
    return platform ? ", whichever instance serves and whatever externals announce" : ", whatever externals announce";
}

}  // namespace network
