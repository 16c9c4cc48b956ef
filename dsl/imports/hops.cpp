// See the header.

#include "dsl/imports/hops.hpp"

#include <fmt/format.h>

namespace dsl::imports {

bool Hops::next(std::string_view line, std::string_view number) {
    if (number == fmt::format("{}", number_ + 1)) {
        ++number_;
        return true;
    }
    reading_.reject(number.empty() ? line : number,
                    number_ == 0 ? fmt::format("the trace begins with hop `{}`", number)
                                 : fmt::format("hop `{}` follows hop {}", number, number_),
                    "paste the whole trace, one in each `pasted`");
    return false;
}

void Hops::add(std::string_view line, std::string_view address) {
    last_ = address;
    reading_.hop(line, address);
}

/// The device has answered as a hop before; then only the silence behind it is new.
void Hops::end(std::string_view line, std::string_view address) {
    if (address != last_)
        add(line, address);
    add(line, {});
}

std::string_view address_in(std::string_view word) {
    const bool enclosed = word.size() > 2 && ((word.front() == '(' && word.back() == ')') ||
                                              (word.front() == '[' && word.back() == ']'));
    const std::string_view inside = enclosed ? word.substr(1, word.size() - 2) : word;
    return is_address(inside) || is_ipv6(inside) ? inside : std::string_view{};
}

} // namespace dsl::imports
