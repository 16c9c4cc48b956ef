#pragma once
// The first screen of the design as data: a firewall whose VPN import filter is too narrow.

#include "solver/reports/run.hpp"

/// `fw` learns 10.17.11.128/26 from `ce1` and `vpngw`; when `ergw` fails, the VPN's copy is rejected on
/// line 1.
reports::Run sample_run();
/// The same with a second property that fails for the same line, and one each of the other verdicts.
reports::Run crowded_run();
/// A run whose only result has this verdict.
reports::Run run_with(verdict::Verdict verdict, bool expected = false, std::string missed = "");
