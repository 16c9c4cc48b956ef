// Observed routing tables against the model: rows of one prefix must fit distinct offers of one stable state.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/routing/message.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/verdict/observe.hpp"
#include "solver/verdict/story.hpp"

namespace verdict {

using namespace network;
using properties::TableObservation;
using properties::TableRow;

namespace {

/// One row of the model's table.
struct ModelRow {
    NodeId peer; ///< who sent it, or to whom it goes; the node itself for its own route
    routing::Route route;
    bool active = false;
    std::string fate;
};

bool looked_at(const TableObservation& table, NodeId peer) {
    return table.peers.empty() ||
           std::find(table.peers.begin(), table.peers.end(), peer) != table.peers.end();
}

/// What the node holds: candidates and what it only lists. What was refused, or leads nowhere, is hidden.
std::vector<ModelRow> held(const Network& network, const FailureSet& down, const routing::PrefixState& state,
                           const TableObservation& table) {
    using routing::Fate;
    std::vector<ModelRow> rows;
    for (const auto& offer : routing::offers(network, down, state, table.node)) {
        const bool holds = offer.fate == Fate::chosen || offer.fate == Fate::also_used ||
                           offer.fate == Fate::less_preferred || offer.fate == Fate::listed_only;
        const NodeId peer =
            offer.session.known() ? network[offer.session].far_end(table.node).node : table.node;
        if (!holds || !offer.route || !looked_at(table, peer))
            continue;
        std::string fate(routing::code(offer.fate));
        if (offer.criterion)
            fate += fmt::format(" ({})", word(*offer.criterion));
        rows.push_back(
            {peer, *offer.route, offer.fate == Fate::chosen || offer.fate == Fate::also_used, fate});
    }
    return rows;
}

/// What the node sends to its peers, as it goes out.
std::vector<ModelRow> sent(const Network& network, const FailureSet& down, const routing::PrefixState& state,
                           const TableObservation& table) {
    const routing::Health health(network, down);
    const routing::Setting setting{health, state.prefix};
    const auto& best = state.choices[table.node.index()].best;
    std::vector<ModelRow> rows;
    for (SessionId session : network.sessions_of(table.node)) {
        const NodeId peer = network[session].far_end(table.node).node;
        if (!looked_at(table, peer) || !best)
            continue;
        const auto message = routing::send(setting, session, table.node, &*best);
        if (message.arrived())
            rows.push_back({peer, *message.route, true, "advertised"});
    }
    return rows;
}

/// What is different, `local-preference 100, not 150` each; none: the row fits.
std::vector<std::string> differences(const Network& network, const TableObservation& table,
                                     const TableRow& row, const ModelRow& model) {
    std::vector<std::string> found;
    const auto compare = [&](const std::optional<std::uint32_t>& wanted, std::uint32_t value,
                             std::string_view name) {
        if (wanted && *wanted != value)
            found.push_back(fmt::format("{} {}, not {}", name, value, *wanted));
    };
    compare(row.weight, model.route.weight, "weight");
    compare(row.local_preference, model.route.local_preference, "local-preference");
    if (row.as_path && *row.as_path != model.route.as_path)
        found.push_back(
            fmt::format("as-path {}, not {}", as_path(model.route.as_path), as_path(*row.as_path)));
    compare(row.med, model.route.med, "med");
    if (row.via && *row.via != model.route.next_hop)
        found.push_back(fmt::format("next hop {}, not {}", quoted(network, model.route.next_hop),
                                    quoted(network, *row.via)));
    if (!table.advertised && row.active && !model.active)
        found.push_back(fmt::format("not active: {}", model.fate));
    if (!table.advertised && row.inactive && model.active)
        found.push_back("active");
    return found;
}

/// Gives rows distinct model rows, as many as possible (augmenting paths, Kuhn 1955).
class Pairing {
public:
    explicit Pairing(std::vector<std::vector<bool>> fits)
        : fits_(std::move(fits)), taken_by_(fits_.empty() ? 0 : fits_.front().size(), fits_.size()) {}

    std::vector<std::size_t> unmatched() {
        std::vector<std::size_t> left;
        for (std::size_t row = 0; row < fits_.size(); ++row) {
            std::vector<bool> seen(taken_by_.size());
            if (!place(row, seen))
                left.push_back(row);
        }
        return left;
    }

private:
    bool place(std::size_t row, std::vector<bool>& seen) {
        for (std::size_t i = 0; i < taken_by_.size(); ++i) {
            if (!fits_[row][i] || seen[i])
                continue;
            seen[i] = true;
            if (taken_by_[i] == fits_.size() || place(taken_by_[i], seen)) {
                taken_by_[i] = row;
                return true;
            }
        }
        return false;
    }

