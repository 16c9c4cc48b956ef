// Carriage return and "erase in line" (ECMA-48), at most ten times a second.
#include "solver/commands/progress.hpp"

#include <fmt/format.h>

#include "solver/reports/output.hpp"

namespace commands {

void Progress::show(std::size_t done, std::size_t total, const std::string& what) {
    using namespace std::chrono_literals;
    Clock::time_point now = Clock::now();
    if (now - start_ < 1s || now - shown_ < 100ms)
        return;
    double seconds = std::chrono::duration<double>(now - start_).count();
    reports::write_descriptor(
        2, fmt::format("\r\x1b[K{} of {}  {}  {:.0f} s", done, total, what.substr(0, 60), seconds));
    shown_ = now;
    visible_ = true;
}

void Progress::clear() {
    if (visible_)
        reports::write_descriptor(2, "\r\x1b[K");
    visible_ = false;
}

} // namespace commands
