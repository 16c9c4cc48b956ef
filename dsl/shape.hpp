#pragma once
// Shapes of arguments: how an address, a prefix, an AS number or a number is written. Values are none of our
// business here.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dsl/schema.hpp"

namespace dsl {

/// Why a word does not have a shape.
struct ShapeError {
    std::string code, message, hint;
};

/// What keeps `word` from being of `shape`; `rule` bounds its numbers and lists its keywords.
std::optional<ShapeError> misshapen(const Word& word, Shape shape, const Rule& rule);
/// "a prefix", "an address", …
std::string_view describe(Shape shape);

} // namespace dsl
