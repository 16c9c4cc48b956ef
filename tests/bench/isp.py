#!/usr/bin/env python3
"""A provider's network: OSPF inside, two reflectors, customers and two upstream providers with Gao-Rexford policies.

usage: isp.py [ROUTERS [CUSTOMERS]] > isp.net        default 200 routers, 20 customers

Every router is a client of both reflectors over multihop sessions; borders put themselves in as next hop. Routes of customers carry 64500:1 and local preference 200; those of
providers 64500:2 and 90; providers hear of customers' routes alone. Properties: no provider reaches the other through the
network, customers reach each other, each under any single failure of a link.
"""
import random
import sys


def main() -> None:
    routers = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    customers = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    dice = random.Random(7)
    print("language 1;")
    print("policy from-customer { term all { set local-preference 200; set community 64500:1; accept; } }")
    print("policy from-provider { term all { set local-preference 90; set community 64500:2; accept; } }")
    print("policy to-provider { term customers { match community 64500:1; accept; } term own { match as-path-length at-most 0; accept; } }")
    print("policy any { accept; }")
    core = [f"r{i}" for i in range(routers)]
    edges = [core[2 + i * (routers - 2) // (customers + 2)] for i in range(customers + 2)]  # one neighbour each
    for i, name in enumerate(core):
        asn = f"asn 64500; router-id 10.255.{i // 250}.{i % 250 + 1}; "
        extra = "cluster-id 10.255.255.1; " if i < 2 else ""
        passes = "ibgp { next-hop-self; } " if name in edges else ""
        print(f"router {name} {{ {asn}{extra}{passes}}}")
    links = {tuple(sorted((i, i - 1))) for i in range(1, routers)} | {(0, routers - 1)}
    while len(links) < routers * 3 // 2:
        a, b = dice.sample(range(routers), 2)
        links.add((min(a, b), max(a, b)))
    for a, b in sorted(links):
        print(f"link {core[a]} {core[b]} {{ ospf area 0 cost {dice.randint(1, 20)}; }}")
    print(f"ibgp mesh reflectors {{ members {core[0]} {core[1]}; }}")
    for reflector in core[:2]:
        for name in core[2:]:
            own = "next-hop-self; " if name in edges else ""
            print(f"bgp {reflector} {name} {{ multihop; at {reflector} {{ client; }} at {name} {{ {own}}} }}")
    names = []
    for i, edge in enumerate(edges):
        provider = i >= customers
        name = f"provider{i - customers}" if provider else f"customer{i}"
        names.append(name)
        print(f"router {name} {{ asn {65000 + i if not provider else 64601 + i - customers}; router-id 10.254.0.{i + 1}; "
              f"owns 10.{i + 1}.0.0/16; }}")
        print(f"link {edge} {name};")
        imports, exports = ("from-provider", "to-provider") if provider else ("from-customer", "any")
        print(f"bgp {edge} {name} {{ at {edge} {{ import {imports}; export {exports}; }} at {name} {{ import any; export any; }} }}")
    print("failures { any 1 of links; }")
    print(f"group net {' '.join(core)};")
    print("property isolation no-way-between-providers { between provider0 and provider1; }")
    print(f"property no-transit customers-are-no-way {{ through {names[0]}; }}")
    print(f"property reachability customers {{ between {names[0]} and {' '.join(names[1:4])}; when connected; }}")


main()
