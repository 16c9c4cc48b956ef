#pragma once
// One violation as a story: what fails when, the healthy way beside the failed one, the table where they
// part, the lines to blame, and how to see it again.

#include <string>

#include "solver/reports/ink.hpp"
#include "solver/reports/run.hpp"

namespace reports {

/// The lines below the `FAIL` line, each indented and ended. `result` has a counterexample.
std::string story(const Run& run, const verdict::Findings& findings, const verdict::Result& result,
                  const Ink& ink);

/// The command that shows the counterexample again, concretely; empty where there is no flow to trace.
std::string replay_command(const Run& run, const verdict::Findings& findings,
                           const verdict::Counterexample& counterexample);

/// What fails when, in one sentence.
std::string headline(const network::Network& network, const verdict::Counterexample& counterexample);

/// Equal for two violations of which one story tells enough: the same property, for the same reason at the
/// same node, and the same lines to blame. `result` has a counterexample.
std::string fault(const verdict::Result& result);

} // namespace reports
