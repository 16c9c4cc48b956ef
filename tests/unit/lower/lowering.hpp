#pragma once
// From a text to its network and claims, and to everything that is said of it.

#include <string>
#include <string_view>
#include <vector>

#include "solver/lower/lower.hpp"

namespace lowering {

/// A text, lowered; its cases follow the file itself. The file is called `t.net`, the table beside it `t.csv`.
struct Run {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    std::vector<lower::Lowered> variants;

    std::string said() const { return dsl::render(diagnostics, sources); }
    const lower::Lowered& only() const { return variants.at(0); }
    const network::Network& net() const { return *only().network; }
    const properties::Claim& claim(std::string_view name) const;
    std::vector<std::string> codes() const;
    /// `a>b a>c`
    std::string pairs(std::string_view claim) const;
    /// The names of failure groups, in the order of their declaration: `a--b c`.
    std::string names(const network::FailureSet& failures) const;
};

Run run(const std::string& text, const std::string& table = "");
/// What lowering a text says; the empty text if nothing.
std::string said(const std::string& text);

/// Three routers in a row that own a prefix each: `a--b`, `b--c`.
extern const std::string row;

} // namespace lowering
