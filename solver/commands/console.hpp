#pragma once
// Standard output and standard error: what goes where, in colour or not, and what to do when it cannot be
// written.

#include <string>

#include "dsl/diagnostic.hpp"
#include "solver/commands/request.hpp"
#include "solver/reports/ink.hpp"
#include "solver/reports/run.hpp"

namespace commands {

/// Colour for a descriptor: as asked, else on a terminal unless NO_COLOR is set (no-color.org) or it is dumb.
reports::Ink ink(const Request& request, int descriptor);
/// Whether a person watches the descriptor.
bool is_terminal(int descriptor);

/// Writes to standard output; what the run ends with: `exit`, or a refusal if the text could not be written.
reports::Exit print(const std::string& text, reports::Exit exit = reports::Exit::passed);

/// Writes diagnostics to standard error.
void complain(const Request& request, const dsl::Diagnostics& diagnostics, const dsl::Sources& sources = {});
/// One error without a place; gives the exit code that goes with it.
reports::Exit complain(const Request& request, const std::string& code, const std::string& message,
                       const std::string& hint = {});
/// What to say, and to whom, when `verify` itself is wrong; gives exit code 4.
reports::Exit our_fault(const std::string& text);

} // namespace commands
