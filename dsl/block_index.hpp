#pragma once
// Where the statements of one block stand, by word and first argument: how a change finds what it replaces
// without reading the whole block again, so that a loop may add thousands of routes to one table.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/ast.hpp"

namespace dsl {

/// The index of one block. Built when first asked; whoever changes the block other than by adding at its end
/// makes it forget.
class BlockIndex {
public:
    using Places = std::vector<std::size_t>;

    /// The places of the statements with this word, in order.
    const Places& of(const std::vector<Statement>& block, std::string_view word);
    /// The places of those that have this first argument too.
    const Places& of(const std::vector<Statement>& block, std::string_view word, std::string_view argument);
    /// The last statement of the block is new.
    void note_last(const std::vector<Statement>& block);
    void forget();
    /// The index of the block of the statement at `place`.
    BlockIndex& inside(std::size_t place);

private:
    const Places& find(const std::vector<Statement>& block, const std::string& key);
    void note(const Statement& statement, std::size_t place);

    bool built_ = false;
    std::unordered_map<std::string, Places> places_;
    std::unordered_map<std::size_t, std::unique_ptr<BlockIndex>> inside_;
};

} // namespace dsl
