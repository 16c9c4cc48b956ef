#pragma once
// What the user claims of a network, checked and resolved: the output of lowering, the input of verdicts.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "solver/network/network.hpp"

namespace properties {

/// One end of a flow: a node, or one host behind it.
struct Endpoint {
    std::string name;                        ///< as written: `fw`, `spoke/vm`
    network::NodeId node;                    ///< where packets are injected
    std::vector<network::Prefix> addresses;  ///< what counts as it: the owned prefixes, or a host's /32
    network::NodeId arrives = {};            ///< where packets to it must be delivered, if not at `node`
    network::NodeId delivery() const { return arrives.known() ? arrives : node; }
    bool operator==(const Endpoint&) const = default;
};

/// Ordered: packets from `from` to `to` (and, where a property looks at answers, back).
struct Pair {
    Endpoint from, to;
};

/// Which packets. Absent fields: any.
struct Scope {
    std::optional<network::Protocol> protocol;
    std::optional<network::PortRange> ports;
};

enum class Compare { stateful, transports, links, nodes };           ///< of path symmetry
enum class IsolationCompare { packets, exchange, routes };

/// The options of every property; each property's file says which it reads.
struct Options {
    bool one_way = false;                    ///< reachability: the answer does not matter
    bool paths_some = false;                 ///< reachability: one delivered branch is enough
    bool when_connected = false;             ///< reachability: skip scenarios that physically cut the ends apart
    IsolationCompare isolation = IsolationCompare::packets;
    bool source_own = false;                 ///< isolation: only the sender's own addresses as source
    Compare compare = Compare::stateful;
    bool ignore_gateways = false, ecmp_ignore = false;
    std::vector<network::TransportId> order; ///< prefer: most wanted first
    Scope scope;
    std::vector<Scope> except;               ///< `except tcp port 443`: none of these
    std::vector<network::NodeId> through;    ///< waypoint: any of these; no-transit: what nobody else may cross
    std::vector<network::NodeId> at;         ///< route-limit: whose tables
    std::optional<std::uint32_t> at_most;    ///< path-length: locations; route-limit: prefixes over one session
    bool count_discards = false;             ///< no-black-hole: a null route is one too
    bool count_ties = false;                 ///< unique-state: states that a free choice tells apart are several
};

/// What the file says about a violation it documents. Empty fields: not checked.
struct Expectation {
    std::string reason;                      ///< a reason code
    std::vector<network::NodeId> at;         ///< the fault shows at one of them
    std::string because;                     ///< for the reader
    std::optional<network::FailureSet> down;
    dsl::Span span;
    dsl::Span reason_span = {};                   ///< of the code; unknown if none is given
};

struct Claim {
    std::string property;                    ///< the word: `reachability`
    std::string name;                        ///< unique in the file, `case/name` in a case; derived if not given
    dsl::Span span;
    std::vector<Pair> pairs;                 ///< empty for properties about everything (`loop-freedom everywhere`)
    Options options;
    network::FailureBudget budget;
    std::optional<Expectation> expected_violated;
    std::string selects_nothing = {};        ///< why there is nothing to decide, in words: the claim is vacuous
};

/// `hops`: an address, or nothing for `*` (one or more silent hops). `places`: where each is written, if known.
struct TraceObservation {
    Endpoint from, to;
    std::vector<std::optional<network::Address>> hops;
    std::vector<dsl::Span> places = {};
};
struct PingObservation { Endpoint from, to; bool answers = true; std::optional<std::string> ending; };

/// One line of an observed table; absent fields are not compared.
struct TableRow {
    network::Prefix prefix;
    bool absent = false;
    bool active = false;                     ///< must be the best or in the multipath set
    bool inactive = false;
    std::optional<network::NodeId> via;      ///< next hop
    std::optional<std::vector<network::Asn>> as_path;
    std::optional<std::uint32_t> local_preference, med, weight;
    dsl::Span span;
};
/// What `node` holds from its peers in `peers` (empty: from anyone), after import; or what it advertises to them.
struct TableObservation {
    network::NodeId node;
    std::vector<network::NodeId> peers;
    bool advertised = false;
    std::vector<TableRow> rows;
};

/// One line of a table of effective routes; absent fields are not compared.
struct EffectiveRow {
    network::Prefix prefix;
    bool absent = false;
    std::string source;                      ///< `user`, `system`, `gateway`; empty: not compared
    std::string type;                        ///< of the next hop: `vnet-local`, `peering`, `gateway`, ...
    std::vector<network::Address> next_hops; ///< empty: not compared
    std::optional<bool> active;
    dsl::Span span;
};
/// What the platform says a network interface would do. `complete`: no other prefix may have an active route.
struct EffectiveObservation { Endpoint at; std::vector<EffectiveRow> rows; bool complete = false; };

struct Observation {
    std::string id;                          ///< derived and stable: `trace fw/server spoke/vm [down a b]`
    dsl::Span span;
    network::FailureSet down;
    std::variant<TraceObservation, PingObservation, TableObservation, EffectiveObservation> what;
};

}  // namespace properties
