#!/usr/bin/env python3
"""Times `verify` against a Minesweeper-style encoding of the same question, in turn, in one run.

usage: against_baseline.py [--verify PATH] [--baseline PATH] [--pods K ...] [--theory lia|bv ...] [--rounds N]

The question: in a fat tree of K pods (one AS per router, one prefix per top-of-rack switch, no policies), does every
top-of-rack switch keep a route to the first one's prefix under any single link failure? `verify` is timed as a whole
process, from text to verdict; the baseline is `z3` alone on a file written beforehand. Prints seconds (median of the
rounds), peak memory, and the ratio round by round: times are of one machine, ratios travel.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def run(command, expected):
    """(seconds, peak MiB) of one process; stops the script if it does not answer as expected."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if not expected(os.waitstatus_to_exitcode(status), output):
        sys.exit(f"{' '.join(map(str, command))} answered:\n{output}")
    return seconds, usage.ru_maxrss / 1024


def compare(pods, theory, options, folder):
    net, smt = folder / f"fat-tree-{pods}.net", folder / f"fat-tree-{pods}-{theory}.smt2"
    net.write_bytes(subprocess.check_output([sys.executable, HERE / "fat_tree.py", str(pods)]))
    smt.write_bytes(subprocess.check_output(
        [sys.executable, options.baseline, "fat-tree", str(pods), "--theory", theory]))
    ours, theirs = [], []
    for _ in range(options.rounds):
        ours.append(run([options.verify, net], lambda code, _: code == 0))
        theirs.append(run(["z3", smt], lambda code, out: code == 0 and out.strip() == "unsat"))
    ratios = [a[0] / b[0] for a, b in zip(ours, theirs)]
    print(f"{pods:>4}  {theory:<4}  {statistics.median(s for s, _ in ours):8.2f} s {max(m for _, m in ours):7.0f} MiB"
          f"  {statistics.median(s for s, _ in theirs):8.2f} s {max(m for _, m in theirs):7.0f} MiB"
          f"   {statistics.median(ratios):.3f}  ({min(ratios):.3f} to {max(ratios):.3f})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--verify", type=pathlib.Path, default=ROOT / "build/release/verify")
    parser.add_argument("--baseline", type=pathlib.Path,
                        default=ROOT.parent / "shared/bench/minesweeper_style.py")
    parser.add_argument("--pods", type=int, nargs="+", default=[8, 12, 16])
    parser.add_argument("--theory", nargs="+", default=["lia", "bv"], choices=["lia", "bv"])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for needed in (options.verify, options.baseline):
        if not needed.exists():
            sys.exit(f"{needed} is not there; give its place with --verify or --baseline")
    print("pods  theory      verify (whole process)        baseline (z3 alone)   verify/baseline, median (range)")
    with tempfile.TemporaryDirectory() as folder:
        for pods in options.pods:
            for theory in options.theory:
                compare(pods, theory, options, pathlib.Path(folder))


if __name__ == "__main__":
    main()
