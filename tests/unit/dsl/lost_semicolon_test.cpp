// A lost semicolon joins two statements. Each of a whole network's is noticed.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::checked;

TEST(LostSemicolon, BeforeAKnownWordAmongSurplusArguments) {
    EXPECT_EQ(checked("router a {\n  asn 65001\n  owns 10.0.0.0/8;\n}\n"),
              R"(error[VN0004]: missing `;` before `owns`?
  --> main.net:3:3
3 |   owns 10.0.0.0/8;
  |   ^^^^ if it is a name, put it in quotes
  --> main.net:2:12
2 |   asn 65001
  |            - the statement would end here

1 error
)");
}

TEST(LostSemicolon, InAListThatTakesAnyNumber) {
    EXPECT_NE(checked("router a { owns 10.0.0.0/8 asn 1; }").find("missing `;` before `asn`?"),
              std::string::npos);
    EXPECT_NE(checked("group g a b\nfailures { any 1 of links; }").find("missing `;` before `failures`?"),
              std::string::npos);
    EXPECT_NE(checked("property p q { between a and b one-way; }").find("missing `;` before `one-way`?"),
              std::string::npos);
    EXPECT_NE(checked("router a { bgp-address 10.0.0.1 no multipath; }").find("missing `;` before `no`?"),
              std::string::npos);
}

TEST(LostSemicolon, AfterNo) {
    EXPECT_NE(checked("router a { no asn multipath; }").find("missing `;` before `multipath`?"),
              std::string::npos);
}

TEST(LostSemicolon, BeforeALoopOrAnotherWordOfElaboration) {
    const std::string before = "group g a b\n";
    for (const std::string word :
         {"for each row of t { router $name; }", "table t from \"t.csv\";", "include \"a.net\";",
          "change router a { asn 1; }", "case x { router a; }"}) {
        const std::string text = before + word;
        const std::string head = word.substr(0, word.find(' '));
        EXPECT_NE(checked(text).find("missing `;` before `" + head + "`?\n  --> main.net:2:1"),
                  std::string::npos)
            << checked(text);
    }
}

TEST(LostSemicolon, BehindMember) {
    EXPECT_NE(checked("vnet a { member x y\n subnet app 10.0.0.0/24; }").find("missing `;` before `subnet`?"),
              std::string::npos);
    EXPECT_NE(checked("vnet a { space 10.0.0.0/8\n member x; }").find("missing `;` before `member`?"),
              std::string::npos);
    EXPECT_EQ(checked("vnet a { member x y; member z; }"), "");
}

TEST(LostSemicolon, EveryOneOfASampleWithLoopsIsNoticed) {
    const std::string& sample = texts::samples()[2];
    std::size_t lost = 0;
    for (std::size_t at = sample.find(';'); at != std::string::npos; at = sample.find(';', at + 1)) {
        std::string text = sample;
        text[at] = ' ';
        texts::Elaborated result = texts::elaborated(
            {{"main.net", text}, {"spokes.csv", "name,prefix,region\na,10.0.0.0/24,weu\n"}});
        for (const dsl::Variant& variant : result.result.variants)
            dsl::check(variant.statements, texts::words(), "a specification", result.diagnostics);
        EXPECT_TRUE(result.diagnostics.has_errors()) << text.substr(0, at) << "<here>" << text.substr(at);
        ++lost;
    }
    EXPECT_EQ(lost, 8U);
}

TEST(LostSemicolon, QuotedNamesAreNames) {
    EXPECT_EQ(checked("property p q { between a and b \"one-way\"; }"), "");
    EXPECT_EQ(checked("group g \"failures\" \"link\";"), "");
}

TEST(LostSemicolon, NamesThatCouldNotBeginAStatementAreNames) {
    EXPECT_EQ(checked("group g link router;"), "") << "neither is followed by what it needs";
}

TEST(LostSemicolon, EveryOneOfASampleIsNoticed) {
    const std::string& sample = texts::samples()[0];
    std::size_t lost = 0;
    for (std::size_t at = sample.find(';'); at != std::string::npos; at = sample.find(';', at + 1)) {
        std::string text = sample;
        text[at] = ' ';
        EXPECT_NE(checked(text), "") << text.substr(0, at) << "<here>" << text.substr(at);
        ++lost;
    }
    EXPECT_EQ(lost, 24U);
}

} // namespace