    std::vector<std::vector<bool>> fits_;
    std::vector<std::size_t> taken_by_;
};

/// A difference and the line of the observation it is about.
struct Located {
    std::string text;
    dsl::Span span;
};

Located closest(const Network& network, const TableObservation& table, const TableRow& row,
                const std::vector<ModelRow>& model) {
    std::optional<std::vector<std::string>> best;
    for (const ModelRow& candidate : model) {
        auto found = differences(network, table, row, candidate);
        if (!best || found.size() < best->size())
            best = std::move(found);
    }
    if (!best)
        return {fmt::format("{}: the model has no such route", to_string(row.prefix)), row.span};
    if (best->empty())
        return {fmt::format("{}: the model has fewer such routes", to_string(row.prefix)), row.span};
    return {fmt::format("{}: {}", to_string(row.prefix), fmt::join(*best, ", ")), row.span};
}

std::vector<Located> compare(const Network& network, const TableObservation& table,
                             const std::vector<const TableRow*>& rows, const std::vector<ModelRow>& model) {
    std::vector<Located> found;
    std::vector<const TableRow*> present;
    for (const TableRow* row : rows)
        if (!row->absent)
            present.push_back(row);
        else if (!model.empty())
            found.push_back({fmt::format("{}: the model has it from {}", to_string(row->prefix),
                                         quoted(network, model.front().peer)),
                             row->span});
    std::vector<std::vector<bool>> fits;
    for (const TableRow* row : present) {
        fits.emplace_back();
        for (const ModelRow& candidate : model)
            fits.back().push_back(differences(network, table, *row, candidate).empty());
    }
    for (std::size_t row : Pairing(std::move(fits)).unmatched())
        found.push_back(closest(network, table, *present[row], model));
    return found;
}

std::string observed_line(const Network& network, const TableRow& row) {
    if (row.absent)
        return to_string(row.prefix) + " absent";
    std::vector<std::string> parts;
    if (row.via)
        parts.push_back("via " + network[*row.via].name);
    if (row.weight)
        parts.push_back(fmt::format("weight {}", *row.weight));
    if (row.local_preference)
        parts.push_back(fmt::format("local-preference {}", *row.local_preference));
    if (row.as_path)
        parts.push_back("as-path " + as_path(*row.as_path));
    if (row.med)
        parts.push_back(fmt::format("med {}", *row.med));
    if (row.active || row.inactive)
        parts.push_back(row.active ? "active" : "inactive");
    return fmt::format("{} {}", to_string(row.prefix), fmt::join(parts, ", "));
}

void add(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

void tell_model(const Network& network, const TableObservation& table, const Prefix& prefix,
                const std::vector<ModelRow>& rows, Observed& observed) {
    if (rows.empty())
        add(observed.model, to_string(prefix) + " absent");
    for (const ModelRow& row : rows)
        add(observed.model,
            fmt::format("{} {} {}: {}, {}", to_string(prefix), table.advertised ? "to" : "from",
                        network[row.peer].name, attributes(row.route),
                        table.advertised ? row.fate
                        : row.active     ? "active"
                                         : "inactive: " + row.fate));
}

/// All rows of one prefix, in the state that fits best.
void observe_prefix(const Network& network, const FailureSet& down, Search search,
                    const TableObservation& table, const std::vector<const TableRow*>& rows,
                    Observed& observed) {
    const Prefix prefix = rows.front()->prefix;
    std::optional<std::vector<Located>> best;
    std::vector<ModelRow> shown;
    for (const auto& state : possible_states(network, down, prefix, search)) {
        auto model = table.advertised ? sent(network, down, state, table) : held(network, down, state, table);
        auto found = compare(network, table, rows, model);
        if (best && found.size() >= best->size())
            continue;
        best = std::move(found);
        shown = std::move(model);
    }
    if (!best)
        best = {{fmt::format("{}: routing never comes to rest", to_string(prefix)), rows.front()->span}};
    tell_model(network, table, prefix, shown, observed);
    for (const Located& difference : *best) {
        observed.differences.push_back(difference.text);
        observed.places.push_back(difference.span);
    }
}

/// All rows under one failure set.
Observed observe_all(const Network& network, const FailureSet& failed, Search search,
                     const TableObservation& table) {
    Observed observed;
    std::vector<Prefix> done;
    for (const TableRow& first : table.rows) {
        if (std::find(done.begin(), done.end(), first.prefix) != done.end())
            continue;
        done.push_back(first.prefix);
        std::vector<const TableRow*> rows;
        for (const TableRow& row : table.rows)
            if (row.prefix == first.prefix)
                rows.push_back(&row);
        observe_prefix(network, failed, search, table, rows, observed);
    }
    return observed;
}

} // namespace

void observe_table(const Network& network, const FailureSet& down, Search search,
                   const TableObservation& table, Observed& observed) {
    for (const TableRow& row : table.rows)
        add(observed.observed, observed_line(network, row));
    std::optional<Observed> least;
    std::vector<NodeId> looked_at{table.node};
    for (SessionId session : network.sessions_of(table.node))
        looked_at.push_back(network[session].far_end(table.node).node); // what it sends shows there
    with_every_choice(network, down, [&](const FailureSet& failed) -> std::optional<std::vector<NodeId>> {
        for (const FailureSet& settled : with_conditions_settled(network, failed)) {
            Observed found = observe_all(network, settled, search, table);
            if (!least || found.differences.size() < least->differences.size())
                least = std::move(found);
        }
        return least->differences.empty() ? std::nullopt : std::optional(looked_at);
    });
    observed.model = std::move(least->model);
    observed.differences = std::move(least->differences);
    observed.places = std::move(least->places);
    observed.agrees = observed.differences.empty();
}

} // namespace verdict
