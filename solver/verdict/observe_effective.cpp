// Effective routes against the model. Each observed row must be a route of the model's table; rows of one
// prefix that are alike but for their addresses are one route that shares the load, and all of its next hops
// must be there.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/verdict/effective_routes.hpp"
#include "solver/verdict/observe.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using properties::EffectiveObservation;
using properties::EffectiveRow;
using Rows = std::vector<const EffectiveRow*>;

namespace {

/// A difference and the line of the observation it is about.
struct Located {
    std::string text;
    dsl::Span span;
};
using Differences = std::vector<Located>;

bool holds(const std::vector<Address>& addresses, Address address) {
    return std::ranges::find(addresses, address) != addresses.end();
}

std::string hops_of(const Network& network, const EffectiveRoute& route) {
    std::vector<std::string> hops;
    for (const Address address : route.next_hops)
        hops.push_back(to_string(address));
    for (const NodeId node : route.unaddressed)
        hops.push_back(fmt::format("{} (which has no address)", quoted(network, node)));
    return hops.empty() ? "without an address" : listed(hops);
}

/// What is different, `type peering, not gateway` each; none: the row fits.
std::vector<std::string> differences(const Network& network, const EffectiveRow& row,
                                     const EffectiveRoute& route) {
    std::vector<std::string> found;
    if (!row.source.empty() && row.source != route.source)
        found.push_back(fmt::format("source {}, not {}", route.source, row.source));
    if (!row.type.empty() && row.type != route.type)
        found.push_back(fmt::format("type {}, not {}", route.type, row.type));
    if (row.active && *row.active != route.active)
        found.push_back(route.active ? "active, not invalid" : "invalid, not active");
    std::vector<std::string> missing;
    for (const Address address : row.next_hops)
        if (!holds(route.next_hops, address))
            missing.push_back(to_string(address));
    if (!missing.empty())
        found.push_back(fmt::format("next hop {}, not {}", hops_of(network, route), listed(missing)));
    return found;
}

/// The model's routes of one prefix beside the rows that speak of it.
class PrefixComparison {
public:
    PrefixComparison(const Network& network, const Rows& rows, std::vector<EffectiveRoute> model)
        : network_(network), rows_(rows), model_(std::move(model)), told_(model_.size()),
          fitting_(model_.size()) {}

    Differences compare() {
        for (const EffectiveRow* row : rows_)
            if (row->absent)
                check_absent(*row);
            else
                check_present(*row);
        for (std::size_t i = 0; i < model_.size(); ++i)
            check_next_hops(i);
        return std::move(found_);
    }

private:
    void check_absent(const EffectiveRow& row) {
        for (const EffectiveRoute& route : model_)
            found_.push_back(
                {fmt::format("{}: the model has {}", to_string(row.prefix), words(network_, route)),
                 row.span});
    }

    void check_present(const EffectiveRow& row) {
        std::optional<std::vector<std::string>> least;
        for (std::size_t i = 0; i < model_.size(); ++i) {
            auto different = differences(network_, row, model_[i]);
            if (different.empty())
                return fit(row, i);
            if (!least || different.size() < least->size())
                least = std::move(different);
        }
        found_.push_back({least ? fmt::format("{}: {}", to_string(row.prefix), fmt::join(*least, ", "))
                                : fmt::format("{}: the model has no such route", to_string(row.prefix)),
                          row.span});
    }

    void fit(const EffectiveRow& row, std::size_t i) {
        told_[i].insert(told_[i].end(), row.next_hops.begin(), row.next_hops.end());
        fitting_[i].push_back(&row);
    }

    /// Where every row of a route names next hops, together they name all.
    void check_next_hops(std::size_t i) {
        const Rows& rows = fitting_[i];
        if (rows.empty() ||
            std::ranges::any_of(rows, [](const EffectiveRow* row) { return row->next_hops.empty(); }))
            return;
        EffectiveRoute more = model_[i];
        std::erase_if(more.next_hops, [&](Address address) { return holds(told_[i], address); });
        if (!more.next_hops.empty() || !more.unaddressed.empty())
            found_.push_back({fmt::format("{}: the model also has next hop {}", to_string(more.prefix),
                                          hops_of(network_, more)),
                              rows.front()->span});
    }

    const Network& network_;
    const Rows& rows_;
    std::vector<EffectiveRoute> model_;
    std::vector<std::vector<Address>> told_; ///< of each route of the model
    std::vector<Rows> fitting_;
    Differences found_;
};

/// One table of the model under one failure set, prefix by prefix in the state that fits best.
class TableComparison {
public:
    TableComparison(const Network& network, const EffectiveObservation& table, const FailureSet& failed,
                    Search search)
        : network_(network), table_(table), failed_(failed), search_(search),
          node_(table_for(network, table.at.node)) {}

    NodeId node() const { return node_; }
    const std::string& model() const { return model_; }

