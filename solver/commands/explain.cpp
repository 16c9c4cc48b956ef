// `verify explain CODE`: the page of a diagnostic, or the sentence of a violation's reason; `verify explain profile NAME`.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/pages.hpp"
#include "solver/kinds/profiles.hpp"
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

/// `verify explain profile ios`: whose order of decision, and where it is from.
Exit explain_profile(const Request& request) {
    std::vector<std::string_view> known;
    for (const kinds::Profile& profile : kinds::profiles())
        known.push_back(profile.name);
    const std::string name = request.words.size() > 1 ? request.words[1] : "";
    if (const kinds::Profile* profile = kinds::find_profile(name))
        return print(kinds::page_of(*profile));
    const std::string hint = dsl::did_you_mean(name, known);
    return complain(request, "VN0909",
                    name.empty() ? "`verify explain profile` needs a name" : fmt::format("there is no profile `{}`", name),
                    hint.empty() ? fmt::format("there is: {}", fmt::join(known, ", ")) : hint);
}

} // namespace

Exit explain(const Request& request) {
    if (request.words.front() == "profile")
        return explain_profile(request);
    if (request.words.size() > 1)
        return complain(request, "VN0901", fmt::format("`{}` is one word too many", request.words[1]),
                        "usage: verify explain CODE, or verify explain profile NAME");
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
