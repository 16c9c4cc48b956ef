// Comparisons of two routes: MED in order of arrival (`med_sequential`, semantics.md §4), and sharing load with the best
// where MED is no elimination.
//
// What an order of arrival may leave are the routes from which a chain of routes that may stay against the next leads to
// every other. The result of `med` is among these, so they are those from which a chain leads there. The routes of a chain
// differ and are all present, and a session has one at a time, so no chain is longer than there are sessions.

#include "solver/encode/stages.hpp"

#include <algorithm>
#include <set>

namespace encode {

using network::Criterion;
using network::NodeId;
using network::SessionId;
using smt::Term;

namespace {

bool by_med(Criterion criterion) { return criterion == Criterion::med || criterion == Criterion::med_sequential; }

} // namespace

/// By some criteria on contents, then some on sessions.
class Stages::Comparison {
public:
    Comparison(const Stages& stages, Criteria contents, Criteria sessions)
        : stages_(&stages), contents_(std::move(contents)), sessions_(std::move(sessions)) {
        for (const Criterion criterion : contents_)
            if (!by_med(criterion) && criterion != Criterion::igp_metric)
                orders_.push_back(criterion);
    }

    Rival rival(std::uint32_t content, SessionId session) const {
        const Content& it = (*stages_->all_)[content];
        return {stages_->keys(it, orders_),
                session_key(session),
                {it.path.length == 0, it.path.first},
                it.med,
                it.adjacent ? NodeId{} : it.next_hop};
    }

    static bool lower_med(const Rival& a, const Rival& b) { return a.neighbour == b.neighbour && a.med < b.med; }

    /// The first may be left where the two are compared.
    Term may_stay(const Rival& a, const Rival& b) const { return stays(a, b, 0, 0); }

    /// None of the criteria tells them apart.
    Term equal(const Rival& a, const Rival& b) const {
        for (const Criterion criterion : contents_)
            if (by_med(criterion) && (lower_med(a, b) || lower_med(b, a)))
                return smt::no;
        if (a.contents != b.contents || a.sessions != b.sessions)
            return smt::no;
        const bool metric = std::ranges::find(contents_, Criterion::igp_metric) != contents_.end();
        return metric ? context().all({not_farther(a.hop, b.hop), not_farther(b.hop, a.hop)}) : smt::yes;
    }

    /// Without MED the first may be as good as the second, or better, whatever the metrics and sessions.
    bool may_be_as_good(const Rival& a, const Rival& b) const {
        std::size_t key = 0;
        for (const Criterion criterion : contents_) {
            if (by_med(criterion))
                continue;
            if (criterion == Criterion::igp_metric) {
                if (a.hop != b.hop)
                    return true;
            } else if (const auto ours = a.contents[key], theirs = b.contents[key++]; ours != theirs) {
                return ours > theirs;
            }
        }
        return true;
    }

private:
    smt::Context& context() const { return stages_->context(); }
    Key session_key(SessionId session) const { return stages_->keys(session, sessions_); }

    Term stays(const Rival& a, const Rival& b, std::size_t next, std::size_t key) const {
        for (; next < contents_.size(); ++next) {
            if (by_med(contents_[next])) {
                if (lower_med(a, b) || lower_med(b, a))
                    return lower_med(a, b) ? smt::yes : smt::no;
            } else if (contents_[next] == Criterion::igp_metric) {
                if (a.hop == b.hop)
                    continue;
                const Term nearer = !not_farther(b.hop, a.hop);
                return context().any({nearer, context().all({not_farther(a.hop, b.hop), stays(a, b, next + 1, key)})});
            } else if (const auto ours = a.contents[key], theirs = b.contents[key++]; ours != theirs) {
                return ours > theirs ? smt::yes : smt::no;
            }
        }
        return a.sessions >= b.sessions ? smt::yes : smt::no;
    }

    /// Where both are reached.
    Term not_farther(NodeId a, NodeId b) const {
        if (a == b)
            return smt::yes;
        const auto ours = stages_->levels(a);
        std::vector<Term> all;
        for (const Resolution::Level& theirs : stages_->levels(b)) {
            const auto beyond =
                std::ranges::find_if(ours, [&](const Resolution::Level& level) { return level.cost > theirs.cost; });
            const Term near = beyond == ours.begin() ? smt::no : (beyond - 1)->within;
            all.push_back(context().implies(theirs.within, near));
        }
        return context().all(all);
    }

