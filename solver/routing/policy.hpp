#pragma once
// Evaluating a routing policy on a route (`specs/semantics.md` §3).

#include "solver/network/policy.hpp"
#include "solver/routing/route.hpp"

namespace routing {

/// What a policy decided, and the term that did; the whole policy's place where no term decided.
struct PolicyDecision {
    bool accepted = false;
    dsl::Span decided_by;
    const network::Term* term = nullptr; ///< null where none decided
};

/// Changes `route`, of prefix `prefix`, as the terms say. After a rejection the route is of no further use.
PolicyDecision evaluate(const network::Policy& policy, const network::Prefix& prefix, Route& route);

} // namespace routing
