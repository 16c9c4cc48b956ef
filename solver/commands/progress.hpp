#pragma once
// One line on standard error that says what is being worked on, once work lasts over a second.

#include <chrono>
#include <cstddef>
#include <string>

namespace commands {

/// Shown in place and wiped at the end. For terminals only.
class Progress {
public:
    void show(std::size_t done, std::size_t total, const std::string& what);
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point start_ = Clock::now(), shown_{};
    bool visible_ = false;
};

} // namespace commands
