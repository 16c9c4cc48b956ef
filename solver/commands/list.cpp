// `verify list`: what the open sets hold.
#include <algorithm>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/grid.hpp"
#include "solver/commands/pages.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/profiles.hpp"
#include "solver/lower/directives.hpp"
#include "solver/properties/property.hpp"
#include "solver/reports/format.hpp"
#include "solver/verdict/reasons.hpp"

namespace commands {

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows kind_rows() {
    Rows rows;
    for (const kinds::Kind& kind : kinds::table())
        rows.push_back({std::string(kind.rule->word), std::string(kind.rule->sentence)});
    return rows;
}

Rows profile_rows() {
    Rows rows;
    for (const kinds::Profile& profile : kinds::profiles())
        rows.push_back({std::string(profile.name), std::string(profile.sentence)});
    return rows;
}

Rows property_rows() {
    Rows rows;
    for (const properties::Property& property : properties::table())
        rows.push_back({std::string(property.word), std::string(property.sentence)});
    return rows;
}

Rows observation_rows() {
    Rows rows;
    for (const lower::ObservationWord& observation : lower::observation_words())
        rows.push_back({std::string(observation.word), std::string(observation.sentence)});
    return rows;
}

Rows reason_rows() {
    Rows rows;
    for (const verdict::Reason& reason : verdict::reasons())
        rows.push_back({std::string(reason.code), std::string(reason.sentence)});
    return rows;
}

Rows format_rows() {
    Rows rows;
    for (const reports::Format& format : reports::formats())
        rows.push_back({std::string(format.name), std::string(format.sentence)});
    return rows;
}

Rows code_rows() {
    Rows rows;
    for (const dsl::Page& page : all_pages())
        rows.push_back({std::string(page.code), std::string(page.title)});
    return rows;
}

/// One list: its name and what makes its rows.
struct List {
    std::string_view name;
    Rows (*rows)();
};
constexpr List lists[] = {{"kinds", kind_rows},
                          {"profiles", profile_rows},
                          {"properties", property_rows},
                          {"observations", observation_rows},
                          {"reasons", reason_rows},
                          {"formats", format_rows},
                          {"codes", code_rows}};

std::string lines(const List& list, const std::string& indent) {
    Rows rows = list.rows();
    rows.insert(rows.begin(), {"", ""});
    std::string text = grid(rows, indent);
    return text.substr(text.find('\n') + 1);
}

} // namespace

Exit list(const Request& request) {
    std::string text;
    if (request.words.empty()) {
        for (const List& one : lists)
            text += fmt::format("{}{}\n{}", text.empty() ? "" : "\n", one.name, lines(one, "  "));
        return print(text);
    }
    auto found = std::ranges::find(lists, std::string_view(request.words.front()), &List::name);
    if (found != std::end(lists))
        return print(lines(*found, ""));
    std::vector<std::string_view> known;
    for (const List& one : lists)
        known.push_back(one.name);
    std::string hint = dsl::did_you_mean(request.words.front(), known);
    return complain(request, "VN0909", fmt::format("there is no list of `{}`", request.words.front()),
                    hint.empty() ? fmt::format("there is: {}", fmt::join(known, ", ")) : hint);
}

} // namespace commands
