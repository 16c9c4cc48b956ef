// The shortest way from a text to what `lower` makes of it.

#include "tests/unit/lower/lowering.hpp"

#include <stdexcept>

namespace lowering {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

} // namespace

const std::string row = "router a { owns 10.1.0.0/24; host pc 10.1.0.7; }\n"
                        "router b { owns 10.2.0.0/24; host pc 10.2.0.7; host db 10.2.0.9; }\n"
                        "router c { owns 10.3.0.0/24; }\n"
                        "link a b { addresses 192.168.0.0 192.168.0.1; }\n"
                        "link b c;\n";

Run run(const std::string& text, const std::string& table) {
    Run run;
    const auto read = [&](const std::string& path, std::string&) {
        return std::optional(path == "t.csv" ? table : text);
    };
    const dsl::Elaborated file = dsl::elaborate("t.net", run.sources, read, run.diagnostics);
    for (const dsl::Variant& variant : file.variants)
        run.variants.push_back(lower::lower(variant, run.diagnostics));
    return run;
}

std::string said(const std::string& text) { return run(text).said(); }

const properties::Claim& Run::claim(std::string_view name) const {
    for (const lower::Lowered& variant : variants)
        for (const properties::Claim& claim : variant.claims)
            if (claim.name == name)
                return claim;
    throw std::out_of_range("no such claim");
}

std::vector<std::string> Run::codes() const {
    std::vector<std::string> codes;
    for (const dsl::Diagnostic& diagnostic : diagnostics.all())
        codes.push_back(diagnostic.code);
    return codes;
}

std::string Run::pairs(std::string_view name) const {
    std::vector<std::string> pairs;
    for (const properties::Pair& pair : claim(name).pairs)
        pairs.push_back(pair.from.name + ">" + pair.to.name);
    return joined(pairs);
}

std::string Run::names(const network::FailureSet& failures) const {
    std::vector<std::string> names;
    for (const network::FailureId failure : failures)
        names.push_back(net()[failure].name);
    return joined(names);
}

} // namespace lowering
