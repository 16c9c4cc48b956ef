#pragma once
// The command line, read: which command, with what. Mistakes come back as diagnostics with a suggestion.

#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "solver/commands/command.hpp"
#include "solver/commands/request.hpp"

namespace commands {

struct Arguments {
    const Command* command = nullptr;
    Request request;
    dsl::Diagnostics mistakes;
};

/// `arguments` without the program's name.
Arguments read(const std::vector<std::string>& arguments);

/// The screen of `verify --help`, or of `verify COMMAND --help`.
std::string help(const Command& command);

} // namespace commands
