// Global Reach: iBGP and a path between the edge routers of two circuits, primary with primary and secondary
// with secondary. Each tells the other what its customer and its gateways told it; a third circuit hears
// nothing of it, since what came over iBGP is not passed on over iBGP
// (AD:expressroute/expressroute-global-reach.md; public lab adstuart/azure-expressroute-globalreach-avs).

#include <algorithm>

#include <fmt/format.h>

#include "solver/kinds/circuit.hpp"
#include "solver/kinds/cloud_exchange.hpp"
#include "solver/kinds/cloud_weights.hpp"

namespace kinds::circuits {
namespace {

using dsl::Statement;
using dsl::Word;

bool knows(const Circuit& circuit, const std::string& other) {
    return std::ranges::find(circuit.reaches, other) != circuit.reaches.end();
}

void refuse_itself(Builder& builder, const Word& word) {
    builder.diagnostics().error("VN0256", word.span,
                                fmt::format("`{}` cannot reach itself by Global Reach", word.text),
                                "name another circuit");
}

network::SessionEnd make_end(Builder& builder, const Connection& connection, const Connection& far) {
    network::SessionEnd end = cloud::plain_end(connection.edge, connection.span);
    end.next_hop_self = true;
    end.allow_own_as = any_number_of_asns; // the first edge router has counted
    end.import_policy = cloud::add_global_reach_policy(
        builder, fmt::format("{} from {}", builder.net[connection.edge].name, builder.net[far.edge].name),
        connection.span);
    return end;
}

// A drained edge router sends nothing to the other: its own customers and gateways are told to move away, and
// so is whoever would come over it.
void join(Builder& builder, const Connection& a, const Connection& b) {
    const std::string name = fmt::format("{}--{}", builder.net[a.edge].name, builder.net[b.edge].name);
    network::Session session;
    session.name = name;
    session.span = a.span;
    session.fails_with = {a.group, b.group};
    for (const network::FailureId group : {a.maintenance, b.maintenance})
        if (group.known())
            session.fails_with.push_back(group);
    session.forward = builder.add_link({name, a.edge, b.edge, {}, {}, {a.group, b.group}, a.span});
    session.back = builder.add_link({name, b.edge, a.edge, {}, {}, {a.group, b.group}, b.span});
    session.a = make_end(builder, a, b);
    session.b = make_end(builder, b, a);
    builder.add_session(std::move(session));
}

} // namespace

void read_global_reach(Builder& builder, const Statement& block, Circuit& circuit) {
    std::map<std::string, Circuit, std::less<>>& all = builder.notes<Circuits>().all;
    for (const Statement* written : statements(block, "global-reach"))
        for (std::size_t i = 1; i < written->words.size(); ++i) {
            const Word& word = written->words[i];
            const Named* named = builder.find(word, "circuit", {"circuit"});
            const auto other = named ? all.find(named->name) : all.end();
            if (other == all.end())
                continue;
            if (&other->second == &circuit) {
                refuse_itself(builder, word);
                continue;
            }
            if (!knows(circuit, other->first))
                circuit.reaches.push_back(other->first);
            if (!knows(other->second, circuit.name))
                other->second.reaches.push_back(circuit.name);
        }
}

void converse_over_global_reach(Builder& builder, const Circuit& circuit) {
    const auto& all = builder.notes<Circuits>().all;
    for (const std::string& name : circuit.reaches) {
        if (name < circuit.name) // each pair once
            continue;
        builder.net.assumptions.push_back(fmt::format(
            "global-reach-pairs: the primary edge routers of `{}` and `{}` reach each other, and the "
            "secondary ones; a drained one reaches none",
            circuit.name, name));
        for (const Connection& near : circuit.connections)
            for (const Connection& far : all.find(name)->second.connections)
                if (near.role == far.role)
                    join(builder, near, far);
    }
}

} // namespace kinds::circuits
