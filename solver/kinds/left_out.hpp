#pragma once
// Exports that leave some prefixes out, whatever their policy says of the rest.

#include <optional>
#include <string_view>

#include "solver/network/network.hpp"

namespace kinds {

/// What an end with the export policy `before` sends, without the prefixes of `range`. `name` is the policy's where there
/// was none, `span` the line that leaves them out.
network::PolicyId leave_out(network::Network& net, const std::optional<network::PolicyId>& before,
                            const network::PrefixRange& range, std::string_view name, dsl::Span span);

} // namespace kinds
