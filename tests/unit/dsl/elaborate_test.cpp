// Files, includes and cases.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::elaborated;

TEST(Elaborate, IncludesRelativeToTheIncludingFileAndOnce) {
    const auto result =
        elaborated({{"specs/main.net", "include \"parts/a.net\";\ninclude \"b.net\";\nrouter m;\n"},
                    {"specs/parts/a.net", "include \"../b.net\";\nrouter a;\n"},
                    {"specs/b.net", "language 1;\nrouter b;\n"}},
                   "specs/main.net");
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.text(), "router b;\nrouter a;\nrouter m;\n");
    EXPECT_EQ(result.sources.describe(result.statement("router b").span), "specs/b.net:2:1");
}

TEST(Elaborate, UnreadableFiles) {
    EXPECT_EQ(elaborated({}, "no.net").said(),
              "error[VN0001]: cannot read `no.net`: no such file\n\n1 error\n");
    EXPECT_TRUE(elaborated({}, "no.net").result.variants.empty());
    EXPECT_EQ(elaborated({{"main.net", "include \"parts/no.net\";\nrouter a;\n"}}).said(),
              R"(error[VN0001]: cannot read `parts/no.net`: no such file
  --> main.net:1:9
1 | include "parts/no.net";
  |         ^^^^^^^^^^^^^^ paths are relative to the file that includes

1 error
)");
}

TEST(Elaborate, IncludeCycles) {
    EXPECT_EQ(elaborated({{"main.net", "include \"a.net\";\nrouter m;\n"},
                          {"a.net", "include \"b.net\";\nrouter a;\n"},
                          {"b.net", "include \"./a.net\";\nrouter b;\n"}})
                  .said(),
              R"(error[VN0031]: `a.net` includes itself
  --> b.net:1:9
1 | include "./a.net";
  |         ^^^^^^^^^ a.net includes b.net includes a.net

1 error
)");
    EXPECT_NE(elaborated({{"main.net", "include \"main.net\";\nrouter m;\n"}}).said().find("VN0031"),
              std::string::npos);
}

TEST(Elaborate, IncludeWantsOnePath) {
    EXPECT_EQ(elaborated({{"main.net", "include a b;\nrouter m;\n"}}).said(),
              R"(error[VN0030]: `include` takes one path
  --> main.net:1:1
1 | include a b;
  | ^^^^^^^ as in `include "parts/hub.net";`

1 error
)");
}

TEST(Elaborate, ErrorsOfAnIncludedFileAreItsOwn) {
    EXPECT_EQ(elaborated({{"main.net", "include \"a.net\";\nrouter m;\n"}, {"a.net", "router a\n"}}).said(),
              R"(error[VN0004]: missing `;` after `a`
  --> a.net:1:8
1 | router a
  |        ^ every statement ends in `;` or in a block

1 error
)");
}

TEST(Elaborate, Language) {
    EXPECT_EQ(elaborated({{"main.net", "language 1;\nrouter a;\n"}}).text(), "router a;\n");
    EXPECT_EQ(elaborated({{"main.net", "language 2;\nrouter a;\n"}}).said(),
              R"(error[VN0035]: unknown language version `2`
  --> main.net:1:10
1 | language 2;
  |          ^ this verify reads `language 1;`

1 error
)");
    EXPECT_NE(elaborated({{"main.net", "router a;\nlanguage 1;\n"}}).said().find("not the first statement"),
              std::string::npos);
    EXPECT_NE(elaborated({{"main.net", "language;\nrouter a;\n"}}).said().find("write `language 1;`"),
              std::string::npos);
}

TEST(Elaborate, LostSemicolonBehindLanguage) {
    EXPECT_EQ(elaborated({{"main.net", "language 1\nrouter a;\n"}}).said(),
              R"(error[VN0004]: missing `;` before `router`?
  --> main.net:2:1
2 | router a;
  | ^^^^^^ `language` takes one version, as in `language 1;`

1 error
)");
}

TEST(Elaborate, DropsIncludedClaims) {
    const texts::Files files = {
        {"a.net", "router a;\nproperty reachability p;\nexpect p violated;\nobserve ping a b;\n"},
        {"main.net", "include \"a.net\";\nobserve ping c d;\nno observations;\nproperty isolation q;\n"},
        {"other.net", "include \"a.net\";\nno properties;\nproperty isolation q;\n"}};
    EXPECT_EQ(elaborated(files).text(), "router a;\nproperty reachability p;\nexpect p violated;\nobserve "
                                        "ping c d;\nproperty isolation q;\n");
    EXPECT_EQ(elaborated(files, "other.net").text(), "router a;\nobserve ping a b;\nproperty isolation q;\n");
}

