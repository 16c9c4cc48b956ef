// Pasted texts that cannot be read: each is an error at the line that does not fit, whatever was done to it.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;

std::string said(const std::string& words, const std::string& text) {
    return elaborated({{"main.net", "observe " + words + " {\n  pasted \"\"\"" + text + "\"\"\";\n}\n"}})
        .said();
}

bool says(const std::string& words, const std::string& text, const std::string& what) {
    const std::string all = said(words, text);
    EXPECT_NE(all.find(what), std::string::npos) << all;
    return all.find(what) != std::string::npos;
}

TEST(ImportErrors, UnknownOutput) {
    EXPECT_EQ(said("trace a b", "\nPING 10.0.0.1 (10.0.0.1): 56 data bytes\n"),
              R"(error[VN0056]: `observe trace` knows no output that looks like this
  --> main.net:3:1
3 | PING 10.0.0.1 (10.0.0.1): 56 data bytes
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ known: Windows `tracert`; Linux `traceroute`

1 error
)");
    EXPECT_TRUE(says("trace a b", "", "nothing is pasted here"));
    EXPECT_TRUE(says("table a", "{\"value\": []}", "`observe table` knows no output that looks like this"));
}

TEST(ImportErrors, OutputOfAnotherObservation) {
    EXPECT_EQ(said("table a", "\n  1    <1 ms    <1 ms    <1 ms  10.1.11.1\n"),
              R"(error[VN0056]: this is the output of Windows `tracert`
  --> main.net:3:3
3 |   1    <1 ms    <1 ms    <1 ms  10.1.11.1
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ it is read in an `observe trace …`

1 error
)");
}

TEST(ImportErrors, Form) {
    const auto form = [](const std::string& block) {
        return elaborated({{"main.net", "observe trace a b { " + block + " }\n"}}).said();
    };
    EXPECT_NE(form("pasted;").find("VN0058]: `pasted` takes a text in quotes"), std::string::npos);
    EXPECT_NE(form("pasted x;").find("write `pasted \"\"\"…\"\"\";`"), std::string::npos);
    EXPECT_NE(form("pasted \"\"\"x\"\"\" down c;").find("VN0004]: missing `;` before `down`?"),
              std::string::npos);
    EXPECT_NE(form("from;").find("VN0058]: `from` takes a file"), std::string::npos);
    EXPECT_EQ(form("from \"no.txt\";"), R"(error[VN0058]: cannot read `no.txt`: no such file
  --> main.net:1:26
1 | observe trace a b { from "no.txt"; }
  |                          ^^^^^^^^ paths are relative to the file that holds the observation

1 error
)");
    EXPECT_NE(elaborated({{"main.net", "observe ping a b { pasted \"\"\"x\"\"\"; }\n"}})
                  .said()
                  .find("`observe ping` reads no pasted text"),
              std::string::npos);
    EXPECT_NE(elaborated({{"main.net", "observe trace a b { from \"x\"; }\n"}, {"x", "\xFF\xFE"}})
                  .said()
                  .find("VN0002"),
              std::string::npos);
}

TEST(ImportErrors, Json) {
    EXPECT_EQ(said("table a", "\n{\"value\": [\n  {\"network\": \"10.0.0.0/8\" \"nextHop\": null}\n]}\n"),
              R"(error[VN0057]: `,` or `}` is missing here
  --> main.net:4:28
4 |   {"network": "10.0.0.0/8" "nextHop": null}
  |                            ^ this begins like JSON; paste all of it

1 error
)");
    EXPECT_TRUE(says("table a", "[{\"network\": \"10.0.0.0/8\",", "the JSON text ends too early"));
    EXPECT_TRUE(says("table a", "[1 2]", "`,` or `]` is missing here"));
    EXPECT_TRUE(says("table a", "[nul]", "this is no JSON value"));
    EXPECT_TRUE(says("table a", "{x: 1}", "a name in quotes is missing here"));
    EXPECT_TRUE(says("table a", "{\"x\" 1}", "`:` is missing here"));
    EXPECT_TRUE(says("table a", "[] []", "something follows the JSON text"));
    EXPECT_TRUE(says("table a", "[\"a\n\"]", "a quote is not closed on its line"));
    EXPECT_TRUE(says("table a", std::string(100000, '['), "JSON nested too deep"));
    EXPECT_EQ(
        said("table a", "[{\"network\": \"10.0.0.0\", \"nextHop\": \"10.0.0.1\", \"asPath\": \"65001\"}, 7]"),
        R"(error[VN0057]: `10.0.0.0` is not a prefix
  --> main.net:2:27
2 |   pasted """[{"network": "10.0.0.0", "nextHop": "10.0.0.1", "asPath": "65001"}, 7]""";
  |                           ^^^^^^^^ a prefix is an address and a length, as in `10.0.0.0/24`

error[VN0057]: this is no record
  --> main.net:2:81
2 |   pasted """[{"network": "10.0.0.0", "nextHop": "10.0.0.1", "asPath": "65001"}, 7]""";
  |                                                                                 ^
  help: every element of the list is an object

2 errors
)");
}

