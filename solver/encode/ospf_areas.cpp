// Three steps for each target: within areas; from the borders of other areas across area 0; from area 0 and its borders
// into the others. A summary is a source at each cost that its border may have, present where the border is within that
// cost. Whether a border keeps a summary to itself because its own route is of the area it would tell is not asked: the
// nodes of that area have routes within it then and look at none.

#include "solver/encode/ospf_areas.hpp"

#include <algorithm>
#include <functional>

namespace encode {

using network::LinkId;
using network::Network;
using network::Node;
using network::NodeId;
using smt::Term;
using Part = OspfNearest::Part;
using Ties = OspfNearest::Ties;

std::uint32_t own_area(const Network& network, NodeId id) {
    const Node& node = network[id];
    const std::optional<network::Address> own = node.bgp_address ? node.bgp_address : node.address;
    std::optional<std::pair<int, std::uint32_t>> longest;
    if (own)
        for (const network::OwnedPrefix& owned : node.owns)
            if (owned.prefix.contains(*own) && (!longest || longest->first < owned.prefix.length))
                longest = {owned.prefix.length, owned.ospf_area};
    if (longest)
        return longest->second;
    std::vector<std::uint32_t> areas;
    for (const network::Link& link : network.links)
        if (link.ospf_cost && link.from == id)
            areas.push_back(link.ospf_area);
    return areas.empty() ? 0 : *std::ranges::min_element(areas);
}

OspfAreas::OspfAreas(const World& world)
    : world_(&world), border_(world.network().nodes.size(), smt::no),
      looks_beyond_(world.network().nodes.size(), smt::yes) {
    const Network& network = world.network();
    for (const network::Link& link : network.links)
        if (link.ospf_cost && network[link.from].ospf)
            numbers_.push_back(link.ospf_area);
    for (const Node& node : network.nodes)
        for (const network::OwnedPrefix& owned : node.owns)
            if (node.ospf)
                numbers_.push_back(owned.ospf_area);
    std::ranges::sort(numbers_, std::greater<>());
    numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
    several_ = numbers_.size() > 1 || std::ranges::any_of(numbers_, [&](auto number) { return stub(number); });
    if (several_)
        find_borders();
}

const network::StubArea* OspfAreas::stub(std::uint32_t number) const {
    const auto& all = world_->network().stub_areas;
    const auto found = std::ranges::find(all, number, &network::StubArea::area);
    return number == 0 || found == all.end() ? nullptr : &*found;
}

Term OspfAreas::attached(NodeId id, std::uint32_t number) const {
    const Node& node = world_->network()[id];
    if (std::ranges::any_of(node.owns, [&](const auto& owned) { return owned.ospf_area == number; }))
        return world_->up(id);
    std::vector<Term> some;
    for (const LinkId link : world_->adjacency().links[id.index()])
        if (world_->network()[link].ospf_cost && world_->network()[link].ospf_area == number)
            some.push_back(world_->up(link));
    return world_->context().any(some);
}

void OspfAreas::find_borders() {
    smt::Context& context = world_->context();
    for (std::size_t i = 0; i < border_.size(); ++i) {
        if (!world_->network().nodes[i].ospf)
            continue;
        std::vector<Term> others, backbone;
        for (const std::uint32_t number : numbers_)
            if (number != 0)
                others.push_back(attached(NodeId::at(i), number));
        for (const LinkId link : world_->adjacency().links[i])
            if (area(0).uses(link))
                backbone.push_back(world_->up(link));
        border_[i] = context.all({attached(NodeId::at(i), 0), context.any(others)});
        looks_beyond_[i] = !context.all({border_[i], context.any(backbone)});
    }
}

const OspfArea& OspfAreas::area(std::uint32_t number) const {
    std::unique_ptr<OspfArea>& made = areas_[number];
    if (!made)
        made = std::make_unique<OspfArea>(*world_, number);
    return *made;
}

const OspfWays& OspfAreas::to(std::vector<OspfSource> target, bool default_route) const {
    if (!several_) {
        for (OspfSource& source : target)
            source.area = 0;
        return area(numbers_.empty() ? 0 : numbers_.front()).distances(std::move(target));
    }
    const What what = default_route ? What::default_route : What::target;
    const OspfWays*& made = made_[{target, what}];
    if (!made)
        made = &make(target, what);
    return *made;
}

const OspfWays& OspfAreas::to_redistributing(NodeId node) const {
    std::vector<OspfSource> target;
    for (const std::uint32_t number : numbers_)
        if (!stub(number))
            target.push_back({node, 0, smt::yes, number});
    const OspfWays*& made = made_[{target, What::redistributing}];
    if (!made)
        made = &make(target, What::redistributing);
    return *made;
}

const OspfWays& OspfAreas::nearest(std::vector<Part> parts, Ties ties) const {
    nearest_.push_back(std::make_unique<OspfNearest>(*world_, std::move(parts), ties));
    return *nearest_.back();
}

std::vector<OspfSource> OspfAreas::summaries(const OspfWays& own) const {
    std::vector<OspfSource> result;
    for (std::size_t i = 0; i < border_.size(); ++i)
        if (!border_[i].is_false())
            for (const OspfWays::Level& level : own.levels(NodeId::at(i)))
                result.push_back({NodeId::at(i), level.cost, world_->context().all({border_[i], level.within})});
    return result;
}

/// A border that looks at the summaries of the stub itself looks at those of others.
void OspfAreas::tell_stub(const network::StubArea& stub, const Terms& open, std::vector<Part>& parts) const {
    std::vector<OspfSource> all;
    for (std::size_t i = 0; i < border_.size(); ++i)
        if (!border_[i].is_false())
            all.push_back({NodeId::at(i), stub.default_cost, border_[i]});
    Terms inside = open;
    for (const OspfSource& own : all) {
        const std::size_t i = own.node.index();
        inside[i] = smt::no;
        Terms there(open.size(), smt::no);
        there[i] = open[i];
        std::vector<OspfSource> others = all;
        std::erase(others, own);
        parts.push_back({&area(stub.area).distances(std::move(others)), 0, std::move(there)});
    }
    parts.push_back({&area(stub.area).distances(std::move(all)), 0, std::move(inside)});
}

const OspfWays& OspfAreas::make(const std::vector<OspfSource>& target, What what) const {
    smt::Context& context = world_->context();
    const bool by_area = what == What::redistributing;
    const Terms always(border_.size(), smt::yes);
    std::map<std::uint32_t, const OspfDistances*> in_area;
    std::vector<Part> intra;
    for (const std::uint32_t number : numbers_) {
        std::vector<OspfSource> there;
        for (OspfSource source : target)
            if (std::exchange(source.area, 0) == number)
                there.push_back(source);
        if (there.empty())
            continue;
        in_area[number] = &area(number).distances(std::move(there));
        intra.push_back({in_area[number], 0, always});
    }
    const OspfWays& within_areas = nearest(intra, Ties::shared);
    const auto has_none = [&](std::uint32_t number) { // no route that makes summaries of this area void
        Terms result;
        const OspfWays* hides = by_area ? (in_area.contains(number) ? in_area[number] : nullptr) : &within_areas;
        for (std::size_t i = 0; i < border_.size(); ++i)
            result.push_back(hides ? !hides->reached(NodeId::at(i)) : smt::yes);
        return result;
    };
    const Part across_backbone{&area(0).distances(summaries(within_areas)), 0, has_none(0)};
    std::vector<Part> of_border = intra;
    of_border.push_back(across_backbone);
    const std::vector<OspfSource> told = summaries(nearest(of_border, Ties::shared));

    std::vector<Part> parts;
    for (const std::uint32_t number : numbers_) {
        if (in_area.contains(number))
            parts.push_back({in_area[number], 0, always});
        Terms open = has_none(number);
        for (std::size_t i = 0; i < open.size(); ++i)
            open[i] = context.all({open[i], looks_beyond_[i]});
        const network::StubArea* closed = stub(number);
        if (number == 0)
            parts.push_back(across_backbone);
        else if (closed && what == What::default_route)
            tell_stub(*closed, open, parts);
        else if (!closed || (!by_area && !closed->no_summaries))
            parts.push_back({&area(number).distances(told), 0, std::move(open)});
    }
    return nearest(std::move(parts), by_area ? Ties::first : Ties::shared);
}

} // namespace encode
