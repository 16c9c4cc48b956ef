// Runs the phases as `solver/lower` does, without anything that is no kind.

#include "tests/unit/kinds/building.hpp"

#include <stdexcept>

#include "solver/kinds/finish.hpp"
#include "solver/kinds/ibgp.hpp"
#include "solver/kinds/kind.hpp"
#include "solver/kinds/rules.hpp"

namespace building {

Built build(const std::string& text) {
    Built built;
    const auto read = [&](const std::string&, std::string&) { return std::optional(text); };
    const dsl::Elaborated file = dsl::elaborate("t.net", built.sources, read, built.diagnostics);
    std::vector<dsl::Rule> rules;
    for (const kinds::Kind& kind : kinds::table())
        rules.push_back(*kind.rule);
    rules.push_back(kinds::more(kinds::rule("group", {dsl::Shape::name, dsl::Shape::name}, ""), dsl::Shape::name));
    rules.back().repeats = true;
    kinds::Builder builder(built.diagnostics);
    dsl::check(file.variants.at(0).statements, rules, "a network", built.diagnostics);
    for (const dsl::Statement& statement : file.variants.at(0).statements)
        if (statement.head() == "group")
            kinds::note_group(builder, statement);
    for (const kinds::Phase phase : kinds::phases)
        for (const dsl::Statement& statement : file.variants.at(0).statements)
            if (const kinds::Kind* kind = kinds::find(statement.head());
                kind && statement.words.size() > kind->rule->arguments.size())
                kind->build(phase, statement, builder);
    kinds::finish(builder);
    built.net = std::move(builder.net);
    return built;
}

std::string said(const std::string& text) { return build(text).said(); }

const network::Link& Built::link(std::string_view name, std::string_view from) const {
    for (const network::Link& link : net.links)
        if (link.name == name && net[link.from].name == from)
            return link;
    throw std::out_of_range("no such link");
}

const network::Policy& Built::policy(std::string_view name) const {
    for (const network::Policy& policy : net.policies)
        if (policy.name == name)
            return policy;
    throw std::out_of_range("no such policy");
}

} // namespace building