    const Stages* stages_;
    Criteria contents_, sessions_, orders_;
};

Stages::Criteria Stages::before_arrival() const {
    const Criteria all = after_ranks();
    return Criteria(all.begin(), std::ranges::find(all, Criterion::med_sequential));
}

// If `a` and `b` are of one neighbour AS, the lower MED of `a` can contradict what comes after MED only where `b` is as good
// in that, or better; and the two are part of a circle only if one of another AS is between them. Without such three,
// routes that MED contradicts stand together in the order, with none of another AS among them, and `med` takes the same.
bool Stages::in_circles(const Members& members) const {
    const Criteria all = after_ranks();
    const auto begin = std::ranges::find(all, Criterion::med_sequential);
    if (begin == all.end() || members.size() < 3)
        return false;
    const Comparison comparison(*this, Criteria(begin, all.end()), sessions_);
    std::set<Rival> distinct;
    for (const std::uint32_t member : members)
        distinct.insert(comparison.rival(member, {}));
    for (const Rival& a : distinct)
        for (const Rival& b : distinct)
            if (Comparison::lower_med(a, b) && comparison.may_be_as_good(b, a) &&
                std::ranges::any_of(distinct, [&](const Rival& between) {
                    return between.neighbour != a.neighbour && comparison.may_be_as_good(b, between) &&
                           comparison.may_be_as_good(between, a);
                }))
                return true;
    return false;
}

std::vector<Offer> Stages::left_by_some_order(const std::vector<Arrived>& arrived) const {
    const Criteria all = after_ranks();
    const Comparison comparison(*this, Criteria(std::ranges::find(all, Criterion::med_sequential), all.end()), sessions_);
    std::map<std::pair<Rival, SessionId>, std::vector<Term>> alike;
    std::set<SessionId> sessions;
    for (const Arrived& one : arrived)
        if (!one.present.is_false()) {
            alike[{comparison.rival(one.content, one.session), one.session}].push_back(one.present);
            sessions.insert(one.session);
        }
    std::vector<Rival> rivals;
    std::vector<Offer> offers;
    for (const auto& [rival, some] : alike) {
        rivals.push_back(rival.first);
        offers.push_back({rival.second, context().any(some)});
    }
    const std::size_t count = rivals.size();
    std::vector<std::vector<Term>> stays(count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < count; ++k)
            stays[i].push_back(comparison.may_stay(rivals[i], rivals[k]));

    // What `med` takes; then whatever may stay against that, against this, and so on.
    std::vector<Term> lowest, left, some;
    for (std::size_t i = 0; i < count; ++i) {
        some.clear();
        for (std::size_t k = 0; k < count; ++k)
            if (Comparison::lower_med(rivals[k], rivals[i]))
                some.push_back(offers[k].present);
        lowest.push_back(context().all({offers[i].present, !context().any(some)}));
    }
    for (std::size_t i = 0; i < count; ++i) {
        some.assign(1, lowest[i]);
        for (std::size_t k = 0; k < count; ++k)
            some.push_back(context().implies(lowest[k], stays[i][k]));
        left.push_back(context().all(some));
    }
    for (std::size_t longer = 1; longer < sessions.size(); ++longer) {
        const std::vector<Term> before = left;
        for (std::size_t i = 0; i < count; ++i) {
            some.assign(1, before[i]);
            for (std::size_t k = 0; k < count; ++k)
                some.push_back(context().all({before[k], stays[i][k]}));
            left[i] = context().all({offers[i].present, context().any(some)});
        }
    }
    for (std::size_t i = 0; i < count; ++i)
        offers[i].present = left[i];
    return offers;
}

bool Stages::multipath_in_pairs() const {
    const auto criteria = multipath();
    return criteria &&
           std::ranges::find(criteria->contents, Criterion::med_sequential) != criteria->contents.end();
}

std::vector<Term> Stages::not_told_apart(const std::vector<Arrived>& arrived, const std::vector<Term>& best) const {
    const auto criteria = *multipath();
    const Comparison comparison(*this, criteria.contents, criteria.sessions);
    std::map<Rival, std::vector<Term>> best_by;
    std::vector<Rival> rivals;
    for (std::size_t i = 0; i < arrived.size(); ++i) {
        rivals.push_back(comparison.rival(arrived[i].content, arrived[i].session));
        best_by[rivals.back()].push_back(best[i]);
    }
    std::map<Rival, Term> is_best, as_good;
    for (const auto& [rival, some] : best_by)
        is_best.emplace(rival, context().any(some));
    for (const auto& [rival, unused] : is_best) {
        std::vector<Term> some;
        for (const auto& [other, term] : is_best)
            some.push_back(context().all({term, comparison.equal(rival, other)}));
        as_good.emplace(rival, context().any(some));
    }
    std::vector<Term> result;
    for (std::size_t i = 0; i < arrived.size(); ++i)
        result.push_back(context().all({arrived[i].present, as_good.at(rivals[i])}));
    return result;
}

} // namespace encode
