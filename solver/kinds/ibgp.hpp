#pragma once
// iBGP beyond one session at a time: meshes, reflectors, what a router does on all of its iBGP sessions, and what is
// wrong with all that.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dsl/ast.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// The file's groups, known before anything is built.
struct Groups {
    std::map<std::string, std::vector<dsl::Word>, std::less<>> members;
};
void note_group(Builder& builder, const dsl::Statement& group);

/// `ibgp { … }` and `reflects-for …;` of a router's block, remembered for later.
void note_ibgp(Builder& builder, const dsl::Statement& block, network::NodeId node);
/// What `reflects-for` says, by reflector and client.
struct ClientLists {
    std::map<std::pair<network::NodeId, network::NodeId>, dsl::Span> spans;
};

/// A router's side of an iBGP session as its `ibgp` block says; `otherwise` is to blame where there is none.
network::SessionEnd internal_end(Builder& builder, network::NodeId node, dsl::Span otherwise);
/// Two ASs where iBGP needs one (`VN0129`): an error with both named. `what` needs one: "a mesh".
void refuse_two_ases(Builder& builder, dsl::Span span, std::string_view what, network::NodeId a, network::NodeId b);

// -- when everything else has spoken
/// Sessions between reflectors and their clients.
void reflect(Builder& builder);
/// Multihop sessions that can never come up (`VN0110`).
void refuse_broken_sessions(Builder& builder);
/// What `warn_about_reflectors` says, next hops that never resolve (`VN0132`), clusters of nobody (`VN0136`).
void warn_about_ibgp(Builder& builder);
/// Clients that are their reflector's reflector in one cluster (`VN0131`), circles of reflectors (`VN0150`).
void warn_about_reflectors(Builder& builder);

} // namespace kinds
