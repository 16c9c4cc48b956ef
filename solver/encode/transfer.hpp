#pragma once
// A route's way from best to candidate (semantics.md §2), on contents. What depends on failures is not
// decided here: whether the session is up, the best installed and the next hop resolved are terms of the
// caller.

#include <optional>

#include "solver/encode/content.hpp"
#include "solver/encode/speakers.hpp"

namespace encode {

/// How often policies put each of `Observed::counted` into the path on one transfer; empty: never.
struct Prepended {
    std::vector<std::uint32_t> exported, imported;
    auto operator<=>(const Prepended&) const = default;
};

/// A route that has passed the import policy. Its next hop stands apart: forwarding needs it even where
/// nothing else does.
struct Arrival {
    Content content;
    network::NodeId next_hop;
    Prepended prepended;
};

/// Transfers over the sessions of one network for one prefix.
class Transfer {
public:
    Transfer(const Speakers& speakers, const network::Prefix& prefix);

    Content local_route(network::NodeId node, const network::Origination& origination) const;
    /// What the peer of `from` makes of a best of `from` over this session. Nothing: it is no candidate
    /// there.
    std::optional<Arrival> over(network::SessionId session, network::NodeId from, const Content& best) const;
    /// The same, only listed or with a next hop that cannot be resolved too: whatever passes the import.
    std::optional<Arrival> accepted(network::SessionId session, network::NodeId from, const Content& best) const;

private:
    std::optional<Content> sent(const network::Session& session, network::NodeId from, Content route,
                                Prepended& prepended) const;
    void reflect(network::NodeId by, Content& route) const;
    /// It comes from outside, or is the sender's own: nobody has reflected it yet.
    static void enter(Content& route);
    /// The communities of a best keep it from being sent.
    static bool held_back(const Content& best, bool internal);
    std::vector<std::uint32_t> take_prepended(Content& route) const;
    std::optional<Content> received(network::SessionId id, network::NodeId to, Content route) const;
    /// False: rejected.
    bool apply(const std::optional<network::PolicyId>& policy, Content& route) const;
    bool matches(const network::Match& match, const Content& route) const;
    void change(const network::Set& set, Content& route) const;
    void prepend(network::Asn asn, std::uint32_t times, PathContent& path) const;
    void remove_privates(PathContent& path) const;
    void shorten_tail(PathContent& path) const;
    void replace(const std::vector<std::pair<network::Asn, network::Asn>>& pairs, PathContent& path) const;

    const network::Network* network_;
    network::Prefix prefix_;
    const Observed* observed_;
    const Speakers* speakers_;
};

} // namespace encode
