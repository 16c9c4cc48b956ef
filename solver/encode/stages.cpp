// Eliminations. Keys are written so that the highest wins.

#include "solver/encode/stages.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>

namespace encode {

using network::Criterion;
using smt::Term;

namespace {

std::int64_t router_id_key(const network::Node& node) {
    return node.router_id ? -static_cast<std::int64_t>(*node.router_id) : std::numeric_limits<std::int64_t>::min();
}

bool tie_break(Criterion criterion) {
    return criterion == Criterion::router_id || criterion == Criterion::cluster_list_length ||
           criterion == Criterion::peer_order;
}

bool by_med(Criterion criterion) { return criterion == Criterion::med || criterion == Criterion::med_sequential; }
bool no_order(Criterion criterion) { return by_med(criterion) || criterion == Criterion::igp_metric; }

} // namespace

// Asked before all contents are known, metrics count as equal. Then `loses` may only be asked of the local route, which
// no metric makes lose.
Stages::Stages(const World& world, network::NodeId node, const std::vector<Content>& contents,
               const Observed& observed)
    : world_(&world), node_(node), all_(&contents), observed_(&observed) {
    Members everything(contents.size());
    std::iota(everything.begin(), everything.end(), 0u);
    metrics_differ_ = by_next_hop(everything).size() > 1;
    check_order();
    const Criteria& order = network()[node].decision.order;
    const auto free = std::find(order.begin(), order.end(), Criterion::oldest);
    const bool of_external = std::find(order.begin(), free, Criterion::oldest_external) != free;
    oldest_ = of_external || free != order.end();
    const Criteria used = relevant(order.begin(), free);
    const auto last = std::find_if_not(used.rbegin(), used.rend(), [&](Criterion criterion) {
                          return criterion == Criterion::oldest_external || observed.on_sessions(criterion, node);
                      }).base();
    contents_.assign(used.begin(), last);
    sessions_.assign(last, used.end());
    if (std::find(contents_.begin(), contents_.end(), Criterion::oldest_external) != contents_.end())
        sessions_.insert(sessions_.begin(), Criterion::oldest_external); // it holds on, for these too
}

void Stages::check_order() const {
    const Criteria& order = network()[node_].decision.order;
    const auto free = std::find(order.begin(), order.end(), Criterion::oldest);
    const auto has = [](auto begin, auto end, Criterion criterion) { return std::find(begin, end, criterion) != end; };
    if (free == order.end() && !has(order.begin(), order.end(), Criterion::peer_order))
        throw std::logic_error("the decision of `" + network()[node_].name + "` may leave several routes");
    const auto age = std::find(order.begin(), free, Criterion::oldest_external);
    if (age != free && (!has(order.begin(), age, Criterion::local_origin) ||
                        !has(order.begin(), age, Criterion::external_over_internal) ||
                        !std::all_of(age + 1, free, tie_break)))
        throw std::logic_error("the decision of `" + network()[node_].name + "` asks for the oldest in the wrong place");
    if (std::count_if(order.begin(), free, by_med) > 1)
        throw std::logic_error("the decision of `" + network()[node_].name + "` compares MED twice");
}

Stages::Criteria Stages::relevant(Criteria::const_iterator begin, Criteria::const_iterator end) const {
    Criteria result;
    for (; begin != end; ++begin)
        if (observed_->decides(*begin, node_) && (*begin != Criterion::igp_metric || metrics_differ_))
            result.push_back(*begin);
    return result;
}

Stages::Hops Stages::by_next_hop(const Members& members) const {
    Hops result;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Content& content = (*all_)[members[i]];
        result[content.adjacent ? network::NodeId{} : content.next_hop].push_back(i);
    }
    return result;
}

std::optional<Stages::Multipath> Stages::multipath() const {
    const network::Decision& decision = network()[node_].decision;
    if (!decision.multipath_after)
        return {};
    const auto count = std::min(*decision.multipath_after, decision.order.size());
    const auto begin = decision.order.begin(), end = begin + static_cast<std::ptrdiff_t>(count);
    if (std::any_of(begin, end, [](Criterion criterion) {
            return criterion == Criterion::oldest || criterion == Criterion::oldest_external;
        }))
        return {};
    Criteria used = relevant(begin, end);
    Multipath result{used, {}};
    if (used.size() > contents_.size()) {
        const auto middle = used.begin() + static_cast<std::ptrdiff_t>(contents_.size());
        result = {Criteria(used.begin(), middle), Criteria(middle, used.end())};
    }
    return result;
}

