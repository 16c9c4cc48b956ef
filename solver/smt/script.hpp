#pragma once
// What an engine is to be told, held back until it is needed: many queries about one network are the same clauses over
// other names (spokes that are treated alike), and clauses know no names.

#include <cstddef>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "solver/smt/engine.hpp"

namespace smt {

/// Queries that were answered, by their clauses and assumptions to the letter: the same numbers in the same places are
/// the same formula, so the answer, and the model where there is one, is the same too.
class Answered {
public:
    struct Reply {
        Answer answer;
        std::vector<bool> values; ///< by variable, after `satisfiable`
    };
    const Reply* find(const std::vector<int>& query) const;
    void add(std::vector<int> query, Reply reply);

private:
    struct Hash {
        std::size_t operator()(const std::vector<int>& query) const;
    };
    std::unordered_map<std::vector<int>, Reply, Hash> replies_;
    std::size_t size_ = 0;
};

/// An engine that is made and told only what `answered` does not know. Same interface.
class Script {
public:
    explicit Script(Answered* answered) : answered_(answered) {}

    int new_variable();
    void clause(std::span<const int> literals);
    Answer check(std::span<const int> assumptions, double seconds);
    bool value(int variable) const;
    std::vector<int> core();
    bool spent() const { return engine_ && engine_->spent(); }

private:
    Answer ask(std::span<const int> assumptions, double seconds);
    void tell();
    std::vector<int> query(std::span<const int> assumptions) const;

    Answered* answered_;          ///< null: nothing is remembered
    std::unique_ptr<Engine> engine_;
    int variables_ = 0, told_variables_ = 0;
    std::vector<int> clauses_;    ///< each closed by 0
    std::size_t told_ = 0;        ///< how much of it the engine knows
    const Answered::Reply* reply_ = nullptr; ///< the last answer, if it was known
    std::vector<int> assumptions_;           ///< of the last query
    double seconds_ = 0;
};

} // namespace smt
