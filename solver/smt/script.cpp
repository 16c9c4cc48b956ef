// Long scripts are handed on at once: nobody will ask them twice.

#include "solver/smt/script.hpp"

namespace smt {

namespace {

constexpr std::size_t longest = 50'000;       ///< literals of one script
constexpr std::size_t most_kept = 20'000'000; ///< literals of all scripts that are kept

} // namespace

std::size_t Answered::Hash::operator()(const std::vector<int>& query) const {
    std::size_t hash = query.size();
    for (const int literal : query) {
        hash = (hash ^ static_cast<unsigned>(literal)) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return hash;
}

const Answered::Reply* Answered::find(const std::vector<int>& query) const {
    const auto found = replies_.find(query);
    return found == replies_.end() ? nullptr : &found->second;
}

void Answered::add(std::vector<int> query, Reply reply) {
    if (size_ + query.size() > most_kept)
        return;
    size_ += query.size();
    replies_.emplace(std::move(query), std::move(reply));
}

int Script::new_variable() { return ++variables_; }

void Script::clause(std::span<const int> literals) {
    clauses_.insert(clauses_.end(), literals.begin(), literals.end());
    clauses_.push_back(0);
    if (!answered_ || clauses_.size() > longest) {
        answered_ = nullptr;
        tell();
        clauses_.clear();
        told_ = 0;
    }
}

void Script::tell() {
    if (!engine_)
        engine_ = std::make_unique<Engine>();
    for (; told_variables_ < variables_; ++told_variables_)
        engine_->new_variable();
    while (told_ < clauses_.size()) {
        std::size_t end = told_;
        while (clauses_[end] != 0)
            ++end;
        engine_->clause(std::span(clauses_).subspan(told_, end - told_));
        told_ = end + 1;
    }
}

std::vector<int> Script::query(std::span<const int> assumptions) const {
    std::vector<int> result{static_cast<int>(clauses_.size()), variables_};
    result.insert(result.end(), clauses_.begin(), clauses_.end());
    result.insert(result.end(), assumptions.begin(), assumptions.end());
    return result;
}

Answer Script::ask(std::span<const int> assumptions, double seconds) {
    tell();
    return engine_->check(assumptions, seconds);
}

Answer Script::check(std::span<const int> assumptions, double seconds) {
    assumptions_.assign(assumptions.begin(), assumptions.end());
    seconds_ = seconds;
    reply_ = nullptr;
    if (!answered_)
        return ask(assumptions, seconds);
    std::vector<int> asked = query(assumptions);
    reply_ = answered_->find(asked);
    if (reply_)
        return reply_->answer;
    const Answer answer = ask(assumptions, seconds);
    if (answer != Answer::satisfiable && answer != Answer::unsatisfiable)
        return answer;
    std::vector<bool> values;
    for (int variable = 1; answer == Answer::satisfiable && variable <= variables_; ++variable)
        values.push_back(engine_->value(variable));
    answered_->add(std::move(asked), {answer, std::move(values)});
    return answer;
}

bool Script::value(int variable) const {
    return reply_ ? reply_->values[static_cast<std::size_t>(variable - 1)] : engine_->value(variable);
}

// A core was not kept: the engine finds one.
std::vector<int> Script::core() {
    if (reply_) {
        reply_ = nullptr;
        if (ask(assumptions_, seconds_) != Answer::unsatisfiable)
            return assumptions_;
    }
    return engine_->core();
}

} // namespace smt
