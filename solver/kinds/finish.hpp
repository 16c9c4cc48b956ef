#pragma once
// What can be said of a network only when every kind has spoken.

#include "solver/kinds/builder.hpp"

namespace kinds {

/// Settles `prepend own`, the decisions of routers and firewalls, and warns about unused policies (`VN0113`)
/// and sessions between different owners that accept or send everything (`VN0115`).
void finish(Builder& builder);

} // namespace kinds
