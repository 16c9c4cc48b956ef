#pragma once
// From a text to the network that the kinds build of it, and to everything they say about it.

#include <string>
#include <string_view>

#include "dsl/elaborate.hpp"
#include "solver/kinds/builder.hpp"

namespace building {

/// A text, built. `said` renders every diagnostic; the file is called `t.net`.
struct Built {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    network::Network net;

    std::string said() const { return dsl::render(diagnostics, sources); }
    const network::Node& node(std::string_view name) const { return net[net.find_node(name)]; }
    const network::Link& link(std::string_view name, std::string_view from) const;
    const network::Policy& policy(std::string_view name) const;
};

Built build(const std::string& text);
/// What building a text says; the empty text if nothing.
std::string said(const std::string& text);

} // namespace building
