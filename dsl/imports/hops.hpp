#pragma once
// What traces of all kinds have in common: hops are numbered from 1 without a gap, and a device that says
// that the destination cannot be reached ends the trace.

#include <string_view>

#include "dsl/imports/reading.hpp"

namespace dsl::imports {

class Hops {
public:
    explicit Hops(Reading& reading) : reading_(reading) {}

    /// The hop of the number that begins a line; false, and rejected, if it is not the next one.
    bool next(std::string_view line, std::string_view number);
    /// An address; an empty one: silence.
    void add(std::string_view line, std::string_view address);
    /// `address` says that it cannot go on.
    void end(std::string_view line, std::string_view address);

private:
    Reading& reading_;
    std::size_t number_ = 0;
    std::string_view last_;
};

/// The address in `10.0.0.1`, `(10.0.0.1)`, `[10.0.0.1]`; empty if it is none. IPv6 counts, to be rejected
/// later.
std::string_view address_in(std::string_view word);

} // namespace dsl::imports
