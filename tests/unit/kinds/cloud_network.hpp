#pragma once
// Texts as networks, and questions to the oracle about them, for the tests of the cloud's kinds.

#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "solver/network/network.hpp"
#include "solver/routing/simulate.hpp"

/// A packet injected at `from`.
struct Sent {
    std::string from, source, destination;
    network::Protocol protocol = network::Protocol::tcp;
    std::uint16_t port = 443;
};

/// A text as the kinds build it, with everything that was said about it.
struct Built {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    network::Network net;

    /// The groups called so, sorted. Fails the test for unknown names.
    network::FailureSet down(const std::vector<std::string>& names) const;
    /// Every way of a packet from an address of `from`, each as `a > b > c` (`a > b: no-route` if it is not
    /// delivered), sorted.
    std::vector<std::string> ways(const std::string& from, const std::string& to,
                                  const std::vector<std::string>& failed = {}) const;
    std::vector<std::string> ways(const Sent& sent, const std::vector<std::string>& failed = {}) const;
    /// Every way of every answer to a delivered way, sorted, each once.
    std::vector<std::string> answers(const Sent& sent, const std::vector<std::string>& failed = {}) const;
    /// What `node` holds for a prefix: `session: path` (`session: path, fate` unless it is used), in session
    /// order.
    std::vector<std::string> routes(const std::string& node, const std::string& prefix,
                                    const std::vector<std::string>& failed = {}) const;
    /// What `node` accepted for a prefix from `peer`: `path via NODE weight N`, or the fate of what was
    /// offered; the empty text if nothing was.
    std::string held(const std::string& node, const std::string& peer, const std::string& prefix,
                     const std::vector<std::string>& failed = {}) const;
    /// What a node's table holds of static routes that a table of effective routes shows, in order:
    /// `10.1.0.0/16 system peering`, `0.0.0.0/0 user appliance 10.0.3.4`.
    std::vector<std::string> fixed(const std::string& node) const;
    /// The diagnostics' codes, in order.
    std::vector<std::string> codes() const;
};

/// Reads, checks and builds; the diagnostics say what is wrong.
Built build(const std::string& text);
/// The same, and fails the test if anything at all is wrong.
Built build_clean(const std::string& text);
