#pragma once
// Routing policies: ordered terms that match a route, change it, and accept or reject it.
// What no term decides is rejected. Data only: the oracle and the encoder each read it for themselves.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/source.hpp"
#include "solver/network/address.hpp"
#include "solver/network/ids.hpp"

namespace network {

using Asn = std::uint32_t;  ///< RFC 6793; 0 (RFC 7607) and 4294967295 (RFC 7300) are reserved

/// A standard community `high:low` (RFC 1997), both 0..65535, or with `last` a large one `high:low:last` (RFC 8092).
/// A standard one with `high` above 65535 is an internal tag that no policy of the user's can name.
struct Community {
    std::uint32_t high = 0, low = 0;
    std::optional<std::uint32_t> last = {};
    auto operator<=>(const Community&) const = default;
    bool is_tag() const { return !last && high > 65535; }
};
/// `65000:1`, `65000:0:1`, `no-export`.
std::string to_string(const Community& community);

/// Well-known ones (RFC 1997): routes that carry them are not sent on eBGP, or not at all. There are no confederations,
/// so the third one means what the first does.
inline constexpr Community no_export{65535, 65281}, no_advertise{65535, 65282}, no_export_subconfed{65535, 65283};

/// Prefixes inside `prefix` whose length lies in `shortest..longest`.
struct PrefixRange {
    Prefix prefix;
    std::uint8_t shortest = 0, longest = 32;
    bool matches(const Prefix& p) const {
        return prefix.contains(p) && shortest <= p.length && p.length <= longest;
    }
};

// One `match` statement. Its values are alternatives.
struct MatchPrefix { std::vector<PrefixRange> any_of; };
struct MatchCommunity { std::vector<Community> any_of; };
struct MatchAsPathContains { std::vector<Asn> any_of; };
struct MatchAsPathStarts { std::vector<Asn> any_of; };   ///< the neighbour's, the last one put in front
struct MatchAsPathEnds { std::vector<Asn> any_of; };     ///< the origin's; nothing starts or ends an empty path
struct MatchAsPathLength { std::uint32_t at_least = 0, at_most = UINT32_MAX; };  ///< number of ASNs in the path
struct MatchNextHop { std::vector<NodeId> any_of; };
struct Match {
    std::variant<MatchPrefix, MatchCommunity, MatchAsPathContains, MatchAsPathLength, MatchNextHop, MatchAsPathStarts,
                 MatchAsPathEnds>
        what;
    dsl::Span span;
};

enum class Origin : std::uint8_t { igp, egp, incomplete };  ///< RFC 4271 §5.1.1; lower is better

// One `set` statement.
struct SetLocalPreference { std::uint32_t value; };
struct SetMed { std::uint32_t value; };
struct SetWeight { std::uint32_t value; };
struct SetOrigin { Origin value; };
struct AddCommunity { Community community; };
struct DeleteCommunity { Community community; };
struct DeleteAllCommunities {};   ///< internal tags stay
struct PrependAs { Asn asn; std::uint32_t times; };  ///< puts `asn` in front `times` times
struct Set {
    std::variant<SetLocalPreference, SetMed, SetWeight, SetOrigin, AddCommunity, DeleteCommunity, PrependAs,
                 DeleteAllCommunities>
        what;
    dsl::Span span;
};

enum class Outcome : std::uint8_t { next_term, accept, reject };

/// All matches must hold; then the sets apply in order and the outcome decides. `next_term` goes on with the
/// changed route.
struct Term {
    std::string name;  ///< may be empty
    std::vector<Match> matches;
    std::vector<Set> sets;
    Outcome outcome = Outcome::next_term;
    dsl::Span span;
    std::string reason = {};  ///< the stable code of what it rejects, in place of the usual one; may be empty
};

struct Policy {
    std::string name;
    std::vector<Term> terms;
    dsl::Span span;
};

}  // namespace network
