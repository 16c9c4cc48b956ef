// Recursive descent, as deep as any output of a tool goes and no deeper.

#include "dsl/imports/json.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace dsl::imports {

namespace {

constexpr std::size_t deepest = 64;

class JsonReader {
public:
    explicit JsonReader(std::string_view text) : text_(text) {}

    JsonResult read() {
        JsonResult result;
        Json value;
        if (read_value(value, 0) &&
            (skip_blanks(), at_ == text_.size() || complain("something follows the JSON text")))
            result.value = std::move(value);
        result.error = std::move(error_);
        return result;
    }

private:
    bool complain(std::string message) {
        error_ = {text_.substr(std::min(at_, text_.size()), 1),
                  at_ < text_.size() ? std::move(message) : "the JSON text ends too early"};
        return false;
    }
    void skip_blanks() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }
    bool next_is(char c) {
        skip_blanks();
        return at_ < text_.size() && text_[at_] == c;
    }
    bool take(char c) {
        if (!next_is(c))
            return false;
        ++at_;
        return true;
    }

    bool read_value(Json& value, std::size_t depth) {
        skip_blanks();
        if (depth > deepest)
            return complain("JSON nested too deep");
        if (at_ == text_.size())
            return complain("");
        switch (text_[at_]) {
        case '{':
            return read_object(value, depth);
        case '[':
            return read_array(value, depth);
        case '"':
            value.kind = Json::Kind::string;
            return read_string(value.text);
        default:
            return read_word(value);
        }
    }

    bool read_object(Json& value, std::size_t depth) {
        value.kind = Json::Kind::object;
        const std::size_t begin = at_++;
        for (bool first = true; !take('}'); first = false) {
            if (!first && !take(','))
                return complain("`,` or `}` is missing here");
            if (!next_is('"'))
                return complain("a name in quotes is missing here");
            auto& [name, member] = value.members.emplace_back();
            if (!read_string(name) || (!take(':') && !complain("`:` is missing here")) ||
                !read_value(member, depth + 1))
                return false;
        }
        value.text = text_.substr(begin, at_ - begin);
        return true;
    }

    bool read_array(Json& value, std::size_t depth) {
        value.kind = Json::Kind::array;
        const std::size_t begin = at_++;
        for (bool first = true; !take(']'); first = false) {
            if (!first && !take(','))
                return complain("`,` or `]` is missing here");
            if (!read_value(value.items.emplace_back(), depth + 1))
                return false;
        }
        value.text = text_.substr(begin, at_ - begin);
        return true;
    }

    bool read_string(std::string_view& into) {
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n')
            at_ += text_[at_] == '\\' ? 2 : 1;
        if (at_ >= text_.size() || text_[at_] != '"')
            return complain("a quote is not closed on its line");
        into = text_.substr(begin, at_++ - begin);
        return true;
    }

    bool read_word(Json& value) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) ||
                                      std::string_view("+-.").find(text_[at_]) != std::string_view::npos))
            ++at_;
        value.text = text_.substr(begin, at_ - begin);
        if (value.text == "null")
            value.kind = Json::Kind::null;
        else if (value.text == "true" || value.text == "false")
            value.kind = Json::Kind::boolean;
        else if (!value.text.empty() &&
                 (value.text[0] == '-' || std::isdigit(static_cast<unsigned char>(value.text[0]))))
            value.kind = Json::Kind::number;
        else {
            at_ = begin;
            return complain("this is no JSON value");
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    JsonError error_;
};

} // namespace

const Json* Json::find(std::string_view name) const {
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.first == name; });
    return found == members.end() ? nullptr : &found->second;
}

JsonResult read_json(std::string_view text) { return JsonReader(text).read(); }

} // namespace dsl::imports
