// One page for each code. The tests run both examples of each.

#include "solver/kinds/pages.hpp"

namespace kinds {
namespace {

const std::vector<dsl::Page>& pages_of_names() {
    static const std::vector<dsl::Page> all = {
        {"VN0101", "a name is declared twice",
         "Names of nodes, links, circuits, groups and the like share one space, so that every other "
         "statement can "
         "say what it means with one word; hosts are unique on their node, policies and properties among "
         "themselves. The second place is shown with the first. If a `change` was meant, say `change`.",
         "router ce1 { asn 65001; }\nrouter ce1 { asn 65002; }\n",
         "router ce1 { asn 65001; }\nrouter ce2 { asn 65002; }\n"},
        {"VN0102", "an unknown name",
         "Nothing in the file, or in what it includes, has this name, or several things do. Comparison is "
         "exact, "
         "upper and lower case included. A member is written with its owner, as in `seattle/primary` or "
         "`spoke/vm`; "
         "its last part alone will do where no other thing is called so. A link is called `a--b`.",
         "router fw;\nrouter ce1;\nlink fw ce2;\n", "router fw;\nrouter ce1;\nlink fw ce1;\n"},
        {"VN0103", "a name of the wrong kind",
         "The name exists and stands for something that does not fit here: a link where a node is needed, or "
         "a "
         "thing of several nodes where one is needed.",
         "router fw;\nrouter ce1;\nrouter ce2;\nlink fw ce1;\nlink fw--ce1 ce2;\n",
         "router fw;\nrouter ce1;\nrouter ce2;\nlink fw ce1;\nlink fw ce2;\n"},
        {"VN0107", "a reserved AS number",
         "65535 and 4294967295 are reserved (RFC 7300), and 23456 stands in for large numbers on routers "
         "that know "
         "only 16 bits (RFC 6793). Private numbers are 64512 to 65534 and 4200000000 to 4294967294 (RFC "
         "6996).",
         "router ce1 { asn 65535; }\n", "router ce1 { asn 65534; }\n"},
        {"VN0116", "a `/` in a new name",
         "A `/` separates a thing from its members: `seattle/primary` is the circuit's connection, "
         "`spoke/vm` a host. "
         "A name of your own may hold anything else but blanks and `; { } \" #`.",
         "router site/ce1;\n", "router site-ce1;\n"},
    };
    return all;
}

const std::vector<dsl::Page>& pages_of_nodes() {
    static const std::vector<dsl::Page> all = {
        {"VN0109", "a link or session of something with itself",
         "A link is a cable between two nodes and a session a conversation of two. Usually one of the names "
         "is "
         "misspelt.",
         "router ce1;\nrouter ce2;\nlink ce1 ce1;\n", "router ce1;\nrouter ce2;\nlink ce1 ce2;\n"},
        {"VN0110", "a session between nodes without a path",
         "A BGP session runs over a link that joins its ends, and it falls with that link; a one-way link carries "
         "none. One between loopbacks says `multihop;`, and so do those of meshes and reflectors: then OSPF must join "
         "its ends, or a link.",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nbgp a b;\n",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b;\n"},
        {"VN0111", "BGP without an AS number",
         "A node speaks BGP once it has an `asn`. Without one it has no sessions and originates nothing; "
         "`owns` "
         "alone says what it answers for, and neighbours reach it over static routes.",
         "router a { asn 65001; }\nrouter b;\nlink a b;\nbgp a b;\n",
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b;\n"},
        {"VN0112", "a host outside of what its node owns",
         "A host is a name for an address behind a node. Packets to it are delivered because the node owns a "
         "prefix "
         "around it; outside of all of them nothing would ever arrive.",
         "router ce1 { owns 10.1.0.0/24; host pc 10.2.0.7; }\n",
         "router ce1 { owns 10.1.0.0/24; host pc 10.1.0.7; }\n"},
        {"VN0117", "a static route that leads nowhere",
         "A static route names a neighbour, and then uses every link to it, or one link, or `discard`. It is "
         "up "
         "while that link is. The next hop must be joined to the node by a link.",
         "router a { static 10.9.0.0/16 via c; }\nrouter b;\nrouter c;\nlink a b;\nlink b c;\n",
         "router a { static 10.9.0.0/16 via b; }\nrouter b;\nrouter c;\nlink a b;\nlink b c;\n"},
        {"VN0118", "the addresses of a link",
         "`addresses A B;` gives the first and the second end of the link an address, in this order; "
         "`addresses a A b B;` names the ends. They are what a traceroute shows when a packet comes in "
         "there.",
         "router a;\nrouter b;\nlink a b { addresses a 10.0.0.0 c 10.0.0.1; }\n",
         "router a;\nrouter b;\nlink a b { addresses a 10.0.0.0 b 10.0.0.1; }\n"},
        {"VN0120", "a packet rule that cannot be read",
         "Rules go by number, lowest first, and the first that matches decides; with rules, what none "
         "matches is "
         "refused. A port needs `tcp` or `udp`, and two rules of one node may not share a number.",
         "firewall fw { rule 10 permit tcp from any to 10.0.0.0/8 port 443; }\n",
         "firewall fw { rule 10 allow tcp from any to 10.0.0.0/8 port 443; }\n"},
    };
    return all;
}

const std::vector<dsl::Page>& pages_of_policies() {
    static const std::vector<dsl::Page> all = {
        {"VN0113", "a policy or a set that is never used",
         "A policy does nothing until a side of a session names it with `import` or `export`. An unused one "
         "is "
         "often a misspelt line elsewhere. A `prefix-set` or `community-set` does nothing until a policy names it.",
         "policy lan-only { match prefix 10.0.0.0/8; accept; }\n",
         "policy lan-only { match prefix 10.0.0.0/8; accept; }\n"
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { export lan-only; } "
         "}\n"},
        {"VN0151", "a term whose matches exclude each other",
         "Every `match` of a term must hold, and nothing fits two of these at once. Alternatives stand in one statement: `match "
         "prefix 10.0.0.0/8 11.0.0.0/8;`.",
         "policy p { match prefix 10.0.0.0/8; match prefix 11.0.0.0/8; accept; }\n"
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { export p; } }\n",
         "policy p { match prefix 10.0.0.0/8 11.0.0.0/8; accept; }\n"
         "router a { asn 65001; }\nrouter b { asn 65001; }\nlink a b;\nbgp a b { at a { export p; } }\n"},
        {"VN0114", "a term that never matches",
         "Terms apply in order, and `accept` and `reject` end a policy. A term behind one that decides about "
         "everything it could match is never reached. The check compares the two terms' matches; it does not find "
         "every such term.",
         "policy p { term all { accept; } term late { match prefix 10.0.0.0/8; reject; } }\n",
         "policy p { term late { match prefix 10.0.0.0/8; reject; } term all { accept; } }\n"},
        {"VN0139", "an external whose limits make no sense",
         "An `external` announces what lies within its limits, or does not. Limits that leave nothing, that contradict each "
         "other, or that leave so much open that every path and set of communities cannot be gone through, are refused.",
         "external isp { asn 64496; announces any; as-path-length 1; as-path-contains 64511; }\n",
         "external isp { asn 64496; announces any; as-path-length 1-2; as-path-contains 64511; }\n"},
        {"VN0115", "a session with another AS without a policy",
         "Without a policy a side accepts everything and sends everything it has. Between different owners "
         "that "
         "is how route leaks happen; RFC 8212 has routers refuse it. One warning counts them all.",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n",
         "policy ours { match prefix 10.0.0.0/8 or-longer; accept; }\n"
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\n"
         "bgp a b { at a { import ours; export ours; } at b { import ours; export ours; } }\n"},
        {"VN0119", "not a community",
         "A standard community is two numbers from 0 to 65535 with a colon between them (RFC 1997), a large one three of "
         "32 bits (RFC 8092). `no-export`, `no-advertise` and `no-export-subconfed` are known by name; extended "
         "communities are not read.",
         "policy p { add community 70000:1; accept; }\n", "policy p { add community 65000:1; accept; }\n"},
        {"VN0121", "a statement of a policy that cannot be read",
         "`match` looks at `prefix`, `community`, `as-path contains|starts|ends`, `as-path-length` or `next-hop`; `set` "
         "gives `local-preference`, `med`, `weight` or `origin` a value and replaces every `community`; `add community`, "
         "`delete community` and `prepend` change the rest. `accept` or `reject` ends a term, so nothing may stand behind "
         "it in the same term. Sets with a name hold one thing at least.",
         "policy p { match prefix 10.0.0.0/8 or-longer; accept; set med 10; }\n",
         "policy p { match prefix 10.0.0.0/8 or-longer; set med 10; accept; }\n"},
    };
    return all;
}

} // namespace

const std::vector<dsl::Page>& pages() {
    static const std::vector<dsl::Page> all = [] {
        std::vector<dsl::Page> joined;
        for (const auto* some : {&pages_of_names(), &pages_of_nodes(), &pages_of_policies(), &pages_of_ospf(), &pages_of_bgp()})
            joined.insert(joined.end(), some->begin(), some->end());
        return joined;
    }();
    return all;
}

} // namespace kinds
