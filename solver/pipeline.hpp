#pragma once
// What happens to one file, stage by stage: read, parse and elaborate, lower, select, decide. Reports follow.

#include <optional>
#include <string>
#include <vector>

#include "dsl/elaborate.hpp"
#include "solver/lower/lower.hpp"
#include "solver/reports/run.hpp"
#include "solver/verdict/decide.hpp"

namespace solver {

/// What the command line asks of a run.
struct Wishes {
    std::vector<std::string> properties;   ///< `--property`: kinds, names, cases; empty: everything
    std::optional<std::uint32_t> failures; ///< `--failures`
    verdict::Settings deciding;
};

/// One file, understood: its networks and what it claims of them. Texts and diagnostics stand in `run`.
struct Loaded {
    reports::Run run;
    std::vector<lower::Lowered> variants; ///< none that had to be refused
    bool refused() const { return run.diagnostics.has_errors(); }
};

/// Reads a text for `dsl::elaborate`; refuses directories and what never ends.
std::optional<std::string> read_text(const std::string& path, std::string& why);

/// Everything before the solver: read, parse, elaborate, lower. Errors stand in `run.diagnostics`.
Loaded load(const std::string& path);

/// Keeps what `properties` names and reports words that select nothing in any of the files, then files that
/// claim nothing. A file in which nothing is selected although others have it keeps nothing and is no error.
void select(std::vector<Loaded>& files, const std::vector<std::string>& properties, bool convergence);

/// Decides what is left to decide and moves the findings into `run`. Never throws: faults of ours stand in
/// `run`.
void decide(Loaded& file, const Wishes& wishes);

} // namespace solver
