#pragma once
// Is this a text that the grammar may read? UTF-8 without control characters, and no look-alikes in words.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dsl {

/// A byte range that does not belong in a text, and what to do about it.
struct Blemish {
    std::uint32_t begin = 0, end = 0;
    std::string message, hint;
};

/// The first thing that keeps `text` from being UTF-8 text.
std::optional<Blemish> find_blemish(std::string_view text);
/// The first character of a word that only looks like a blank, a hyphen or a quote.
std::optional<Blemish> find_look_alike(std::string_view word);

} // namespace dsl
