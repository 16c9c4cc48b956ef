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

/// What two violations share when one line is to blame for both.
std::string root_cause(const verdict::Counterexample& counterexample);

} // namespace reports
