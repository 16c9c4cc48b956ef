// Names: declared once, found with help.

#include <gtest/gtest.h>

#include "tests/unit/kinds/building.hpp"

namespace {

using building::said;

TEST(Names, DeclaredTwiceShowsBothPlaces) {
    EXPECT_EQ(said("router fw;\nfirewall fw;\n"), "error[VN0101]: `fw` is declared twice\n"
                                                  "  --> t.net:2:10\n"
                                                  "2 | firewall fw;\n"
                                                  "  |          ^^ give this firewall a name of its own\n"
                                                  "  --> t.net:1:8\n"
                                                  "1 | router fw;\n"
                                                  "  |        -- the router `fw` is declared here\n"
                                                  "\n1 error\n");
}

TEST(Names, UnknownOnesGetTheirNeighbour) {
    EXPECT_EQ(said("router edge1;\nrouter core;\nlink edge core;\n"), "error[VN0102]: unknown node `edge`\n"
                                                                      "  --> t.net:3:6\n"
                                                                      "3 | link edge core;\n"
                                                                      "  |      ^^^^ did you mean `edge1`?\n"
                                                                      "\n1 error\n");
    EXPECT_EQ(said("router FW;\nrouter core;\nlink fw core;\n"),
              "error[VN0102]: unknown node `fw`\n"
              "  --> t.net:3:6\n"
              "3 | link fw core;\n"
              "  |      ^^ names are case-sensitive: did you mean `FW`?\n"
              "\n1 error\n");
}

TEST(Names, OfTheWrongKindSayWhatTheyAre) {
    EXPECT_EQ(said("router a;\nrouter b;\nrouter c;\nlink a b;\nlink a--b c;\n"),
              "error[VN0103]: `a--b` is a link, not a node\n"
              "  --> t.net:5:6\n"
              "5 | link a--b c;\n"
              "  |      ^^^^\n"
              "  --> t.net:4:6\n"
              "4 | link a b;\n"
              "  |      - `a--b` is declared here\n"
              "\n1 error\n");
}

TEST(Names, HoldNoSlash) {
    EXPECT_EQ(said("router a/b;\n"),
              "error[VN0116]: `a/b` may not hold a `/`\n"
              "  --> t.net:1:8\n"
              "1 | router a/b;\n"
              "  |        ^^^ a `/` separates a thing from its members, as in `seattle/primary`; try a `-`\n"
              "\n1 error\n");
}

TEST(Names, ReservedAsnsAreRefusedAndLargeOnesFit) {
    EXPECT_EQ(said("router a { asn 4294967294; }"), "");
    EXPECT_EQ(
        said("router a { asn 65535; }\n"),
        "error[VN0107]: AS number `65535` is reserved (RFC 7300)\n"
        "  --> t.net:1:16\n"
        "1 | router a { asn 65535; }\n"
        "  |                ^^^^^ private ones are 64512 to 65534 and 4200000000 to 4294967294 (RFC 6996)\n"
        "\n1 error\n");
    EXPECT_EQ(said("router a { asn 0; }\n"), "error[VN0017]: AS number `0` is reserved\n"
                                             "  --> t.net:1:16\n"
                                             "1 | router a { asn 0; }\n"
                                             "  |                ^ RFC 7607: a number from 1 to 4294967294\n"
                                             "\n1 error\n");
    EXPECT_EQ(said("router a { asn 4294967296; }\n"),
              "error[VN0017]: AS number `4294967296` is too large\n"
              "  --> t.net:1:16\n"
              "1 | router a { asn 4294967296; }\n"
              "  |                ^^^^^^^^^^ the largest is 4294967294\n"
              "\n1 error\n");
}

TEST(Names, PrefixesWithHostBitsAreMended) {
    EXPECT_EQ(said("router a { owns 10.1.0.7/24; }\n"),
              "error[VN0015]: `10.1.0.7/24` has bits set behind its length\n"
              "  --> t.net:1:17\n"
              "1 | router a { owns 10.1.0.7/24; }\n"
              "  |                 ^^^^^^^^^^^ did you mean `10.1.0.0/24`?\n"
              "\n1 error\n");
    EXPECT_EQ(said("router a { owns 10.1.0.0/33; }\n"),
              "error[VN0015]: `10.1.0.0/33` is not a prefix\n"
              "  --> t.net:1:17\n"
              "1 | router a { owns 10.1.0.0/33; }\n"
              "  |                 ^^^^^^^^^^^ its length is a number from 0 to 32\n"
              "\n1 error\n");
}

} // namespace
