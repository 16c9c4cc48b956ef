#pragma once
// Everything one run found about one file, with the texts and networks it speaks of: what a report writes
// down.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "solver/network/network.hpp"
#include "solver/verdict/result.hpp"

namespace reports {

/// What a run ends with, as pipelines see it.
enum class Exit {
    passed = 0,    ///< everything selected holds, or fails just as the file says
    violated = 1,  ///< something selected does not
    refused = 2,   ///< the text or the command line is wrong, or nothing was selected
    undecided = 3, ///< nothing violated, something unknown or vacuous
    our_fault = 4, ///< solver and replay disagree, or an error of ours
};
/// The code of several files in one run: the first of 4, 2, 1, 3, 0 that occurs.
Exit worse(Exit a, Exit b);

/// `expect refused CODE;` and what came of it.
struct Refusal {
    std::string case_name; ///< empty: the file itself
    std::string code;
    dsl::Span span;
    bool came = false;   ///< the text was refused with that code
    std::string message; ///< what the refusal said; empty if it did not come
};

/// One file's run. Owns what `findings` point at, so it is moved and never copied.
struct Run {
    Run() = default;
    Run(Run&&) = default;
    Run& operator=(Run&&) = default;

    std::string spec; ///< the path as the user typed it
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    std::vector<std::unique_ptr<const network::Network>> networks;
    std::vector<verdict::Findings> findings;
    std::vector<Refusal> refusals;
    std::string fault; ///< of ours; empty if there was none
    double seconds = 0;

    bool empty() const { return findings.empty() && refusals.empty(); }
    Exit exit() const;
};

/// `case/name` for what belongs to a case, `name` for what belongs to the file itself.
std::string qualified(const verdict::Findings& findings, const std::string& name);

} // namespace reports