bool Stages::multipath_crosses_ranks() const {
    const auto criteria = multipath();
    return criteria && criteria->contents.size() < leading().size();
}

bool Stages::loses(const Content& a, const Content& b) const {
    return keys(a, leading()) < keys(b, leading());
}

bool Stages::leaves_a_choice(const std::vector<network::SessionId>& sessions) const {
    std::map<Key, network::SessionId> first;
    for (network::SessionId session : sessions) {
        if (first.try_emplace(keys(session, sessions_), session).first->second != session)
            return oldest_;
    }
    return false;
}

Stages::Criteria Stages::leading() const {
    return Criteria(contents_.begin(), std::find_if(contents_.begin(), contents_.end(), no_order));
}

Stages::Key Stages::keys(const Content& content, const Criteria& criteria) const {
    Key result;
    bool by_age = false;
    for (Criterion criterion : criteria) {
        by_age |= criterion == Criterion::oldest_external && content.learned == Learned::external;
        result.push_back(by_age || criterion == Criterion::oldest_external ? 0 : key(content, criterion));
        by_age |= criterion == Criterion::as_path_length && content.path.beyond;
    }
    return result;
}

Stages::Key Stages::keys(network::SessionId session, const Criteria& criteria) const {
    const bool external = session.known() && !network().internal(network()[session]);
    Key result;
    bool by_age = false;
    for (Criterion criterion : criteria) {
        by_age |= criterion == Criterion::oldest_external && external;
        result.push_back(by_age || criterion == Criterion::oldest_external ? 0 : key(session, criterion));
    }
    return result;
}

std::int64_t Stages::key(network::SessionId session, Criterion criterion) const {
    if (!session.known())
        return 1; // the local route first
    if (criterion == Criterion::peer_order)
        return -static_cast<std::int64_t>(session.value);
    return router_id_key(network()[network()[session].far_end(node_).node]);
}

std::int64_t Stages::key(const Content& content, Criterion criterion) const {
    switch (criterion) {
    case Criterion::weight:
        return content.weight;
    case Criterion::local_preference:
        return content.local_preference;
    case Criterion::local_origin:
        return content.learned == Learned::local;
    case Criterion::as_path_length:
        return -static_cast<std::int64_t>(content.path.length);
    case Criterion::origin:
        return -static_cast<std::int64_t>(content.origin);
    case Criterion::med_always:
        return -static_cast<std::int64_t>(content.med);
    case Criterion::external_over_internal:
        return content.learned != Learned::internal;
    case Criterion::cluster_list_length:
        return -static_cast<std::int64_t>(content.cluster_list_length);
    case Criterion::router_id:
        if (content.originator.known())
            return router_id_key(network()[content.originator]);
        return key(content.session, criterion);
    case Criterion::peer_order:
        return key(content.session, criterion);
    case Criterion::med:
    case Criterion::med_sequential:
    case Criterion::igp_metric:
    case Criterion::oldest:
    case Criterion::oldest_external:
        break;
    }
    throw std::logic_error("a criterion that orders nothing was asked for its key");
}

std::vector<Stages::Members> Stages::by_keys(const Members& members, const Criteria& criteria) const {
    std::map<Key, Members, std::greater<>> classes;
    for (std::uint32_t member : members)
        classes[keys((*all_)[member], criteria)].push_back(member);
    std::vector<Members> result;
    for (auto& [key_of_all, equal] : classes)
        result.push_back(std::move(equal));
    return result;
}

std::vector<Stages::Members> Stages::ranks() const {
    Members everything(all_->size());
    std::iota(everything.begin(), everything.end(), 0u);
    return by_keys(everything, leading());
}

Stages::Criteria Stages::after_ranks() const {
    return Criteria(std::find_if(contents_.begin(), contents_.end(), no_order), contents_.end());
}

std::vector<Term> Stages::survivors(const Members& members, std::vector<Term> present,
                                    const Criteria& criteria) const {
    std::map<std::uint32_t, std::size_t> place;
    for (std::size_t i = 0; i < members.size(); ++i)
        place[members[i]] = i;
    for (auto next = criteria.begin(); next != criteria.end();) {
        if (no_order(*next)) {
            present = by_med(*next) ? drop_higher_med(members, present) : drop_farther(members, present);
            ++next;
            continue;
        }
        const auto end = std::find_if(next, criteria.end(), no_order);
        Term better = smt::no;
        for (const Members& equal : by_keys(members, Criteria(next, end))) {
            std::vector<Term> some{better};
            for (std::uint32_t member : equal) {
                Term& term = present[place[member]];
                some.push_back(term);
                term = context().all({term, !better});
            }
            better = context().any(some);
        }
        next = end;
    }
    return present;
}

