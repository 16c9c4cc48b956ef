// Pages about words and their arguments. What fires here is written in the tables of the words.

#include "dsl/page_lists.hpp"

#include <iterator>

namespace dsl {

namespace {

constexpr Page table[] = {
    {"VN0012", "an unknown word",
     "The first word of a statement says what the statement is; each block has a table of them. `verify "
     "list "
     "kinds` and `verify list properties` show the tables.",
     "rooter ce1 { asn 65020; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0013", "an argument is missing",
     "The table of words says how many arguments each takes. This statement ends before they are all "
     "there.",
     "router ce1 { asn; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0014", "a surplus argument",
     "The statement has more words than its first word takes. If the surplus word begins a statement of "
     "its "
     "own, a `;` was lost (VN0004).",
     "router ce1 { asn 65020 65021; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0015", "not a prefix",
     "A prefix is an IPv4 address and a length, `10.0.0.0/24`. No bits may be set behind the length: it "
     "would "
     "be open whether the network or one address of it is meant. Lengths go from 0 to 32.",
     "router ce1 { asn 65020; owns 10.1.0.7/24; }\n", "router ce1 { asn 65020; owns 10.1.0.0/24; }\n"},
    {"VN0016", "not an address",
     "An address is four numbers from 0 to 255 without leading zeros (some programs read those as "
     "octal). It "
     "has no length.",
     "router ce1 { asn 65020; owns 10.1.0.0/24; host pc 10.1.0.300; }\n",
     "router ce1 { asn 65020; owns 10.1.0.0/24; host pc 10.1.0.30; }\n"},
    {"VN0017", "not an AS number",
     "AS numbers go from 1 to 4294967294 (RFC 6793); 0 (RFC 7607) and 4294967295 (RFC 7300) are reserved. "
     "The dotted form of RFC 5396 is "
     "not read: write the plain number that the message gives.",
     "router ce1 { asn 4294967296; }\n", "router ce1 { asn 4294967294; }\n"},
    {"VN0018", "not a number, or out of range",
     "The word takes a plain decimal number within the bounds shown.",
     R"(router ce1 { asn 65020; }
router ce2 { asn 65021; }
link ce1 ce2;
bgp ce1 ce2 { at ce1 { weight heavy; } }
)",
     R"(router ce1 { asn 65020; }
router ce2 { asn 65021; }
link ce1 ce2;
bgp ce1 ce2 { at ce1 { weight 100; } }
)"},
    {"VN0019", "not one of the words that may stand here",
     "Some arguments are one of a few words. The message lists them, or names the nearest.",
     R"(router ce1 { asn 65020; owns 10.1.0.0/24; }
router ce2 { asn 65021; owns 10.2.0.0/24; }
link ce1 ce2;
bgp ce1 ce2;
property path-symmetry both-ways { between ce1 and ce2; compare lincs; }
)",
     R"(router ce1 { asn 65020; owns 10.1.0.0/24; }
router ce2 { asn 65021; owns 10.2.0.0/24; }
link ce1 ce2;
bgp ce1 ce2;
property path-symmetry both-ways { between ce1 and ce2; compare links; }
)"},
    {"VN0020", "given twice",
     "A word that may stand once in its block stands there twice. The later would win or the earlier, "
     "and "
     "nobody would know which. To override what an included file says, use `change`.",
     "router ce1 { asn 65020; asn 65021; }\n", "router ce1 { asn 65020; }\n"},
    {"VN0021", "a block where none may be",
     "This word takes arguments only. Perhaps a `;` was lost, and the block belongs to what follows.",
     "router ce1 { asn 65020 { } }\n", "router ce1 { asn 65020; }\n"},
    {"VN0022", "a block is missing", "This word says nothing without its block.", "vnet hub;\n",
     "vnet hub { space 10.0.0.0/16; }\n"},
    {"VN0023", "`no` cannot unset this",
     "`no WORD;` unsets a flag or an attribute that stands once. A word that may stand several times is "
     "left "
     "out where it stands; inside `change`, `no WORD ARGUMENT;` removes one of them.",
     "router ce1 { asn 65020; owns 10.1.0.0/24; no host; }\n",
     "router ce1 { asn 65020; owns 10.1.0.0/24; }\n"},
};

} // namespace

const std::vector<Page>& pages_of_words() {
    static const std::vector<Page> all(std::begin(table), std::end(table));
    return all;
}

} // namespace dsl
