#pragma once
// "Is it the only reason?": one thing mended in a copy of the network, and the claim decided again.

#include <functional>
#include <string>
#include <vector>

#include "solver/verdict/explain.hpp"

namespace verdict {

/// One thing that could be changed. `mend` works on a copy.
struct Repair {
    std::string doing; ///< `accepting 10.17.11.128/26 in `hub-only``
    std::function<void(network::Network&)> mend;
    bool partial = false; ///< mends only some of what the line does: that it is not enough proves nothing
};

/// Mends alone and decides again. `no` is found without a solver where the same scenario still violates
/// a reachability claim.
OnlyReason try_repair(const network::Network& network, const properties::Claim& claim,
                      const Redecide& redecide, const Counterexample& found, const Repair& repair);

// The changes. Each returns what to do to the copy.
/// Accepts exactly `prefix` before the rejecting term at `responsible`, or at the end.
Repair accept_prefix(const network::Network& network, network::PolicyId policy, dsl::Span responsible,
                     const network::Prefix& prefix);
/// Rejects exactly `prefix` in what `receiver` accepts over `session`.
Repair reject_on_import(const network::Network& network, network::SessionId session, network::NodeId receiver,
                        const network::Prefix& prefix);
/// Lets `nodes` announce to others only what originates among them: nothing with an AS path.
Repair announce_only_own(const network::Network& network, const std::vector<network::NodeId>& nodes);
/// Lifts what `node` accepts over each of `sessions` above `winner` by local preference.
Repair prefer_sessions(const network::Network& network, network::NodeId node,
                       const std::vector<network::SessionId>& sessions, const routing::Route& winner);
Repair drop_static_routes(const network::Network& network, network::NodeId node,
                          const network::Prefix& prefix);
/// Drops what the line that announces `prefix` announces.
Repair drop_originations(const network::Network& network, network::NodeId node,
                         const network::Prefix& prefix);
Repair add_originations(const std::vector<std::pair<network::NodeId, network::Prefix>>& missing,
                        std::string doing);
Repair drop_filter_rule(const network::Network& network, network::NodeId node, std::uint32_t number);
/// Lets every packet from `sources` to `destinations` pass, before any other rule.
Repair allow_packets(const network::Network& network, network::NodeId node,
                     const std::vector<network::Prefix>& sources,
                     const std::vector<network::Prefix>& destinations);
/// Refuses, before any other rule, what an isolation claim forbids: what its packets are, to `destinations`,
/// from `sources` if only the sender's own count.
Repair refuse_packets(const network::Network& network, network::NodeId node,
                      const properties::Options& options, const std::vector<network::Prefix>& sources,
                      const std::vector<network::Prefix>& destinations);
/// Changes one end of a session.
Repair change_end(network::SessionId session, network::NodeId node, std::string doing,
                  std::function<void(network::SessionEnd&)> change);
/// The same of every end of `node` that the same line of the text declares.
Repair change_ends(const network::Network& network, network::SessionId session, network::NodeId node,
                   std::string doing, std::function<void(network::SessionEnd&)> change);

} // namespace verdict
