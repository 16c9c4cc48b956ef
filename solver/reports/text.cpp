// The report for people. What fails comes first, with its cause in the first two lines; the rest is one line
// each; the last line says what was counted.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/reports/format.hpp"
#include "solver/reports/story.hpp"
#include "solver/reports/words.hpp"

namespace reports {

using verdict::Findings;
using verdict::Observed;
using verdict::Result;
using verdict::Verdict;

namespace {

/// A result and where it belongs.
struct Entry {
    const Findings* findings;
    const Result* result;
};

enum class Standing { fails, fails_as_expected, not_as_expected, unknown, vacuous, holds };

Standing standing(const Result& result) {
    if (result.expected && result.verdict == Verdict::violated)
        return Standing::fails_as_expected;
    if (result.verdict == Verdict::violated)
        return Standing::fails;
    if (result.verdict == Verdict::unknown)
        return Standing::unknown;
    if (result.verdict == Verdict::vacuous)
        return Standing::vacuous;
    return result.expectation_missed.empty() ? Standing::holds : Standing::not_as_expected;
}

std::string label(Standing standing, const Ink& ink) {
    switch (standing) {
    case Standing::fails:
    case Standing::not_as_expected:
        return ink.bad("FAIL    ");
    case Standing::fails_as_expected:
        return ink.good("expected");
    case Standing::unknown:
        return ink.doubt("unknown ");
    case Standing::vacuous:
        return ink.doubt("vacuous ");
    case Standing::holds:
        return ink.good("holds   ");
    }
    throw std::logic_error("a result stands in one of the known ways");
}

/// Writes one run; holds what its lines share.
class Page {
public:
    Page(const Run& run, const Style& style) : run_(run), ink_(style.ink), statistics_(style.statistics) {
        for (const Findings& findings : run.findings)
            for (const Result& result : findings.results) {
                entries_.push_back({&findings, &result});
                name_ = std::max(name_, columns(qualified(findings, result.name)));
                sentence_ = std::max(sentence_, columns(result.sentence));
            }
        for (const Refusal& refusal : run.refusals)
            name_ = std::max(name_, columns(name_of(refusal)));
        sentence_ = std::min<std::size_t>(sentence_, 60);
    }

    std::string text() {
        stories(Standing::fails);
        lines(Standing::not_as_expected);
        refusals(false);
        observations();
        stories(Standing::fails_as_expected);
        for (Standing standing : {Standing::unknown, Standing::vacuous, Standing::holds})
            lines(standing);
        refusals(true);
        assumptions();
        not_modelled();
        if (statistics_)
            statistics();
        summary();
        return std::move(text_);
    }

private:
    void gap() {
        if (!text_.empty() && !text_.ends_with("\n\n"))
            text_ += "\n";
    }

    std::string head(const Entry& entry) const {
        return fmt::format("{}  {}  {}", label(standing(*entry.result), ink_),
                           padded(qualified(*entry.findings, entry.result->name), name_),
                           padded(entry.result->sentence, sentence_));
    }

    /// Violations of one standing, those of the same fault under the first of them.
    void stories(Standing wanted) {
        std::map<std::string, std::vector<Entry>> same;
        std::vector<std::string> order;
        for (const Entry& entry : entries_)
            if (standing(*entry.result) == wanted) {
                std::string key = entry.findings->case_name + "\n" + fault(*entry.result);
                if (same[key].empty())
                    order.push_back(key);
                same[key].push_back(entry);
            }
        for (const std::string& key : order)
            group(same[key]);
    }

    void group(const std::vector<Entry>& entries) {
        const Entry& first = entries.front();
        gap();
        std::string where = place(run_.sources, first.result->span), line = head(first);
        line = where.empty() ? line.substr(0, line.find_last_not_of(' ') + 1) : line + "   " + where;
        text_ += line + "\n";
        if (!first.result->expectation_missed.empty())
            text_ += fmt::format("      not as expected: {}\n", first.result->expectation_missed);
        text_ += story(run_, *first.findings, *first.result, ink_);
        if (entries.size() > 1)
            text_ += fmt::format("  {} more for the same cause:\n", entries.size() - 1);
        for (std::size_t i = 1; i < entries.size(); ++i)
            text_ +=
                wrapped(fmt::format("    {}  ",
                                    padded(qualified(*entries[i].findings, entries[i].result->name), name_)),
                        headline(*entries[i].findings->network, *entries[i].result->counterexample));
        text_ += "\n";
    }

