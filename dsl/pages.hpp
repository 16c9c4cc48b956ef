#pragma once
// One page per diagnostic code, for `verify explain CODE`. The tests run both examples of every page.

#include <string_view>
#include <vector>

namespace dsl {

struct Page {
    std::string_view code;    ///< `VN0004`
    std::string_view title;   ///< one line, as in the message
    std::string_view text;    ///< what it means, why it matters, what to do; a paragraph or two
    std::string_view failing; ///< a whole small file that shows it
    std::string_view mended;  ///< the same file without it
    /// A file beside it, where the example needs one: its name, its text, and its text beside the mended one.
    std::string_view beside = {}, beside_failing = {}, beside_mended = {};
};

/// VN00xx: reading and elaborating texts. Other layers have lists of their own.
const std::vector<Page>& pages();

} // namespace dsl
