#pragma once
// Lists with a name: `prefix-set bogons { 10.0.0.0/8 or-longer; … }`, `community-set providers { 65000:1; … }`. A
// policy names them where a prefix or a community may stand.

#include <vector>

#include "dsl/ast.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// The set of this name, or null; no diagnostic. It counts as used.
const std::vector<network::PrefixRange>* find_prefix_set(Builder& builder, const dsl::Word& word);
/// Whether a word is rather a set's name than a misspelt prefix.
bool could_be_set(const dsl::Word& word);
/// `behind_a_prefix`: where `or-longer` may be meant.
void refuse_unknown_prefix_set(Builder& builder, const dsl::Word& word, bool behind_a_prefix);
/// `[large] A:B … A:B:C … no-export … SET …` from word `first` on; an error at each that is none of these.
std::vector<network::Community> read_communities(Builder& builder, const std::vector<dsl::Word>& words,
                                                 std::size_t first);
/// Warns about sets that nobody names (`VN0113`).
void warn_about_unused_sets(Builder& builder);

} // namespace kinds
