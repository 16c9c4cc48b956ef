// Pages about pasted texts and files.

#include "dsl/page_lists.hpp"

#include <iterator>

namespace dsl {

namespace {

/// A trace that can be read.
constexpr std::string_view whole = R"(observe trace a/pc b {
  pasted """
  1    <1 ms    <1 ms    <1 ms  10.0.0.1
  2     2 ms     2 ms     2 ms  10.0.0.2
""";
}
)";

constexpr Page table[] = {
    {"VN0056", "a pasted text that is not recognised",
     "What is pasted into an observation is recognised by its content: the header of a table, the numbered "
     "hops of a "
     "trace, the members of JSON. The message lists what can be read. The text must be whole, its header "
     "with it, and as "
     "it was printed; commands and prompts above it do no harm.",
     R"(observe trace a/pc b {
  pasted """
PING 10.0.0.1 (10.0.0.1): 56 data bytes
""";
}
)",
     whole},
    {"VN0057", "a line of a pasted text that does not fit",
     "The text was recognised, and one of its lines is not what this output looks like: a cell under no "
     "column, a hop "
     "that is missing, an address or a number that is none, JSON that breaks off. Mostly a line was cut or "
     "wrapped when "
     "it was copied.",
     R"(observe trace a/pc b {
  pasted """
  1    <1 ms    <1 ms    <1 ms  10.0.0.1
  3     2 ms     2 ms     2 ms  10.0.0.2
""";
}
)",
     whole},
    {"VN0058", "`pasted` or `from` in a wrong form",
     "`pasted \"\"\"…\"\"\";` holds the text itself, `from \"FILE\";` the path of a file with it, relative "
     "to the file in "
     "which it stands. Tables, effective routes and traces can be read so.",
     "observe trace a/pc b { from \"traces.txt\"; }\n", "observe trace a/pc b { from \"trace.txt\"; }\n",
     "trace.txt", "  1    <1 ms    <1 ms    <1 ms  10.0.0.1\n", "  1    <1 ms    <1 ms    <1 ms  10.0.0.1\n"},
    {"VN0059", "rows that are left out",
     "The text holds rows that are well-formed and that the model knows nothing of, such as routes of IPv6 "
     "or of service "
     "endpoints. They are not compared, and this says so. Taking them out of the text silences it.",
     R"(observe table a {
  pasted """
Network      NextHop   AsPath
-----------  --------  ------
10.1.0.0/16  10.0.0.2  65001
fd00:1::/48  fd00::1   65001
""";
}
)",
     R"(observe table a {
  pasted """
Network      NextHop   AsPath
-----------  --------  ------
10.1.0.0/16  10.0.0.2  65001
""";
}
)"},
};

} // namespace

const std::vector<Page>& pages_of_imports() {
    static const std::vector<Page> all(std::begin(table), std::end(table));
    return all;
}

} // namespace dsl
