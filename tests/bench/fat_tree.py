#!/usr/bin/env python3
"""A fat tree of K pods in verify's language: one AS per router, one prefix per top-of-rack switch, no policies.

usage: fat_tree.py PODS [--failures N] > fat-tree.net

The claim: every top-of-rack switch reaches the first one's prefix (one-way) while at most N links are down.
Al-Fares, Loukissas, Vahdat, "A scalable, commodity data center network architecture", 2008.
"""
import argparse


def fat_tree(pods):
    """(core, aggregation, top-of-rack names, links); the shape of the baseline's generator."""
    half = pods // 2
    core = [f"core{i}" for i in range(half * half)]
    aggregation = [f"agg{i}" for i in range(pods * half)]
    racks = [f"tor{i}" for i in range(pods * half)]
    links = []
    for pod in range(pods):
        for a in range(half):
            agg = aggregation[pod * half + a]
            links += [(agg, core[a * half + j]) for j in range(half)]
            links += [(agg, racks[pod * half + j]) for j in range(half)]
    return core, aggregation, racks, links


def text(pods, failures):
    core, aggregation, racks, links = fat_tree(pods)
    lines = ["language 1;", f"# fat tree, {pods} pods"]
    for index, name in enumerate(core + aggregation + racks):
        owns = ""
        if name.startswith("tor"):
            rack = int(name[3:])
            owns = f" owns 10.{rack // 256}.{rack % 256}.0/24;"
        lines.append(f"router {name} {{ asn {4200000000 + index};{owns} }}")
    for a, b in links:
        lines.append(f"link {a} {b};")
        lines.append(f"bgp {a} {b};")
    lines.append(f"failures {{ any {failures} of links; }}")
    lines.append(f"property reachability to-first {{ from {' '.join(racks[1:])}; to {racks[0]}; one-way; }}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pods", type=int, help="even, at least 2")
    parser.add_argument("--failures", type=int, default=1)
    arguments = parser.parse_args()
    print(text(arguments.pods, arguments.failures), end="")


if __name__ == "__main__":
    main()