    void lines(Standing wanted) {
        for (const Entry& entry : entries_)
            if (standing(*entry.result) == wanted)
                line(entry);
    }

    void line(const Entry& entry) {
        const Result& result = *entry.result;
        text_ += fmt::format("{}   {}\n", head(entry), counted(entry));
        if (!result.expectation_missed.empty())
            text_ += fmt::format("      not as expected: {}   {}\n", result.expectation_missed,
                                 place(run_.sources, result.span));
        if (!result.why_unknown.empty())
            text_ += wrapped("      ", result.why_unknown);
        for (const std::string& note : result.notes)
            text_ += wrapped("      note: ", note);
    }

    /// What one line counted: pairs, and scenarios; the whole budget where it is not the file's.
    std::string counted(const Entry& entry) const {
        const std::string& failures = entry.result->failures;
        std::string text = entry.result->pairs > 1 ? fmt::format("{} pairs, ", entry.result->pairs) : "";
        std::size_t open = failures.rfind('(');
        bool usual = failures == usual_failures() && open != std::string::npos && failures.ends_with(')');
        text += usual ? failures.substr(open + 1, failures.size() - open - 2) : failures;
        const std::vector<std::string> names = assumed(*entry.result);
        return names.empty() ? text : text + fmt::format(", assuming {}", fmt::join(names, ", "));
    }

    /// The names of what a `holds` rests on, each once; the sentences stand at the end.
    static std::vector<std::string> assumed(const Result& result) {
        std::vector<std::string> names;
        for (const std::string& assumption :
             result.verdict == Verdict::holds ? result.assumptions : std::vector<std::string>{}) {
            std::string name = assumption.substr(0, assumption.find(':'));
            if (std::ranges::find(names, name) == names.end())
                names.push_back(std::move(name));
        }
        return names;
    }

    void assumptions() {
        std::vector<std::string> sentences;
        for (const Entry& entry : entries_)
            if (!assumed(*entry.result).empty())
                for (const std::string& assumption : entry.result->assumptions)
                    if (std::ranges::find(sentences, assumption) == sentences.end())
                        sentences.push_back(assumption);
        if (sentences.empty())
            return;
        gap();
        text_ += "assumed, where the platform's documents or the file leave it open:\n";
        for (const std::string& sentence : sentences)
            text_ += wrapped("  - ", sentence);
    }

    std::string usual_failures() const { return run_.findings.empty() ? "" : run_.findings.front().failures; }

    const std::string& name_of(const Refusal& refusal) const {
        return refusal.case_name.empty() ? run_.spec : refusal.case_name;
    }

    void refusals(bool came) {
        for (const Refusal& refusal : run_.refusals) {
            if (refusal.came != came)
                continue;
            const std::string& name = name_of(refusal);
            std::string where = place(run_.sources, refusal.span);
            text_ += came ? fmt::format("{}  {}  refused, as expected: {} {}   {}\n", ink_.good("refused "),
                                        padded(name, name_), refusal.code, refusal.message, where)
                          : fmt::format("{}  {}  expected to be refused with {}, and was not   {}\n",
                                        ink_.bad("FAIL    "), padded(name, name_), refusal.code, where);
        }
    }

    void observations() {
        for (const Findings& findings : run_.findings)
            for (const Observed& observed : findings.observations)
                if (!observed.agrees)
                    disagreement(findings, observed);
    }

    void disagreement(const Findings& findings, const Observed& observed) {
        gap();
        text_ += fmt::format("{}  observe {}   {}\n", ink_.bad("DISAGREE"), qualified(findings, observed.id),
                             place(run_.sources, observed.span));
        block("observed", observed.observed);
        block("model", observed.model);
        for (std::size_t i = 0; i < observed.differences.size(); ++i) {
            dsl::Span span = i < observed.places.size() ? observed.places[i] : dsl::Span{};
            text_ += fmt::format("      {}   {}\n", observed.differences[i], place(run_.sources, span));
            if (run_.sources.line(span) != run_.sources.line(observed.span))
                text_ += fmt::format("        | {}\n", source_line(run_.sources, span));
        }
        text_ += "\n";
    }

    /// A labelled text of one or several lines.
    void block(std::string_view title, std::string_view lines) {
        std::string start = padded(title, 10);
        while (!lines.empty()) {
            std::size_t end = std::min(lines.find('\n'), lines.size());
            text_ += fmt::format("      {}{}\n", start, lines.substr(0, end));
            lines.remove_prefix(std::min(end + 1, lines.size()));
            start = std::string(10, ' ');
        }
    }

