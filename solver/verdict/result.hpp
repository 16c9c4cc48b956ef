#pragma once
// What a run found out, as data: every report is a way of writing this down.

#include <optional>
#include <string>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"
#include "solver/properties/flows.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/route.hpp"
#include "solver/verdict/effective_routes.hpp"

namespace verdict {

enum class Verdict { holds, violated, vacuous, unknown };

/// A line of the text and what it has to do with the violation.
struct Cause {
    dsl::Span span;
    std::string sentence;                 ///< lower case, user's words in backticks
};

/// One route at the node where healthy and failed part, in both scenarios.
struct TableLine {
    std::string via;                      ///< the peer's name, or `local`, `static`
    std::string attributes;               ///< `local-preference 150, as-path 12076`; empty if no route arrives
    std::string healthy, failed;          ///< `chosen`, `withdrawn`, `rejected-by-policy`, ...
    bool healthy_used = false, failed_used = false;
    network::SessionId session;
};

/// Whether mending the cause alone would do, found by deciding again on the mended network.
struct OnlyReason {
    enum class Answer { yes, no, not_tried } answer = Answer::not_tried;
    std::string sentence;
};

/// A violating scenario, minimised, decoded once, re-checked for stability and replayed by the oracle.
struct Counterexample {
    network::FailureSet failed;
    properties::Endpoint from, to;
    network::Packet packet;
    std::optional<properties::PacketRange> packets; ///< of which `packet` is one: the same holds for each of them
    std::string reason;                   ///< stable code: an ending, a fate, `asymmetric`, `cut`, ...
    network::NodeId at;                   ///< where the fault shows; unknown if it shows at no single node
    std::string headline;                 ///< the second line of the first screen, without "when … fails"
    std::optional<routing::Walk> there, back, healthy_there, healthy_back;
    std::string table_title;              ///< `fw, 10.17.11.128/26`; empty: no table
    network::NodeId table_node;
    network::Prefix table_prefix;
    std::vector<TableLine> table;
    std::vector<Cause> causes;            ///< the responsible line first
    OnlyReason only;
    std::vector<std::string> notes;       ///< "routes hold each other up", "sessions live: ...", ...
    bool replayed = false;                ///< the oracle agreed; false never reaches a report
};

struct Result {
    std::string name, property;
    std::string sentence;                 ///< `reachability between fw and spoke`
    dsl::Span span;
    Verdict verdict = Verdict::unknown;
    bool expected = false;                ///< violated, and just as the file says
    std::string expectation_missed;       ///< why it is not as the file says; empty if nothing was expected or it is
    std::string why_unknown;
    std::vector<std::string> assumptions; ///< named uncertain facts a `holds` rests on
    std::vector<std::string> notes;
    std::string failures;                 ///< `at most 1 of 2 connections, 2 tunnels, 2 links (7 scenarios)`
    std::size_t pairs = 0, pairs_failed = 0;
    std::vector<std::string> failing;     ///< the first few failing pairs, `fw to spoke`
    std::string decided_by;               ///< `solver`, `enumeration (one stable state, proved)`
    std::optional<Counterexample> counterexample;
    double seconds = 0;
    bool passes() const { return (verdict == Verdict::holds || expected) && expectation_missed.empty(); }
};

/// An observation and the model's own answer.
struct Observed {
    std::string id;
    dsl::Span span;
    bool agrees = false;
    std::string observed, model;          ///< one line each, or several; for the reader
    std::vector<std::string> differences; ///< located in words: `10.17.11.128/26: local-preference 100, not 150`
    std::vector<dsl::Span> places;        ///< beside `differences`
    std::string kind = {};                ///< `trace`, `ping`, `table`, `effective-routes`
    std::vector<EffectiveRoute> effective = {}; ///< of effective routes: the whole table of the model
};

struct Statistics {
    std::size_t queries = 0, variables = 0, clauses = 0, candidates = 0;
    double parse_seconds = 0, encode_seconds = 0, solve_seconds = 0, replay_seconds = 0, total_seconds = 0;
};

/// Everything one `verify SPEC` found for one network (the file itself, or one of its cases).
struct Findings {
    std::string case_name;                ///< empty: the file itself
    const network::Network* network = nullptr;
    std::vector<Result> results;
    std::vector<Observed> observations;
    std::string failures;                 ///< of the file's own budget
    Statistics statistics;
};

}  // namespace verdict
