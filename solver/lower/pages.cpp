// One page for each code. The tests run both examples of each.

#include "solver/lower/pages.hpp"

namespace lower {
namespace {

const std::vector<dsl::Page>& pages_of_claims() {
    static const std::vector<dsl::Page> all = {
        {"VN0301", "an unknown property",
         "`verify list properties` shows the words. A property is `property WORD NAME { … }`; the name may "
         "be left "
         "out.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nlink a b;\n"
         "property reachble { between a and b; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nlink a b;\n"
         "property reachability { between a and b; }\n"},
        {"VN0302", "an end without addresses",
         "Packets go from addresses to addresses. A node without `owns` answers for none of them, so a claim "
         "about "
         "packets to it would hold of nothing.",
         "router a { owns 10.1.0.0/24; }\nrouter b;\nlink a b;\nproperty reachability { between a and b; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nlink a b;\n"
         "property reachability { between a and b; }\n"},
        {"VN0303", "a property without ends, or with the same end twice",
         "Most properties hold between ends: `between A and B C;` (both directions), `among A B C;` (every "
         "two, both "
         "directions), or `from A; to B;`. Use one of the three. `loop-freedom` and `convergence` are about "
         "everything and take none.",
         "router a { owns 10.1.0.0/24; }\nproperty reachability here;\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property reachability here { from a; to b; }\n"},
        {"VN0304", "`prefer` without an order of transports",
         "`order A B;` lists circuits and VPNs, the most wanted first. Other things carry packets too, but "
         "only "
         "these have a way of being down as a whole.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property prefer { between a and b; }\n",
         "vnet v { space 10.9.0.0/24; }\nexpressroute-gateway er { in v; }\nvpn-gateway vpn { in v; }\n"
         "router a { asn 65001; owns 10.1.0.0/24; }\n"
         "circuit metro { gateway er; primary a { subnet 172.16.0.0/30; } }\n"
         "vpn backup { gateway vpn; site a; }\n"
         "property prefer { between a and v; order metro backup; }\n"},
        {"VN0308", "`with` or `except` does not name a kind of packets",
         "`with tcp port 443;`, `with udp port 1000-2000;`, `with tcp;` or `with icmp;` narrows a property "
         "to such "
         "packets. Without it the property is about all packets. `except`, as often as needed, takes such "
         "packets out.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property isolation { between a and b; with https; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property isolation { between a and b; with tcp port 443; }\n"},
        {"VN0309", "`between` without `and`",
         "`and` separates the two sides: `between a b and c;` is about a and c, and b and c. For every two "
         "of a list "
         "write `among`.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nrouter c { owns 10.3.0.0/24; }\n"
         "property isolation { between a b c; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nrouter c { owns 10.3.0.0/24; }\n"
         "property isolation { between a and b c; }\n"},
        {"VN0315", "several ends where one is needed",
         "An observation is made from one place to another. The name stands for several nodes or hosts: name "
         "one.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\ngroup both a b;\n"
         "observe ping both a { fails; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\ngroup both a b;\n"
         "observe ping b a { fails; }\n"},
    };
    return all;
}

const std::vector<dsl::Page>& pages_of_options() {
    static const std::vector<dsl::Page> all = {
        {"VN0318", "a property without `through`",
         "`waypoint` claims that what arrives came by one of the nodes after `through`, `no-transit` that "
         "nobody else's packets come by any of them. Groups, and things of several nodes, stand for all "
         "their nodes.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nrouter hub;\n"
         "property waypoint { between a and b; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nrouter hub;\n"
         "property waypoint { between a and b; through hub; }\n"},
        {"VN0319", "a host where a node is needed",
         "Packets come by nodes: routers, firewalls, gateways, networks. A host is an address behind one, "
         "and nothing is ever forwarded by it. Name the node.",
         "router a { owns 10.1.0.0/24; host pc 10.1.0.7; }\nrouter b { owns 10.2.0.0/24; }\nlink a b;\n"
         "property no-transit { through a/pc; }\n",
         "router a { owns 10.1.0.0/24; host pc 10.1.0.7; }\nrouter b { owns 10.2.0.0/24; }\nlink a b;\n"
         "property no-transit { through a; }\n"},
        {"VN0320", "`path-length` without `at-most`",
         "`at-most N;` is the number of locations that a packet may visit, those at both ends included. "
         "What shows in no trace, such as the fabric of a virtual network, is not counted.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property path-length { between a and b; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property path-length { between a and b; at-most 3; }\n"},
        {"VN0321", "`route-limit` without `at`",
         "The limit holds for each session of the nodes after `at`: whoever is sent more prefixes than it "
         "takes closes the session, and everything that came over it is gone.",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n"
         "property route-limit { at-most 100; }\n",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n"
         "property route-limit { at a; at-most 100; }\n"},
        {"VN0322", "`route-limit` where nothing is learned",
         "Prefixes are counted by BGP session, and none of these nodes has one.",
         "router a;\nproperty route-limit { at a; at-most 100; }\n",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n"
         "property route-limit { at a; at-most 100; }\n"},
        {"VN0323", "`route-limit` without a limit",
         "Some things take only so many prefixes, and a property without `at-most` is about their own "
         "limits. These nodes have none: say what they take.",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n"
         "property route-limit { at a; }\n",
         "router a { asn 65001; }\nrouter b { asn 65002; }\nlink a b;\nbgp a b;\n"
         "property route-limit { at a; at-most 100; }\n"},
        {"VN0324", "a waypoint that is an end of the property",
         "Every packet from or to it is there in any case, so the property would hold whatever happens. "
         "Waypoints lie between the ends.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nrouter hub;\n"
         "property waypoint { between a and b; through a hub; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nrouter hub;\n"
         "property waypoint { between a and b; through hub; }\n"},
        {"VN0325", "`except` that leaves nothing",
         "The property is about the packets that `with` names (all, without it) but for those that "
         "`except` names. Together they name no packet at all.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property isolation { between a and b; with tcp port 443; except tcp port 1-1024; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\n"
         "property isolation { between a and b; with tcp; except tcp port 1-1024; }\n"},
    };
    return all;
}

const std::vector<dsl::Page>& pages_of_failures() {
    static const std::vector<dsl::Page> all = {
        {"VN0305", "a class of failures without members",
         "The limit counts things of a class that the network does not have. It is harmless, and often a "
         "sign that "
         "a part of the network is missing, or written as something else.",
         "router a;\nrouter b;\nlink a b;\nfailures { any 1 of links tunnels; }\n",
         "router a;\nrouter b;\nlink a b;\nfailures { any 1 of links; }\n"},
        {"VN0306", "a limit on failures that cannot be read",
         "`any K of CLASS…;` lets at most K things of these classes be down at the same time. The classes "
         "are "
         "connections, tunnels, links, nodes, shared-risks and maintenance (`any 1 maintenance;` needs no "
         "`of`). Several limits hold together; `except NAME…;` takes "
         "things out. In a property, `under any 2 of links;` or `under nothing;` says the same for it alone; "
         "the two together contradict each other.",
         "router a;\nrouter b;\nlink a b;\nfailures { any 1 of cables; }\n",
         "router a;\nrouter b;\nlink a b;\nfailures { any 1 of links; }\n"},
        {"VN0307", "something that cannot fail",
         "`down` and `except` name links, connections, tunnels, nodes, circuits, VPNs or shared risks. This "
         "name "
         "stands for something that no failure of the model takes down.",
         "router a { owns 10.1.0.0/24; }\nvnet v { space 10.9.0.0/24; }\n"
         "observe ping a v { fails; down v; }\n",
         "router a { owns 10.1.0.0/24; }\nvnet v { space 10.9.0.0/24; }\n"
         "observe ping a v { fails; down a; }\n"},
        {"VN0316", "a shared risk that holds an excepted thing",
         "`except NAME;` says that something never fails. A shared risk that may fail takes down all it "
         "holds, that thing with it, and the two cannot both be true. Except the shared risk as well, or "
         "leave the thing out of `except`.",
         "router a;\nrouter b;\nlink a b;\nshared-risk duct { a--b; }\n"
         "failures { any 1 of shared-risks; except a--b; }\n",
         "router a;\nrouter b;\nlink a b;\nlink a b;\nshared-risk duct { a--b; }\n"
         "shared-risk trench { a--b/1; }\n"
         "failures { any 1 of shared-risks; except a--b duct; }\n"},
    };
    return all;
}

const std::vector<dsl::Page>& pages_of_observations() {
    static const std::vector<dsl::Page> all = {
        {"VN0311", "an unknown observation",
         "What can be observed: `trace` (a traceroute), `ping`, `table` (what a node learned or "
         "advertised), and `effective-routes` (what a network interface in the cloud does).",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nobserve pings a b { fails; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nobserve ping a b { fails; }\n"},
        {"VN0312", "an observation that says nothing",
         "A trace has two ends and `hops`, a ping two ends and `answers` or `fails`, a table rows: `PREFIX { "
         "… }` for what must be there, `absent PREFIX;` for what must not. The ends are not the same, the "
         "owner of "
         "a table speaks BGP, and whom it learned from or tells is its neighbour.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nobserve ping a b;\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nobserve ping a b { fails; }\n"},
        {"VN0313", "an observation that contradicts itself",
         "A ping answers or fails, and it fails in one way; a row of a table is active or inactive, and its "
         "prefix not absent. No "
         "network can "
         "agree with both.",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nobserve ping a b { answers; "
         "no-route; }\n",
         "router a { owns 10.1.0.0/24; }\nrouter b { owns 10.2.0.0/24; }\nobserve ping a b { fails; "
         "no-route; }\n"},
        {"VN0314", "an expectation that cannot be read",
         "`expect NAME violated;`, with a block of `at`, `reason`, `because` or `down` to say how, documents "
         "a "
         "property that is known not to hold. `expect refused CODE;` documents a text that must be refused "
         "with "
         "this code.",
         "router a;\nproperty loop-freedom everywhere;\nexpect everywhere broken;\n",
         "router a;\nproperty loop-freedom everywhere;\nexpect everywhere violated;\n"},
        {"VN0330", "a next hop that no node has",
         "A row of an observed table, most often of a pasted one, names a next hop by an address that the "
         "model knows of nobody: the inside of a gateway, say. The row is compared without it. Give the "
         "address to the node that has it, as `address` or `bgp-address`, and it is compared too.",
         "router a { asn 65001; }\nrouter b { asn 65002; owns 10.2.0.0/24; }\nlink a b;\nbgp a b;\n"
         "observe table a { 10.2.0.0/24 { next-hop 192.168.0.9; } }\n",
         "policy all { accept; }\nrouter a { asn 65001; }\n"
         "router b { asn 65002; owns 10.2.0.0/24; address 192.168.0.9; }\nlink a b;\n"
         "bgp a b { at a { import all; export all; } at b { import all; export all; } }\n"
         "observe table a { 10.2.0.0/24 { next-hop 192.168.0.9; } }\n"},
        {"VN0317", "a case with nothing to decide",
         "A case keeps the topology of its file and not its properties and observations: they belong to the "
         "file. A case without any of its own passes whatever it changes.",
         "router a;\nproperty loop-freedom everywhere;\ncase alone { router b; }\n",
         "router a;\nproperty loop-freedom everywhere;\n"
         "case alone { router b; property loop-freedom there; }\n"},
        {"VN0340", "an end that is outside of the file",
         "`internet` stands for every address that is neither private nor anyone's in the file. Packets may "
         "be followed there, and no further: nothing starts there, and nothing that arrives is answered.",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\nproperty reachability out { from v; to internet; "
         "}\n",
         "vnet v { space 10.9.0.0/24; host vm 10.9.0.4; }\nproperty reachability out { from v; to internet; "
         "one-way; }\n"},
    };
    return all;
}

} // namespace

const std::vector<dsl::Page>& pages() {
    static const std::vector<dsl::Page> all = [] {
        std::vector<dsl::Page> joined;
        for (const auto* some :
             {&pages_of_claims(), &pages_of_options(), &pages_of_failures(), &pages_of_observations(), &effective_pages()})
            joined.insert(joined.end(), some->begin(), some->end());
        return joined;
    }();
    return all;
}

} // namespace lower
