#pragma once
// A network under construction: what kinds write into. Names are declared once, resolved with help, and every
// node, link and session keeps the place it came from.

#include <any>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/schema.hpp"
#include "solver/network/network.hpp"

namespace kinds {

/// Something with a name: who declared it, and the nodes it stands for (a circuit: its two ends at Microsoft;
/// a virtual network: its locations; a link: none).
struct Named {
    std::string name;
    std::string_view kind;
    dsl::Span span;
    std::vector<network::NodeId> nodes;
    std::vector<network::FailureId> failures; ///< what `down NAME` means
    std::optional<network::TransportId> transport;
};

/// A failure group's two directions of one cable.
struct Cable {
    network::LinkId forward, back; ///< a -> b, b -> a
    network::FailureId group;
};

class Builder {
public:
    explicit Builder(dsl::Diagnostics& diagnostics) : diagnostics_(&diagnostics) {}

    network::Network net;
    dsl::Diagnostics& diagnostics() { return *diagnostics_; }

    // -- names: `VN0101` declared twice, `VN0102` unknown (did you mean), `VN0103` of the wrong kind
    // ------------
    /// Declares a name; null and an error if it exists. Pointers stay valid.
    Named* declare(const dsl::Word& word, std::string_view kind, dsl::Span span);
    Named* declare(const std::string& name, std::string_view kind, dsl::Span span);
    /// Looks a name up: exact, or a member's bare name where that is unique. `kinds` empty: any kind.
    Named* find(const dsl::Word& word, std::string_view wanted,
                const std::vector<std::string_view>& kinds = {});
    Named* lookup(std::string_view name); ///< no diagnostic
    /// All that a name could mean: the exact one, else every member with this bare name.
    std::vector<Named*> candidates(std::string_view name);
    std::vector<std::string_view> names(const std::vector<std::string_view>& kinds = {}) const;
    /// One node by name; error if the name stands for none or several.
    network::NodeId find_node(const dsl::Word& word);
    std::optional<network::PolicyId> find_policy(const dsl::Word& word);
    void declare_policy(const dsl::Word& word, network::Policy policy);
    /// Those that the text declares, in order; others are the kinds' own.
    std::vector<network::PolicyId> declared_policies() const;

    // -- arguments: errors at the word
    // ------------------------------------------------------------------------------
    std::optional<network::Prefix> prefix(const dsl::Word& word);
    std::optional<network::Address> address(const dsl::Word& word);
    std::optional<network::Asn> asn(const dsl::Word& word);
    std::optional<network::Community> community(const dsl::Word& word);
    std::optional<std::uint32_t> number(const dsl::Word& word, std::uint32_t least, std::uint32_t most);

    // -- parts
    // ----------------------------------------------------------------------------------------------------
    /// A node that fails with a group of its own (class `node`); both are appended to `named`, so that
    /// `down NAME` fails the node. A kind for which it means something else sets `named.failures` afterwards.
    network::NodeId add_node(Named& named, network::Node node);
    network::FailureId add_failure(std::string name, network::FailureClass failure_class, dsl::Span span,
                                   bool disabled = false);
    network::LinkId add_link(network::Link link);
    Cable add_cable(std::string name, network::NodeId a, network::NodeId b, network::FailureId group,
                    std::optional<network::Address> address_a, std::optional<network::Address> address_b,
                    std::optional<network::TransportId> transport, dsl::Span span);
    network::TransportId add_transport(std::string name, std::vector<network::FailureId> groups,
                                       dsl::Span span);
    network::SessionId add_session(network::Session session);
    /// The links from `a` to `b`, in order.
    std::vector<network::LinkId> links(network::NodeId a, network::NodeId b) const;

    /// What a kind wants to remember between its phases, one value per type.
    template <class T> T& notes() {
        std::any& slot = notes_[typeid(T)];
        if (!slot.has_value())
            slot = T{};
        return std::any_cast<T&>(slot);
    }

private:
    dsl::Diagnostics* diagnostics_;
    std::map<std::string, Named, std::less<>> named_;
    std::map<std::string, network::PolicyId, std::less<>> policies_;
    std::map<std::pair<network::NodeId, network::NodeId>, std::vector<network::LinkId>> links_;
    std::map<std::type_index, std::any> notes_;
};

/// The statements of a block called `word`, in order; and the last one (the one that counts), or null.
std::vector<const dsl::Statement*> statements(const dsl::Statement& block, std::string_view word);
const dsl::Statement* statement(const dsl::Statement& block, std::string_view word);
bool flag(const dsl::Statement& block, std::string_view word);
/// `no WORD;` stands in the block: a flag that is on by default is off.
bool unset(const dsl::Statement& block, std::string_view word);

/// One side's block of a session (`import P; export P; next-hop-self; as-override; …`) read into `end`.
const std::vector<dsl::Rule>& session_end_rules();
/// With what only a session of one AS has: `client`, `next-hop-self all`.
const std::vector<dsl::Rule>& internal_end_rules();
void read_session_end(Builder& builder, const dsl::Statement& block, network::SessionEnd& end);

/// The default decision of a BGP speaker. With every peer's router id known it ends in `router_id`,
/// `peer_order`; otherwise ties are left open (`oldest`), so that no verdict rests on an order nobody wrote
/// down.
network::Decision standard_decision(bool multipath, bool router_ids_known);

} // namespace kinds
