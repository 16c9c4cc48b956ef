// Members keep their order: text first, loops as they made them. A member of a group's group is one of the
// group.

#include "dsl/memberships.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include <fmt/format.h>

namespace dsl {

namespace {

/// Tells of each `member G …;` in the block of a thing: the group's word, and the thing's name.
using Told = std::function<void(const Word& group, const std::string& thing)>;

/// May this block inside a thing's be a thing of its own, `THING/NAME`?
bool is_part(const Statement& statement) {
    return (statement.head() == "subnet" || statement.head() == "host") && statement.words.size() > 1;
}

void report_misplaced(const Statement& member, Diagnostics& diagnostics) {
    diagnostics.error(
        "VN0053", member.head_span(), "`member` stands where there is no thing with a name",
        "it stands in the block of a thing with one name, as in `vnet app { member prod; }`; what joins "
        "two things cannot be an end");
}

/// `thing`: the name of what the block describes; empty if it is no thing with a name.
void tell(const Statement& statement, const std::string& thing, Diagnostics& diagnostics, const Told& told) {
    for (const Statement& part : statement.block) {
        if (part.head() == "member" && !part.has_block) {
            if (thing.empty())
                report_misplaced(part, diagnostics);
            for (std::size_t i = 1; !thing.empty() && i < part.words.size(); ++i)
                told(part.words[i], thing);
        } else if (part.has_block) {
            const bool named = !thing.empty() && is_part(part);
            tell(part, named ? fmt::format("{}/{}", thing, part.words[1].text) : "", diagnostics, told);
        }
    }
}

/// A statement at the top of a file.
void tell(const Statement& statement, Diagnostics& diagnostics, const Told& told) {
    if (statement.has_block)
        tell(statement, statement.words.size() == 2 ? statement.words[1].text : "", diagnostics, told);
}

} // namespace

void Memberships::join(const Word& group, Word member) {
    Group& joined = groups_[group.text];
    if (joined.members.empty())
        joined.name = group;
    joined.members.push_back(std::move(member));
}

void Memberships::add(const Statement& statement, Diagnostics& diagnostics) {
    if (statement.head() == "group" && statement.words.size() > 1) {
        Group& group = groups_[statement.words[1].text];
        if (group.members.empty())
            group.name = statement.words[1];
        for (std::size_t i = 2; i < statement.words.size(); ++i)
            join(statement.words[1], statement.words[i]);
    }
    tell(statement, diagnostics, [&](const Word& group, const std::string& thing) {
        join(group, {thing, group.span, Word::Form::plain});
    });
}

std::vector<std::string_view> Memberships::names() const {
    std::vector<std::string_view> all;
    for (const auto& [name, group] : groups_)
        all.push_back(name);
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Word> Memberships::members(const std::string& group) const {
    std::vector<Word> all;
    std::unordered_set<std::string_view> seen = {group};
    std::vector<std::pair<const Group*, std::size_t>> open; // groups being read, and their next member
    if (const auto found = groups_.find(group); found != groups_.end())
        open.emplace_back(&found->second, 0);
    while (!open.empty()) {
        auto& [from, next] = open.back();
        if (next == from->members.size()) {
            open.pop_back();
            continue;
        }
        const Word& member = from->members[next++];
        if (!seen.insert(member.text).second)
            continue;
        if (const auto inner = groups_.find(member.text); inner != groups_.end())
            open.emplace_back(&inner->second, 0);
        else
            all.push_back(member);
    }
    return all;
}

void write_groups(std::vector<Statement>& statements, Diagnostics& diagnostics) {
    struct Written {
        std::size_t place;
        std::unordered_set<std::string> members;
    };
    std::unordered_map<std::string, Written> groups;
    std::vector<std::pair<Word, std::string>> told;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const std::vector<Word>& words = statements[i].words;
        if (statements[i].head() == "group" && words.size() > 1) {
            const auto written = groups.try_emplace(words[1].text, Written{i, {}}).first;
            for (std::size_t member = 2; member < words.size(); ++member)
                written->second.members.insert(words[member].text);
        }
        tell(statements[i], diagnostics,
             [&](const Word& group, const std::string& thing) { told.emplace_back(group, thing); });
    }
    for (const auto& [group, thing] : told) {
        const auto [written, fresh] = groups.try_emplace(group.text, Written{statements.size(), {}});
        if (fresh) {
            Statement& statement = statements.emplace_back();
            statement.words = {{"group", group.span, Word::Form::plain}, group};
            statement.span = group.span;
        }
        if (written->second.members.insert(thing).second)
            statements[written->second.place].words.push_back({thing, group.span, Word::Form::plain});
    }
}

bool speaks_of_members(const Statement& statement) {
    return std::any_of(statement.block.begin(), statement.block.end(), [](const Statement& part) {
        const bool unset = part.head() == "no" && part.words.size() > 1 && part.words[1].text == "member";
        return part.head() == "member" || unset || speaks_of_members(part);
    });
}

} // namespace dsl