TEST(ImportErrors, RowsOfTables) {
    const std::string head = "Network      NextHop   AsPath  Weight\n-----------  --------  ------  ------\n";
    EXPECT_EQ(
        said("table a",
             "\n" + head + "10.1.0.0/16  10.0.0.2  65001   32768\n10.2.0.0     10.0.0.2  65001   32768\n"),
        R"(error[VN0057]: `10.2.0.0` is not a prefix
  --> main.net:6:1
6 | 10.2.0.0     10.0.0.2  65001   32768
  | ^^^^^^^^ a prefix is an address and a length, as in `10.0.0.0/24`

1 error
)");
    EXPECT_TRUE(
        says("table a", head + "10.2.0.0/16  10.0.0.x  65001   32768\n", "`10.0.0.x` is not an address"));
    EXPECT_TRUE(says("table a", head + "10.2.0.0/16  10.0.0.2  650..   32768\n",
                     "the value is cut off: print the table wider"));
    EXPECT_TRUE(says("table a", head + "10.2.0.0/16  10.0.0.2  {1,2}   32768\n",
                     "AS sets and confederations are not modelled"));
    EXPECT_TRUE(says("table a", head + "10.2.0.0/16  10.0.0.2  65001   much\n", "`much` is not a number"));
    EXPECT_TRUE(says("table a", head + "10.1.0.0/16-much-too-long 65001 32768\n",
                     "stands under no column of the table"));
    EXPECT_TRUE(says("table a", head + "             10.0.0.2  65001   32768\n", "this row has no prefix"));
}

TEST(ImportErrors, EffectiveRoutes) {
    const std::string head = "Source   State   Address Prefix  Next Hop Type  Next Hop IP\n-------  ------  "
                             "--------------  -------------  -----------\n";
    EXPECT_TRUE(says("effective-routes a", head + "Default  Active  10.0.0.0/8      VnetLocla\n",
                     "unknown type of next hop `VnetLocla`"));
    EXPECT_TRUE(
        says("effective-routes a", head + "Default  Dead    10.0.0.0/8      None\n", "unknown state `Dead`"));
    EXPECT_TRUE(says("effective-routes a", head + "Default  Active                  None\n",
                     "this row has no prefix"));
}

TEST(ImportErrors, Routers) {
    EXPECT_TRUE(says("table a", "  Prefix  Nexthop  MED  Lclpref  AS path\n* 10.0.0.0/8\n",
                     "this row has no next hop"));
    EXPECT_TRUE(says("table a", "  Prefix  Nexthop  MED  Lclpref  AS path\n* 10.0.0.0/8  Self\n",
                     "`Self` is the next hop of what the router advertises"));
    EXPECT_TRUE(
        says("table a to b",
             "u@r> show route receive-protocol bgp 10.0.0.1\n  Prefix  Nexthop  MED  Lclpref  AS path\n",
             "this shows what the router received"));
    EXPECT_EQ(said("table a", "\n10.0.0.0/8  *[BGP/170] 1d, localpref 100\n              AS path: 65001 I\n  "
                              "          something else\n"),
              R"(error[VN0057]: this line is no part of a route
  --> main.net:5:13
5 |             something else
  |             ^^^^^^^^^^^^^^ paste the output of `show route` as it was printed

1 error
)");
    EXPECT_TRUE(says("table a",
                     "   Network          Next Hop            Metric LocPrf Weight Path\nwhatever 10.0.0.1\n",
                     "this line is no row of a BGP table"));
}

