// ECMA-48 "select graphic rendition" sequences.
#include "solver/reports/ink.hpp"

#include <fmt/format.h>

namespace reports {

namespace {

std::string paint(bool colour, std::string_view rendition, std::string_view text) {
    return colour ? fmt::format("\x1b[{}m{}\x1b[0m", rendition, text) : std::string(text);
}

} // namespace

std::string Ink::bad(std::string_view text) const { return paint(colour, "1;31", text); }
std::string Ink::good(std::string_view text) const { return paint(colour, "32", text); }
std::string Ink::doubt(std::string_view text) const { return paint(colour, "33", text); }
std::string Ink::strong(std::string_view text) const { return paint(colour, "1", text); }
std::string Ink::faint(std::string_view text) const { return paint(colour, "2", text); }

} // namespace reports
