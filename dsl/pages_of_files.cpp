// Pages about files, signs and blocks, and about what joins files.

#include "dsl/page_lists.hpp"

#include <array>
#include <iterator>

namespace dsl {

namespace {

/// Blocks nested deeper than the parser goes, 41 to a line.
constexpr auto too_deep = [] {
    std::array<char, 4 * 205> text{};
    for (std::size_t level = 0; level < 205; ++level) {
        text[4 * level] = 'x';
        text[4 * level + 1] = ' ';
        text[4 * level + 2] = '{';
        text[4 * level + 3] = level % 41 == 40 ? '\n' : ' ';
    }
    return text;
}();

constexpr Page table[] = {
    {"VN0001", "a file cannot be read",
     "The file on the command line, or one that is included, is not there or may not be read. The path "
     "of an "
     "`include` is relative to the file in which it stands, not to the directory verify runs in.",
     R"(include "parts/no-such-file.net";
router ce1 { asn 65020; }
)",
     R"(router ce1 { asn 65020; }
)"},
    {"VN0002", "this is not UTF-8 text",
     "A specification is text in UTF-8. A zero byte means that the file is something else altogether; a "
     "byte "
     "that is not UTF-8 mostly means that an editor saved it in an old encoding (Latin-1, UTF-16). "
     "Nothing of "
     "such a file is read, because names could be misread.",
     "router ce1 { asn 65020; }  # caf\xE9\n", "router ce1 { asn 65020; }  # café\n"},
    {"VN0003", "nothing stands in this file",
     "A file without a statement describes no network. To verify it would pass, and a pass that says "
     "nothing "
     "is worse than an error.",
     "# router ce1 { asn 65020; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0004", "missing `;`",
     "Every statement ends in `;` or in a block. A lost `;` joins two statements into one. It is noticed "
     "where the first cannot take the words of the second. A name that happens to be a word of the "
     "language "
     "is put in quotes, and is then never taken for one.",
     R"(router ce1 {
  asn 65020
  owns 10.1.0.0/16;
}
)",
     R"(router ce1 {
  asn 65020;
  owns 10.1.0.0/16;
}
)"},
    {"VN0005", "a block is never closed",
     "A `{` has no `}`. At the end of a file only the number of missing `}` is known; which block is "
     "meant is "
     "told from the indentation: the first whose statements do not stand further right than itself, or "
     "whose "
     "`}` stands further left.",
     R"(router ce1 {
  asn 65020;
router ce2 { asn 65021; }
)",
     R"(router ce1 {
  asn 65020;
}
router ce2 { asn 65021; }
)"},
    {"VN0006", "`}` closes nothing",
     "There is one `}` more than there are `{` before it. Either it is too many, or a `{` was lost "
     "further up.",
     R"(router ce1
  { asn 65020; } }
)",
     R"(router ce1
  { asn 65020; }
)"},
    {"VN0007", "a needless `;`",
     "A block ends in `}` alone. A `;` behind it changes nothing and is a warning; a `;` with nothing at "
     "all "
     "before it is an error, for something may have been lost.",
     "router ce1 { asn 65020;; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0008", "a block without a word before it",
     "A block describes what the words before it name. Without words nobody knows what it is about.",
     "{ asn 65020; }\nrouter ce2 { asn 65021; }\n", "router ce1 { asn 65020; }\nrouter ce2 { asn 65021; }\n"},
    {"VN0009", "a quote is not closed",
     "Text in quotes ends on the line on which it begins. Text of several lines, as copied from a "
     "terminal, "
     "stands between `\"\"\"` and `\"\"\"`, and is taken as it is.",
     "router \"ce1 { asn 65020; }\n", "router \"ce1\" { asn 65020; }\n"},
    {"VN0010", "more than is read",
     "Blocks are nested more than 200 deep, or one file has 100 errors. Reading stops there. Either the "
     "file "
     "is something else, or a machine wrote it and went wrong.",
     std::string_view(too_deep.data(), too_deep.size()), "router ce1 { asn 65020; }\n"},
    {"VN0011", "a character that looks like another",
     "Text copied from a web page or a document often holds no-break spaces, dashes and curly quotes. "
     "They "
     "look like a blank, a hyphen or a quote and are none, so that two names that look the same differ.",
     "router ce\u20131 { asn 65020; }\n", "router ce-1 { asn 65020; }\n"},
    {"VN0030", "`include` takes one path",
     "`include \"PATH\";` takes the statements of another file. The path is relative to the including "
     "file. Each "
     "file is taken once, however often it is included.",
     "include parts hub.net;\nrouter ce1 { asn 65020; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0031", "a file includes itself",
     "Following the includes leads back to a file that is still being read. The message shows the chain. "
     "Move "
     "what both need into a third file.",
     "include \"page.net\";\nrouter ce1 { asn 65020; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0032", "there is nothing to change",
     "`change KIND NAME { … }` overrides something that this file or an included one describes. The "
     "words "
     "between `change` and `{` are those of its statement.",
     "router ce1 { asn 65020; }\nchange router ce2 { asn 65021; }\n",
     "router ce1 { asn 65020; }\nchange router ce1 { asn 65021; }\n"},
    {"VN0033", "there is nothing to remove",
     "`no KIND NAME;` removes something that this file or an included one describes, with the links, "
     "sessions, "
     "tunnels and peerings that name it. Inside a `change`, `no WORD ARGUMENT;` removes one statement of "
     "the "
     "block.",
     "router ce1 { asn 65020; }\nrouter ce2 { asn 65021; }\nno router ce3;\n",
     "router ce1 { asn 65020; }\nrouter ce2 { asn 65021; }\nno router ce2;\n"},
    {"VN0034", "a case that cannot be",
     "`case NAME { … }` is the network of the file with changes, properties and observations of its own. "
     "Names "
     "of cases are unique in a file, and cases do not stand inside each other.",
     "router ce1 { asn 65020; }\ncase other { change router ce1 { asn 65021; } }\n"
     "case other { change router ce1 { asn 65022; } }\n",
     "router ce1 { asn 65020; }\ncase other { change router ce1 { asn 65021; } }\n"
     "case another { change router ce1 { asn 65022; } }\n"},
    {"VN0035", "the version of the language",
     "`language 1;` stands first in a file, or not at all. It lets a later version of verify read the "
     "file as "
     "it was meant.",
     "language 2;\nrouter ce1 { asn 65020; }\n", "language 1;\nrouter ce1 { asn 65020; }\n"},
    {"VN0036", "`change` or `no` in a wrong form",
     "`change` names a thing by the words of its statement and says in a block what is different. `no` "
     "names a "
     "thing and has no block.",
     "router ce1 { asn 65020; }\nchange router ce1;\n",
     "router ce1 { asn 65020; }\nchange router ce1 { asn 65021; }\n"},
};

} // namespace

const std::vector<Page>& pages_of_files() {
    static const std::vector<Page> all(std::begin(table), std::end(table));
    return all;
}

} // namespace dsl