TEST(ImportErrors, Traces) {
    EXPECT_EQ(
        said("trace a b",
             "\n  1    <1 ms    <1 ms    <1 ms  10.1.11.1\n  3    <1 ms    <1 ms    <1 ms  10.1.11.3\n"),
        R"(error[VN0057]: hop `3` follows hop 1
  --> main.net:4:3
4 |   3    <1 ms    <1 ms    <1 ms  10.1.11.3
  |   ^ paste the whole trace, one in each `pasted`

1 error
)");
    EXPECT_TRUE(
        says("trace a b", "  2    <1 ms    <1 ms    <1 ms  10.1.11.1\n", "the trace begins with hop `2`"));
    EXPECT_TRUE(says("trace a b",
                     "  1    <1 ms    <1 ms    <1 ms  10.1.11.1\n  2    <1 ms    <1 ms  10.1.11.3\n",
                     "this hop does not show three times"));
    EXPECT_TRUE(says("trace a b", "  1    <1 ms    <1 ms    <1 ms  10.1.11.1\nUnable to go on\n",
                     "this line is no hop of `tracert`"));
    EXPECT_TRUE(says("trace a b", "  1    <1 ms    <1 ms    <1 ms  nobody\n", "this hop shows no address"));
    EXPECT_TRUE(says("trace a b", "  1    <1 ms    <1 ms    <1 ms  fd00::1\n", "IPv6 is not modelled"));
    EXPECT_TRUE(
        says("trace a b", " 1  10.0.0.1  1 ms\n 2  what is this\n", "this line is no hop of `traceroute`"));
}

TEST(ImportErrors, StopAfterMany) {
    std::string text = "Network      NextHop   AsPath\n-----------  --------  ------\n";
    for (int row = 0; row < 1000; ++row)
        text += "10.2.0." + std::to_string(row) + "\n";
    EXPECT_NE(said("table a", text).find("20 lines do not fit; the rest of the text is not read"),
              std::string::npos);
}

/// A fixed sequence of numbers (Knuth's MMIX generator).
class Numbers {
public:
    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state_ >> 33U) % bound;
    }

private:
    std::uint64_t state_ = 2027;
};

const std::pair<std::string, std::string> outputs[] = {
    {"table a",
     "PS C:\\> x\nNetwork      NextHop       AsPath      Weight\n-------      -------       ------      "
     "------\n"
     "10.1.11.0/25 192.168.11.88 65020        32768\n10.1.11.0/25 10.17.11.69   12076-65020  32769\n"},
    {"table a", "AsPath       : 65020\nNetwork      : 10.1.11.0/25\nNextHop      : 10.0.0.1\nWeight       : "
                "32768\n\nNetwork : 10.0.0.0/8\n"},
    {"table a/1", "{\"RouteServiceRole_IN_1\": [{\"asPath\": \"65002-65001\", \"network\": \"10.2.0.0/16\", "
                  "\"nextHop\": \"10.1.2.4\", \"weight\": 32768}]}"},
    {"table a", "LocPrf    Network        NextHop       Path           Weight\n--------  -------------  "
                "------------  -------------  --------\n"
                "100       10.1.0.0/16    10.11.16.12*  65515 I        0\n"},
    {"table a", "x> show route receive-protocol bgp 10.17.11.76\n\nC.inet.0: 14 destinations, 21 routes\n"
                "  Prefix                  Nexthop              MED     Lclpref    AS path\n* 10.17.11.0/25  "
                "         10.17.11.76                             65515 I\n"},
    {"table a", "10.17.11.0/25      *[BGP/170] 2d 00:34:04, localpref 150\n                      AS path: "
                "12076 I, validation-state: unverified\n"
                "                    > to 192.168.11.0 via reth1.11\n                    [BGP/170] 2d, "
                "localpref 100, from 10.17.11.76\n                    > via st0.118\n"},
    {"table a to b", "     Network          Next Hop            Metric LocPrf Weight Path\n *>   10.1.0.0/16 "
                     "     10.11.7.4                0    100      0 65515 i\n"
                     " *                     10.11.7.5                              0 65515 i\n *>   "
                     "200.0.0.0\n                       10.11.7.5                              0 1 i\n"},
    {"effective-routes a",
     "Source                 State    Address Prefix    Next Hop Type          Next Hop "
     "IP\n---------------------  -------  ----------------  ---------------------  -------------\n"
     "User                   Active   10.1.0.0/16       VirtualAppliance       10.0.0.4\n"},
    {"effective-routes a",
     "[{\"addressPrefix\": [\"10.0.0.0/24\"], \"nextHopIpAddress\": [\"10.0.0.4\"], \"nextHopType\": "
     "\"VirtualNetworkGateway\", \"source\": \"User\", \"state\": \"Active\"}]"},
    {"trace a b",
     "Tracing route to 10.0.0.9\n\n  1    <1 ms    <1 ms    <1 ms  10.1.11.1\n  2     *        *        *    "
     " Request timed out.\n  3     6 ms     6 ms     5 ms  x [10.0.0.9]\n\nTrace complete.\n"},
    {"trace a b", "traceroute to 10.2.0.4 (10.2.0.4), 30 hops max\n 1  10.1.0.1 (10.1.0.1)  1.1 ms  0.9 ms\n "
                  "2  * * *\n 3  10.2.0.4 (10.2.0.4)  5.9 ms !H\n"},
};

