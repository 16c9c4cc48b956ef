#pragma once
// The words beside the kinds: `failures`, `property`, `observe`, `expect`, … and what their blocks may hold.

#include <string_view>
#include <vector>

#include "dsl/schema.hpp"

namespace lower {

/// Every statement a file may hold once elaborated: the kinds' and those below.
const std::vector<dsl::Rule>& top_level_rules();

/// A property's word, and what its block may say.
struct PropertyWord {
    std::string_view word, sentence;
    bool has_ends; ///< between whom: `between`, `among` or `from` and `to`
    std::vector<dsl::Rule> rules;
};
const std::vector<PropertyWord>& property_words();
const PropertyWord* find_property(std::string_view word);

/// An observation's word, and what its block may say; rows of tables are not among it.
struct ObservationWord {
    std::string_view word, sentence;
    std::vector<dsl::Rule> rules;
};
const std::vector<ObservationWord>& observation_words();
const ObservationWord* find_observation(std::string_view word);

/// `any K of CLASS…;` and `except NAME…;`
const std::vector<dsl::Rule>& failure_rules();
/// What a documented violation may say of itself.
const std::vector<dsl::Rule>& expectation_rules();
/// The attributes of one row of an observed table.
const std::vector<dsl::Rule>& row_rules();

} // namespace lower
