#pragma once
// Rules of the language's tables, written as one reads them: `repeats(rule("replace-as", {asn, asn}, "…"))`.

#include <string_view>
#include <utility>
#include <vector>

#include "dsl/schema.hpp"

namespace kinds {

/// A word with exactly these arguments and no block.
inline dsl::Rule rule(std::string_view word, std::vector<dsl::Shape> arguments, std::string_view sentence) {
    dsl::Rule made;
    made.word = word;
    made.arguments = std::move(arguments);
    made.sentence = sentence;
    return made;
}

/// A word alone: it is there or it is not.
inline dsl::Rule flag_rule(std::string_view word, std::string_view sentence) {
    return rule(word, {}, sentence);
}

/// Takes up to `most` further arguments of one shape.
inline dsl::Rule more(dsl::Rule rule, dsl::Shape rest, std::size_t most = dsl::Rule::many) {
    rule.rest = rest;
    rule.at_most = most;
    return rule;
}

inline dsl::Rule repeats(dsl::Rule rule) {
    rule.repeats = true;
    return rule;
}

/// May have a block, or must; null: its statements are checked by whoever reads them.
inline dsl::Rule with_block(dsl::Rule rule, const std::vector<dsl::Rule>* inside,
                            dsl::Blocks block = dsl::Blocks::allowed) {
    rule.inside = inside;
    rule.block = block;
    return rule;
}

/// The words that `keyword` arguments may be.
inline dsl::Rule one_of(dsl::Rule rule, std::vector<std::string_view> keywords) {
    rule.keywords = std::move(keywords);
    return rule;
}

/// The bounds of its `number` arguments.
inline dsl::Rule within(dsl::Rule rule, std::uint64_t least, std::uint64_t most) {
    rule.least = least;
    rule.most = most;
    return rule;
}

} // namespace kinds
