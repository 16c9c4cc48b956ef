#pragma once
// What the equations of one prefix depend on, found before any term is made: an order in which they can be
// written down, and where they are circular. Linear in the candidates (Tarjan 1972).

#include <cstdint>
#include <vector>

#include "solver/encode/candidates.hpp"
#include "solver/encode/stages.hpp"

namespace encode {

/// One thing to write down: a class's contents being offered, a better class being offered, a content being
/// best, how often ASNs occur in the path of a content that is best.
struct Step {
    enum class What : std::uint8_t { offered, better, best, counted };
    What what;
    network::NodeId node;
    std::uint32_t index; ///< of the class, or for `best` and `counted` of the content
    auto operator<=>(const Step&) const = default;
};

/// Contents of a node in classes of equal rank.
struct Ranking {
    std::vector<Stages::Members> classes; ///< best first
    std::vector<std::uint32_t> class_of;  ///< by content
    std::vector<bool> in_circles;         ///< by class: the order of arrival may choose
    /// Classes from here on lose to a local route that always exists, and forward nothing.
    std::size_t alive = 0;
};

class Dependencies {
public:
    Dependencies(const network::Network& network, const Candidates& candidates,
                 const BySpeaker<Ranking>& rankings);

    /// Each step after those it depends on; steps that depend on each other stand together, in `Step`'s
    /// order.
    const std::vector<std::vector<Step>>& groups() const { return groups_; }
    /// By group: its steps depend on each other.
    const std::vector<bool>& circular() const { return circular_; }

private:
    struct Search;
    std::vector<std::vector<Step>> groups_;
    std::vector<bool> circular_;
};

} // namespace encode
