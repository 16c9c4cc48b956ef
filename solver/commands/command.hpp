#pragma once
// The open set of commands. To add one: a file beside this with its function, a line here and a line in
// `command.cpp`.

#include <string_view>
#include <vector>

#include "solver/commands/request.hpp"
#include "solver/reports/run.hpp"

namespace commands {

using reports::Exit;

struct Command {
    std::string_view word;  ///< empty: the default, `verify SPEC...`
    std::string_view usage; ///< of its words: `SPEC [NODE]`
    std::string_view sentence;
    std::vector<std::string_view> options;  ///< of the table in `arguments.cpp`
    std::size_t least = 1, most = SIZE_MAX; ///< how many words
    Exit (*run)(const Request& request);
};

/// Every command, the default first.
const std::vector<Command>& table();
/// Null if there is none called so.
const Command* find(std::string_view word);

Exit verify(const Request& request);
Exit check(const Request& request);
Exit routes(const Request& request);
Exit trace(const Request& request);
Exit format(const Request& request);
Exit list(const Request& request);
Exit explain(const Request& request);

} // namespace commands
