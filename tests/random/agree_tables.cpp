// Tables: what every node does with packets to some addresses, encoder against oracle, in states that the encoder finds.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "solver/encode/data_plane.hpp"
#include "solver/routing/simulate.hpp"
#include "solver/routing/table.hpp"
#include "tests/random/agree.hpp"

namespace random_networks {

using namespace network;

namespace {

constexpr std::size_t most_states = 12;  ///< of one failure set; others are much the same

/// What one node does with a packet.
struct Treatment {
    std::vector<LinkId> links;
    bool delivers = false, discards = false, hop_down = false, stuck = false;
    bool operator==(const Treatment&) const = default;
};

std::string text(const Network& network, const Treatment& treatment) {
    std::string result;
    for (LinkId link : treatment.links)
        result += fmt::format(" over {} ({})", network[network[link].to].name, link.value);
    for (auto [is, word] : {std::pair{treatment.delivers, " delivers"}, {treatment.discards, " discards"},
                            {treatment.hop_down, " next hop down"}, {treatment.stuck, " no route"}})
        if (is)
            result += word;
    return result;
}

Treatment of_oracle(const Network& network, const routing::State& state, NodeId node, Address destination) {
    const routing::Table table = routing::lookup(network, state, node, destination);
    using Source = routing::Table::Source;
    return {table.links, table.source == Source::own, table.discards, table.next_hop_down(),
            table.source == Source::none || table.unreachable};
}

/// Packets to one address under symbolic failures.
class Symbolic {
public:
    Symbolic(const Network& network, Address destination)
        : network_(network), failures_(encode::symbolic_failures(context_, network, network.budget)),
          world_(context_, network, failures_.down, "w", network.budget), control_(world_),
          planes_(control_), destination_(destination), plane_(planes_.to(destination)), solver_(context_) {
        solver_.require(failures_.within_budget, "the budget");
        for (const encode::ControlPlane* control : plane_.depends_on())
            for (const encode::Equation& equation : control->equations())
                solver_.require(equation.term, equation.sentence);
    }

    std::string disagrees(const FailureSet& failed) {
        std::vector<smt::Term> assumed{context_.variable("asked")};
        for (std::size_t i = 0; i < network_.failures.size(); ++i)
            if (const smt::Term down = failures_.down[i]; !down.is_constant())
                assumed.push_back(std::ranges::binary_search(failed, FailureId::at(i)) ? down : !down);
        for (std::size_t found = 0; found < most_states; ++found) {
            if (solver_.check("next state", assumed) != smt::Answer::satisfiable)
                return {};
            if (const auto state = oracle_state(failed))
                if (std::string why = compare(*state); !why.empty())
                    return why;
            std::vector<smt::Term> differences;
            for (const encode::ControlPlane* control : plane_.depends_on())
                differences.push_back(control->differs_from(solver_.model()));
            solver_.require(context_.implies(assumed.front(), context_.any(differences)), "another");
        }
        return {};
    }

private:
    /// Nothing where sessions do not tell what routes they carry.
    std::optional<routing::State> oracle_state(const FailureSet& failed) const {
        routing::State state{failed, {}};
        for (const encode::ControlPlane* control : plane_.depends_on()) {
            if (solver_.model().value(control->overflow()))
                return std::nullopt;
            auto made = routing::reconstruct(network_, control->prefix(), failed, control->decode(solver_.model()));
            if (!made || routing::self_supporting(network_, *made))
                return std::nullopt;
            state.prefixes.push_back(std::move(*made));
        }
        std::ranges::sort(state.prefixes, {}, &routing::PrefixState::prefix);
        return state;
    }

    std::string compare(const routing::State& state) const {
        for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
            const auto node = NodeId::at(i);
            const Treatment oracle = of_oracle(network_, state, node, destination_), encoder = of_encoder(node);
            if (oracle != encoder)
                return fmt::format("table of {} for {}, {} failed:\n  oracle {}\n  encoder{}", network_[node].name,
                                   to_string(destination_), names(network_, state.failed), text(network_, oracle),
                                   text(network_, encoder));
            ++compared().tables;
        }
        return {};
    }

    Treatment of_encoder(NodeId node) const {
        const smt::Model& model = solver_.model();
        Treatment result{{}, model.value(plane_.delivers(node)), model.value(plane_.discards(node)),
                         model.value(plane_.hop_down(node)), model.value(plane_.stuck(node))};
        for (LinkId link : network_.links_from(node))
            if (model.value(plane_.forwards(node, link)))
                result.links.push_back(link);
        return result;
    }

    const Network& network_;
    smt::Context context_;
    encode::Failures failures_;
    encode::World world_;
    encode::ControlPlanes control_;
    encode::DataPlanes planes_;
    Address destination_;
    const encode::DataPlane& plane_;
    smt::Solver solver_;
};

}  // namespace

std::string tables_disagree(const Network& network) {
    for (const Address destination : looked_at()) {
        Symbolic symbolic(network, destination);
        for (const FailureSet& failed : failure_sets_and_conditions(network))
            if (std::string why = symbolic.disagrees(failed); !why.empty())
                return why;
    }
    return {};
}

}  // namespace random_networks
