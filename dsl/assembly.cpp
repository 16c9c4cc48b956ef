// Every statement is noted under all the words that may name it; a name found there is compared in full.

#include "dsl/assembly.hpp"

#include <algorithm>

namespace dsl {

namespace {

constexpr char separator = '\x1f';
/// Blocks with fewer statements are read anew by each change: an index would cost more.
constexpr std::size_t small_block = 64;

std::string joined(Words words) {
    std::string key;
    for (const Word& word : words) {
        key += word.text;
        key += separator;
    }
    return key;
}

std::string joined(std::string_view a, std::string_view b) {
    std::string key(a);
    key += separator;
    key += b;
    return key += separator;
}

/// A key that no statement's words can make: for what a statement says about others.
std::string about(std::string_view name) { return separator + std::string(name); }

/// What joins two things is also called `a--b`, or `b--a`.
std::string both(std::string_view a, std::string_view b) { return std::string(a).append("--").append(b); }

/// Do these words name this statement? A link is also `a--b`, and what joins two things may be named
/// backwards; a property needs no kind; the first words of observations name all that begin so.
bool names(Words name, const Statement& statement) {
    const Words words = statement.words;
    if (same_words(words, name))
        return true;
    if (name.front().text == "observe")
        return begins_with(words, name) && name.size() > 1;
    if (name.front().text == "property" && words.front().text == "property")
        return name.size() == 2 && words.size() == 3 && words[2].text == name[1].text;
    if (words.front().text != name.front().text || !joins_two(name.front().text) || words.size() != 3)
        return false;
    const std::string wanted = name.size() == 3   ? both(name[1].text, name[2].text)
                               : name.size() == 2 ? name[1].text
                                                  : std::string();
    return wanted == both(words[1].text, words[2].text) || wanted == both(words[2].text, words[1].text);
}

/// The keys under which `names` can be true.
std::vector<std::string> names_of(const Statement& statement) {
    const Words words = statement.words;
    std::vector<std::string> keys = {joined(words)};
    if (words.front().text == "observe")
        for (std::size_t length = 2; length < words.size(); ++length)
            keys.push_back(joined(words.first(length)));
    if (words.size() != 3)
        return keys;
    const std::string &head = words[0].text, &a = words[1].text, &b = words[2].text;
    if (head == "property")
        keys.push_back(joined(head, b));
    if (joins_two(head))
        for (const std::string& key :
             {joined(head, b) + a + separator, joined(head, both(a, b)), joined(head, both(b, a))})
            keys.push_back(key);
    return keys;
}

bool speaks_of_a_property(const Statement& statement) {
    return statement.head() == "expect" || statement.head() == "waive";
}

/// The keys under which `belongs_to` can be true: each name it holds, and what that is a member of.
std::vector<std::string> owners_of(const Statement& statement) {
    std::vector<std::string> keys;
    if (!joins_two(statement.head()) && !speaks_of_a_property(statement))
        return keys;
    for (const Word& word : Words(statement.words).subspan(1)) {
        keys.push_back(about(word.text));
        for (std::size_t at = word.text.find('/'); at != std::string::npos; at = word.text.find('/', at + 1))
            keys.push_back(about(std::string_view(word.text).substr(0, at)));
    }
    return keys;
}

/// Does the word stand for `name` or for a member of it, `name/0`?
bool stands_for(std::string_view word, std::string_view name) {
    return word == name || (word.starts_with(name) && word.substr(name.size()).starts_with('/'));
}

/// What goes with the removed thing: what joins it to others, and what is expected of a removed property.
bool belongs_to(const Statement& statement, const Statement& removed) {
    const Words arguments = Words(statement.words).subspan(1);
    const std::string& name = removed.words.back().text;
    const bool named = std::any_of(arguments.begin(), arguments.end(),
                                   [&](const Word& word) { return stands_for(word.text, name); });
    if (removed.head() == "property")
        return speaks_of_a_property(statement) && named;
    return removed.words.size() == 2 && joins_two(statement.head()) && named;
}

} // namespace

void Assembly::note(const std::string& key, std::uint32_t place) {
    Places& places = places_[key];
    if (places.empty() || places.back() != place)
        places.push_back(place);
}

void Assembly::add(Statement statement) {
    const auto place = static_cast<std::uint32_t>(statements_.size());
    for (const std::string& key : names_of(statement))
        note(key, place);
    for (const std::string& key : owners_of(statement))
        note(key, place);
    statements_.push_back(std::move(statement));
}

Assembly::Places Assembly::find(Words name) const {
    Places found;
    if (const auto noted = places_.find(joined(name)); noted != places_.end())
        for (const std::uint32_t place : noted->second)
            if (!statements_[place].words.empty() && names(name, statements_[place]))
                found.push_back(place);
    return found;
}

bool Assembly::change(const Statement& change, Diagnostics& diagnostics) {
    const Places found = find(Words(change.words).subspan(1));
    for (const std::uint32_t place : found) {
        BlockIndex once;
        const bool keep = blocks_.contains(place) || statements_[place].block.size() >= small_block;
        merge(statements_[place], change, keep ? blocks_[place] : once, diagnostics);
    }
    return !found.empty();
}

bool Assembly::remove(const Statement& removal) {
    const Places found = find(Words(removal.words).subspan(1));
    for (const std::uint32_t place : found) {
        const Statement removed = std::move(statements_[place]);
        statements_[place] = {};
        blocks_.erase(place);
        if (removed.words.size() < 2)
            continue;
        const auto noted = places_.find(about(removed.words.back().text));
        if (noted == places_.end())
            continue;
        for (const std::uint32_t other : noted->second)
            if (!statements_[other].words.empty() && belongs_to(statements_[other], removed))
                statements_[other] = {};
    }
    return !found.empty();
}

std::vector<Statement> Assembly::take() && {
    std::erase_if(statements_, [](const Statement& statement) { return statement.words.empty(); });
    places_.clear();
    blocks_.clear();
    return std::move(statements_);
}

} // namespace dsl
