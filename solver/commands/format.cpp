// `verify format SPEC...`: the canonical form, in place; a file that cannot be read as a tree stays as it is.
#include <fmt/format.h>

#include "dsl/parse.hpp"
#include "dsl/print.hpp"
#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/pipeline.hpp"
#include "solver/reports/output.hpp"

namespace commands {

namespace {

/// One file: rewritten, printed or compared.
Exit format_file(const Request& request, const std::string& path) {
    std::string why;
    std::optional<std::string> text = solver::read_text(path, why);
    if (!text)
        return complain(request, "VN0907", fmt::format("cannot read `{}`: {}", path, why));
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    dsl::File tree = dsl::parse(sources, sources.add(path, *text), diagnostics);
    complain(request, diagnostics, sources);
    if (diagnostics.has_errors())
        return Exit::refused;
    std::string canonical = dsl::print(tree);
    if (request.check)
        return canonical == *text ? Exit::passed
                                  : print(fmt::format("{}: would change\n", path), Exit::violated);
    if (request.to_stdout)
        return print(canonical);
    std::string fault = canonical == *text ? "" : reports::write_file(path, canonical);
    return fault.empty() ? Exit::passed
                         : complain(request, "VN0905", fmt::format("cannot write `{}`: {}", path, fault),
                                    "the file is as it was");
}

} // namespace

Exit format(const Request& request) {
    Exit exit = Exit::passed;
    for (const std::string& path : request.words)
        exit = worse(exit, format_file(request, path));
    return exit;
}

} // namespace commands
