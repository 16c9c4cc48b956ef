// See the header.
#include "solver/commands/run.hpp"

#include <csignal>
#include <exception>

#include "solver/commands/arguments.hpp"
#include "solver/commands/console.hpp"

namespace commands {

namespace {

Exit dispatch(const std::vector<std::string>& words) {
    Arguments arguments = read(words);
    if (arguments.mistakes.has_errors()) {
        complain(arguments.request, arguments.mistakes);
        return Exit::refused;
    }
    if (arguments.request.version)
        return print("verify " VERIFY_VERSION "\n");
    if (arguments.request.help)
        return print(help(*arguments.command));
    return arguments.command->run(arguments.request);
}

} // namespace

int run(const std::vector<std::string>& arguments) {
    std::signal(SIGXFSZ,
                SIG_IGN); // a file size limit is then a failed write, which is reported and cleaned up
    try {
        return static_cast<int>(dispatch(arguments));
    } catch (const std::exception& fault) {
        return static_cast<int>(our_fault(fault.what()));
    } catch (...) {
        return static_cast<int>(our_fault("an error without a description"));
    }
}

} // namespace commands
