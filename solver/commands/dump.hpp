#pragma once
// `--dump ast|network`: what the files turned into, printed instead of decided.

#include <vector>

#include "solver/commands/command.hpp"
#include "solver/pipeline.hpp"

namespace commands {

Exit dump(const Request& request, const std::vector<solver::Loaded>& files);

} // namespace commands
