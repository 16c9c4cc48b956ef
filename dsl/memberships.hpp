#pragma once
// Which things are in which groups: by `group NAME A B …;`, and by `member NAME …;` in a thing's block. A
// group that `member` made is one like any other.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace dsl {

/// The groups of one variant.
class Memberships {
public:
    /// Notes what a statement at the top of a file says. `member` where it cannot stand is reported.
    void add(const Statement& statement, Diagnostics& diagnostics);

    bool knows(std::string_view group) const { return groups_.contains(std::string(group)); }
    std::vector<std::string_view> names() const;
    /// The things in a group, members of its groups included, each once, in the order in which they joined. A
    /// member's place is where it says so.
    std::vector<Word> members(const std::string& group) const;

private:
    struct Group {
        Word name;
        std::vector<Word> members;
    };

    void join(const Word& group, Word member);

    std::unordered_map<std::string, Group> groups_;
};

/// Writes the memberships that `member` gives into `group` statements, new ones behind all others.
void write_groups(std::vector<Statement>& statements, Diagnostics& diagnostics);
/// Does this statement, or one in its block, say `member` or `no member`?
bool speaks_of_members(const Statement& statement);

} // namespace dsl
