#pragma once
// The smallest violating scenario: fewest failures, then fewest choices of the platform, then the lowest indices.

#include <vector>

#include "solver/verdict/decide_inquiry.hpp"

namespace verdict {

/// A failure set, and whether it was shown that no smaller one will do.
struct Fewest {
    network::FailureSet failed;
    bool proved = true;
};

/// Call after `inquiry` found `assumptions` satisfiable; afterwards its model has just these failures.
Fewest fewest_failures(Inquiry& inquiry, const std::vector<smt::Term>& assumptions);

/// The lowest index i such that `statements[i]` is satisfiable together with `assumptions`. Call after some
/// of them was found to be; afterwards the model shows it.
std::size_t lowest(Inquiry& inquiry, const std::vector<smt::Term>& statements,
                   const std::vector<smt::Term>& assumptions);

} // namespace verdict
