#pragma once
// Who talks BGP to whom: what `bgp`, `ibgp mesh` and `reflects-for` each add to, every pair of nodes once.

#include <map>
#include <utility>
#include <vector>

#include "dsl/ast.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// The pairs that talk, by their unordered ends. What a `bgp` statement says of a pair counts; meshes and reflectors
/// add the others.
struct Conversations {
    enum class By { statement, mesh, reflector };
    struct Pair {
        dsl::Span span;
        By by = By::statement;
        std::vector<network::SessionId> sessions;
    };
    std::map<std::pair<network::NodeId, network::NodeId>, Pair> pairs;
    /// Sessions over several hops, and the words that are to blame where one can never come up.
    std::vector<std::pair<network::SessionId, dsl::Span>> multihop;

    Pair* find(network::NodeId a, network::NodeId b) {
        const auto found = pairs.find(std::minmax(a, b));
        return found == pairs.end() ? nullptr : &found->second;
    }
};

/// Whether it has an ASN; an error at the word if not (`VN0111`).
bool speaks_bgp(Builder& builder, const dsl::Word& word, network::NodeId node);
/// Warns about words of an iBGP session's side that only eBGP heeds (`VN0155`).
void warn_about_external_words(Builder& builder, const dsl::Statement& block);
/// Warns about sessions that the rules of their own link refuse (`VN0156`).
void warn_about_filtered_sessions(Builder& builder);
/// Adds a session between loopbacks, and the pair if it is new.
network::SessionId add_multihop(Builder& builder, network::Session session, dsl::Span word, Conversations::By by);

} // namespace kinds
