// Exit codes: what a run's findings amount to.
#include "solver/reports/run.hpp"

#include <algorithm>
#include <array>

namespace reports {

using verdict::Result;
using verdict::Verdict;

Exit worse(Exit a, Exit b) {
    constexpr std::array order{Exit::our_fault, Exit::refused, Exit::violated, Exit::undecided};
    for (Exit exit : order)
        if (a == exit || b == exit)
            return exit;
    return Exit::passed;
}

namespace {

Exit exit_of(const Result& result) {
    if (result.passes())
        return Exit::passed;
    bool decided = result.verdict == Verdict::holds || result.verdict == Verdict::violated;
    return decided ? Exit::violated : Exit::undecided;
}

Exit exit_of(const verdict::Findings& findings) {
    Exit exit = Exit::passed;
    for (const Result& result : findings.results)
        exit = worse(exit, exit_of(result));
    for (const verdict::Observed& observed : findings.observations)
        exit = worse(exit, observed.agrees ? Exit::passed : Exit::violated);
    return exit;
}

} // namespace

Exit Run::exit() const {
    if (!fault.empty())
        return Exit::our_fault;
    if (diagnostics.has_errors() || empty())
        return Exit::refused;
    Exit exit = Exit::passed;
    for (const verdict::Findings& found : findings)
        exit = worse(exit, exit_of(found));
    for (const Refusal& refusal : refusals)
        exit = worse(exit, refusal.came ? Exit::passed : Exit::violated);
    return exit;
}

std::string qualified(const verdict::Findings& findings, const std::string& name) {
    if (findings.case_name.empty() || name.starts_with(findings.case_name + "/"))
        return name;
    return findings.case_name + "/" + name;
}

} // namespace reports