// Within a neighbour AS only the survivors with the lowest MED stay. An empty path is a neighbour AS of its
// own.
std::vector<Term> Stages::drop_higher_med(const Members& members, const std::vector<Term>& present) const {
    std::map<std::pair<bool, network::Asn>, std::map<std::uint32_t, std::vector<std::size_t>>> neighbours;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Content& content = (*all_)[members[i]];
        neighbours[{content.path.length == 0, content.path.first}][content.med].push_back(i);
    }
    std::vector<Term> left = present;
    for (const auto& [neighbour, by_med] : neighbours) {
        Term lower = smt::no;
        for (const auto& [med, places] : by_med) {
            std::vector<Term> some{lower};
            for (std::size_t i : places) {
                left[i] = context().all({present[i], !lower});
                some.push_back(present[i]);
            }
            lower = context().any(some);
        }
    }
    return left;
}

// Whatever is present resolves, so it is within the greatest distance of its next hop.
std::vector<Resolution::Level> Stages::levels(network::NodeId hop) const {
    if (!hop.known())
        return {{0, smt::yes}};
    std::vector<Resolution::Level> metric = world_->resolution(node_, hop, {}).metric;
    if (!metric.empty())
        metric.back().within = smt::yes;
    return metric;
}

// A member stays iff it is within every distance that some member is within.
std::vector<Term> Stages::drop_farther(const Members& members, const std::vector<Term>& present) const {
    std::map<std::uint64_t, std::vector<Term>> within; // some member
    std::map<network::NodeId, std::vector<Resolution::Level>> metrics;
    const Hops hops = by_next_hop(members);
    for (const auto& [hop, places] : hops) {
        metrics[hop] = levels(hop);
        std::vector<Term> some;
        for (const std::size_t i : places)
            some.push_back(present[i]);
        const Term here = context().any(some);
        for (const Resolution::Level& level : metrics[hop])
            within[level.cost].push_back(context().all({here, level.within}));
    }
    std::vector<Term> left = present;
    for (const auto& [hop, places] : hops) {
        std::vector<Term> nearest;
        Term near = smt::no, some = smt::no; // within the cost at hand: this next hop, any
        auto level = metrics[hop].begin();
        for (const auto& [cost, by] : within) {
            if (level != metrics[hop].end() && level->cost == cost)
                near = level++->within;
            some = context().any({some, context().any(by)});
            nearest.push_back(context().implies(some, near));
        }
        const Term stays = context().all(nearest);
        for (const std::size_t i : places)
            left[i] = context().all({present[i], stays});
    }
    return left;
}

std::vector<Offer> Stages::best_sessions(std::vector<Offer> offers, const Criteria& criteria) const {
    std::map<Key, std::vector<std::size_t>, std::greater<>> classes;
    for (std::size_t i = 0; i < offers.size(); ++i)
        classes[keys(offers[i].session, criteria)].push_back(i);
    Term better = smt::no;
    for (const auto& [key_of_all, places] : classes) {
        std::vector<Term> some{better};
        for (std::size_t i : places) {
            some.push_back(offers[i].present);
            offers[i].present = context().all({offers[i].present, !better});
        }
        better = context().any(some);
    }
    return offers;
}

std::vector<Offer> any_one(smt::Context& context, const std::vector<Offer>& offers, const std::string& name) {
    if (offers.size() < 2)
        return offers;
    const auto middle = offers.begin() + static_cast<std::ptrdiff_t>(offers.size() / 2);
    std::vector<Offer> left = any_one(context, {offers.begin(), middle}, name);
    std::vector<Offer> right = any_one(context, {middle, offers.end()}, name);
    std::vector<Term> in_left, in_right;
    for (const Offer& offer : left)
        in_left.push_back(offer.present);
    for (const Offer& offer : right)
        in_right.push_back(offer.present);
    const Term some_left = context.any(in_left), some_right = context.any(in_right);
    const bool one_sided = some_left.is_false() || some_right.is_false();
    const Term prefers_left = one_sided ? smt::yes : context.variable(name);
    const Term left_wins = context.any({prefers_left, !some_right});
    const Term right_wins = context.any({!prefers_left, !some_left});
    for (Offer& offer : left)
        offer.present = context.all({offer.present, left_wins});
    for (Offer& offer : right) {
        offer.present = context.all({offer.present, right_wins});
        left.push_back(offer);
    }
    return left;
}

} // namespace encode
