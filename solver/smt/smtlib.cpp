// Variables keep their names (made unique by their number), conjunctions become `define-fun`s in order.

#include "solver/smt/smtlib.hpp"

#include <fmt/format.h>

#include <iterator>

namespace smt {

namespace {

std::vector<bool> reachable(const Context& context, const std::vector<Assertion>& assertions,
                            std::span<const Term> assumptions) {
    std::vector<bool> seen(context.size(), false);
    for (const Assertion& assertion : assertions)
        seen[assertion.term.node()] = true;
    for (Term term : assumptions)
        seen[term.node()] = true;
    for (std::size_t node = seen.size(); node-- > 0;) // children come before their parents
        if (seen[node])
            for (Term child : context.children(static_cast<std::uint32_t>(node)))
                seen[child.node()] = true;
    return seen;
}

/// One line, whatever the text holds: for comments.
std::string one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (c == '\n' || c == '\r')
            c = ' ';
    return line;
}

std::string symbol(const Context& context, std::uint32_t node) {
    if (node == yes.node())
        return "true";
    if (!context.is_variable(node))
        return fmt::format("n{}", node);
    std::string name(context.name(node));
    for (char& c : name)
        if (c == '|' || c == '\\' || c < ' ')
            c = '_'; // what a quoted symbol may not hold
    return fmt::format("|{}#{}|", name, node);
}

std::string text(const Context& context, Term term) {
    const std::string name = symbol(context, term.node());
    return term.negated() ? fmt::format("(not {})", name) : name;
}

} // namespace

std::string write_smtlib(const Context& context, const std::vector<Assertion>& assertions,
                         std::string_view query, std::span<const Term> assumptions) {
    std::string out = fmt::format("; {}\n(set-logic QF_UF)\n", one_line(query));
    const std::vector<bool> used = reachable(context, assertions, assumptions);
    for (std::uint32_t node = 1; node < used.size(); ++node) {
        if (!used[node])
            continue;
        if (context.is_variable(node)) {
            fmt::format_to(std::back_inserter(out), "(declare-const {} Bool)\n", symbol(context, node));
            continue;
        }
        fmt::format_to(std::back_inserter(out), "(define-fun n{} () Bool (and", node);
        for (Term child : context.children(node))
            out += " " + text(context, child);
        out += "))\n";
    }
    for (const Assertion& assertion : assertions)
        out +=
            fmt::format("; {}\n(assert {})\n", one_line(assertion.sentence), text(context, assertion.term));
    for (Term term : assumptions)
        out += fmt::format("; assumed\n(assert {})\n", text(context, term));
    return out + "(check-sat)\n";
}

} // namespace smt
