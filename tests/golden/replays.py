#!/usr/bin/env python3
"""Runs the `replay` command of every counterexample and looks for the counterexample's ways in what it shows.

usage: replays.py VERIFY SPEC...
"""
import json
import shlex
import subprocess
import sys


def ways(counterexample):
    """The failed paths as `verify trace` writes them."""
    return [path["told"] + "   " for path in counterexample["paths"]]


def counterexamples(verify, specs):
    for spec in specs:
        done = subprocess.run([verify, "--format", "json", *spec], capture_output=True, text=True)
        for result in json.loads(done.stdout)["results"]:
            if "counterexample" in result:
                yield f"{' '.join(spec)}: {result['name']}", result["counterexample"]


def stopped(shown):
    """Ways of answers that end at a firewall without the session, as far as they go."""
    return [line.split("   ")[0].removeprefix("  answer").strip() for line in shown.splitlines()
            if line.startswith("  answer") and "never saw" in line]


def missing(verify, counterexample):
    """What of the counterexample its replay does not show. Path symmetry asks where answers would go if firewalls
    let them pass (semantics.md §7); a trace shows where they end."""
    replay = shlex.split(counterexample["replay"])[1:]
    shown = subprocess.run([verify, *replay], capture_output=True, text=True).stdout
    begun = stopped(shown) if counterexample["reason"] == "asymmetric" else []
    return [way for way in ways(counterexample)
            if way not in shown and not any(way.startswith(part + " > ") for part in begun)]


def main(verify, *files):
    specs = [[file] for file in files] + [[file, "--failures", "4"] for file in files if file.startswith("specs/")]
    replayed, faults = 0, []
    for name, counterexample in counterexamples(verify, specs):
        if not counterexample["paths"]:
            continue
        replayed += 1
        faults += [f"{name}: `{counterexample['replay']}` does not show {way}" for way in missing(verify, counterexample)]
    print("\n".join(faults) or f"{replayed} counterexamples show again")
    return 1 if faults or not replayed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