std::string broken(const std::string& sample, Numbers& numbers) {
    static const std::vector<std::string> pieces = {" ", "\n", "-", "*",  "10.0.0.0/8", "é",           "\t",
                                                    "{", "[",  ":", "\\", ",",          "99999999999", "..",
                                                    "/", ">",  "|", "ms", "::",         "\r\n"};
    std::string text = sample;
    for (std::size_t edits = 1 + numbers.below(4); edits > 0 && !text.empty(); --edits) {
        const std::size_t at = numbers.below(text.size());
        if (numbers.below(2) == 0)
            text.erase(at, 1 + numbers.below(7));
        else
            text.insert(at, pieces[numbers.below(pieces.size())]);
    }
    return text;
}

/// Reading ends; what is said lies in the text; where nothing is wrong there are rows, and they can be
/// printed and read.
void look_at(const std::string& words, const std::string& text) {
    const std::string file = "observe " + words + " {\n  pasted \"\"\"" + text + "\"\"\";\n}\n";
    const auto result = elaborated({{"main.net", file}});
    for (const dsl::Diagnostic& diagnostic : result.diagnostics.all()) {
        ASSERT_TRUE(diagnostic.span.known()) << text;
        ASSERT_LE(diagnostic.span.begin, diagnostic.span.end) << text;
        ASSERT_LE(diagnostic.span.end, file.size()) << text;
    }
    ASSERT_EQ(result.said().empty(), result.diagnostics.all().empty());
    if (result.diagnostics.has_errors() || result.result.variants.empty())
        return;
    const texts::Parsed again = texts::parsed(result.text());
    ASSERT_EQ(again.said(), "") << text;
    for (const dsl::Statement& row : result.result.variants[0].statements.at(0).block)
        ASSERT_LE(row.span.end, file.size());
}

TEST(ImportMutation, BrokenTextsNeverCrashAndAreLocated) {
    Numbers numbers;
    for (int round = 0; round < 400; ++round)
        for (const auto& [words, text] : outputs)
            ASSERT_NO_FATAL_FAILURE(look_at(words, broken(text, numbers)));
}

TEST(ImportMutation, EveryBeginningIsRead) {
    for (const auto& [words, text] : outputs)
        for (std::size_t length = 0; length <= text.size(); ++length)
            ASSERT_NO_FATAL_FAILURE(look_at(words, text.substr(0, length)));
}

TEST(ImportMutation, TheSamplesThemselvesAreRead) {
    for (const auto& [words, text] : outputs) {
        const auto result =
            elaborated({{"main.net", "observe " + words + " {\n  pasted \"\"\"" + text + "\"\"\";\n}\n"}});
        EXPECT_EQ(result.said(), "") << text;
        EXPECT_FALSE(result.result.variants.at(0).statements.at(0).block.empty()) << text;
    }
}

} // namespace
