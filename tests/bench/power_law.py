#!/usr/bin/env python3
"""A power-law graph (Barabasi, Albert, 1999) of routers with an AS each and local preferences on some sessions; one prefix.

usage: power_law.py [NODES [PERCENT]] > power-law.net        default 150 nodes, 30 % of session ends
"""
import random
import sys


def main() -> None:
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    percent = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    dice = random.Random(11)
    ends, links = [0, 1], [(0, 1)]
    for node in range(2, nodes):
        chosen = set()
        while len(chosen) < 2:
            chosen.add(dice.choice(ends))
        for other in sorted(chosen):
            links.append((other, node))
            ends += [other, node]
    print("language 1;")
    print("policy any { accept; }")
    for value in (80, 90, 110, 120):
        print(f"policy lp{value} {{ set local-preference {value}; accept; }}")
    print("policy first { match prefix 10.0.0.0/24; accept; }")
    hosts = {0: " owns 10.0.0.0/24;", nodes - 1: " owns 192.0.2.1/32;", nodes // 2: " owns 192.0.2.2/32;"}  # the first and the senders
    for node in range(nodes):
        print(f"router r{node} {{ asn {4200000000 + node}; router-id 10.255.{node // 250}.{node % 250 + 1};"
              f"{hosts.get(node, '')} }}")
    for a, b in links:
        print(f"link r{a} r{b};")
        imports = [f"lp{dice.choice((80, 90, 110, 120))}" if dice.randrange(100) < percent else "any" for _ in (a, b)]
        print(f"bgp r{a} r{b} {{ at r{a} {{ import {imports[0]}; export first; }} at r{b} {{ import {imports[1]}; export first; }} }}")
    print("failures { any 1 of links; }")
    print(f"property reachability to-first {{ from r{nodes - 1} r{nodes // 2}; to r0; one-way; when connected; }}")


main()
