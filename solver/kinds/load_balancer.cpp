// An internal load balancer before appliances: one address, every port, and each flow and its answer over the
// same backend that lives (AD:load-balancer/load-balancer-ha-ports-overview.md). It is no device that fails.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/cloud_fabric.hpp"
#include "solver/kinds/cloud_nic.hpp"
#include "solver/kinds/rules.hpp"

namespace kinds {
namespace {

using dsl::Shape;
using dsl::Statement;
using dsl::Word;

void declare(const Statement& block, Builder& builder) {
    const Word* name = cloud::argument(block, 1);
    Named* named = name ? builder.declare(*name, "load-balancer", name->span) : nullptr;
    if (!named)
        return;
    network::Node node;
    node.name = name->text;
    node.kind = "load-balancer";
    node.in_traces = false;
    node.sticky = true;
    node.decision = standard_decision(false, false);
    node.span = block.blame();
    named->nodes = {network::NodeId::at(builder.net.nodes.size())};
    builder.net.nodes.push_back(std::move(node));
}

void complain(Builder& builder, dsl::Span span, std::string message, std::string hint) {
    builder.diagnostics().error("VN0244", span, std::move(message), std::move(hint));
}

const cloud::Nic* read_backend(Builder& builder, const Word& word, const cloud::Nic& frontend) {
    const Named* named = builder.find(word, "appliance", {"appliance", "firewall"});
    if (!named)
        return nullptr;
    const cloud::Nic* nic = builder.notes<cloud::Cloud>().nic(named->nodes.front());
    if (nic && nic->vnet == frontend.vnet)
        return nic;
    complain(builder, word.span,
             nic ? fmt::format("`{}` stands in `{}`, and `{}` in `{}`", word.text, nic->vnet, frontend.name,
                               frontend.vnet)
                 : fmt::format("`{}` stands in no subnet", word.text),
             "the backends of a load balancer stand in its own virtual network");
    return nullptr;
}

void connect(Builder& builder, const Statement& block, cloud::Nic& frontend) {
    network::Node& node = builder.net.nodes[frontend.node.index()];
    std::set<network::NodeId> seen;
    for (const Statement* written : statements(block, "backend"))
        for (std::size_t i = 1; i < written->words.size(); ++i)
            if (const cloud::Nic* backend = read_backend(builder, written->words[i], frontend)) {
                if (!seen.insert(backend->node).second) {
                    complain(builder, written->words[i].span,
                             fmt::format("`{}` is a backend already", backend->name), "remove one of them");
                    continue;
                }
                const network::LinkId link =
                    cloud::add_fabric_link(builder, frontend.node, backend->entry, frontend.span);
                node.static_routes.push_back({{},
                                              network::ViaLink{link, true},
                                              cloud::space_distance,
                                              written->blame(),
                                              {"system", "vnet-local", {}, true}});
                frontend.forwards |= backend->forwards;
            }
    if (!statement(block, "backend"))
        complain(builder, block.head_span(), fmt::format("`{}` has no backend", frontend.name),
                 "add `backend APPLIANCE…;`");
}

void build(Phase phase, const Statement& block, Builder& builder) {
    if (phase == Phase::declare)
        return declare(block, builder);
    const network::NodeId node = cloud::node_of(builder, block);
    if (!node.known())
        return;
    if (phase == Phase::place)
        if (const auto place = cloud::read_place(builder, block))
            cloud::add_nic(builder, block, node, *place);
    std::vector<cloud::Nic>& nics = builder.notes<cloud::Cloud>().nics;
    const auto nic = std::ranges::find(nics, node, &cloud::Nic::node);
    if (phase == Phase::connect && nic != nics.end())
        connect(builder, block, *nic);
}

const std::vector<dsl::Rule>& rules() {
    static const std::vector<dsl::Rule> rules = {
        rule("in", {Shape::name}, "the subnet of its frontend: `VNET/SUBNET`"),
        rule("address", {Shape::address}, "its frontend's"),
        repeats(more(rule("backend", {Shape::name}, "the appliances that share its load"), Shape::name)),
    };
    return rules;
}

} // namespace

Kind load_balancer() {
    static const dsl::Rule statement =
        repeats(with_block(rule("load-balancer", {Shape::name}, "one address before several appliances"),
                           &rules(), dsl::Blocks::required));
    return {&statement,
            build,
            {"a load balancer takes every port (HA ports); its probes find what has failed, and nothing else",
             "packets to a load balancer's own address end there; no security group stands before it"}};
}

} // namespace kinds
