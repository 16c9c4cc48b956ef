#pragma once
// What is wrong with the user's text: where, what, and what to do about it. Many per run.
// Messages: lower case, no full stop, the user's words in backticks.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dsl/source.hpp"

namespace dsl {

enum class Severity { error, warning };

/// A second place that explains the first: "declared here".
struct Label {
    Span span;
    std::string text;
};

struct Diagnostic {
    std::string code; ///< `VN0001`; every code has a page in `verify explain`
    Severity severity = Severity::error;
    Span span; ///< may be unknown: an error of the command line or of a whole file
    std::string message;
    std::string hint; ///< what to do; may be empty
    std::vector<Label> also;
};

/// What was found so far. The same thing said of the same place is kept once.
class Diagnostics {
public:
    void add(Diagnostic diagnostic);
    void error(std::string code, Span span, std::string message, std::string hint = {},
               std::vector<Label> also = {});
    void warning(std::string code, Span span, std::string message, std::string hint = {},
                 std::vector<Label> also = {});
    bool has_errors() const;
    const std::vector<Diagnostic>& all() const { return all_; }

private:
    std::vector<Diagnostic> all_;
    std::unordered_set<std::string> said_;
};

/// One diagnostic with its code frame:
///     error[VN0012]: unknown node `fw2`
///       --> spec.net:14:6
///     14 | link fw2 ce1;
///        |      ^^^ did you mean `fw`?
std::string render(const Diagnostic& diagnostic, const Sources& sources, bool colour = false);
/// All of them, errors and warnings in order of place, then a line that counts them.
std::string render(const Diagnostics& diagnostics, const Sources& sources, bool colour = false);

/// The nearest of `known` to `word` by edit distance, or empty if none is near. A miss in case only counts 0.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);
/// "did you mean `x`?" or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);
/// "one of `a`, `b`".
std::string one_of(const std::vector<std::string_view>& words);

} // namespace dsl
