// A terrain only answers; `terrain_builder.cpp` makes it.

#include "solver/encode/terrain.hpp"

#include <stdexcept>

namespace encode {

using network::NodeId;
using smt::Term;

const Components& Terrain::components() const {
    if (!components_) {
        std::vector<std::vector<std::uint32_t>> next(locations_.size());
        for (const Terrain::Step& step : steps_)
            next[step.from].push_back(step.to);
        components_ = std::make_unique<Components>(next);
    }
    return *components_;
}

std::span<const std::uint32_t> Terrain::out(std::uint32_t location) const {
    return std::span(out_).subspan(first_out_[location], first_out_[location + 1] - first_out_[location]);
}

bool Terrain::injects_at(NodeId node) const {
    return only_from_ ? *only_from_ == node : starts_[node.index()] != nowhere;
}

std::vector<Terrain::Entry> Terrain::entries(NodeId node) const {
    if (!injects_at(node))
        throw std::logic_error("no packet of this terrain is injected at " + world_->network()[node].name);
    return only_from_ ? entries_ : std::vector<Terrain::Entry>{{starts_[node.index()], smt::yes}};
}

Term Terrain::delivers(std::uint32_t location) const {
    const Terrain::Location& at = locations_[location];
    return planes_[at.header]->delivers(at.node);
}

Term Terrain::delivers(std::uint32_t location, NodeId wanted) const {
    return locations_[location].node == wanted ? delivers(location) : smt::no;
}

Term Terrain::refuses(std::uint32_t location) const { return refuses_[location]; }
Term Terrain::blocked(std::uint32_t location) const { return blocked_[location]; }

Term Terrain::discards(std::uint32_t location) const {
    const Terrain::Location& at = locations_[location];
    return planes_[at.header]->discards(at.node);
}

Term Terrain::hop_down(std::uint32_t location) const {
    const Location& at = locations_[location];
    return planes_[at.header]->hop_down(at.node);
}

Term Terrain::stuck(std::uint32_t location) const {
    const Terrain::Location& at = locations_[location];
    return planes_[at.header]->stuck(at.node);
}

Term Terrain::dies(std::uint32_t location) const {
    smt::Context& context = world_->context();
    if (locations_[location].stops)
        return context.any({refuses(location), !delivers(location)});
    return context.any(
        {refuses(location), discards(location), hop_down(location), stuck(location), blocked(location)});
}

} // namespace encode
