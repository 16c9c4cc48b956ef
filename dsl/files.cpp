// Paths are compared as text: a file reached by two spellings that differ in more than dots is read twice.

#include "dsl/files.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace dsl {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30U;

} // namespace

std::string Files::beside(const std::string& from, const std::string& written) {
    return (std::filesystem::path(from).parent_path() / written).lexically_normal().generic_string();
}

std::optional<std::uint32_t> Files::read(const std::string& path, Span from, std::string_view code,
                                         std::string_view hint) {
    if (const auto known = files_.find(path); known != files_.end())
        return known->second;
    std::string why;
    std::optional<std::string> text = read_(path, why);
    if (text && text->size() > largest_file) {
        text.reset();
        why = "it is larger than 1 GiB";
    }
    if (!text) {
        diagnostics_.error(std::string(code), from,
                           fmt::format("cannot read `{}`{}{}", path, why.empty() ? "" : ": ", why),
                           std::string(hint));
        return std::nullopt;
    }
    const std::uint32_t file = sources_.add(path, std::move(*text));
    files_.emplace(path, file);
    return file;
}

} // namespace dsl
