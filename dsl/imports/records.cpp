// See the header. A record that is no object is rejected at its place.

#include "dsl/imports/records.hpp"

#include <algorithm>

namespace dsl::imports {

namespace {

constexpr std::string_view instance_prefix = "RouteServiceRole_IN_";

/// The lists of records, with the number of the instance they are of; nothing if there is no telling.
std::vector<std::pair<std::optional<std::size_t>, const Json*>> lists(const Json& json) {
    std::vector<std::pair<std::optional<std::size_t>, const Json*>> all;
    if (json.kind == Json::Kind::array)
        all.emplace_back(std::nullopt, &json);
    for (const auto& [name, member] : json.members) {
        if (member.kind != Json::Kind::array)
            continue;
        const std::string_view number =
            name.starts_with(instance_prefix) ? name.substr(instance_prefix.size()) : std::string_view{};
        if (number.size() == 1 && is_number(number))
            all.emplace_back(static_cast<std::size_t>(number.front() - '0'), &member);
        else if (name == "value")
            all.emplace_back(std::nullopt, &member);
    }
    return all;
}

} // namespace

bool has_records(const Paste& paste, std::initializer_list<std::string_view> members) {
    if (!paste.json())
        return false;
    for (const auto& [instance, list] : lists(*paste.json()))
        for (const Json& record : list->items)
            return std::all_of(members.begin(), members.end(),
                               [&](std::string_view member) { return record.find(member); });
    return false;
}

void read_records(const Paste& paste, Reading& reading, const std::function<void(const Json&)>& use) {
    for (const auto& [instance, list] : lists(*paste.json())) {
        if (instance && reading.instance() && *instance != *reading.instance())
            continue;
        for (const Json& record : list->items)
            if (record.kind == Json::Kind::object)
                use(record);
            else
                reading.reject(record.text, "this is no record", "every element of the list is an object");
    }
}

std::string_view text_of(const Json& record, std::string_view member) {
    const Json* found = record.find(member);
    return found && (found->kind == Json::Kind::string || found->kind == Json::Kind::number)
               ? found->text
               : std::string_view{};
}

std::vector<std::string_view> texts_of(const Json& record, std::string_view member) {
    const Json* found = record.find(member);
    std::vector<std::string_view> all;
    if (found && found->kind == Json::Kind::string)
        all.push_back(found->text);
    for (const Json& item : found ? found->items : std::vector<Json>{})
        if (item.kind == Json::Kind::string)
            all.push_back(item.text);
    return all;
}

} // namespace dsl::imports
