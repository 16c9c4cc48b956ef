#pragma once
// What a format has read so far: the statements of an observation's block, and what did not fit.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/imports/paste.hpp"

namespace dsl::imports {

/// What an observation is about.
enum class Subject { table, trace, effective_routes };

/// One route of a BGP table. All views are into the paste; empty ones are not said there.
struct Route {
    std::string_view line; ///< where it stands
    std::string_view prefix;
    std::string length; ///< `/8`, where the prefix leaves it to its class
    std::string_view next_hop;
    std::optional<std::vector<std::string_view>> as_path; ///< nearest first
    bool own_asn_missing = false; ///< of what is advertised: printed before the sender's ASN is put in front
    std::string_view local_preference, med, weight;
    std::optional<bool> active;
};

/// One effective route of a network interface.
struct EffectiveRoute {
    std::string_view line, prefix;
    std::string_view type, type_word; ///< as printed; the language's word for it
    std::vector<std::string_view> next_hops;
    std::string_view source_word; ///< `user`, `system`; empty: not said
    bool invalid = false;
};

class Reading {
public:
    /// `observed`: the words of the observation, from its kind on; `made`: the turn of the loop it stands in.
    Reading(const Paste& paste, const std::vector<Word>& observed, std::size_t first,
            Diagnostics& diagnostics)
        : paste_(paste), observed_(observed), first_(first), diagnostics_(diagnostics) {}

    /// Is it about what a node sends?
    bool advertised() const;
    /// The number behind `/` of the observed node, `RS/0`; nothing if there is none.
    std::optional<std::size_t> instance() const;

    void route(const Route& route);
    void effective_route(const EffectiveRoute& route);
    /// A hop of a trace; an empty address is a silent one.
    void hop(std::string_view line, std::string_view address);
    /// "this does not fit": an error at a part of the paste.
    void reject(std::string_view part, std::string message, std::string hint);
    /// A row that is well-formed and not modelled: a warning, the first time.
    void leave_out(std::string_view part, std::string message);
    /// Whether so much was rejected that nobody reads on.
    bool stopped() const { return rejected_ >= most_rejected; }

    /// The statements; those of a trace become one.
    std::vector<Statement> take();
    std::size_t rejected() const { return rejected_; }

private:
    static constexpr std::size_t most_rejected = 20;

    Word word(std::string_view part) const {
        return {std::string(part), paste_.span(part), Word::Form::plain};
    }
    Word keyword(std::string text, std::string_view part) const {
        return {std::move(text), paste_.span(part), Word::Form::plain};
    }
    Statement leaf(std::vector<Word> words, std::string_view part) const;
    bool has_prefix(std::string_view line, std::string_view prefix, const std::string& whole);
    bool is_hop(std::string_view address);
    void attribute(Statement& row, std::string name, std::string_view value);
    bool path(Statement& row, const Route& route);

    const Paste& paste_;
    const std::vector<Word>& observed_;
    std::size_t first_;
    Diagnostics& diagnostics_;
    std::vector<Statement> statements_;
    std::size_t rejected_ = 0;
    std::vector<std::string> left_out_;
};

/// The words of an AS path, split at any of `separators`; an origin (`i`, `e`, `?`) at its end is left out.
std::vector<std::string_view> split_path(std::string_view text, std::string_view separators);

} // namespace dsl::imports
