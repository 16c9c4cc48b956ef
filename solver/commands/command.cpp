// The table of commands.
#include "solver/commands/command.hpp"

#include <algorithm>

namespace commands {

const std::vector<Command>& table() {
    static const std::vector<Command> commands{
        {"",
         "SPEC...",
         "decide everything the files claim",
         {"--property", "--failures", "--format", "--timeout", "--jobs", "--stats", "--dump",
          "--no-convergence", "--colour"},
         1,
         SIZE_MAX,
         verify},
        {"check", "SPEC...", "read and check the files, decide nothing", {"--colour"}, 1, SIZE_MAX, check},
        {"routes",
         "SPEC [NODE]",
         "show the routing tables of one stable state",
         {"--down", "--case", "--from", "--to", "--all", "--colour"},
         1,
         2,
         routes},
        {"trace",
         "SPEC FROM TO",
         "show every way there and back",
         {"--down", "--case", "--source", "--destination", "--protocol", "--port", "--source-port",
          "--colour"},
         3,
         3,
         trace},
        {"format",
         "SPEC...",
         "rewrite files in the canonical form",
         {"--check", "--stdout", "--colour"},
         1,
         SIZE_MAX,
         format},
        {"list",
         "[kinds|properties|...]",
         "list kinds, profiles, properties, observations, reasons, formats, codes",
         {},
         0,
         1,
         list},
        {"explain", "CODE|profile NAME", "explain a diagnostic, a reason or a profile", {"--colour"}, 1, 2, explain},
    };
    return commands;
}

const Command* find(std::string_view word) {
    auto found = std::ranges::find(table(), word, &Command::word);
    return found == table().end() ? nullptr : &*found;
}

} // namespace commands
