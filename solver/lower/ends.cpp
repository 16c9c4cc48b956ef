// Ends of properties: sets of endpoints joined into ordered pairs.

#include "solver/lower/ends.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "solver/kinds/device.hpp"

namespace lower {
namespace {

using dsl::Statement;
using dsl::Word;
using properties::Endpoint;
using properties::Pair;
using Ends = std::vector<Endpoint>;

/// Collects pairs, each once, none of something with itself.
class Pairs {
public:
    void add(const Ends& senders, const Ends& receivers) {
        for (const Endpoint& from : senders)
            for (const Endpoint& to : receivers)
                if (from.name != to.name && seen_.emplace(from.name, to.name).second)
                    pairs_.push_back({from, to});
    }
    std::vector<Pair> take() { return std::move(pairs_); }

private:
    std::vector<Pair> pairs_;
    std::set<std::pair<std::string, std::string>> seen_;
};

/// Reads the ends of one property.
class EndsReader {
public:
    EndsReader(Names& names, const Statement& property, bool any_source)
        : names_(names), property_(property), any_source_(any_source) {}

    std::vector<Pair> read() {
        const Statement* between = kinds::statement(property_, "between");
        const Statement* among = kinds::statement(property_, "among");
        const Statement* from = kinds::statement(property_, "from");
        const Statement* to = kinds::statement(property_, "to");
        if ((between != nullptr) + (among != nullptr) + (from || to) != 1 || (!from != !to))
            return complain_about_ends(between || among || from || to);
        Pairs pairs;
        if (among) {
            const Ends all = ends(*among, 1, among->words.size(), true);
            pairs.add(all, all);
        } else if (between) {
            read_between(*between, pairs);
        } else {
            pairs.add(ends(*from, 1, from->words.size(), !any_source_), ends(*to, 1, to->words.size(), true));
        }
        std::vector<Pair> read = pairs.take();
        if (read.empty() && complete_ && !met_nothing_)
            complain_about_sameness();
        return complete_ ? std::move(read) : std::vector<Pair>{};
    }

private:
    std::vector<Pair> complain_about_ends(bool some) {
        names_.diagnostics().error(
            "VN0303", property_.head_span(),
            some ? "this property names its ends in more than one way, or only one of them"
                 : "this property does not say between whom it must hold",
            "write `between A and B;`, `among A B C;`, or `from A; to B;`");
        return {};
    }

    void complain_about_sameness() {
        names_.diagnostics().error("VN0303", property_.head_span(), "both ends of this property are the same",
                                   "name two different ends");
    }

    void read_between(const Statement& between, Pairs& pairs) {
        const auto is_and = [](const Word& word) {
            return word.text == "and" && word.form == Word::Form::plain;
        };
        const auto first = std::ranges::find_if(between.words, is_and);
        const auto position = static_cast<std::size_t>(first - between.words.begin());
        if (position < 2 || position + 1 >= between.words.size()) {
            complete_ = false;
            names_.diagnostics().error("VN0309", between.head_span(),
                                       "`between` needs an `and` with names on both sides of it",
                                       "write `between A and B C;`");
            return;
        }
        const Ends left = ends(between, 1, position, true);
        const Ends right = ends(between, position + 1, between.words.size(), true);
        pairs.add(left, right);
        pairs.add(right, left);
    }

    Ends ends(const Statement& list, std::size_t begin, std::size_t end, bool need_addresses) {
        Ends all;
        for (std::size_t i = begin; i < end; ++i) {
            const Ends some = names_.ends(list.words[i]);
            const bool nothing = some.empty() && names_.is_empty(list.words[i]);
            met_nothing_ |= nothing;
            complete_ &= !some.empty() || nothing;
            for (const Endpoint& one : some) {
                if (need_addresses && one.addresses.empty())
                    complain_about_addresses(list.words[i], one);
                all.push_back(one);
            }
        }
        return all;
    }

    void complain_about_addresses(const Word& word, const Endpoint& end) {
        complete_ = false;
        const network::Node& node = names_.builder().net[end.node];
        names_.diagnostics().error(
            "VN0302", word.span,
            fmt::format("`{}` owns no addresses: no packet goes there or comes from it", end.name),
            node.beyond ? fmt::format("others own all that `{}` announces: name a `host` of it, or let it announce more", node.name)
                        : fmt::format("add `owns PREFIX;` to `{}`, or name what lies behind it", node.name),
            {{node.span, fmt::format("`{}` is declared here", node.name)}});
    }

    Names& names_;
    const Statement& property_;
    bool any_source_;
    bool complete_ = true;
    bool met_nothing_ = false; ///< an end is an empty group
};

} // namespace

std::vector<Pair> read_pairs(Names& names, const Statement& property, bool any_source) {
    return EndsReader(names, property, any_source).read();
}

} // namespace lower
