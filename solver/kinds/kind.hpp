#pragma once
// The open set of kinds: each top-level word that builds a part of the network. To add one: a file beside
// this, and a line in `table.cpp`.

#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/schema.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// When a kind gets to see its statements. Each phase runs over all statements before the next begins.
enum class Phase {
    note,     ///< that it is there: what is read when somebody names it
    declare,  ///< names, nodes, policies
    place,    ///< what stands in what: subnets' tables, interfaces
    connect,  ///< links, transports, failure groups
    converse, ///< BGP sessions, static routes
    complete, ///< what depends on everything else: announcements of peered networks, withheld routes, checks
};
inline constexpr Phase phases[] = {Phase::note,    Phase::declare,  Phase::place,
                                   Phase::connect, Phase::converse, Phase::complete};

struct Kind {
    const dsl::Rule* rule; ///< its statement: word, arguments, block, one sentence
    void (*build)(Phase, const dsl::Statement&, Builder&);
    std::vector<std::string_view> not_modelled; ///< shown with verdicts of networks that use it
};

/// Every kind, in the order of `verify list kinds`.
const std::vector<Kind>& table();
const Kind* find(std::string_view word);

// One function per file of this folder; `table.cpp` lists them.
Kind router();
Kind firewall();
Kind external();
Kind link();
Kind bgp();
Kind ibgp();
Kind ospf();
Kind profile();
Kind policy();
Kind prefix_set();
Kind community_set();
Kind vnet();
Kind route_table();
Kind network_security_group();
Kind application_security_group();
Kind appliance();
Kind load_balancer();
Kind state_group();
Kind tunnel();
Kind peering();
Kind expressroute_gateway();
Kind vpn_gateway();
Kind circuit();
Kind vpn();
Kind route_server();
Kind virtual_wan();
Kind virtual_hub();

} // namespace kinds
