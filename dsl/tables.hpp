#pragma once
// `table NAME from "FILE";`: names for tables of values, which loops go over.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dsl/ast.hpp"
#include "dsl/csv.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/files.hpp"

namespace dsl {

struct Table {
    std::string name;
    std::string path; ///< as shown in messages
    Span span;        ///< of its statement
    std::shared_ptr<const Csv> csv;
    std::unordered_map<std::string_view, std::size_t> columns; ///< by name, into `csv`
};

/// The tables that one variant knows.
using TablesByName = std::map<std::string, std::shared_ptr<const Table>, std::less<>>;

/// Reads tables, and knows which of them nobody used.
class Tables {
public:
    Tables(Sources& sources, Files& files, Diagnostics& diagnostics)
        : sources_(sources), files_(files), diagnostics_(diagnostics) {}

    /// Reads the table that `statement`, in the file `beside`, describes into `known`.
    void declare(const Statement& statement, const std::string& beside, TablesByName& known);
    /// The table of this name; null and an error at the word if there is none.
    const Table* find(const Word& name, const TablesByName& known);
    /// Warns of every table that was never looked for.
    void report_unused();

private:
    bool well_formed(const Statement& statement);

    Sources& sources_;
    Files& files_;
    Diagnostics& diagnostics_;
    std::map<std::uint32_t, std::shared_ptr<const Csv>> read_; ///< by file
    std::map<const Table*, std::shared_ptr<const Table>> declared_;
    std::set<const Table*> used_;
};

} // namespace dsl
