#pragma once
// Where the reports of a run go, and whether they may: never over what was read, never over each other.

#include <vector>

#include "solver/commands/command.hpp"
#include "solver/pipeline.hpp"

namespace commands {

/// Where the outputs go: text to standard output unless told otherwise.
std::vector<Output> outputs(const Request& request);
/// Text for people keeps away from the stream that a program reads: then it goes to standard error.
bool shares_with_machine(const Output& output, const std::vector<Output>& all);

/// Refuses outputs that would take the place of a file that was read, included ones too, or of another
/// output. The complaint is already made.
Exit refuse_overwriting(const Request& request, const std::vector<solver::Loaded>& files);

} // namespace commands
