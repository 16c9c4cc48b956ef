#pragma once
// JSON (RFC 8259) whose values know where they stand, which no reader of the distribution offers. Values are
// views into the text; nothing is copied.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dsl::imports {

struct Json {
    enum class Kind { null, boolean, number, string, array, object } kind = Kind::null;
    std::string_view text; ///< as written; of a string what stands between its quotes, escapes as they are
    std::vector<Json> items;
    std::vector<std::pair<std::string_view, Json>> members;

    /// The member of this name; null if there is none, or it is no object.
    const Json* find(std::string_view name) const;
};

struct JsonError {
    std::string_view where; ///< a character, or nothing at the end of the text
    std::string message;
};

struct JsonResult {
    std::optional<Json> value;
    JsonError error;
};

JsonResult read_json(std::string_view text);

} // namespace dsl::imports
