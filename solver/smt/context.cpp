// The hash-consed graph: every conjunction is stored once, under its sorted children.

#include "solver/smt/term.hpp"

#include <algorithm>

namespace smt {

namespace {

std::size_t hash_of(std::span<const Term> children) {
    std::uint64_t hash = children.size();
    for (Term child : children) {
        hash = (hash ^ child.code) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return static_cast<std::size_t>(hash);
}

} // namespace

Context::Context() : nodes_{Node{0, 0, 0}}, uses_{0}, table_(1024, 0) {} // node 0: the empty conjunction, true

Term Context::variable(std::string name) {
    nodes_.push_back(Node{names_.size(), static_cast<std::uint32_t>(name.size()) & 0x7fffffffu, 1});
    uses_.push_back(0);
    names_ += name;
    return Term{static_cast<std::uint32_t>(nodes_.size() - 1) * 2};
}

Term Context::all(std::span<const Term> terms) {
    scratch_.assign(terms.begin(), terms.end());
    return conjunction();
}

Term Context::any(std::span<const Term> terms) {
    scratch_.clear();
    for (Term term : terms)
        scratch_.push_back(!term);
    return !conjunction();
}

void Context::look_at_clock() {
    constexpr std::uint32_t seldom = 4096;
    if (++made_ % seldom == 0 && std::chrono::steady_clock::now() >= *stop_)
        throw OutOfTime();
}

Term Context::conjunction() {
    if (stop_)
        look_at_clock();
    std::sort(scratch_.begin(), scratch_.end());
    scratch_.erase(std::unique(scratch_.begin(), scratch_.end()), scratch_.end());
    if (!scratch_.empty() && scratch_.front() == yes)
        scratch_.erase(scratch_.begin());
    if (scratch_.empty())
        return yes;
    if (scratch_.front() == no)
        return no;
    for (std::size_t i = 1; i < scratch_.size(); ++i)
        if (scratch_[i] == !scratch_[i - 1])
            return no; // a term and its negation sort side by side
    if (scratch_.size() == 1)
        return scratch_.front();

    if (2 * (conjunctions_ + 1) > table_.size())
        grow();
    std::uint32_t& found = slot(scratch_);
    if (found == 0) {
        found = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back(
            Node{children_.size(), static_cast<std::uint32_t>(scratch_.size()) & 0x7fffffffu, 0});
        uses_.push_back(0);
        children_.insert(children_.end(), scratch_.begin(), scratch_.end());
        for (const Term child : scratch_)
            ++uses_[child.node()];
        ++conjunctions_;
    }
    return Term{found * 2};
}

std::uint32_t& Context::slot(std::span<const Term> wanted) {
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = hash_of(wanted) & mask;; at = (at + 1) & mask) {
        if (table_[at] == 0)
            return table_[at];
        const auto stored = children(table_[at]);
        if (std::equal(stored.begin(), stored.end(), wanted.begin(), wanted.end()))
            return table_[at];
    }
}

void Context::grow() {
    std::vector<std::uint32_t> old(table_.size() * 2, 0);
    old.swap(table_);
    for (std::uint32_t node : old)
        if (node != 0)
            slot(children(node)) = node;
}

Term Context::iff(Term a, Term b) { return all({implies(a, b), implies(b, a)}); }

Term Context::if_then_else(Term condition, Term then, Term otherwise) {
    return all({implies(condition, then), any({condition, otherwise})});
}

std::span<const Term> Context::children(std::uint32_t node) const {
    if (nodes_[node].variable)
        return {};
    return std::span(children_).subspan(nodes_[node].first, nodes_[node].count);
}

std::string_view Context::name(std::uint32_t node) const {
    if (!nodes_[node].variable)
        return {};
    return std::string_view(names_).substr(nodes_[node].first, nodes_[node].count);
}

} // namespace smt