    void not_modelled() {
        std::vector<std::string> sentences;
        for (const auto& network : run_.networks)
            for (const network::NotModelled& missing : network->not_modelled)
                if (std::ranges::find(sentences, missing.sentence) == sentences.end())
                    sentences.push_back(missing.sentence);
        if (sentences.empty())
            return;
        gap();
        if (!statistics_) {
            text_ += ink_.faint(fmt::format(
                         "not modelled: {} that these networks have to do with; --stats lists them",
                         count(sentences.size(), "thing", "things"))) +
                     "\n";
            return;
        }
        text_ += "not modelled:\n";
        for (const std::string& sentence : sentences)
            text_ += wrapped("  - ", sentence);
    }

    void statistics() {
        gap();
        for (const Findings& findings : run_.findings) {
            const verdict::Statistics& s = findings.statistics;
            text_ += fmt::format(
                "statistics{}{}: {} queries, {} variables, {} clauses, {} candidate routes; parse {:.3f} s, "
                "encode {:.3f} s, solve {:.3f} s, replay {:.3f} s, total {:.3f} s\n",
                findings.case_name.empty() ? "" : " of ", findings.case_name, s.queries, s.variables,
                s.clauses, s.candidates, s.parse_seconds, s.encode_seconds, s.solve_seconds, s.replay_seconds,
                s.total_seconds);
            for (const Result& result : findings.results)
                text_ += fmt::format("  {}  {:8.3f} s  {}\n", padded(qualified(findings, result.name), name_),
                                     result.seconds, result.decided_by);
        }
    }

    void summary() {
        std::map<Standing, std::size_t> number;
        for (const Entry& entry : entries_)
            ++number[standing(*entry.result)];
        std::vector<std::string> parts;
        auto add = [&](std::size_t n, std::string_view one, std::string_view several) {
            if (n > 0)
                parts.push_back(count(n, one, several));
        };
        add(number[Standing::fails] + number[Standing::not_as_expected] + missed_refusals(), "fail", "fail");
        add(number[Standing::fails_as_expected], "fails as expected", "fail as expected");
        add(number[Standing::unknown], "unknown", "unknown");
        add(number[Standing::vacuous], "vacuous", "vacuous");
        add(number[Standing::holds], "holds", "hold");
        add(run_.refusals.size() - missed_refusals(), "refused as expected", "refused as expected");
        if (std::string observed = observed_count(); !observed.empty())
            parts.push_back(observed);
        gap();
        text_ +=
            fmt::format("{}    {}{}{:.1f} s    exit {}\n", fmt::join(parts, ", "), usual_failures(),
                        usual_failures().empty() ? "" : "    ", run_.seconds, static_cast<int>(run_.exit()));
    }

    std::size_t missed_refusals() const {
        return static_cast<std::size_t>(std::ranges::count(run_.refusals, false, &Refusal::came));
    }

    std::string observed_count() const {
        std::size_t all = 0, agree = 0;
        for (const Findings& findings : run_.findings)
            for (const Observed& observed : findings.observations) {
                ++all;
                agree += observed.agrees ? 1 : 0;
            }
        return all == 0 ? ""
                        : fmt::format("{} of {} agree{}", agree, count(all, "observation", "observations"),
                                      all == 1 && agree == 1 ? "s" : "");
    }

    const Run& run_;
    Ink ink_;
    bool statistics_;
    std::vector<Entry> entries_;
    std::size_t name_ = 0, sentence_ = 0;
    std::string text_;
};

std::string write_one(const Run& run, const Style& style) {
    if (!run.fault.empty())
        return fmt::format("{}: no verdict counts, {} made a mistake: {}    exit 4\n", run.spec, "`verify`",
                           run.fault);
    if (run.exit() == Exit::refused)
        return fmt::format("{}: refused, nothing was decided    exit 2\n", run.spec);
    return Page(run, style).text();
}

} // namespace

std::string write_text(const std::vector<Run>& runs, const Style& style) {
    std::string text;
    Exit exit = Exit::passed;
    for (const Run& run : runs) {
        if (runs.size() > 1)
            text += fmt::format("{}{}\n", text.empty() ? "" : "\n", style.ink.strong("== " + run.spec));
        text += write_one(run, style);
        exit = worse(exit, run.exit());
    }
    if (runs.size() > 1)
        text += fmt::format("\n{} files    exit {}\n", runs.size(), static_cast<int>(exit));
    return text;
}

} // namespace reports
