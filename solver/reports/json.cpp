// The report for programs: the contract that pipelines rely on, changed only by adding. Its schema is
// specs/report.schema.json, and the tests hold every report they make against it.
#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "solver/reports/format.hpp"
#include "solver/reports/story.hpp"
#include "solver/reports/words.hpp"
#include "solver/verdict/told.hpp"

namespace reports {

using Json = nlohmann::ordered_json;
using network::Network;
using verdict::Counterexample;
using verdict::Findings;
using verdict::Result;

namespace {

Json source(const Run& run, dsl::Span span) {
    if (!span.known())
        return nullptr;
    dsl::Location at = run.sources.location(span);
    Json place{{"file", run.sources.path(span.file)}, {"line", at.line}, {"column", at.column}};
    if (span.made != 0)
        place["made"] = run.sources.turn(span.made).words;
    return place;
}

std::string_view word(verdict::Verdict verdict) {
    switch (verdict) {
    case verdict::Verdict::holds:
        return "holds";
    case verdict::Verdict::violated:
        return "violated";
    case verdict::Verdict::vacuous:
        return "vacuous";
    case verdict::Verdict::unknown:
        return "unknown";
    }
    throw std::logic_error("a verdict is one of four");
}

std::string_view word(verdict::OnlyReason::Answer answer) {
    using Answer = verdict::OnlyReason::Answer;
    return answer == Answer::yes ? "yes" : answer == Answer::no ? "no" : "not-tried";
}

Json name_of(const Network& network, network::NodeId node) {
    return node.known() ? Json(network[node].name) : Json(nullptr);
}

Json packet(const network::Packet& packet) {
    Json json{{"source", to_string(packet.source)},
              {"destination", to_string(packet.destination)},
              {"protocol", protocol(packet.protocol)}};
    if (packet.source_port != 0)
        json["source_port"] = packet.source_port;
    if (packet.destination_port != 0)
        json["destination_port"] = packet.destination_port;
    return json;
}

Json ports(const network::PortRange& range) { return {{"first", range.first}, {"last", range.last}}; }

Json packets(const properties::PacketRange& range) {
    return {{"sources", to_string(range.sources)},
            {"destinations", to_string(range.destinations)},
            {"protocol", range.protocol ? Json(protocol(*range.protocol)) : Json(nullptr)},
            {"source_ports", ports(range.source_ports)},
            {"destination_ports", ports(range.destination_ports)}};
}

void add_path(Json& paths, const Network& network, std::string_view direction,
              const std::optional<routing::Walk>& walk) {
    if (walk)
        paths.push_back({{"direction", direction},
                         {"nodes", verdict::stations(network, *walk)},
                         {"told", path(network, *walk)},
                         {"end", routing::code(walk->ending)},
                         {"at", network[walk->at()].name}});
}

Json number_or_text(std::string_view text) {
    std::uint64_t number = 0;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool whole = fault == std::errc{} && end == text.data() + text.size();
    return whole ? Json(number) : Json(std::string(text));
}

/// `local-preference 150, as-path 12076 65001` as members; an AS path is a list.
void add_attributes(Json& route, std::string_view attributes) {
    while (!attributes.empty()) {
        std::size_t end = std::min(attributes.find(", "), attributes.size());
        std::string_view one = attributes.substr(0, end);
        attributes.remove_prefix(std::min(end + 2, attributes.size()));
        std::size_t blank = std::min(one.find(' '), one.size());
        std::string name(one.substr(0, blank));
        std::string_view value = one.substr(std::min(blank + 1, one.size()));
        if (name != "as-path") {
            route[name] = value.empty() ? Json(true) : number_or_text(value);
            continue;
        }
        Json path = Json::array();
        while (!value.empty() && value != "empty") {
            std::size_t stop = std::min(value.find(' '), value.size());
            path.push_back(number_or_text(value.substr(0, stop)));
            value.remove_prefix(std::min(stop + 1, value.size()));
        }
        route[name] = path;
    }
}

Json routes(const Network& network, const Counterexample& found) {
    Json list = Json::array();
    for (const verdict::TableLine& line : found.table) {
        Json route{{"node", name_of(network, found.table_node)},
                   {"prefix", to_string(found.table_prefix)},
                   {"via", line.via}};
        add_attributes(route, line.attributes);
        route["healthy"] = {{"fate", line.healthy}, {"used", line.healthy_used}};
        route["failed"] = {{"fate", line.failed}, {"used", line.failed_used}};
        list.push_back(route);
    }
    return list;
}

Json responsible(const Run& run, const Counterexample& found) {
    Json list = Json::array();
    for (const verdict::Cause& cause : found.causes) {
        if (!cause.span.known())
            continue;
        Json line = source(run, cause.span);
        line["text"] = std::string(run.sources.line(cause.span));
        line["sentence"] = cause.sentence;
        list.push_back(line);
    }
    return list;
}

Json counterexample(const Run& run, const Findings& findings, const Counterexample& found) {
    const Network& network = *findings.network;
    Json paths = Json::array(), healthy = Json::array();
    add_path(paths, network, "there", found.there);
    add_path(paths, network, "back", found.back);
    add_path(healthy, network, "there", found.healthy_there);
    add_path(healthy, network, "back", found.healthy_back);
    return {{"failed", names(network, found.failed)},
            {"reason", found.reason},
            {"at", name_of(network, found.at)},
            {"headline", found.headline},
            {"responsible", responsible(run, found)},
            {"from", found.from.name},
            {"to", found.to.name},
            {"packet", packet(found.packet)},
            {"packets", found.packets ? packets(*found.packets) : Json(nullptr)},
            {"paths", paths},
            {"healthy_paths", healthy},
            {"routes", routes(network, found)},
            {"only_reason", {{"answer", word(found.only.answer)}, {"sentence", found.only.sentence}}},
            {"notes", found.notes},
            {"replay", replay_command(run, findings, found)}};
}

Json result(const Run& run, const Findings& findings, const Result& result) {
    Json json{{"name", qualified(findings, result.name)},
              {"case", findings.case_name},
              {"property", result.property},
              {"sentence", result.sentence},
              {"verdict", word(result.verdict)},
              {"expected", result.expected},
              {"passes", result.passes()},
              {"source", source(run, result.span)},
              {"failures", result.failures},
              {"pairs", result.pairs},
              {"pairs_failed", result.pairs_failed},
              {"failing", result.failing},
              {"assumptions", result.assumptions},
              {"notes", result.notes},
              {"decided_by", result.decided_by},
              {"seconds", result.seconds}};
    if (!result.expectation_missed.empty())
        json["expectation_missed"] = result.expectation_missed;
    if (!result.why_unknown.empty())
        json["why_unknown"] = result.why_unknown;
    if (result.counterexample)
        json["counterexample"] = counterexample(run, findings, *result.counterexample);
    return json;
}

/// The model's whole table, whatever was observed of it. A next hop without an address is told by its name.
Json effective_routes(const Network& network, const verdict::Observed& observed) {
    Json routes = Json::array();
    for (const verdict::EffectiveRoute& route : observed.effective) {
        Json next_hops = Json::array();
        for (const network::Address address : route.next_hops)
            next_hops.push_back(to_string(address));
        for (const network::NodeId node : route.unaddressed)
            next_hops.push_back(network[node].name);
        routes.push_back({{"prefix", to_string(route.prefix)},
                          {"source", route.source},
                          {"state", route.active ? "active" : "invalid"},
                          {"type", route.type},
                          {"next_hops", next_hops}});
    }
    return routes;
}

Json observation(const Run& run, const Findings& findings, const verdict::Observed& observed) {
    Json differences = Json::array();
    for (std::size_t i = 0; i < observed.differences.size(); ++i) {
        dsl::Span span = i < observed.places.size() ? observed.places[i] : dsl::Span{};
        differences.push_back({{"text", observed.differences[i]}, {"source", source(run, span)}});
    }
    Json json{{"id", qualified(findings, observed.id)},
              {"case", findings.case_name},
              {"kind", observed.kind},
              {"agrees", observed.agrees},
              {"source", source(run, observed.span)},
              {"observed", observed.observed},
              {"model", observed.model},
              {"differences", differences}};
    if (observed.kind == "effective-routes")
        json["effective_routes"] = effective_routes(*findings.network, observed);
    return json;
}

Json diagnostics(const Run& run) {
    Json list = Json::array();
    for (const dsl::Diagnostic& diagnostic : run.diagnostics.all()) {
        Json also = Json::array();
        for (const dsl::Label& label : diagnostic.also)
            also.push_back({{"text", label.text}, {"source", source(run, label.span)}});
        list.push_back({{"code", diagnostic.code},
                        {"severity", diagnostic.severity == dsl::Severity::error ? "error" : "warning"},
                        {"message", diagnostic.message},
                        {"hint", diagnostic.hint},
                        {"source", source(run, diagnostic.span)},
                        {"also", also}});
    }
    return list;
}

Json not_modelled(const Run& run) {
    Json list = Json::array();
    for (const auto& network : run.networks)
        for (const network::NotModelled& missing : network->not_modelled) {
            Json one{{"sentence", missing.sentence}, {"source", source(run, missing.span)}};
            if (std::ranges::find(list, one) == list.end())
                list.push_back(one);
        }
    return list;
}

Json statistics(const Run& run) {
    verdict::Statistics sum;
    for (const Findings& findings : run.findings) {
        const verdict::Statistics& one = findings.statistics;
        sum.queries += one.queries, sum.variables += one.variables, sum.clauses += one.clauses;
        sum.candidates += one.candidates, sum.parse_seconds += one.parse_seconds;
        sum.encode_seconds += one.encode_seconds, sum.solve_seconds += one.solve_seconds;
        sum.replay_seconds += one.replay_seconds;
    }
    return {{"queries", sum.queries},
            {"variables", sum.variables},
            {"clauses", sum.clauses},
            {"candidates", sum.candidates},
            {"parse_seconds", sum.parse_seconds},
            {"encode_seconds", sum.encode_seconds},
            {"solve_seconds", sum.solve_seconds},
            {"replay_seconds", sum.replay_seconds},
            {"total_seconds", run.seconds}};
}

Json document(const Run& run) {
    Json json{{"schema", 1},
              {"spec", run.spec},
              {"exit", static_cast<int>(run.exit())},
              {"failures", run.findings.empty() ? "" : run.findings.front().failures}};
    Json results = Json::array(), observations = Json::array(), refusals = Json::array();
    for (const Findings& findings : run.findings) {
        for (const Result& one : findings.results)
            results.push_back(result(run, findings, one));
        for (const verdict::Observed& one : findings.observations)
            observations.push_back(observation(run, findings, one));
    }
    for (const Refusal& one : run.refusals)
        refusals.push_back({{"case", one.case_name},
                            {"code", one.code},
                            {"came", one.came},
                            {"message", one.message},
                            {"source", source(run, one.span)}});
    json["results"] = results;
    json["observations"] = observations;
    json["refusals"] = refusals;
    json["diagnostics"] = diagnostics(run);
    json["not_modelled"] = not_modelled(run);
    json["statistics"] = statistics(run);
    if (!run.fault.empty())
        json["fault"] = run.fault;
    return json;
}

} // namespace

std::string write_json(const std::vector<Run>& runs, const Style&) {
    auto dump = [](const Json& json) {
        return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    };
    if (runs.size() == 1)
        return dump(document(runs.front()));
    Json all = Json::array();
    Exit exit = Exit::passed;
    for (const Run& run : runs) {
        all.push_back(document(run));
        exit = worse(exit, run.exit());
    }
    return dump({{"schema", 1}, {"exit", static_cast<int>(exit)}, {"specs", all}});
}

} // namespace reports
