// Did you mean: the nearest known word by edit distance with neighbours swapped (optimal string alignment,
// Damerau 1964), case set aside. As far off as a third of the word, at least one letter.

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "dsl/diagnostic.hpp"

namespace dsl {

namespace {

std::string lower_case(std::string_view word) {
    std::string lower(word);
    for (char& letter : lower)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return lower;
}

/// The distance of `a` and `b`; three rows of the usual table.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

} // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
    const std::string wanted = lower_case(word);
    const std::size_t limit = std::max<std::size_t>(wanted.size(), 3) / 3;
    if (wanted.empty() || wanted.size() > 100)
        return {};
    std::string_view best;
    std::size_t best_distance = limit + 1;
    for (const std::string_view candidate : known) {
        const std::size_t apart =
            std::max(candidate.size(), wanted.size()) - std::min(candidate.size(), wanted.size());
        if (apart >= best_distance || candidate == word)
            continue;
        const std::size_t found = distance(wanted, lower_case(candidate));
        if (found >= std::max(candidate.size(), wanted.size()))
            continue; // nothing in common
        if (found < best_distance) {
            best = candidate;
            best_distance = found;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
    const std::string_view near = nearest(word, known);
    if (near.empty())
        return {};
    if (lower_case(near) == lower_case(word))
        return fmt::format("names are case-sensitive: did you mean `{}`?", near);
    return fmt::format("did you mean `{}`?", near);
}

std::string one_of(const std::vector<std::string_view>& words) {
    std::string list = "one of";
    for (const std::string_view& word : words) {
        list.append(&word == &words.front() ? " `" : ", `");
        list.append(word).push_back('`');
    }
    return list;
}

} // namespace dsl
