// The same as PowerShell prints it without `select`: one property per line, `Network : 10.1.11.0/25`, a blank
// line between routes.

#include <map>

#include "dsl/imports/columns.hpp"
#include "dsl/imports/format.hpp"

namespace dsl::imports {

namespace {

/// `NAME : VALUE`; false if the line is none.
bool split(std::string_view line, std::string& name, std::string_view& value) {
    const std::size_t colon = line.find(':');
    const std::string_view before = trimmed(line.substr(0, std::min(colon, line.size())));
    if (colon == std::string_view::npos || before.empty() || before.find(' ') != std::string_view::npos)
        return false;
    name = plain(before);
    value = trimmed(line.substr(colon + 1));
    return true;
}

bool recognises(const Paste& paste) {
    bool network = false, path = false;
    std::string name;
    std::string_view value;
    for (const std::string_view line : paste.lines()) {
        const bool property = split(line, name, value);
        network = network || (property && name == "network");
        path = path || (property && name == "aspath");
    }
    return network && path && !paste.looks_like_json();
}

class ListReader {
public:
    explicit ListReader(Reading& reading) : reading_(reading) {}

    void line(std::string_view text) {
        std::string name;
        std::string_view value;
        if (text.empty())
            finish();
        else if (!split(text, name, value)) {
            if (!is_prompt(text))
                reading_.reject(trimmed(text), "this line is no `NAME : VALUE`",
                                "paste the list as it was printed");
        } else {
            if (properties_.contains(name))
                finish();
            if (name == "network")
                line_ = trimmed(text);
            properties_.emplace(std::move(name), value);
        }
    }

    void finish() {
        if (properties_.contains("network") && (reading_.advertised() || property("origin") != "Network")) {
            Route route;
            route.line = line_;
            route.prefix = property("network");
            route.next_hop = property("nexthop");
            route.as_path = split_path(property("aspath"), "- ");
            route.weight = property("weight");
            reading_.route(route);
        }
        properties_.clear();
    }

private:
    std::string_view property(const std::string& name) const {
        const auto found = properties_.find(name);
        return found == properties_.end() ? std::string_view{} : found->second;
    }

    Reading& reading_;
    std::string_view line_;
    std::map<std::string, std::string_view> properties_;
};

void read(const Paste& paste, Reading& reading) {
    ListReader list(reading);
    for (const std::string_view line : paste.lines())
        list.line(line);
    list.finish();
}

} // namespace

Format gateway_routes_list() {
    return {"the same as a list of `NAME : VALUE`", Subject::table, recognises, read};
}

} // namespace dsl::imports
