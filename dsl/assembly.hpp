#pragma once
// The statements of one variant under way. What a `change` or a `no` names is found by its words without
// reading all of them, so that a loop over a long table may change what it made.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/block_index.hpp"
#include "dsl/change.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

/// Statements in order. Removed ones stay as gaps (statements without words) until `take`.
class Assembly {
public:
    Assembly() = default;
    Assembly(const Assembly& other) : statements_(other.statements_), places_(other.places_) {}
    Assembly(Assembly&&) = default;
    Assembly& operator=(Assembly&&) = default;

    void add(Statement statement);
    /// Carries out a `change` on the statements it names; false if there is none. Errors inside are reported.
    bool change(const Statement& change, Diagnostics& diagnostics);
    /// Carries out a top-level `no`, with what belongs to the removed thing; false if there is none.
    bool remove(const Statement& removal);
    template <class Predicate> void erase_if(Predicate predicate) {
        for (Statement& statement : statements_)
            if (!statement.words.empty() && predicate(statement))
                statement = {};
    }
    template <class Use> void for_each(Use use) const {
        for (const Statement& statement : statements_)
            if (!statement.words.empty())
                use(statement);
    }
    std::vector<Statement> take() &&;
    std::vector<Statement> copy() const { return Assembly(*this).take_all(); }

private:
    using Places = std::vector<std::uint32_t>;

    std::vector<Statement> take_all() { return std::move(*this).take(); }
    void note(const std::string& key, std::uint32_t place);
    Places find(Words name) const;

    std::vector<Statement> statements_;
    std::unordered_map<std::string, Places> places_; ///< by what may name a statement, or what it joins
    std::unordered_map<std::uint32_t, BlockIndex> blocks_;
};

} // namespace dsl
