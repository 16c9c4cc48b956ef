#pragma once
// The words of stories: how routes, policies, ways and decisions are told to a reader. No analysis here.

#include <string>
#include <string_view>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/routing/forward.hpp"
#include "solver/routing/route.hpp"

namespace verdict {

std::string quoted(std::string_view name);
std::string quoted(const network::Network& network, network::NodeId node);
/// What a condition says, or that it is not so: `` `hub` has no route to 10.1.0.0/16 ``.
std::string told(const network::Network& network, network::FailureId condition, bool holds);
/// `a`, `a and b`, `a, b and c`.
std::string listed(const std::vector<std::string>& items);
/// The names of failure groups, quoted and listed.
std::string listed(const network::Network& network, const network::FailureSet& groups);
/// What one group being down means to a reader: "while `a--b` is down", "while `er1/primary` is drained"
/// (maintenance), "where `rs/1` programs `spoke/app`" (a choice of the platform).
std::string circumstance(const network::Network& network, network::FailureId group);
/// The same of a whole failure set: "when `a` and `b` fail, while `er1/primary` is drained"; empty if nothing
/// is down.
std::string circumstances(const network::Network& network, const network::FailureSet& failed);

/// `local-preference 150, as-path 12076`; tags that no user can name are left out.
std::string attributes(const routing::Route& route);
std::string as_path(const std::vector<network::Asn>& path);
/// `fw > ce1 > spoke`.
std::string way(const network::Network& network, const std::vector<network::NodeId>& nodes);
std::string way(const network::Network& network, const routing::Walk& walk);
std::vector<network::NodeId> nodes_of(const routing::Walk& walk);
/// Names of the transports crossed, in order, each once in a row.
std::vector<std::string> transports_of(const network::Network& network, const routing::Walk& walk);

/// The word of an elimination: `local-preference`.
std::string_view word(network::Criterion criterion);
/// Why `winner` beats `loser` by `criterion`, and what is equal in both:
/// `eBGP-learned beats iBGP-learned (local preference 100 both, as-path length 1 both)`.
std::string comparison(const network::Network& network, network::NodeId node,
                       const routing::Candidate& winner, const routing::Candidate& loser,
                       network::Criterion criterion);

/// What a policy accepts beside what it rejected: "`hub-only` accepts 10.17.11.0/25 and not 10.17.11.128/26".
/// `term` rejected it; null where none decided.
std::string rejection(const network::Network& network, const network::Policy& policy,
                      const network::Term* term, const network::Prefix& prefix);
/// The stable code of an offer's fate, or that of the term which rejected it.
std::string_view reason_of(const routing::Offer& offer);
/// `10.17.11.128/26 of `spoke``, or just the prefix where nobody owns it.
std::string prefix_of(const network::Network& network, const network::Prefix& prefix);

/// The rule that refused a filtered walk, of its last node or of the link it would have left over; null where
/// none of them matched.
const network::FilterRule* refusing_rule(const network::Network& network, const routing::Walk& walk);
/// What a rule is called: `rule 100`, or its own name in backticks; a name of several words is a sentence as
/// it is.
std::string words(const network::FilterRule& rule);
bool is_sentence(const network::FilterRule& rule);
/// `static route`, or whose it is: `user route`, `system route`.
std::string route_word(const network::Network& network, network::NodeId node, const routing::Table& table);

/// A packet for people: `tcp from 10.1.11.0 to 10.17.11.128 port 443`.
std::string words(const network::Packet& packet);

} // namespace verdict
