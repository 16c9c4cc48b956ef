#pragma once
// Every route each node could ever hold: the forward closure of the local routes under transfer, up to a
// bound that loses nothing, or up to a chosen path length where what lies beyond can be told afterwards.

#include <cstdint>
#include <vector>

#include "solver/encode/content.hpp"
#include "solver/encode/speakers.hpp"
#include "solver/encode/transfer.hpp"
#include "solver/encode/world.hpp"

namespace encode {

/// A content of one node, and its number in the whole network.
struct ContentId {
    network::NodeId node;
    std::uint32_t index = 0; ///< in `NodeCandidates::contents`
    auto operator<=>(const ContentId&) const = default;
};

/// A content of the peer that becomes the candidate, and what policies prepend to it on the way.
struct Source {
    std::uint32_t content = 0;
    std::uint32_t prepended = 0; ///< in `Candidates::prepended`
    auto operator<=>(const Source&) const = default;
};

/// A content as it comes over one session with one next hop.
struct Candidate {
    network::SessionId session; ///< unknown: the local route
    network::NodeId next_hop;
    std::uint32_t content = 0;
    std::vector<Source> sources;
    std::vector<std::uint32_t> originations; ///< the local route: which ones give it this content
};

struct NodeCandidates {
    std::vector<Content> contents;     ///< local routes first, in the order of their originations
    bool always_local = false;         ///< the local route exists whatever fails, and is the first content
    std::vector<Candidate> candidates; ///< sorted by content, then session
    std::vector<std::uint32_t> first;  ///< by content: where its candidates begin; one more at the end
    std::vector<Candidate> beyond;     ///< over the path length bound; their content means nothing
};

class Candidates {
public:
    /// `longest_path` 0: chosen here.
    Candidates(const Speakers& speakers, const network::Prefix& prefix, std::uint32_t longest_path);

    const NodeCandidates& of(network::NodeId node) const { return nodes_[node]; }
    const Speakers& speakers() const { return *speakers_; }
    const Observed& observed() const { return speakers_->observed(); }
    const Prepended& prepended(const Source& source) const { return prepended_[source.prepended]; }
    bool bounded() const { return longest_path_ != 0; }
    std::uint32_t longest_path() const { return longest_path_; }
    std::size_t count() const;

private:
    struct Closure;
    bool close(const network::Prefix& prefix, std::size_t most);
    const Speakers* speakers_;
    std::uint32_t longest_path_ = 0;
    BySpeaker<NodeCandidates> nodes_;
    std::vector<Prepended> prepended_;
};

} // namespace encode
