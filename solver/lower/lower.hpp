#pragma once
// From checked syntax to a network and what is claimed of it. The only place, beside the kinds, that sees
// both.

#include <memory>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/elaborate.hpp"
#include "solver/network/network.hpp"
#include "solver/properties/claim.hpp"

namespace lower {

/// `expect refused CODE;`: the cloud, and so this file's text, must be refused with this diagnostic.
struct ExpectedRefusal {
    std::string code;
    dsl::Span span;
};

struct Lowered {
    std::string case_name;
    std::unique_ptr<const network::Network> network; ///< present even with errors, as far as it came
    std::vector<properties::Claim> claims;
    std::vector<properties::Observation> observations;
    std::vector<ExpectedRefusal> refusals;
};

/// Lowers one variant. Errors are reported; with any, the network is for `check` only.
Lowered lower(const dsl::Variant& variant, dsl::Diagnostics& diagnostics);

/// `at most 1 of 2 connections, 2 tunnels, 2 links (7 scenarios)`; `nothing fails (1 scenario)`. Choices of the
/// platform and of externals are no failures: `…, whichever instance serves (…)`.
std::string describe(const network::Network& network, const network::FailureBudget& budget);
/// The number of failure sets within the budget; saturates at UINT64_MAX.
std::uint64_t scenario_count(const network::FailureBudget& budget);
/// The same budget with every limit's number replaced: the command line's `--failures K`. Choices stay open.
network::FailureBudget with_at_most(const network::Network& network, network::FailureBudget budget,
                                    std::uint32_t k);
/// A failure group, transport or node by name, for `--down`: nothing and an error if unknown (did you mean).
std::optional<network::FailureSet> resolve_down(const network::Network& network, const std::string& name,
                                                std::string& error);

} // namespace lower
