// Files are compared by their canonical paths, so `./a.net`, a symbolic link and `a.net` are one.
#include "solver/commands/outputs.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "solver/commands/console.hpp"
#include "solver/reports/format.hpp"

namespace commands {

namespace {

std::string canonical(const std::string& path) {
    std::error_code fault;
    std::filesystem::path result = std::filesystem::weakly_canonical(path, fault);
    return fault ? path : std::filesystem::absolute(result, fault).lexically_normal().string();
}

std::set<std::string> inputs(const std::vector<solver::Loaded>& files) {
    std::set<std::string> paths;
    for (const solver::Loaded& file : files)
        for (std::uint32_t i = 0; i < file.run.sources.size(); ++i) {
            std::string path(file.run.sources.path(i));
            std::error_code fault;
            if (std::filesystem::is_regular_file(path, fault))
                paths.insert(canonical(path));
        }
    return paths;
}

std::string words(const Output& output) {
    return output.file.empty() ? output.format : fmt::format("{}={}", output.format, output.file);
}

} // namespace

std::vector<Output> outputs(const Request& request) {
    std::vector<Output> result = request.outputs;
    bool on_screen = std::ranges::any_of(result, [](const Output& output) { return output.file.empty(); });
    if (!on_screen)
        result.push_back({"text", ""});
    return result;
}

bool shares_with_machine(const Output& output, const std::vector<Output>& all) {
    return output.file.empty() && !reports::find_format(output.format)->machine &&
           std::ranges::any_of(all, [](const Output& other) {
               return other.file.empty() && reports::find_format(other.format)->machine;
           });
}

Exit refuse_overwriting(const Request& request, const std::vector<solver::Loaded>& files) {
    const std::set<std::string> read = inputs(files);
    const std::vector<Output> all = outputs(request);
    std::map<std::string, const Output*> taken;
    for (const Output& output : all) {
        std::string place = !output.file.empty()               ? canonical(output.file)
                            : shares_with_machine(output, all) ? "standard error"
                                                               : "standard output";
        if (read.contains(place))
            return complain(request, "VN0904",
                            fmt::format("`--format {}` would overwrite a file that was read", words(output)),
                            "name another file");
        auto [other, is_new] = taken.emplace(place, &output);
        if (!is_new)
            return complain(request, "VN0904",
                            fmt::format("`--format {}` and `--format {}` go to the same place",
                                        words(*other->second), words(output)),
                            "give each a file of its own: `--format json=FILE`");
    }
    return Exit::passed;
}

} // namespace commands
