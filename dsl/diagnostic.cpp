// Diagnostics and how they look. A frame is the place, the source line with its number, and a caret line
// whose padding copies the tabs of the source line, so that the carets stand right whatever a tab is worth.

#include "dsl/diagnostic.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace dsl {

namespace {

constexpr std::size_t widest_line = 160;   // longer source lines are cut around the place
constexpr std::size_t widest_remark = 110; // a hint that would end behind this column gets a line of its own
constexpr std::size_t most_shown = 100;
constexpr std::size_t most_turns = 4; // of loops inside each other, or over what loops made

/// Wraps text in an SGR sequence, if colour is wanted.
struct Paint {
    bool on;
    std::string operator()(const char* code, std::string_view text) const {
        return on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
    }
};
constexpr const char* red = "1;31";
constexpr const char* yellow = "1;33";
constexpr const char* blue = "1;34";
constexpr const char* bold = "1";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t width(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

/// A source line, cut to a readable length around the bytes of interest.
struct Excerpt {
    std::string line, padding;
    std::size_t carets;
};

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end) {
    begin = std::min(begin, line.size());
    end = std::clamp(end, begin, line.size());
    std::size_t from = 0, to = line.size();
    if (line.size() > widest_line) {
        from = begin > widest_line / 2 ? begin - widest_line / 2 : 0;
        to = std::min(line.size(), from + widest_line);
        while (from > 0 && continues(line[from]))
            --from;
        while (to < line.size() && continues(line[to]))
            ++to;
        end = std::min(end, to);
    }
    Excerpt cut;
    cut.line =
        fmt::format("{}{}{}", from > 0 ? "…" : "", line.substr(from, to - from), to < line.size() ? "…" : "");
    cut.padding.assign(from > 0 ? 1 : 0, ' ');
    for (const char byte : line.substr(from, begin - from))
        if (!continues(byte))
            cut.padding += byte == '\t' ? '\t' : ' ';
    cut.carets = std::max<std::size_t>(1, width(line.substr(begin, end - begin)));
    return cut;
}

/// Place, line and underline; `remark` behind the underline if there is room, else below it.
std::string frame(Span span, const Sources& sources, char mark, std::string_view remark, Paint paint,
                  const char* colour) {
    const Location at = sources.location(span);
    const std::string number = fmt::format("{}", at.line);
    const std::string gutter(number.size(), ' ');
    const std::string_view line = sources.line(span);
    const std::size_t offset =
        static_cast<std::size_t>(sources.text(span.file).data() + span.begin - line.data());
    const Excerpt cut = excerpt(line, offset, offset + (span.end - span.begin));
    const bool beside = cut.padding.size() + cut.carets + 1 + width(remark) <= widest_remark;
    std::string text = fmt::format("  {} {}\n", paint(blue, "-->"), sources.describe(span));
    text += fmt::format("{} {}\n", paint(blue, number + " |"), cut.line);
    text += fmt::format("{} {}{}", paint(blue, gutter + " |"), cut.padding,
                        paint(colour, std::string(cut.carets, mark)));
    if (!remark.empty() && beside)
        text += fmt::format(" {}", paint(colour, remark));
    text += '\n';
    if (!remark.empty() && !beside)
        text += fmt::format("  {} {}\n", paint(bold, mark == '^' ? "help:" : "note:"), remark);
    return text;
}

/// The turns of loops that made what stands at a place, the innermost first: `made` and all around it.
std::string turns(std::uint32_t made, const Sources& sources, Paint paint) {
    std::string text;
    for (std::size_t shown = 0; made != 0 && shown < most_turns; ++shown) {
        const Turn& turn = sources.turn(made);
        text += frame(turn.place, sources, '-', turn.words, paint, blue);
        if (turn.place.made != 0 && turn.place.made != turn.outer)
            text += turns(turn.place.made, sources, paint);
        made = turn.outer;
    }
    return text;
}

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

} // namespace

void Diagnostics::add(Diagnostic diagnostic) {
    std::string what = fmt::format("{} {} {} {} {}", diagnostic.code, diagnostic.span.file,
                                   diagnostic.span.begin, diagnostic.span.end, diagnostic.message);
    if (said_.insert(std::move(what)).second)
        all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(std::string code, Span span, std::string message, std::string hint,
                        std::vector<Label> also) {
    add({std::move(code), Severity::error, span, std::move(message), std::move(hint), std::move(also)});
}

void Diagnostics::warning(std::string code, Span span, std::string message, std::string hint,
                          std::vector<Label> also) {
    add({std::move(code), Severity::warning, span, std::move(message), std::move(hint), std::move(also)});
}

bool Diagnostics::has_errors() const {
    return std::any_of(all_.begin(), all_.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string render(const Diagnostic& diagnostic, const Sources& sources, bool colour) {
    const Paint paint{colour};
    const bool error = diagnostic.severity == Severity::error;
    const char* tint = error ? red : yellow;
    std::string text = paint(tint, fmt::format("{}[{}]", error ? "error" : "warning", diagnostic.code));
    text += paint(bold, fmt::format(": {}", diagnostic.message)) + "\n";
    if (diagnostic.span.known())
        text += frame(diagnostic.span, sources, '^', diagnostic.hint, paint, tint);
    else if (!diagnostic.hint.empty())
        text += fmt::format("  {} {}\n", paint(bold, "help:"), diagnostic.hint);
    text += turns(diagnostic.span.made, sources, paint);
    for (const Label& label : diagnostic.also) {
        if (!label.span.known())
            continue;
        text += frame(label.span, sources, '-', label.text, paint, blue);
        if (label.span.made != diagnostic.span.made)
            text += turns(label.span.made, sources, paint);
    }
    return text;
}

std::string render(const Diagnostics& diagnostics, const Sources& sources, bool colour) {
    std::vector<const Diagnostic*> sorted;
    std::size_t errors = 0;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
        sorted.push_back(&diagnostic);
        errors += diagnostic.severity == Severity::error ? 1 : 0;
    }
    if (sorted.empty())
        return {};
    const auto place = [](const Diagnostic* d) {
        return std::tuple(d->span.known(), d->span.file, d->span.begin);
    };
    std::stable_sort(sorted.begin(), sorted.end(), [&](auto* a, auto* b) { return place(a) < place(b); });
    std::string text;
    for (std::size_t i = 0; i < std::min(sorted.size(), most_shown); ++i)
        text += render(*sorted[i], sources, colour) + "\n";
    if (sorted.size() > most_shown)
        text += fmt::format("... and {} more\n\n", sorted.size() - most_shown);
    const std::size_t warnings = sorted.size() - errors;
    if (errors > 0)
        text += counted(errors, "error") + (warnings > 0 ? ", " : "");
    if (warnings > 0)
        text += counted(warnings, "warning");
    return text + "\n";
}

} // namespace dsl
