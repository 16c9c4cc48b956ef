#pragma once
// Independent pieces of work on several threads.

#include <cstddef>
#include <functional>

namespace verdict {

/// Runs `work(i)` for each i below `count` on at most `jobs` threads; an exception of the lowest i is thrown
/// on.
void in_parallel(unsigned jobs, std::size_t count, const std::function<void(std::size_t)>& work);

} // namespace verdict
