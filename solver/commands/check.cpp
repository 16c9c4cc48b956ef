// `verify check SPEC...`: everything before the solver.
#include <algorithm>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/pipeline.hpp"
#include "solver/reports/words.hpp"

namespace commands {

namespace {

using reports::count;

std::string contents(const solver::Loaded& file) {
    std::size_t claims = 0, observations = 0;
    for (const lower::Lowered& variant : file.variants) {
        claims += variant.claims.size();
        observations += variant.observations.size();
    }
    std::string text = fmt::format("{}: reads well: ", file.run.spec);
    if (!file.variants.empty()) {
        const network::Network& network = *file.variants.front().network;
        text += fmt::format("{}, {}, ", count(network.nodes.size(), "node", "nodes"),
                            count(network.sessions.size(), "session", "sessions"));
    }
    text += fmt::format("{}, {}", count(claims, "property", "properties"),
                        count(observations, "observation", "observations"));
    if (file.variants.size() > 1)
        text += fmt::format(" in {} networks", file.variants.size());
    return text + "\n";
}

/// Refusals that the file expects, each with what came of it.
std::string refusals(const solver::Loaded& file) {
    std::string text;
    for (const reports::Refusal& refusal : file.run.refusals)
        text += fmt::format(
            "{}: {} {} {}\n", file.run.spec, refusal.case_name.empty() ? "the file" : refusal.case_name,
            refusal.came ? "is refused, as expected:" : "was expected to be refused with", refusal.code);
    return text;
}

Exit exit_of(const solver::Loaded& file) {
    if (file.refused())
        return Exit::refused;
    bool all_came = std::ranges::all_of(file.run.refusals, &reports::Refusal::came);
    return all_came ? Exit::passed : Exit::violated;
}

} // namespace

Exit check(const Request& request) {
    Exit exit = Exit::passed;
    std::string text;
    for (const std::string& path : request.words) {
        solver::Loaded file = solver::load(path);
        complain(request, file.run.diagnostics, file.run.sources);
        if (!file.refused())
            text += contents(file) + refusals(file);
        exit = worse(exit, exit_of(file));
    }
    return print(text, exit);
}

} // namespace commands
