// Pages about tables, loops and `member`. Most examples have a table beside them.

#include "dsl/page_lists.hpp"

#include <iterator>

namespace dsl {

namespace {

constexpr std::string_view sites = "name,prefix\nce1,10.1.0.0/24\nce2,10.2.0.0/24\n";

constexpr Page table[] = {
    {"VN0040", "a table in a wrong form",
     "`table NAME from \"FILE.csv\";` gives a name to a table of values that loops go over. The file is text "
     "of "
     "comma-separated values (RFC 4180) with a header, and its path is relative to the file in which the "
     "statement "
     "stands. Names of tables are unique in a network.",
     "table sites \"sites.csv\";\nrouter ce1;\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name { owns $prefix; } }\n",
     "sites.csv", sites, sites},
    {"VN0041", "a table that cannot be read",
     "The file of a table is not there, is a directory, or may not be read. Its path is relative to the file "
     "that "
     "names it, not to the directory verify runs in.",
     "table sites from \"site.csv\";\nfor each row of sites { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv", sites, sites},
    {"VN0042", "quotes in a table",
     "A field in quotes ends at the next single quote, and `\"\"` inside it is a quote (RFC 4180). Behind "
     "its end only a "
     "comma or the end of the line may stand, and a field that does not begin with a quote holds none.",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv",
     "name,note\nce1,the \"old\" one\n", "name,note\nce1,\"the \"\"old\"\" one\"\n"},
    {"VN0043", "the header of a table",
     "The first line of a table names its columns; loops know their fields by these names. Each name stands "
     "once, and "
     "none is empty.",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv",
     "name,prefix,name\nce1,10.1.0.0/24,x\n", "name,prefix,old-name\nce1,10.1.0.0/24,x\n"},
    {"VN0044", "a row with too few or too many fields",
     "Every row has as many fields as the header has columns. A comma that belongs to a field puts the field "
     "in quotes; "
     "a field may be empty, but its comma stays.",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv",
     "name,prefix\nce1\n", "name,prefix\nce1,10.1.0.0/24\n"},
    {"VN0045", "a loop over nothing",
     "The table has no rows, or the group no members. The loop makes nothing, and whatever was to be proved "
     "of what it "
     "makes is proved of nothing. Properties in it, and those of groups that it alone would fill, are "
     "reported as "
     "vacuous and never as held, so that an empty export cannot pass a gate.",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv",
     "name,prefix\n", sites},
    {"VN0046", "an unknown table",
     "`for each row of NAME` goes over a table that this file, or one that it includes, has named with "
     "`table`. To go "
     "over the members of a group, write `for each a in GROUP`.",
     "table sites from \"sites.csv\";\nfor each row of site { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv", sites, sites},
    {"VN0047", "a loop in a wrong form",
     "There are two loops: `for each row of TABLE { … }`, in which `$column` is the row's field, and `for "
     "each a in "
     "GROUP { … }`, in which `$a` is the member's name. The word behind `each` is free. Loops over rows "
     "stand at the top "
     "of a file and in blocks, loops over groups only at the top, because a group is known when all files "
     "are read.",
     "table sites from \"sites.csv\";\nfor row in sites { router $name; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv", sites, sites},
    {"VN0048", "an unknown variable",
     "`$name` in a loop is a column of its table or the variable of a loop over a group. A name is as long "
     "as something "
     "is called so: `$name-old` is the column `name-old`, or else `name` and `-old`. Where two loops inside "
     "each other "
     "have a column of this name, `$row.name` says which, `row` being the word behind `each`. A dollar is "
     "`$$`. In "
     "pasted text nothing is replaced.",
     "table sites from \"sites.csv\";\nfor each row of sites { router $nmae; }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv", sites, sites},
    {"VN0049", "a variable outside of any loop",
     "`$name` has a value inside `for each … { … }` only. A name that holds a dollar is put in quotes.",
     "router $name;\n", "router \"$name\";\n"},
    {"VN0050", "a variable that hides another",
     "A loop inside another makes a name known that is known already. Which of the two is meant would depend "
     "on where a "
     "word stands, so each name is given once.",
     "group left ce1;\ngroup right ce2;\nrouter ce1;\nrouter ce2;\n"
     "for each a in left { for each a in right { link $a $a; } }\n",
     "group left ce1;\ngroup right ce2;\nrouter ce1;\nrouter ce2;\n"
     "for each a in left { for each b in right { link $a $b; } }\n"},
    {"VN0051", "a value that is no word",
     "A value becomes a word, or a part of one. It cannot hold a quote or a line end, and a word without "
     "quotes cannot "
     "be empty. A value with blanks is one word, as if it stood in quotes.",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name { owns $prefix; } }\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name { owns $prefix; } }\n",
     "sites.csv", "name,prefix\nce1,\n", sites},
    {"VN0052", "a table that nobody uses",
     "No loop goes over this table. Perhaps its loop was lost, or names another table.",
     "table sites from \"sites.csv\";\nrouter ce1;\n",
     "table sites from \"sites.csv\";\nfor each row of sites { router $name; }\n", "sites.csv", sites, sites},
    {"VN0053", "`member` in a wrong place",
     "`member GROUP…;` in the block of a thing puts it into groups; no `group` statement is needed. It "
     "stands in the "
     "block of what has one name, or of a `subnet` or `host` inside it. What joins two things, and what is "
     "no thing at "
     "all, cannot be an end and is in no group.",
     "router ce1;\nrouter ce2;\nlink ce1 ce2 { member sites; }\n",
     "router ce1 { member sites; }\nrouter ce2 { member sites; }\nlink ce1 ce2;\n"},
    {"VN0054", "an unknown group",
     "`for each a in NAME` goes over the members of a group, made by `group NAME A B …;` or by `member "
     "NAME;` in the "
     "blocks of things. To go over the rows of a table, write `for each row of TABLE`.",
     "router ce1 { member sites; }\nrouter ce2;\nfor each a in site { link $a ce2; }\n",
     "router ce1 { member sites; }\nrouter ce2;\nfor each a in sites { link $a ce2; }\n"},
    {"VN0055", "a group that changes behind its loop",
     "A loop over a group is carried out once, at the end of the file (or case), in the order of the text. "
     "Here somebody "
     "joined or left the group after that, and was not gone over: the loop itself, a later loop, or a case. "
     "Put what is "
     "made into another group, or, in a case, loop over the new members there.",
     "router ce1 { member sites; }\nfor each a in sites { router copy-$a { member sites; } }\n",
     "router ce1 { member sites; }\nfor each a in sites { router copy-$a { member copies; } }\n"},
};

} // namespace

const std::vector<Page>& pages_of_loops() {
    static const std::vector<Page> all(std::begin(table), std::end(table));
    return all;
}

} // namespace dsl
