#pragma once
// The statements of a policy's term: `match …`, `set …`, `add community …`, `prepend …`.

#include <optional>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/schema.hpp"
#include "solver/kinds/builder.hpp"

namespace kinds {

/// Stands for "the ASN of whoever uses this policy" until `finish` knows who does.
inline constexpr network::Asn own_asn = 0;

/// Everything but the outcome.
const std::vector<dsl::Rule>& policy_words();
/// One `match` statement; nothing, and an error, if it cannot be read.
std::optional<network::Match> read_match(Builder& builder, const dsl::Statement& written);
/// `P [or-longer | exact | length N[-M]] ...`, from word `first` on; nothing, and an error, if it cannot be read.
std::optional<std::vector<network::PrefixRange>> read_prefix_ranges(Builder& builder,
                                                                    const std::vector<dsl::Word>& words,
                                                                    std::size_t first);
/// One `set`, `add`, `delete` or `prepend` statement; a list of communities is several.
std::vector<network::Set> read_sets(Builder& builder, const dsl::Statement& written);

/// Warns about terms that earlier ones leave nothing (`VN0114`).
void warn_about_shadows(Builder& builder, const network::Policy& policy);
/// Warns about terms whose own matches exclude each other (`VN0151`).
void warn_about_contradictions(Builder& builder, const network::Policy& policy);

} // namespace kinds
