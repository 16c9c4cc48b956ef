// A component is complete when the search leaves the vertex it entered it by: everything that it leads to is
// complete by then, so components come out sinks first.

#include "solver/encode/components.hpp"

#include <algorithm>

namespace encode {

namespace {

constexpr std::uint32_t closed = UINT32_MAX; // as `low_`: in a component that is complete

} // namespace

Components::Components(const std::vector<std::vector<std::uint32_t>>& out)
    : out_(&out), index_(out.size()), low_(out.size()), component_(out.size()), cyclic_(out.size()) {
    for (std::uint32_t i = 0; i < out.size(); ++i)
        if (index_[i] == 0)
            visit(i);
    out_ = nullptr;
}

void Components::visit(std::uint32_t root) {
    open(root);
    while (!frames_.empty()) {
        Frame& frame = frames_.back();
        const std::uint32_t from = frame.vertex;
        if (frame.next == (*out_)[from].size()) {
            close(from);
            continue;
        }
        const std::uint32_t to = (*out_)[from][frame.next++];
        if (to == from)
            cyclic_[from] = true;
        if (index_[to] == 0)
            open(to);
        else if (low_[to] != closed)
            low_[from] = std::min(low_[from], index_[to]);
    }
}

void Components::open(std::uint32_t vertex) {
    index_[vertex] = low_[vertex] = ++counter_;
    stack_.push_back(vertex);
    frames_.push_back({vertex, 0});
}

void Components::close(std::uint32_t vertex) {
    frames_.pop_back();
    if (!frames_.empty())
        low_[frames_.back().vertex] = std::min(low_[frames_.back().vertex], low_[vertex]);
    if (low_[vertex] != index_[vertex])
        return;
    auto first = stack_.end() - 1;
    while (*first != vertex)
        --first;
    const auto size = static_cast<std::size_t>(stack_.end() - first);
    ++components_;
    for (auto it = first; it != stack_.end(); ++it) {
        component_[*it] = components_;
        cyclic_[*it] = cyclic_[*it] || size > 1;
        low_[*it] = closed;
        order_.push_back(*it);
    }
    largest_ = std::max(largest_, size);
    stack_.erase(first, stack_.end());
}

} // namespace encode
