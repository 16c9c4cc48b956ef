#pragma once
// The inside of elaboration: what is known of a variant under way, and what is done with each statement. Only
// `elaborate*.cpp` see it.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dsl/assembly.hpp"
#include "dsl/elaborate.hpp"
#include "dsl/loops.hpp"
#include "dsl/memberships.hpp"

namespace dsl {

/// Properties and observations belong to the variant that states them, not to the topology.
bool is_claim(const Statement& statement);

/// Where statements stand that are being carried out.
struct Place {
    bool whole_file = false; ///< they are all of their file
    bool in_case = false;
    ScopePointer scope; ///< the loops around them; null: none
};

/// A loop over a group, put off until its members are known.
struct WaitingLoop {
    Statement statement;
    Loop loop;
    Place place;
    std::vector<std::string> chain; ///< the file it stands in, and those that include that
};

/// One that was carried out, and how many members it met.
struct DoneLoop {
    Loop loop;
    std::size_t members;
    bool claims_only;
};

/// What has been carried out so far: the statements of one variant.
struct State {
    Assembly statements;
    std::vector<Statement> waiting; // `change` and `no` without a target so far
    std::vector<WaitingLoop> loops;
    std::vector<DoneLoop> done;
    std::set<std::string> included;
    TablesByName tables;
    Memberships memberships;
    bool memberships_known = false; // else they are to be gathered from all statements
    std::vector<Statement> unmade;
    std::vector<Word> empty_groups;
    bool incomplete = false; // a loop could not be carried out: what it would have made is missing
};

/// One run: the files read, the includes under way, the cases found.
class Elaboration {
public:
    Elaboration(Sources& sources, const Reader& read, Diagnostics& diagnostics)
        : sources_(sources), diagnostics_(diagnostics), files_(sources, read, diagnostics),
          tables_(sources, files_, diagnostics), loops_(sources, tables_, diagnostics) {}

    Elaborated run(const std::string& path);

private:
    struct Case {
        Statement statement;
        std::vector<std::string> chain; // the file it stands in, and those that include that
        ScopePointer scope;
    };

    const File* load(const std::string& path, Span from);
    void carry_out(const std::vector<Statement>& statements, State& state, const Place& place);
    void carry_out_one(Statement statement, State& state, const Place& place, bool first);
    void language(const Statement& statement, bool first);
    void include(const Statement& statement, State& state, const Place& place);
    void change(const Statement& statement, State& state);
    void remove(const Statement& statement, State& state);
    bool remove_included(const Statement& statement, State& state);
    void note_case(const Statement& statement, const Place& place);
    void add(Statement statement, State& state, bool in_case);
    void retry_waiting(State& state);
    void finish(State& state);
    Variant variant(const Case& one, const State& base);
    Variant finished(std::string name, State state, Span span);

    // elaborate_loops.cpp
    void loop(const Statement& statement, State& state, const Place& place);
    void loop_over_rows(const Loop& loop, const Statement& statement, State& state, const Place& place);
    void loop_over_group(const WaitingLoop& waiting, State& state);
    void note_unmade(const std::vector<Statement>& body, State& state, const ScopePointer& scope);
    const Memberships& memberships(State& state);
    void check_done_loops(State& state);

    Sources& sources_;
    Diagnostics& diagnostics_;
    Files files_;
    Tables tables_;
    Loops loops_;
    std::map<std::string, File> trees_;
    std::vector<std::string> chain_; // the files being carried out, outermost first
    std::vector<Case> cases_;
    std::map<std::string, Span> case_names_;
};

} // namespace dsl
