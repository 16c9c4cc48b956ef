// The report for programs: members that pipelines rely on. That it fits its schema is tested by the sessions.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "solver/reports/format.hpp"
#include "tests/unit/reports/sample.hpp"

namespace {

nlohmann::json document(reports::Run run) {
    std::vector<reports::Run> runs;
    runs.push_back(std::move(run));
    return nlohmann::json::parse(reports::write_json(runs, {}));
}

} // namespace

TEST(JsonReport, HoldsTheContract) {
    nlohmann::json json = document(sample_run());
    EXPECT_EQ(json["schema"], 1);
    EXPECT_EQ(json["spec"], "spec.net");
    EXPECT_EQ(json["exit"], 1);
    EXPECT_EQ(json["failures"], "at most 1 of 2 nodes (3 scenarios)");
    const nlohmann::json& result = json["results"][0];
    EXPECT_EQ(result["name"], "lan-to-spoke");
    EXPECT_EQ(result["property"], "reachability");
    EXPECT_EQ(result["verdict"], "violated");
    EXPECT_EQ(result["expected"], false);
    EXPECT_EQ(result["source"], (nlohmann::json{{"file", "spec.net"}, {"line", 3}, {"column", 1}}));
}

TEST(JsonReport, TellsTheCounterexample) {
    nlohmann::json json = document(sample_run())["results"][0]["counterexample"];
    EXPECT_EQ(json["failed"], nlohmann::json::array({"ergw"}));
    EXPECT_EQ(json["reason"], "rejected-by-policy");
    EXPECT_EQ(json["at"], "fw");
    EXPECT_EQ(json["responsible"][0]["line"], 1);
    EXPECT_EQ(json["responsible"][1]["line"], 2);
    EXPECT_EQ(json["packet"]["source"], "10.1.11.0");
    EXPECT_EQ(json["packet"]["destination"], "10.17.11.128");
    EXPECT_EQ(json["paths"][0]["end"], "no-route");
    EXPECT_EQ(json["paths"][1]["nodes"], nlohmann::json::array({"spoke", "vpngw", "backup/0", "fw"}));
    EXPECT_EQ(json["healthy_paths"].size(), 2U);
    EXPECT_EQ(json["only_reason"]["answer"], "yes");
    EXPECT_EQ(json["replay"], "verify trace spec.net fw spoke --down ergw");
}

TEST(JsonReport, TellsTheTableBehindObservedEffectiveRoutes) {
    reports::Run run = sample_run();
    verdict::Observed observed{"effective-routes spoke/vm", {}, true, "", "", {}, {}, "effective-routes", {}};
    observed.effective.push_back({network::parse_prefix("10.1.0.0/16").prefix,
                                  "gateway",
                                  "gateway",
                                  false,
                                  {network::Address{0x0A000004}},
                                  {network::NodeId::at(1)},
                                  {}});
    run.findings.front().observations = {observed, {"ping fw spoke", {}, true, "", "", {}, {}, "ping", {}}};
    nlohmann::json json = document(std::move(run))["observations"];
    EXPECT_EQ(json[0]["kind"], "effective-routes");
    EXPECT_EQ(json[0]["effective_routes"], nlohmann::json::array({{{"prefix", "10.1.0.0/16"},
                                                                   {"source", "gateway"},
                                                                   {"state", "invalid"},
                                                                   {"type", "gateway"},
                                                                   {"next_hops", {"10.0.0.4", "ce1"}}}}));
    EXPECT_EQ(json[1]["kind"], "ping");
    EXPECT_FALSE(json[1].contains("effective_routes"));
}

TEST(JsonReport, SplitsAttributesOfRoutes) {
    nlohmann::json route = document(sample_run())["results"][0]["counterexample"]["routes"][0];
    EXPECT_EQ(route["node"], "fw");
    EXPECT_EQ(route["prefix"], "10.17.11.128/26");
    EXPECT_EQ(route["via"], "ce1");
    EXPECT_EQ(route["local-preference"], 150);
    EXPECT_EQ(route["as-path"], nlohmann::json::array({12076, 65001}));
    EXPECT_EQ(route["healthy"], (nlohmann::json{{"fate", "chosen"}, {"used", true}}));
    EXPECT_EQ(route["failed"], (nlohmann::json{{"fate", "withdrawn"}, {"used", false}}));
}

TEST(JsonReport, WritesAnEmptyPathAsAnEmptyList) {
    reports::Run run = sample_run();
    run.findings.front().results.front().counterexample->table.front().attributes = "as-path empty, discard";
    nlohmann::json route = document(std::move(run))["results"][0]["counterexample"]["routes"][0];
    EXPECT_EQ(route["as-path"], nlohmann::json::array());
    EXPECT_EQ(route["discard"], true);
}

TEST(JsonReport, QualifiesWhatBelongsToACase) {
    nlohmann::json json = document(crowded_run());
    EXPECT_EQ(json["results"][1]["name"], "narrow/b");
    EXPECT_EQ(json["results"][1]["case"], "narrow");
    EXPECT_EQ(json["observations"][1]["id"], "narrow/trace fw spoke");
    EXPECT_EQ(json["observations"][1]["agrees"], false);
    EXPECT_EQ(json["refusals"][0]["came"], true);
    EXPECT_EQ(json["not_modelled"][0]["sentence"], "timers");
}

TEST(JsonReport, KeepsTheReplaysPacketWhereItIsNotTheUsualOne) {
    reports::Run run = sample_run();
    verdict::Counterexample& found = *run.findings.front().results.front().counterexample;
    found.packet.source.bits += 9;
    found.packet.protocol = network::Protocol::udp;
    found.packet.destination_port = 53;
    run.findings.front().case_name = "the case";
    EXPECT_EQ(document(std::move(run))["results"][0]["counterexample"]["replay"],
              "verify trace spec.net fw spoke --case 'the case' --source 10.1.11.9 --protocol udp --port 53 "
              "--down ergw");
}

TEST(JsonReport, WritesBytesThatAreNoUtf8WithoutFailing) {
    reports::Run run = sample_run();
    run.findings.front().results.front().name = "a\xff";
    EXPECT_EQ(document(std::move(run))["results"][0]["name"], "a\xef\xbf\xbd");
}

TEST(JsonReport, OfSeveralFilesIsAListWithTheWorstExit) {
    std::vector<reports::Run> runs;
    runs.push_back(run_with(verdict::Verdict::holds));
    runs.push_back(run_with(verdict::Verdict::violated));
    nlohmann::json json = nlohmann::json::parse(reports::write_json(runs, {}));
    EXPECT_EQ(json["exit"], 1);
    EXPECT_EQ(json["specs"].size(), 2U);
    EXPECT_EQ(json["specs"][0]["exit"], 0);
}
