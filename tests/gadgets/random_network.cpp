// Draws are made by hand from a 64-bit generator: the standard library's distributions differ between
// machines.

#include "tests/gadgets/random_network.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace gadgets {

using namespace network;

namespace {

constexpr std::string_view destination = "10.0.0.0/24";

/// One network being drawn.
class Draw {
public:
    Draw(std::uint64_t seed, const Traits& traits) : random_(seed * 2654435761U + 1), traits_(traits) {}

    Network network() {
        if (traits_.one_as) {
            add_members();
            add_area();
            add_neighbours();
        } else {
            add_nodes();
            add_cables();
        }
        add_origins();
        for (std::size_t i = 0; i < net_.network.sessions.size(); ++i) {
            configure(SessionId::at(i), net_.network.sessions[i].a.node);
            configure(SessionId::at(i), net_.network.sessions[i].b.node);
        }
        return std::move(net_.network);
    }

private:
    std::uint32_t below(std::size_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    NodeId any_node() { return NodeId::at(below(net_.network.nodes.size())); }
    Community any_community() {
        if (!traits_.one_as || one_in(2))
            return {65000, below(2)};
        return std::array{no_export, no_advertise, no_export_subconfed, Community{65000, 1, 0}}[below(4)];
    }

    Asn any_asn(std::size_t node) {
        if (traits_.shared_asns && one_in(3))
            return 64512 + below(2);
        return (one_in(2) ? 64512 : 1) + static_cast<Asn>(node);
    }

    void add_nodes() {
        const std::size_t nodes = 2 + below(traits_.most_nodes - 1);
        for (std::size_t i = 0; i < nodes; ++i) {
            const NodeId id = net_.add_node("n" + std::to_string(i), any_asn(i));
            Node& node = net_.node(id);
            if (one_in(2))
                node.router_id = below(4);
            node.advertise_inactive = !traits_.other_sources || !one_in(3);
            draw_decision(node.decision);
            if (one_in(6))
                net_.may_fail(id);
        }
    }

    /// The nodes of the AS that most are in.
    void add_members() {
        members_ = 2 + below(std::min<std::size_t>(traits_.most_nodes - 2, 3));
        for (std::size_t i = 0; i < members_; ++i) {
            const NodeId id = net_.add_node("m" + std::to_string(i), 65000);
            Node& node = net_.node(id);
            node.router_id = one_in(4) ? std::nullopt : std::optional(below(5));
            if (!one_in(8))
                node.ospf.emplace();
            if (one_in(3))
                node.cluster_id = below(2);
            node.decision.order.insert(node.decision.order.end() - 1, Criterion::cluster_list_length);
            if (!one_in(4))
                node.decision.order.insert(node.decision.order.end() - 3, Criterion::igp_metric);
            draw_decision(node.decision);
            if (one_in(6))
                net_.may_fail(id);
        }
    }

    /// Cables of OSPF, and sessions over them: most between addresses, some over the cable itself.
    void add_area() {
        for (std::size_t b = 1; b < members_; ++b) {
            for (std::size_t a = 0; a < b; ++a) {
                const NodeId low = NodeId::at(a), high = NodeId::at(b);
                if (!one_in(3))
                    set_costs(net_.wire(low, high), 8);
                if (one_in(5)) {
                    net_.cable(low, high);
                } else if (!one_in(4)) {
                    net_.session(low, high);
                    net_.network.sessions.back().multihop = true;
                }
            }
        }
    }

    void set_costs(const Cable& cable, std::size_t without) {
        for (const LinkId link : {cable.forward, cable.back})
            if (!one_in(without))
                net_.network.links[link.index()].ospf_cost = 1 + below(3);
    }

    /// Outside of it: mostly on cables that OSPF knows of or does not; now and then another member without OSPF.
    void add_neighbours() {
        const std::size_t neighbours = 1 + below(traits_.most_nodes - members_);
        for (std::size_t i = 0; i < neighbours; ++i) {
            const NodeId id = net_.add_node("x" + std::to_string(i), one_in(8) ? 65000 : 1 + below(3));
            net_.node(id).router_id = below(4);
            draw_decision(net_.node(id).decision);
            for (std::size_t cables = 1 + below(2); cables > 0; --cables)
                set_costs(net_.cable(NodeId::at(below(members_)), id), 2);
        }
    }

    void draw_decision(Decision& decision) {
        if (one_in(3))
            decision.order.erase(decision.order.begin() + below(3));
        if (one_in(4))
            std::replace(decision.order.begin(), decision.order.end(), Criterion::med, Criterion::med_always);
        if (traits_.free_choices && one_in(4))
            *(decision.order.end() - 2) = Criterion::oldest;
        if (one_in(3))
            decision.multipath_after = below(decision.order.size() + 1);
    }

    void add_cables() {
        const std::size_t nodes = net_.network.nodes.size();
        for (std::size_t b = 1; b < nodes; ++b) {
            for (std::size_t a = 0; a < b; ++a) {
                if (!one_in(2) && !(a + 1 == b && !one_in(4)))
                    continue;
                const Cable cable = net_.cable(NodeId::at(a), NodeId::at(b));
                if (one_in(12))
                    net_.network.sessions.back().back = {};
                if (one_in(12))
                    net_.network.failures[cable.failure.index()].disabled = true;
                if (one_in(12))
                    net_.cable(NodeId::at(a), NodeId::at(b));
            }
        }
    }

    void add_origins() {
        const std::size_t origins = 1 + below(2);
        for (std::size_t i = 0; i < origins; ++i)
            net_.originate(any_node(), destination, traits_.other_sources && one_in(3));
        if (!traits_.other_sources)
            return;
        if (one_in(3))
            net_.own(any_node(), destination);
        const auto& links = net_.network.links;
        for (std::size_t i = 0; i < links.size(); ++i)
            if (one_in(8))
                net_.static_route(links[i].from, destination, LinkId::at(i), one_in(2) ? 1 : 150);
        if (one_in(4))
            net_.discard(any_node(), destination, one_in(2) ? 1 : 250);
    }

    void configure(SessionId session, NodeId node) {
        SessionEnd& end = net_.end(session, node);
        end.next_hop_self = one_in(2);
        if (traits_.one_as && net_.network.internal(net_.network[session])) {
            end.client = one_in(2);
            end.next_hop_self_reflected = one_in(4);
        }
        end.next_hop_unchanged = one_in(8);
        end.sends = !one_in(12);
        end.lists_only = one_in(15);
        if (traits_.path_rewriting) {
            end.as_override = one_in(4);
            end.allow_own_as = one_in(4) ? 1 + below(2) : 0;
            if (one_in(8))
                end.replace_as.emplace_back(64512 + below(3), 1 + below(3));
        }
        end.remove_private_as = traits_.path_collapse && one_in(3);
        if (!traits_.policies)
            return;
        if (one_in(10))
            end.weight = below(3) * 20000;
        if (one_in(2))
            net_.import(session, node, any_terms());
        if (one_in(3))
            net_.export_(session, node, any_terms());
    }

    std::vector<Term> any_terms() {
        std::vector<Term> terms;
        for (std::size_t i = below(3); i > 0; --i) {
            Term term = go_on({}, {});
            for (std::size_t n = below(2); n > 0; --n)
                term.matches.push_back(any_match());
            for (std::size_t n = below(3); n > 0; --n)
                term.sets.push_back(any_set());
            term.outcome = one_in(2) ? Outcome::accept : one_in(3) ? Outcome::reject : Outcome::next_term;
            terms.push_back(std::move(term));
        }
        if (!one_in(6))
            terms.push_back(accept({}, one_in(2) ? std::vector<Set>{any_set()} : std::vector<Set>{}));
        return terms;
    }

    Match any_match() {
        if (traits_.one_as && one_in(6)) {
            const std::vector<Asn> any{1 + below(3)};
            return one_in(2) ? Match{MatchAsPathStarts{any}, {}} : Match{MatchAsPathEnds{any}, {}};
        }
        switch (below(5)) {
        case 0:
            return match_prefix(one_in(3) ? "10.0.1.0/24" : destination);
        case 1:
            return match_community(any_community());
        case 2:
            return match_as(one_in(2) ? 64512 + below(4) : 1 + below(4));
        case 3:
            return match_length(below(2), 1 + below(4));
        default:
            return match_next_hop(any_node());
        }
    }

    Set any_set() {
        if (traits_.one_as && one_in(8))
            return {DeleteAllCommunities{}, {}};
        switch (below(8)) {
        case 0:
            return set_med(below(3));
        case 1:
            return set_weight(below(2) * 100);
        case 2:
            return set_origin(static_cast<Origin>(below(3)));
        case 3:
            return add_community(any_community());
        case 4:
            return delete_community(any_community());
        case 5:
            return prepend(one_in(2) ? 64512 + below(3) : 9, 1 + below(2));
        default:
            return set_local_preference(50 + 50 * below(4));
        }
    }

    std::mt19937_64 random_;
    Traits traits_;
    NetworkBuilder net_;
    std::size_t members_ = 0;
};

} // namespace

Prefix random_prefix() { return prefix(destination); }

Network random_network(std::uint64_t seed, const Traits& traits) { return Draw(seed, traits).network(); }

} // namespace gadgets
