#pragma once
// A text that was copied from a terminal or a file, and where its parts stand: every view into it has a place
// in the file it stands in.

#include <memory>
#include <string_view>
#include <vector>

#include "dsl/imports/json.hpp"
#include "dsl/source.hpp"

namespace dsl::imports {

class Paste {
public:
    /// `text` begins at the place `begin`.
    Paste(std::string_view text, Span begin);

    /// Lines without their ends and without blanks behind them.
    const std::vector<std::string_view>& lines() const { return lines_; }
    /// The first line with something on it; empty if there is none.
    std::string_view first_line() const;
    /// The place of a part of the text.
    Span span(std::string_view part) const;

    /// Whether it begins as JSON does.
    bool looks_like_json() const;
    /// The text as JSON; null if it is none. `json_error` says what is wrong with it.
    const Json* json() const { return json_.value ? &*json_.value : nullptr; }
    const JsonError& json_error() const { return json_.error; }

private:
    std::string_view text_;
    Span begin_;
    std::vector<std::string_view> lines_;
    JsonResult json_;
};

/// The words of a line, blanks between them.
std::vector<std::string_view> words(std::string_view line);
/// Without blanks at either end.
std::string_view trimmed(std::string_view text);
/// Lower case (ASCII), without blanks: how names of columns and keys are compared.
std::string plain(std::string_view name);
bool is_number(std::string_view text);
/// Four numbers from 0 to 255 with dots between them.
bool is_address(std::string_view text);
/// An address, `/` and a length; bits behind the length are another's business.
bool is_prefix(std::string_view text);
/// IPv6, which is not modelled: an address or a prefix of it.
bool is_ipv6(std::string_view text);

} // namespace dsl::imports
