#pragma once
// What a router's routes need of its other routes: aggregates, conditional announcements, tracked static routes and
// what it redistributes into BGP.

#include <cstddef>
#include <optional>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/schema.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// `while route P`: only while the node has such a route. `unless route P`: only while it has none.
struct Need {
    network::FailureId condition;
    bool absent = false;
};
/// Where the condition of a statement begins, or the number of its words.
std::size_t condition_begins(const std::vector<dsl::Word>& words);
/// Whether the word stands where a condition begins and is nearly one of its words: an error (`VN0140`).
bool misspelt_condition(Builder& builder, const dsl::Word& word);
/// `while|unless route|bgp-route P`, from `condition_begins` to the end; nothing, and an error (`VN0140`), if it cannot be
/// read.
std::optional<Need> read_need(Builder& builder, const dsl::Statement& written, network::NodeId node);
void tie(network::Origination& origination, const Need& need);

std::vector<dsl::Rule> aggregate_rules();
/// The block's `aggregate` statements, and the conditions of its `originate` statements.
void read_aggregates(Builder& builder, const dsl::Statement& block, network::NodeId node);
void read_conditions(Builder& builder, const dsl::Statement& block, network::NodeId node);

/// The prefixes of all aggregates.
std::vector<network::Prefix> aggregated_prefixes(Builder& builder);

/// `redistribute static|ospf into bgp`.
struct IntoBgp {
    network::NodeId node;
    network::HasRoute::From from = network::HasRoute::From::static_routes;
    std::vector<network::PrefixRange> only = {};
    std::uint32_t med = 0;
    dsl::Span span = {};
};
void note_redistribution(Builder& builder, IntoBgp read);
const std::vector<IntoBgp>& redistributed_into_bgp(Builder& builder);

/// Once it is known who announces what: contributors, and what is redistributed.
void settle_conditions(Builder& builder);
/// Once everything that is announced is there, default routes too: which conditions can never hold (`VN0141`).
void disable_impossible_conditions(Builder& builder);
/// Exports of routers with a `summary-only` aggregate leave out what is inside.
void suppress_contributors(Builder& builder);

} // namespace kinds
