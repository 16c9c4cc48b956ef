// Keys are words joined by a character that no text may hold.

#include "dsl/block_index.hpp"

namespace dsl {

namespace {

constexpr char separator = '\x1f';

std::string joined(std::string_view word, std::string_view argument) {
    std::string key(word);
    key += separator;
    return key += argument;
}

} // namespace

void BlockIndex::note(const Statement& statement, std::size_t place) {
    places_[statement.head()].push_back(place);
    if (statement.words.size() > 1)
        places_[joined(statement.head(), statement.words[1].text)].push_back(place);
}

const BlockIndex::Places& BlockIndex::find(const std::vector<Statement>& block, const std::string& key) {
    static const Places none;
    if (!built_)
        for (std::size_t place = 0; place < block.size(); ++place)
            note(block[place], place);
    built_ = true;
    const auto found = places_.find(key);
    return found == places_.end() ? none : found->second;
}

const BlockIndex::Places& BlockIndex::of(const std::vector<Statement>& block, std::string_view word) {
    return find(block, std::string(word));
}

const BlockIndex::Places& BlockIndex::of(const std::vector<Statement>& block, std::string_view word,
                                         std::string_view argument) {
    return find(block, joined(word, argument));
}

void BlockIndex::note_last(const std::vector<Statement>& block) {
    if (built_)
        note(block.back(), block.size() - 1);
}

void BlockIndex::forget() {
    built_ = false;
    places_.clear();
    inside_.clear();
}

BlockIndex& BlockIndex::inside(std::size_t place) {
    std::unique_ptr<BlockIndex>& index = inside_[place];
    if (!index)
        index = std::make_unique<BlockIndex>();
    return *index;
}

} // namespace dsl