    Differences compare() {
        for (const Prefix& prefix : prefixes()) {
            Rows rows;
            for (const EffectiveRow& row : table_.rows)
                if (row.prefix == prefix)
                    rows.push_back(&row);
            if (rows.empty())
                expect_nothing(prefix);
            else
                compare(prefix, rows);
        }
        return std::move(found_);
    }

private:
    /// Those of the rows, in their order; then, if the rows are all there is, every other one.
    std::vector<Prefix> prefixes() const {
        std::vector<Prefix> all;
        const auto add = [&](const Prefix& prefix) {
            if (std::ranges::find(all, prefix) == all.end())
                all.push_back(prefix);
        };
        for (const EffectiveRow& row : table_.rows)
            add(row.prefix);
        for (const Prefix& prefix : table_.complete ? routed_prefixes(network_) : std::vector<Prefix>{})
            add(prefix);
        return all;
    }

    /// Calls `look` with the routes of `prefix` in each state until it says that they will do.
    template <class Look> bool in_any_state(const Prefix& prefix, Look look) const {
        bool any = false;
        for (auto& one : possible_states(network_, failed_, prefix, search_)) {
            any = true;
            if (look(effective_routes(network_, {failed_, {std::move(one)}}, node_, prefix)))
                return true;
        }
        return any;
    }

    void compare(const Prefix& prefix, const Rows& rows) {
        std::optional<Differences> least;
        std::vector<EffectiveRoute> shown;
        in_any_state(prefix, [&](std::vector<EffectiveRoute> model) {
            auto found = PrefixComparison(network_, rows, model).compare();
            if (!least || found.size() < least->size()) {
                least = std::move(found);
                shown = std::move(model);
            }
            return least->empty();
        });
        if (!least)
            least = {{fmt::format("{}: {}", to_string(prefix), never_rests(network_, failed_)),
                      rows.front()->span}};
        found_.insert(found_.end(), least->begin(), least->end());
        tell(prefix, shown);
    }

    /// `complete;`: an active route of a prefix that no row speaks of is one too many.
    void expect_nothing(const Prefix& prefix) {
        std::vector<EffectiveRoute> shown;
        in_any_state(prefix, [&](std::vector<EffectiveRoute> model) {
            shown = std::move(model);
            return std::ranges::none_of(shown, &EffectiveRoute::active);
        });
        for (const EffectiveRoute& route : shown)
            if (route.active)
                found_.push_back({fmt::format("{}: not observed, and the model has {}", to_string(prefix),
                                              words(network_, route)),
                                  {}});
        if (!shown.empty())
            tell(prefix, shown);
    }

    void tell(const Prefix& prefix, const std::vector<EffectiveRoute>& routes) {
        for (const EffectiveRoute& route : routes)
            add_line(model_, words(network_, route));
        if (routes.empty())
            add_line(model_, fmt::format("{} absent{}", to_string(prefix), instead_of(prefix)));
    }

    /// What packets to a missing prefix do: `; 0.0.0.0/0 internet is used`.
    std::string instead_of(const Prefix& prefix) const {
        std::vector<Prefix> shorter;
        for (const Prefix& other : routed_prefixes(network_))
            if (other != prefix && other.contains(prefix))
                shorter.push_back(other);
        std::ranges::sort(shorter, std::greater{}, &Prefix::length);
        const auto state = routing::settle_all(network_, shorter, failed_).state;
        for (const Prefix& other : shorter)
            for (const EffectiveRoute& route : effective_routes(network_, state, node_, other))
                if (route.active)
                    return fmt::format("; {} is used", words(network_, route));
        return "";
    }

    const Network& network_;
    const EffectiveObservation& table_;
    const FailureSet failed_;
    const Search search_;
    const NodeId node_;
    Differences found_;
    std::string model_;
};

std::string observed_line(const EffectiveRow& row) {
    std::string text = to_string(row.prefix);
    const auto append = [&](const std::string& word) { text += word.empty() ? "" : " " + word; };
    append(row.absent ? "absent" : row.type);
    for (const Address address : row.next_hops)
        append(to_string(address));
    append(row.source);
    append(row.active == false ? "invalid" : "");
    return text;
}

} // namespace

void observe_effective(const Network& network, const FailureSet& down, Search search,
                       const EffectiveObservation& table, Observed& observed) {
    for (const EffectiveRow& row : table.rows)
        add_line(observed.observed, observed_line(row));
    if (table.complete)
        add_line(observed.observed, "and nothing else");
    std::optional<Differences> least;
    with_every_choice(network, down, [&](const FailureSet& failed) -> std::optional<std::vector<NodeId>> {
        std::vector<NodeId> looked_at;
        for (const FailureSet& settled : with_conditions_settled(network, failed)) {
            TableComparison comparison(network, table, settled, search);
            auto found = comparison.compare();
            looked_at = {comparison.node()};
            if (!least || found.size() < least->size()) {
                least = std::move(found);
                observed.model = comparison.model();
            }
        }
        return least->empty() ? std::nullopt : std::optional(looked_at);
    });
    for (Located& difference : *least) {
        observed.differences.push_back(std::move(difference.text));
        observed.places.push_back(difference.span);
    }
    observed.agrees = observed.differences.empty();
    const auto state = routing::settle_all(network, routed_prefixes(network), down).state;
    observed.effective = effective_routes(network, state, table_for(network, table.at.node));
    sort_as_printed(observed.effective);
}

} // namespace verdict
