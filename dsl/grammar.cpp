// Every alternative that can follow is in the grammar, errors included ("error productions"), so that reading
// never fails and never goes back over an event it has told. Linear time.

#include "dsl/grammar.hpp"

#include <boost/spirit/home/x3.hpp>

#include <functional>

namespace dsl {

namespace {

namespace x3 = boost::spirit::x3;

/// What the semantic actions write to, and where the text begins.
struct Reading {
    const char* origin;
    GrammarListener* listener;
};
struct ReadingTag;

template <class Context> const Reading& reading(const Context& context) {
    return x3::get<ReadingTag>(context).get();
}

template <class Context> Range range(const Context& context) {
    const auto& matched = x3::_attr(context);
    const char* origin = reading(context).origin;
    return {static_cast<std::uint32_t>(matched.begin() - origin),
            static_cast<std::uint32_t>(matched.end() - origin)};
}

/// An action that hands the matched bytes to one function of the listener.
template <void (GrammarListener::*told)(Range)>
constexpr auto tell = [](auto& context) { (reading(context).listener->*told)(range(context)); };

template <Word::Form form>
constexpr auto tell_word = [](auto& context) { reading(context).listener->on_word(range(context), form); };

template <Word::Form form>
constexpr auto tell_unclosed =
    [](auto& context) { reading(context).listener->on_unclosed_quote(range(context), form); };

const auto ask = [](auto& context) { x3::_pass(context) = reading(context).listener->wants_more(); };
const auto tell_missing_end = [](auto& context) { reading(context).listener->on_missing_end(); };

using Form = Word::Form;

const auto comment = x3::raw['#' >> *~x3::char_('\n')][tell<&GrammarListener::on_comment>];
const auto gap = *(x3::omit[+x3::char_(" \t\r\n")] | comment);

const auto quotes = x3::lit("\"\"\"");
const auto inside_paste = x3::char_ - quotes;
const auto pasted = x3::raw[quotes >> *inside_paste >> quotes][tell_word<Form::pasted>];
const auto unclosed_paste = x3::raw[quotes >> *x3::char_][tell_unclosed<Form::pasted>];
const auto quoted = x3::raw['"' >> *~x3::char_("\"\n") >> '"'][tell_word<Form::quoted>];
const auto unclosed_quote = x3::raw['"' >> *~x3::char_("\n;{}")][tell_unclosed<Form::quoted>];
const auto plain = x3::raw[+~x3::char_(" \t\r\n;{}\"#")][tell_word<Form::plain>];
const auto word = plain | pasted | unclosed_paste | quoted | unclosed_quote;

const auto ends = x3::raw[x3::lit(';')][tell<&GrammarListener::on_end>];
const auto opens = x3::raw[x3::lit('{')][tell<&GrammarListener::on_open>];
const auto ends_not = (&x3::lit('}') | x3::eoi)[tell_missing_end];
const auto begun_statement = +(x3::eps[ask] >> word >> gap) >> (ends | opens | ends_not);

const auto closes = x3::raw[x3::lit('}')][tell<&GrammarListener::on_close>];
const auto lone_semicolon = x3::raw[x3::lit(';')][tell<&GrammarListener::on_lone_semicolon>];
const auto lone_open = x3::raw[x3::lit('{')][tell<&GrammarListener::on_lone_open>];
const auto item = begun_statement | closes | lone_semicolon | lone_open;

const auto file = gap >> *(x3::eps[ask] >> item >> gap);

} // namespace

void read(std::string_view text, GrammarListener& listener) {
    const char* first = text.data();
    const Reading now{first, &listener};
    x3::parse(first, text.data() + text.size(), x3::with<ReadingTag>(std::cref(now))[file]);
}

} // namespace dsl
