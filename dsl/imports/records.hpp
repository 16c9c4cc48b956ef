#pragma once
// Output of `az … -o json` that is a list of records: `{"value": […]}`, the list alone, or one list per
// instance of a route server, `{"RouteServiceRole_IN_0": […], "RouteServiceRole_IN_1": […]}`.

#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "dsl/imports/paste.hpp"
#include "dsl/imports/reading.hpp"

namespace dsl::imports {

/// Is it a list of records of which the first has all these members?
bool has_records(const Paste& paste, std::initializer_list<std::string_view> members);
/// Tells of each record. Of several lists, the one of the observed instance if it is one, `RS/1`; else all.
void read_records(const Paste& paste, Reading& reading, const std::function<void(const Json&)>& use);
/// A member's text: of a string, of a number; empty if it is null or not there.
std::string_view text_of(const Json& record, std::string_view member);
/// The texts of a member that is a list of strings, or one string.
std::vector<std::string_view> texts_of(const Json& record, std::string_view member);

} // namespace dsl::imports
