#pragma once
// What a command line asks for, read and checked as far as it can be without the files it names.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace commands {

/// `--format NAME` or `--format NAME=FILE`.
struct Output {
    std::string format;
    std::string file; ///< empty: standard output
};

enum class Colour { automatic, always, never };

struct Request {
    std::vector<std::string> words;        ///< what is no option: files, nodes, codes
    std::vector<std::string> properties;   ///< `--property`
    std::vector<std::string> down;         ///< `--down`
    std::vector<Output> outputs;           ///< `--format`
    std::optional<std::uint32_t> failures; ///< `--failures`
    std::optional<std::uint32_t> jobs;     ///< `--jobs`
    double timeout = 0;                    ///< `--timeout`, seconds; 0: none
    std::string dump;                      ///< `--dump`: `ast`, `network` or empty
    std::string dump_smt2;                 ///< `--dump smt2=DIR`
    std::string case_name;                 ///< `--case`
    std::string from, to;                  ///< `--from`, `--to`: a peer
    std::string source, destination;       ///< `--source`, `--destination`: addresses
    std::string protocol;                  ///< `--protocol`
    std::uint32_t source_port = 0, port = 0;
    Colour colour = Colour::automatic;
    bool statistics = false, convergence = true, check = false, to_stdout = false, every_offer = false;
    bool help = false, version = false;
};

} // namespace commands
