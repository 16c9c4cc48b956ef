// `verify SPEC...`: loads every file, selects, decides one after the other, reports.
#include <algorithm>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "solver/commands/command.hpp"
#include "solver/commands/console.hpp"
#include "solver/commands/dump.hpp"
#include "solver/commands/outputs.hpp"
#include "solver/commands/progress.hpp"
#include "solver/pipeline.hpp"
#include "solver/reports/format.hpp"
#include "solver/reports/output.hpp"

namespace commands {

namespace {

solver::Wishes wishes(const Request& request, Progress& progress) {
    solver::Wishes result;
    result.properties = request.properties;
    result.failures = request.failures;
    result.deciding.timeout_seconds = request.timeout;
    result.deciding.jobs = request.jobs.value_or(std::max(1U, std::thread::hardware_concurrency()));
    result.deciding.convergence = request.convergence;
    result.deciding.dump_smt2 = request.dump_smt2;
    if (is_terminal(2))
        result.deciding.progress = [&progress](std::size_t done, std::size_t total, const std::string& what) {
            progress.show(done, total, what);
        };
    return result;
}

Exit write(const Request& request, const Output& output, bool to_error,
           const std::vector<reports::Run>& runs) {
    const reports::Format& format = *reports::find_format(output.format);
    reports::Style style;
    style.statistics = request.statistics;
    if (output.file.empty())
        style.ink = ink(request, to_error ? 2 : 1);
    std::string text = format.write(runs, style);
    if (output.file.empty() && !to_error)
        return print(text);
    std::string fault =
        to_error ? reports::write_descriptor(2, text) : reports::write_file(output.file, text);
    if (fault.empty())
        return Exit::passed;
    return complain(request, "VN0905", fmt::format("cannot write `{}`: {}", output.file, fault),
                    "make room, or name another file");
}

Exit report(const Request& request, const std::vector<reports::Run>& runs) {
    Exit exit = Exit::passed;
    for (const reports::Run& run : runs) {
        complain(request, run.diagnostics, run.sources);
        exit = worse(exit, run.exit());
        if (!run.fault.empty())
            our_fault(fmt::format("{}: {}", run.spec, run.fault));
    }
    const std::vector<Output> all = outputs(request);
    for (const Output& output : all)
        exit = worse(exit, write(request, output, shares_with_machine(output, all), runs));
    return exit;
}

} // namespace

Exit verify(const Request& request) {
    if (!request.dump_smt2.empty()) {
        std::error_code fault;
        std::filesystem::create_directory(request.dump_smt2, fault);
        if (fault)
            return complain(request, "VN0905",
                            fmt::format("cannot write to `{}`: {}", request.dump_smt2, fault.message()),
                            "name a folder that may be written");
    }
    std::vector<solver::Loaded> files;
    for (const std::string& path : request.words)
        files.push_back(solver::load(path));
    if (Exit refused = refuse_overwriting(request, files); refused != Exit::passed)
        return refused;
    if (!request.dump.empty())
        return dump(request, files);
    solver::select(files, request.properties, request.convergence);
    Progress progress;
    const solver::Wishes wanted = wishes(request, progress);
    std::vector<reports::Run> runs;
    for (solver::Loaded& file : files) {
        solver::decide(file, wanted);
        runs.push_back(std::move(file.run));
    }
    progress.clear();
    return report(request, runs);
}

} // namespace commands
