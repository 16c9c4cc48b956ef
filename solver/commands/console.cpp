// See the header.
#include "solver/commands/console.hpp"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

#include <fmt/format.h>

#include "solver/reports/output.hpp"

namespace commands {

using reports::Exit;

namespace {
constexpr int standard_output = 1, standard_error = 2;
}

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

reports::Ink ink(const Request& request, int descriptor) {
    if (request.colour != Colour::automatic)
        return {request.colour == Colour::always};
    const char* refused = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return {is_terminal(descriptor) && !dumb && (refused == nullptr || *refused == '\0')};
}

Exit print(const std::string& text, Exit exit) {
    std::string fault = reports::write_descriptor(standard_output, text);
    if (fault.empty())
        return exit;
    return worse(exit, complain({}, "VN0905", fmt::format("cannot write to standard output: {}", fault),
                                "make room, or send the output elsewhere"));
}

void complain(const Request& request, const dsl::Diagnostics& diagnostics, const dsl::Sources& sources) {
    if (!diagnostics.all().empty())
        reports::write_descriptor(standard_error,
                                  dsl::render(diagnostics, sources, ink(request, standard_error).colour));
}

Exit complain(const Request& request, const std::string& code, const std::string& message,
              const std::string& hint) {
    dsl::Diagnostic diagnostic{code, dsl::Severity::error, {}, message, hint, {}};
    reports::write_descriptor(standard_error,
                              dsl::render(diagnostic, {}, ink(request, standard_error).colour));
    return Exit::refused;
}

Exit our_fault(const std::string& text) {
    std::string message =
        fmt::format("fault: {}\n"
                    "  this is a mistake of `verify` {}, not of your network; no verdict of this run counts\n"
                    "  please report it, with the file and the lines above\n",
                    text, VERIFY_VERSION);
    reports::write_descriptor(standard_error, message);
    return Exit::our_fault;
}

} // namespace commands
