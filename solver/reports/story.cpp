// See the header. Everything here only lays out what `verdict` found; nothing is computed from the network.
#include "solver/reports/story.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "solver/reports/words.hpp"

namespace reports {

using network::Network;
using verdict::Counterexample;
using Walk = std::optional<routing::Walk>;

namespace {

constexpr std::string_view indent = "      ";
constexpr std::size_t widest_label = 24;

/// What heads the scenario's rows: `ergw x`; `failed` where the names would push everything else off the
/// line. What is drained has not failed, and where only a choice of the platform differs, nothing has.
std::string failed_label(const Network& network, const Counterexample& found, std::string_view mark) {
    const network::FailureSet failed = without_choices(network, found.failed);
    const auto drained = [&](network::FailureId group) {
        return network[group].failure_class == network::FailureClass::maintenance;
    };
    if (std::ranges::all_of(failed, drained))
        return failed.empty() ? "then" : "drained";
    std::string label = fmt::format("{} {}", fmt::join(names(network, failed), ", "), mark);
    return columns(label) <= widest_label ? label : "failed";
}

std::string way(const Network& network, const Walk& walk) {
    if (!walk)
        return "";
    std::string text = path(network, *walk);
    if (walk->ending != routing::Ending::delivered)
        text += " ends: " + ending(network, *walk);
    return text;
}

/// One scenario's ways: there, and the answer back.
struct Ways {
    std::string label, there, answer;
};

std::vector<Ways> ways(const Network& network, const Counterexample& found) {
    auto row = [&](std::string label, const Walk& there, const Walk& back) {
        return Ways{std::move(label), way(network, there), way(network, back)};
    };
    std::vector<Ways> rows;
    if (!found.failed.empty() && (found.healthy_there || found.healthy_back))
        rows.push_back(row("healthy", found.healthy_there, found.healthy_back));
    if (found.there || found.back)
        rows.push_back(
            row(found.failed.empty() ? "now" : failed_label(network, found, "x"), found.there, found.back));
    return rows;
}

/// For which packets the ways are those; in brackets the one that was followed.
std::string packets_told(const Counterexample& found) {
    if (!found.packets)
        return "";
    const bool alone = found.packets->sources.length == 32 && found.packets->destinations.length == 32;
    const std::string one =
        fmt::format(" (as {} -> {})", to_string(found.packet.source), to_string(found.packet.destination));
    return packets(*found.packets) + (alone ? "" : one);
}

std::string lay_out(const std::vector<Ways>& rows, const std::string& packets, const Ink& ink) {
    std::size_t label = packets.empty() ? 0 : columns("packets"), there = 0, answer = 0;
    for (const Ways& row : rows) {
        label = std::max(label, columns(row.label));
        there = std::max(there, columns(row.there));
        answer = std::max(answer, columns(row.answer));
    }
    bool beside = 2 + label + 2 + there + 4 + 8 + answer <= widest_line;
    std::string text;
    for (const Ways& row : rows) {
        text += fmt::format("  {}  {}", ink.strong(padded(row.label, label)),
                            row.answer.empty() || !beside ? row.there : padded(row.there, there));
        if (!row.answer.empty())
            text += (beside ? "    " : "\n  " + std::string(label + 2, ' ')) + "answer: " + row.answer;
        text += "\n";
    }
    if (!packets.empty())
        text += fmt::format("  {}  {}\n", ink.strong(padded("packets", label)), packets);
    return text.empty() ? text : "\n" + text;
}

std::string table(const Network& network, const Counterexample& found, const Ink& ink) {
    if (found.table_title.empty() || found.table.empty())
        return "";
    std::size_t via = 0, attributes = 0, healthy = 7;
    for (const verdict::TableLine& line : found.table) {
        via = std::max(via, columns(line.via));
        attributes = std::max(attributes, columns(line.attributes));
        healthy = std::max(healthy, columns(line.healthy));
    }
    std::size_t title = std::max(columns(found.table_title), 2 + via + 2 + attributes);
    bool both = !found.failed.empty();
    std::string text = fmt::format("\n  {}    {}", ink.strong(padded(found.table_title, title)),
                                   both ? padded("healthy", healthy + 2) : "now");
    if (both)
        text += "  " + failed_label(network, found, "failed");
    text += "\n";
    for (const verdict::TableLine& line : found.table) {
        std::string start = padded(fmt::format("  {}  {}", padded(line.via, via), line.attributes), title);
        text += fmt::format("  {}  {} ", start,
                            line.healthy_used && both   ? "*"
                            : !both && line.failed_used ? "*"
                                                        : " ");
        text += both ? fmt::format("{}  {} {}\n", padded(line.healthy, healthy), line.failed_used ? "*" : " ",
                                   line.failed)
                     : line.failed + "\n";
    }
    return text;
}

/// The line's number; with its file where that is not the one on the command line.
std::string line_label(const Run& run, dsl::Span span) {
    std::string number = fmt::format("{}", run.sources.location(span).line);
    return run.sources.path(span.file) == run.spec
               ? number
               : fmt::format("{}:{}", run.sources.path(span.file), number);
}

std::string causes(const Run& run, const Counterexample& found, const Ink& ink) {
    std::vector<std::pair<std::string, std::string>> lines;
    std::vector<std::string> sentences;
    for (const verdict::Cause& cause : found.causes) {
        if (cause.span.known()) {
            std::pair line{line_label(run, cause.span), source_line(run.sources, cause.span)};
            if (std::ranges::find(lines, line) == lines.end())
                lines.push_back(line);
        }
        if (!found.headline.ends_with(cause.sentence) &&
            std::ranges::find(sentences, cause.sentence) == sentences.end())
            sentences.push_back(cause.sentence);
    }
    std::size_t width = 0;
    for (const auto& [label, text] : lines)
        width = std::max(width, columns(label));
    std::string text, start = "  cause  ";
    for (const auto& [label, line] : lines) {
        text += fmt::format("{}{}{} | {}\n", start, std::string(width - columns(label), ' '), label,
                            ink.strong(line));
        start = "         ";
    }
    std::string under(lines.empty() ? 0 : width <= 6 ? width + 3 : 2, ' ');
    for (const std::string& sentence : sentences) {
        text += wrapped(start + under, sentence);
        start = "         ";
    }
    return text.empty() ? text : "\n" + text;
}

std::string only_reason(const verdict::OnlyReason& only) {
    using Answer = verdict::OnlyReason::Answer;
    std::string text = only.answer == Answer::yes ? "yes" : only.answer == Answer::no ? "no" : "";
    if (!text.empty() && !only.sentence.empty())
        text += "; ";
    text += only.sentence;
    return text.empty() ? "" : wrapped("  only reason: ", text);
}

std::string failing_pairs(const verdict::Result& result) {
    if (result.pairs <= 1)
        return "";
    std::string text = fmt::format("{}{} of {} pairs fail", indent, result.pairs_failed, result.pairs);
    if (!result.failing.empty())
        text += fmt::format(": {}{}", fmt::join(result.failing, ", "),
                            result.failing.size() < result.pairs_failed ? ", ..." : "");
    return text + "\n";
}

} // namespace

namespace {

/// Where no packet went anywhere, the tables show it.
std::string routes_command(const Run& run, const verdict::Findings& findings, const Counterexample& found) {
    const Network& network = *findings.network;
    std::string command =
        fmt::format("verify routes {} {}", quoted(run.spec), quoted(network[found.at].name));
    if (!findings.case_name.empty())
        command += " --case " + quoted(findings.case_name);
    for (const std::string& name : names(network, found.failed))
        command += " --down " + quoted(name);
    return command;
}

} // namespace

std::string replay_command(const Run& run, const verdict::Findings& findings, const Counterexample& found) {
    const Network& network = *findings.network;
    if (!found.there && found.at.known() && found.from.node.known())
        return routes_command(run, findings, found);
    if (!found.from.node.known())
        return "";
    const network::Packet& packet = found.packet;
    std::string from = found.from.name.empty() ? network[found.from.node].name : found.from.name;
    std::string to = found.to.name.empty() ? to_string(packet.destination) : found.to.name;
    std::string command = fmt::format("verify trace {} {} {}", quoted(run.spec), quoted(from), quoted(to));
    if (!findings.case_name.empty())
        command += " --case " + quoted(findings.case_name);
    // What lies beyond a neighbour has no address that is meant where none is given.
    auto usual = [&](const properties::Endpoint& end, network::Address address) {
        const bool own = !end.node.known() || !network[end.node].beyond;
        return own && !end.addresses.empty() && end.addresses.front().first() == address;
    };
    if (!usual(found.from, packet.source))
        command += " --source " + to_string(packet.source);
    if (!found.to.name.empty() && !usual(found.to, packet.destination))
        command += " --destination " + to_string(packet.destination);
    if (packet.protocol != network::Protocol::tcp)
        command += fmt::format(" --protocol {}", protocol(packet.protocol));
    if (packet.source_port != 0)
        command += fmt::format(" --source-port {}", packet.source_port);
    if (packet.destination_port != 0)
        command += fmt::format(" --port {}", packet.destination_port);
    for (const std::string& name : names(network, found.failed))
        command += " --down " + quoted(name);
    return command;
}

std::string headline(const Network& network, const Counterexample& found) {
    return when(network, found.failed) + ": " + found.headline;
}

std::string fault(const verdict::Result& result) {
    const Counterexample& found = *result.counterexample;
    std::set<std::string> blamed;
    for (const verdict::Cause& cause : found.causes)
        if (cause.span.known())
            blamed.insert(fmt::format("{}:{}-{}", cause.span.file, cause.span.begin, cause.span.end));
    if (blamed.empty())
        for (network::FailureId id : found.failed)
            blamed.insert(fmt::format("{}", id.value));
    return fmt::format("{}\n{}@{}\n{}\n{}", result.property, found.reason, found.at.value,
                       fmt::join(blamed, ","), result.expectation_missed);
}

std::string story(const Run& run, const verdict::Findings& findings, const verdict::Result& result,
                  const Ink& ink) {
    const Counterexample& found = *result.counterexample;
    const Network& network = *findings.network;
    std::string text = wrapped(std::string(indent), headline(network, found));
    text += failing_pairs(result);
    text += lay_out(ways(network, found), packets_told(found), ink);
    text += table(network, found, ink);
    text += causes(run, found, ink);
    text += only_reason(found.only);
    for (const std::string& note : found.notes)
        text += wrapped("  note: ", note);
    if (std::string replay = replay_command(run, findings, found); !replay.empty())
        text += fmt::format("  replay: {}\n", replay);
    return text;
}

} // namespace reports
