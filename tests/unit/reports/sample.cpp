#include "tests/unit/reports/sample.hpp"

using network::NodeId;
using network::Prefix;

namespace {

constexpr const char* text = "policy hub-only { match prefix 10.17.11.0/25; accept; }\n"
                             "  vpn backup { gateway vpngw; site fw { import hub-only; } }\n"
                             "property reachability lan-to-spoke { between fw and spoke; }\n";

dsl::Span line(std::uint32_t begin, std::uint32_t length) { return {0, begin, begin + length}; }

network::Network small_network() {
    network::Network net;
    net.failures.push_back({"ergw", network::FailureClass::node, false, {}});
    net.failures.push_back({"backup/0", network::FailureClass::tunnel, false, {}});
    for (const char* name : {"fw", "ce1", "ergw", "spoke", "vpngw"}) {
        network::Node node;
        node.name = name;
        node.kind = "router";
        net.nodes.push_back(node);
    }
    net.transports.push_back({"backup", {network::FailureId::at(1)}, {}});
    network::Link tunnel;
    tunnel.name = "backup/0";
    tunnel.from = NodeId::at(4);
    tunnel.to = NodeId::at(0);
    tunnel.transport = network::TransportId::at(0);
    tunnel.fails_with = {network::FailureId::at(1)};
    net.links.push_back(tunnel);
    net.not_modelled.push_back({"timers", line(0, 6)});
    return net;
}

routing::Walk walk(std::vector<std::uint32_t> nodes, routing::Ending ending, bool over_tunnel = false) {
    routing::Walk result;
    for (std::uint32_t node : nodes)
        result.hops.push_back({NodeId::at(node), {}, {}});
    if (over_tunnel)
        result.hops.back().by = network::LinkId::at(0);
    result.ending = ending;
    return result;
}

Prefix prefix(const char* words) { return network::parse_prefix(words).prefix; }

verdict::Counterexample counterexample() {
    using routing::Ending;
    verdict::Counterexample found;
    found.failed = {network::FailureId::at(0)};
    found.from = {"fw", NodeId::at(0), {prefix("10.1.11.0/25")}};
    found.to = {"spoke", NodeId::at(3), {prefix("10.17.11.128/26")}};
    found.packet = {prefix("10.1.11.0/25").address, prefix("10.17.11.128/26").address};
    found.reason = "rejected-by-policy";
    found.at = NodeId::at(0);
    found.headline = "fw has no route to 10.17.11.128/26; the VPN import filter on fw rejects it";
    found.there = walk({0}, Ending::no_route);
    found.back = walk({3, 4, 0}, Ending::delivered, true);
    for (routing::Hop& hop : found.there->hops)
        hop.packet = found.packet;
    found.healthy_there = walk({0, 1, 2, 3}, Ending::delivered);
    found.healthy_back = walk({3, 1, 0}, Ending::delivered);
    found.table_title = "fw, 10.17.11.128/26";
    found.table_node = NodeId::at(0);
    found.table_prefix = prefix("10.17.11.128/26");
    found.table = {
        {"ce1", "local-preference 150, as-path 12076 65001", "chosen", "withdrawn", true, false, {}},
        {"vpngw", "local-preference 100", "rejected-by-policy", "rejected-by-policy", false, false, {}}};
    found.causes = {{line(0, 6), "hub-only accepts 10.17.11.0/25 and not the spoke's 10.17.11.128/26"},
                    {line(58, 3), "it matters only now"}};
    found.only = {verdict::OnlyReason::Answer::yes, "accepting 10.17.11.128/26 makes this hold (checked)"};
    found.notes = {"the answer works"};
    found.replayed = true;
    return found;
}

verdict::Result result(const char* name, verdict::Verdict verdict) {
    verdict::Result one;
    one.name = name;
    one.property = "reachability";
    one.sentence = "reachability between fw and spoke";
    one.span = line(117, 8);
    one.verdict = verdict;
    one.failures = "at most 1 of 2 nodes (3 scenarios)";
    one.decided_by = "solver";
    if (verdict == verdict::Verdict::violated)
        one.counterexample = counterexample();
    return one;
}

} // namespace

reports::Run sample_run() {
    reports::Run run;
    run.spec = "spec.net";
    run.sources.add("spec.net", text);
    run.networks.push_back(std::make_unique<const network::Network>(small_network()));
    verdict::Findings findings;
    findings.network = run.networks.front().get();
    findings.failures = "at most 1 of 2 nodes (3 scenarios)";
    findings.results.push_back(result("lan-to-spoke", verdict::Verdict::violated));
    run.findings.push_back(std::move(findings));
    run.seconds = 0.34;
    return run;
}

reports::Run crowded_run() {
    using verdict::Verdict;
    reports::Run run = sample_run();
    verdict::Findings& findings = run.findings.front();
    findings.case_name = "narrow";
    for (const char* name : {"b", "c", "d", "e", "f", "g"})
        findings.results.push_back(result(name, Verdict::violated));
    findings.results.push_back(result("fine", Verdict::holds));
    findings.results.back().assumptions = {"gateway-resends: the gateway resends on a change"};
    findings.results.push_back(result("slow", Verdict::unknown));
    findings.results.back().why_unknown = "no answer within 1 s";
    findings.results.push_back(result("idle", Verdict::vacuous));
    findings.results.back().failures = "nothing fails (1 scenario)";
    findings.results.push_back(result("better-than-said", Verdict::holds));
    findings.results.back().expectation_missed = "expected to be violated, and it holds";
    findings.observations.push_back({"table fw", line(0, 6), true, "", "", {}, {}});
    findings.observations.push_back({"trace fw spoke",
                                     line(58, 3),
                                     false,
                                     "10.0.0.1 *",
                                     "10.0.0.2\n10.0.0.3",
                                     {"hop 1: 10.0.0.2, not 10.0.0.1"},
                                     {line(58, 3)}});
    run.refusals.push_back({"overlap", "VN0207", line(0, 6), true, "`a` overlaps `b`"});
    run.refusals.push_back({"", "VN0208", line(58, 3), false, ""});
    return run;
}

reports::Run run_with(verdict::Verdict verdict, bool expected, std::string missed) {
    reports::Run run = sample_run();
    run.findings.front().results = {result("one", verdict)};
    run.findings.front().results.front().expected = expected;
    run.findings.front().results.front().expectation_missed = std::move(missed);
    return run;
}
