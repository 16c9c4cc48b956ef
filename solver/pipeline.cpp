// See the header. Cases that are expected to be refused end here: they are never decided.
#include "solver/pipeline.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <sys/stat.h>
#include <tuple>

#include <fmt/format.h>

#include "solver/verdict/reasons.hpp"

namespace solver {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// No network anyone types is larger; endless devices are.
constexpr std::size_t largest_text = 64U << 20U;

const dsl::Diagnostic* find_error(const dsl::Diagnostics& diagnostics, const std::string& code) {
    for (const dsl::Diagnostic& one : diagnostics.all())
        if (one.severity == dsl::Severity::error && one.code == code)
            return &one;
    return nullptr;
}

/// Notes for each expected refusal whether it came. True if every error of the variant was expected.
bool note_refusals(const lower::Lowered& lowered, const dsl::Diagnostics& found,
                   std::vector<reports::Refusal>& refusals) {
    std::set<std::string> expected;
    for (const lower::ExpectedRefusal& refusal : lowered.refusals) {
        const dsl::Diagnostic* error = find_error(found, refusal.code);
        refusals.push_back(
            {lowered.case_name, refusal.code, refusal.span, error != nullptr, error ? error->message : ""});
        expected.insert(refusal.code);
    }
    return std::ranges::all_of(found.all(), [&](const dsl::Diagnostic& one) {
        return one.severity != dsl::Severity::error || expected.contains(one.code);
    });
}

/// Lowering does not know the reasons that verdicts give, so their names are checked here.
void check_reasons(const lower::Lowered& lowered, dsl::Diagnostics& found) {
    std::vector<std::string_view> known;
    for (const verdict::Reason& reason : verdict::reasons())
        known.push_back(reason.code);
    for (const properties::Claim& claim : lowered.claims) {
        if (!claim.expected_violated || claim.expected_violated->reason.empty() ||
            verdict::find_reason(claim.expected_violated->reason) != nullptr)
            continue;
        std::string hint = dsl::did_you_mean(claim.expected_violated->reason, known);
        found.error("VN0910", claim.expected_violated->reason_span,
                    fmt::format("unknown reason `{}`", claim.expected_violated->reason),
                    hint.empty() ? "`verify list reasons` lists them" : hint);
    }
}

/// What one network of the file does not use another may: such warnings wait until all are read, and count in how many
/// networks the thing stands, and in how many it is idle.
class Idle {
public:
    void note(const dsl::Variant& variant, const dsl::Diagnostics& found) {
        for (const dsl::Statement& statement : variant.statements)
            if (statement.words.size() > 1)
                ++stands_[place(statement.words[1].span)];
        for (const dsl::Diagnostic& one : found.all())
            if (is_idle(one) && ++idle_[place(one.span)] == 1)
                waiting_.push_back(one);
    }
    static bool is_idle(const dsl::Diagnostic& one) { return one.code == "VN0113"; }

    void report(dsl::Diagnostics& diagnostics) const {
        for (const dsl::Diagnostic& one : waiting_)
            if (const auto in = stands_.find(place(one.span)); in == stands_.end() || in->second == idle_.at(in->first))
                diagnostics.add(one);
    }

private:
    using Place = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
    static Place place(dsl::Span span) { return {span.file, span.begin, span.made}; }

    std::map<Place, std::size_t> stands_, idle_;
    std::vector<dsl::Diagnostic> waiting_;
};

/// Lowers one variant into `file`: to be decided, refused as expected, or wrong.
void lower_into(Loaded& file, const dsl::Variant& variant, Idle& idle) {
    dsl::Diagnostics found;
    lower::Lowered lowered = lower::lower(variant, found);
    check_reasons(lowered, found);
    idle.note(variant, found);
    bool as_expected = note_refusals(lowered, found, file.run.refusals);
    if (found.has_errors() && as_expected)
        return;
    for (const dsl::Diagnostic& one : found.all())
        if (!Idle::is_idle(one))
            file.run.diagnostics.add(one);
    if (!found.has_errors() && lowered.refusals.empty())
        file.variants.push_back(std::move(lowered));
}

} // namespace

std::optional<std::string> read_text(const std::string& path, std::string& why) {
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
        why = "it is a directory";
        return std::nullopt;
    }
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) {
        why = errno == ENOENT   ? "there is no such file"
              : errno == EACCES ? "permission denied"
                                : std::strerror(errno);
        return std::nullopt;
    }
    std::string text;
    std::vector<char> block(1U << 16U);
    while (std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
        text.append(block.data(), got);
        if (text.size() > largest_text) {
            why = "it is larger than 64 MiB";
            return std::nullopt;
        }
    }
    if (std::ferror(file.get()) != 0) {
        why = std::strerror(errno);
        return std::nullopt;
    }
    return text;
}

Loaded load(const std::string& path) {
    Clock::time_point start = Clock::now();
    Loaded file;
    file.run.spec = path;
    dsl::Elaborated elaborated = dsl::elaborate(path, file.run.sources, read_text, file.run.diagnostics);
    Idle idle;
    if (!file.refused())
        for (const dsl::Variant& variant : elaborated.variants)
            lower_into(file, variant, idle);
    idle.report(file.run.diagnostics);
    file.run.seconds = seconds_since(start);
    return file;
}

