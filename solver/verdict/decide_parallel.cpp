// Threads take the next piece when they are done with one; what comes out does not depend on who took which.

#include "solver/verdict/decide_parallel.hpp"

#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace verdict {

void in_parallel(unsigned jobs, std::size_t count, const std::function<void(std::size_t)>& work) {
    std::vector<std::exception_ptr> errors(count);
    std::atomic<std::size_t> next = 0;
    const auto worker = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                errors[i] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < jobs && i < count; ++i)
            others.emplace_back(worker);
        worker();
    }
    for (const std::exception_ptr& error : errors)
        if (error)
            std::rethrow_exception(error);
}

} // namespace verdict
