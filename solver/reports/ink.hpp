#pragma once
// Colour, where the reader's terminal wants it. Without colour every function gives back its text.

#include <string>
#include <string_view>

namespace reports {

/// How words are set off.
struct Ink {
    bool colour = false;
    std::string bad(std::string_view text) const;    ///< red: what fails
    std::string good(std::string_view text) const;   ///< green: what holds
    std::string doubt(std::string_view text) const;  ///< yellow: what is not known
    std::string strong(std::string_view text) const; ///< bold
    std::string faint(std::string_view text) const;  ///< grey
};

} // namespace reports