namespace {

bool names_case(const lower::Lowered& variant, const std::string& word) { return variant.case_name == word; }

bool names(const lower::Lowered& variant, const properties::Claim& claim, const std::string& word) {
    return claim.property == word || claim.name == word || variant.case_name + "/" + claim.name == word ||
           claim.name.ends_with("/" + word);
}

bool names(const lower::Lowered& variant, const properties::Observation& observation,
           const std::string& word) {
    return word == "observations" || observation.id == word ||
           variant.case_name + "/" + observation.id == word;
}

/// Keeps of `things` what one of `words` names, and adds the words that named something to `used`.
template <class Thing>
void keep(const lower::Lowered& variant, std::vector<Thing>& things, const std::vector<std::string>& words,
          std::set<std::string>& used) {
    std::erase_if(things, [&](const Thing& thing) {
        bool wanted = false;
        for (const std::string& word : words)
            if (names_case(variant, word) || names(variant, thing, word)) {
                used.insert(word);
                wanted = true;
            }
        return !wanted;
    });
}

std::vector<std::string> selectable(const std::vector<Loaded>& files) {
    std::set<std::string> words{"convergence"};
    for (const Loaded& file : files)
        for (const lower::Lowered& variant : file.variants) {
            for (const properties::Claim& claim : variant.claims) {
                words.insert(claim.name);
                words.insert(claim.property);
            }
            if (!variant.case_name.empty())
                words.insert(variant.case_name);
        }
    return {words.begin(), words.end()};
}

void report_unused(Loaded& file, const std::string& word, const std::vector<std::string>& known) {
    std::vector<std::string_view> views(known.begin(), known.end());
    std::string hint = dsl::did_you_mean(word, views);
    if (hint.empty())
        hint = fmt::format("there is: {}", fmt::join(known, ", "));
    file.run.diagnostics.error("VN0902", {}, fmt::format("`--property {}` selects nothing", word), hint);
}

void report_empty(Loaded& file) {
    file.run.diagnostics.error("VN0903", {}, fmt::format("nothing to decide in `{}`", file.run.spec),
                               "add a `property` or an observation; a file that claims nothing cannot pass");
}

void keep_selected(Loaded& file, const std::vector<std::string>& properties, bool every_network,
                   std::set<std::string>& used) {
    for (lower::Lowered& variant : file.variants) {
        keep(variant, variant.claims, properties, used);
        keep(variant, variant.observations, properties, used);
    }
    file.run.refusals.clear();
    if (!every_network)
        std::erase_if(file.variants, [](const lower::Lowered& variant) {
            return variant.claims.empty() && variant.observations.empty();
        });
}

bool claims_nothing(const Loaded& file) {
    return file.run.refusals.empty() && std::ranges::all_of(file.variants, [](const lower::Lowered& variant) {
               return variant.claims.empty() && variant.observations.empty();
           });
}

} // namespace

void select(std::vector<Loaded>& files, const std::vector<std::string>& properties, bool convergence) {
    for (Loaded& file : files)
        if (!file.refused() && claims_nothing(file))
            report_empty(file);
    if (properties.empty())
        return;
    const std::vector<std::string> known = selectable(files);
    const bool any_refused = std::ranges::any_of(files, &Loaded::refused);
    const bool every_network =
        convergence && std::ranges::find(properties, "convergence") != properties.end();
    std::set<std::string> used;
    if (every_network)
        used.insert("convergence");
    for (Loaded& file : files)
        keep_selected(file, properties, every_network, used);
    for (const std::string& word : properties)
        if (!used.contains(word) && !any_refused)
            report_unused(files.front(), word, known);
    std::erase_if(files, [](const Loaded& file) { return !file.refused() && file.variants.empty(); });
}

namespace {

/// The network and its claims under `--failures K`.
void set_failures(network::Network& network, std::vector<properties::Claim>& claims, std::uint32_t failures) {
    network.budget = lower::with_at_most(network, network.budget, failures);
    for (properties::Claim& claim : claims)
        claim.budget = lower::with_at_most(network, claim.budget, failures);
}

verdict::Findings decide_variant(lower::Lowered& variant, const Wishes& wishes, reports::Run& run) {
    auto network = std::make_unique<network::Network>(*variant.network);
    if (wishes.failures)
        set_failures(*network, variant.claims, *wishes.failures);
    verdict::Findings findings =
        verdict::decide(*network, variant.claims, variant.observations, wishes.deciding);
    findings.case_name = variant.case_name;
    findings.network = network.get();
    findings.failures = lower::describe(*network, network->budget);
    run.networks.push_back(std::move(network));
    return findings;
}

bool nothing_can_fail(const Loaded& file) {
    return std::ranges::all_of(file.variants, [](const lower::Lowered& variant) {
        const network::Network& network = *variant.network;
        return without_choices(network, network.budget).limits.empty() &&
               std::ranges::all_of(variant.claims, [&](const properties::Claim& claim) {
                   return without_choices(network, claim.budget).limits.empty();
               });
    });
}

} // namespace

void decide(Loaded& file, const Wishes& wishes) {
    reports::Run& run = file.run;
    if (wishes.failures.value_or(0) > 0 && !file.refused() && !file.variants.empty() &&
        nothing_can_fail(file))
        run.diagnostics.error(
            "VN0906", {},
            fmt::format("`--failures {}`: nothing in `{}` can fail", *wishes.failures, run.spec),
            "leave the option out, or let links fail: `failures { any 1 of links; }`");
    if (file.refused())
        return;
    Clock::time_point start = Clock::now();
    double parsing = run.seconds;
    try {
        for (lower::Lowered& variant : file.variants)
            run.findings.push_back(decide_variant(variant, wishes, run));
    } catch (const std::exception& fault) {
        run.fault = fault.what();
    }
    if (!run.findings.empty())
        run.findings.front().statistics.parse_seconds = parsing;
    run.seconds += seconds_since(start);
}

} // namespace solver
