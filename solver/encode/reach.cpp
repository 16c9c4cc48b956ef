// Two searches over the steps: forwards from the entries, backwards from where the packet is delivered.

#include "solver/encode/reach.hpp"

namespace encode {

using network::NodeId;

namespace {

/// Locations in the order they are found, from those given, each once.
class Search {
public:
    Search(const Terrain& terrain, const Reach::Avoid& avoid)
        : terrain_(terrain), avoid_(avoid), found(terrain.locations().size()) {}

    void add(std::uint32_t location) {
        if (found[location] || terrain_.refuses(location).is_true() ||
            (avoid_ && avoid_(terrain_.locations()[location].node)))
            return;
        found[location] = true;
        order.push_back(location);
    }

private:
    const Terrain& terrain_;
    const Reach::Avoid& avoid_;

public:
    std::vector<bool> found;
    std::vector<std::uint32_t> order;
};

void go_on(const Terrain& terrain, Search& search) {
    for (std::size_t i = 0; i < search.order.size(); ++i)
        for (const std::uint32_t step : terrain.out(search.order[i]))
            search.add(terrain.steps()[step].to);
}

Search forwards(const Terrain& terrain, NodeId from, const Reach::Avoid& avoid) {
    Search search(terrain, avoid);
    for (const Terrain::Entry& entry : terrain.entries(from))
        search.add(entry.location);
    go_on(terrain, search);
    return search;
}

} // namespace

Reach::Reach(const Terrain& terrain, NodeId from, NodeId to, const Avoid& avoid)
    : on_the_way_(terrain.locations().size()) {
    const Search there = forwards(terrain, from, avoid);
    std::vector<std::vector<std::uint32_t>> back(on_the_way_.size());
    for (const std::uint32_t location : there.order)
        for (const std::uint32_t step : terrain.out(location))
            if (there.found[terrain.steps()[step].to])
                back[terrain.steps()[step].to].push_back(location);
    std::vector<std::uint32_t> open;
    const auto add = [&](std::uint32_t location) {
        if (!on_the_way_[location])
            open.push_back(location);
        on_the_way_[location] = true;
    };
    for (const std::uint32_t location : there.order)
        if (!terrain.delivers(location, to).is_false())
            add(location);
    exists_ = !open.empty();
    for (std::size_t i = 0; i < open.size(); ++i)
        for (const std::uint32_t before : back[open[i]])
            add(before);
}

std::vector<std::uint32_t> locations_from(const Terrain& terrain, NodeId from) {
    return forwards(terrain, from, {}).order;
}

} // namespace encode
