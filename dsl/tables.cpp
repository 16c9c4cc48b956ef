// A file that several tables name is read once. A table whose file cannot be read is known all the same,
// empty, so that its loops are not reported too.

#include "dsl/tables.hpp"

#include <filesystem>
#include <vector>

#include <fmt/format.h>

namespace dsl {

bool Tables::well_formed(const Statement& statement) {
    const std::vector<Word>& words = statement.words;
    const char* const example = "write `table NAME from \"FILE.csv\";`";
    if (words.size() > 4) {
        diagnostics_.error("VN0004", words[4].span, fmt::format("missing `;` before `{}`?", words[4].text),
                           example);
        return false;
    }
    if (words.size() == 4 && words[2].text == "from" && !statement.has_block)
        return true;
    diagnostics_.error("VN0040", statement.head_span(), "`table` takes a name and a file", example);
    return false;
}

void Tables::declare(const Statement& statement, const std::string& beside, TablesByName& known) {
    if (!well_formed(statement))
        return;
    const Word &name = statement.words[1], &written = statement.words[3];
    if (const auto first = known.find(name.text); first != known.end()) {
        diagnostics_.error("VN0040", name.span, fmt::format("table `{}` is given twice", name.text),
                           "give one of them another name", {{first->second->span, "first given here"}});
        return;
    }
    const std::string path = Files::beside(beside, written.text);
    auto table = std::make_shared<Table>();
    table->name = name.text;
    table->path = std::filesystem::path(path).filename().generic_string();
    table->span = statement.span;
    const auto file = files_.read(path, written.span, "VN0041",
                                  "the path of a table is relative to the file that names it");
    std::shared_ptr<const Csv>& csv = read_[file.value_or(UINT32_MAX)];
    if (!csv)
        csv = std::make_shared<const Csv>(file ? read_csv(sources_, *file, diagnostics_) : Csv{});
    table->csv = csv;
    for (std::size_t column = 0; column < csv->columns.size(); ++column)
        table->columns.emplace(csv->columns[column].text, column);
    declared_.emplace(table.get(), table);
    known.emplace(name.text, std::move(table));
}

const Table* Tables::find(const Word& name, const TablesByName& known) {
    if (const auto found = known.find(name.text); found != known.end()) {
        used_.insert(found->second.get());
        return found->second.get();
    }
    std::vector<std::string_view> names;
    for (const auto& [known_name, table] : known)
        names.push_back(known_name);
    std::string hint = did_you_mean(name.text, names);
    diagnostics_.error("VN0046", name.span, fmt::format("unknown table `{}`", name.text),
                       hint.empty() ? fmt::format("add `table {} from \"FILE.csv\";` above", name.text)
                                    : std::move(hint));
    return nullptr;
}

void Tables::report_unused() {
    for (const auto& [table, owner] : declared_)
        if (!used_.contains(table))
            diagnostics_.warning(
                "VN0052", table->span, fmt::format("no loop goes over the table `{}`", table->name),
                fmt::format("write `for each row of {} {{ … }}`, or remove it", table->name));
}

} // namespace dsl
