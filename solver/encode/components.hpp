#pragma once
// Where a directed graph has cycles (Tarjan 1972, without recursion).

#include <cstddef>
#include <cstdint>
#include <vector>

namespace encode {

/// Strongly connected components. `out[v]` are the vertices that v has an edge to.
class Components {
public:
    explicit Components(const std::vector<std::vector<std::uint32_t>>& out);

    /// Every vertex after all that it leads to, but for those of its own component, which stand together.
    const std::vector<std::uint32_t>& sinks_first() const { return order_; }
    /// On a cycle: in a component of several vertices, or with an edge to itself.
    bool cyclic(std::uint32_t vertex) const { return cyclic_[vertex]; }
    bool same(std::uint32_t a, std::uint32_t b) const { return component_[a] == component_[b]; }
    /// No way leads from a to b: the component of a comes first among `sinks_first`.
    bool below(std::uint32_t a, std::uint32_t b) const { return component_[a] < component_[b]; }
    /// The size of the largest component.
    std::size_t largest() const { return largest_; }

private:
    struct Frame {
        std::uint32_t vertex, next;
    };
    void visit(std::uint32_t root);
    void open(std::uint32_t vertex);
    void close(std::uint32_t vertex);

    const std::vector<std::vector<std::uint32_t>>* out_;
    std::vector<std::uint32_t> index_, low_, component_, stack_, order_;
    std::vector<bool> cyclic_;
    std::vector<Frame> frames_;
    std::uint32_t counter_ = 0, components_ = 0;
    std::size_t largest_ = 0;
};

} // namespace encode