TEST(Elaborate, FailuresOfTheIncludingFileReplaceIncludedOnes) {
    const auto result = elaborated({{"main.net", "include \"a.net\";\nfailures { any 2 of links; }\n"},
                                    {"a.net", "failures { any 1 of links; }\n"}});
    EXPECT_EQ(result.text(), "failures { any 2 of links; }\n");
    EXPECT_EQ(elaborated({{"main.net", "failures { a; }\nfailures { b; }\n"}}).text(),
              "failures { a; }\nfailures { b; }\n")
        << "twice in one file is for the table of words to refuse";
}

TEST(Cases, AreTheNetworkWithTheirOwnChangesAndClaims) {
    const auto result =
        elaborated({{"main.net", "router a { asn 1; }\nproperty loop-freedom all;\nobserve ping a b;\n"
                                 "failures { any 1 of links; }\n"
                                 "case x { change router a { asn 2; } property isolation p; }\n"
                                 "case y { failures { any 2 of links; } }\n"
                                 "router late;\n"}});
    ASSERT_EQ(result.said(), "");
    ASSERT_EQ(result.result.variants.size(), 3U);
    EXPECT_EQ(result.text(), "router a { asn 1; }\nproperty loop-freedom all;\nobserve ping a b;\n"
                             "failures { any 1 of links; }\nrouter late;\n");
    EXPECT_EQ(result.text("x"),
              "router a { asn 2; }\nfailures { any 1 of links; }\nrouter late;\nproperty isolation p;\n");
    EXPECT_EQ(result.text("y"), "router a { asn 1; }\nrouter late;\nfailures { any 2 of links; }\n");
    EXPECT_FALSE(result.result.variants[0].span.known());
    EXPECT_EQ(result.sources.location(result.result.variants[1].span).line, 5U);
}

TEST(Cases, LeaveOutTheFileItselfIfItClaimsNothing) {
    const auto result = elaborated({{"main.net", "router a;\ncase x { router b; }\n"}});
    ASSERT_EQ(result.result.variants.size(), 1U);
    EXPECT_EQ(result.result.variants[0].name, "x");
}

TEST(Cases, OfIncludedFilesCanBeLeftOut) {
    const auto result = elaborated(
        {{"main.net", "include \"b.net\";\nno cases;\nproperty isolation p;\ncase x { router d; }\n"},
         {"b.net", "router a;\ncase x { router b; }\ncase y { router c; }\n"}});
    EXPECT_EQ(result.said(), "");
    ASSERT_EQ(result.result.variants.size(), 2U);
    EXPECT_EQ(result.text("x"), "router a;\nrouter d;\n");
}

TEST(Cases, MayIncludeTheSameFileEach) {
    const auto result = elaborated(
        {{"d/main.net", "router a;\ncase x { include \"b.net\"; }\ncase y { include \"b.net\"; }\n"},
         {"d/b.net", "no router a;\nrouter b;\n"}},
        "d/main.net");
    EXPECT_EQ(result.said(), "");
    EXPECT_EQ(result.text("x"), "router b;\n");
    EXPECT_EQ(result.text("y"), "router b;\n");
}

TEST(Cases, Errors) {
    const auto says = [](const std::string& text) {
        return elaborated({{"main.net", "router a;\n" + text}}).said();
    };
    EXPECT_EQ(says("case x {}\ncase x {}\n"), R"(error[VN0034]: case `x` is given twice
  --> main.net:3:6
3 | case x {}
  |      ^ give one of them another name
  --> main.net:2:6
2 | case x {}
  |      - first given here

1 error
)");
    EXPECT_NE(says("case {}\n").find("`case` takes one name, and a block"), std::string::npos);
    EXPECT_NE(says("case x;\n").find("`case` takes one name, and a block"), std::string::npos);
    EXPECT_NE(says("case x { case y {} }\n").find("a case inside a case"), std::string::npos);
    EXPECT_NE(says("case x { change router b { z; } }\n").find("VN0032"), std::string::npos);
}

TEST(Elaborate, LeavesExpectationsToOthers) {
    const std::string text = "router a;\nexpect p violated;\nexpect refused VN0123;\n";
    EXPECT_EQ(elaborated({{"main.net", text}}).text(), text);
}

} // namespace
