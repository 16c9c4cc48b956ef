// `verify explain CODE`: the page of a diagnostic, or the sentence of a violation's reason.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/pages.hpp"
#include "solver/reports/words.hpp"
#include "solver/verdict/reasons.hpp"

namespace commands {

namespace {

std::string indented(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        result += end == 0 ? "\n" : fmt::format("    {}\n", text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

/// A file, and the one beside it if there is one.
std::string example(std::string_view file, std::string_view beside, std::string_view other) {
    return indented(file) + (beside.empty() ? "" : fmt::format("\n  {}\n\n{}", beside, indented(other)));
}

/// Paragraphs, each broken at blanks to fit a terminal.
std::string paragraphs(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        result += reports::wrapped("", text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

} // namespace

Exit explain(const Request& request) {
    if (const verdict::Reason* reason = verdict::find_reason(request.words.front()))
        return print(fmt::format("{}: {}\n", reason->code, reason->sentence));
    std::string code = request.words.front();
    std::ranges::transform(code, code.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const std::vector<dsl::Page> pages = all_pages();
    auto page = std::ranges::find(pages, code, &dsl::Page::code);
    if (page == pages.end()) {
        std::vector<std::string_view> known;
        for (const dsl::Page& one : pages)
            known.push_back(one.code);
        for (const verdict::Reason& reason : verdict::reasons())
            known.push_back(reason.code);
        std::string hint = dsl::did_you_mean(request.words.front(), known);
        return complain(request, "VN0909", fmt::format("there is no code `{}`", request.words.front()),
                        hint.empty() ? "`verify list codes` and `verify list reasons` list them" : hint);
    }
    return print(fmt::format("{}: {}\n\n{}\nwrong\n\n{}\nright\n\n{}", ink(request, 1).strong(page->code),
                             page->title, paragraphs(page->text),
                             example(page->failing, page->beside, page->beside_failing),
                             example(page->mended, page->beside, page->beside_mended)));
}

} // namespace commands
