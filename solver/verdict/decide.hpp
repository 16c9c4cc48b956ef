#pragma once
// Deciding claims: solve, decode once, re-check for stability, replay by the oracle, minimise, explain.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"
#include "solver/verdict/result.hpp"

namespace verdict {

/// What a run may cost and what it is to write down.
struct Settings {
    double timeout_seconds = 0;              ///< per query, and for writing a claim's questions down; 0: none
    unsigned jobs = 1;                       ///< claims decided at the same time
    bool convergence = true;                 ///< check that every failure set has a stable state
    std::string dump_smt2;                   ///< folder for queries; empty: none
    /// Told what is being worked on; may be called from several threads, one at a time.
    std::function<void(std::size_t done, std::size_t total, const std::string& what)> progress;

    /// When what begins now has to stop.
    std::optional<std::chrono::steady_clock::time_point> stop() const {
        using Clock = std::chrono::steady_clock;
        if (timeout_seconds <= 0)
            return std::nullopt;
        return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(timeout_seconds));
    }
};

/// Solver and oracle disagree, or an answer failed its own re-check: our fault, exit 4. The text says enough to
/// report it: the claim, the scenario, both answers.
struct Disagreement : std::exception {
    explicit Disagreement(std::string text) : text_(std::move(text)) {}
    const char* what() const noexcept override { return text_.c_str(); }
    std::string text_;
};

/// Decides every claim and observation. Throws `Disagreement`.
Findings decide(const network::Network& network, const std::vector<properties::Claim>& claims,
                const std::vector<properties::Observation>& observations, const Settings& settings);

/// Decides one claim, without explanations: for "only reason?" and for tests.
Result decide_one(const network::Network& network, const properties::Claim& claim, const Settings& settings,
                  bool explain = true);

}  // namespace verdict
