// Tables as text: what RFC 4180 allows is read, and what is wrong is located.

#include <gtest/gtest.h>

#include "dsl/csv.hpp"

namespace {

struct Read {
    dsl::Sources sources;
    dsl::Diagnostics diagnostics;
    dsl::Csv csv;
    std::string said() const { return dsl::render(diagnostics, sources); }
    /// `a|b/c|d`: the fields of the rows.
    std::string rows() const {
        std::string text;
        for (const dsl::Csv::Row& row : csv.rows) {
            text += text.empty() ? "" : "/";
            for (const dsl::Csv::Field& field : row.fields)
                text += (&field == &row.fields.front() ? "" : "|") + field.text;
        }
        return text;
    }
};

Read read(const std::string& text) {
    Read result;
    const auto file = result.sources.add("t.csv", text);
    result.csv = dsl::read_csv(result.sources, file, result.diagnostics);
    return result;
}

TEST(Csv, ReadsRowsUnderAHeader) {
    const Read table = read("name,prefix\napp-001,10.0.0.0/24\napp-002,10.0.1.0/24\n");
    EXPECT_EQ(table.said(), "");
    ASSERT_EQ(table.csv.columns.size(), 2U);
    EXPECT_EQ(table.csv.columns[1].text, "prefix");
    EXPECT_EQ(table.rows(), "app-001|10.0.0.0/24/app-002|10.0.1.0/24");
    EXPECT_EQ(table.sources.describe(table.csv.rows[1].span), "t.csv:3:1");
    EXPECT_EQ(table.sources.text(table.csv.rows[1].fields[1].span), "10.0.1.0/24");
}

TEST(Csv, ReadsTheLastRowWithoutALineEnd) { EXPECT_EQ(read("a,b\n1,2").rows(), "1|2"); }

TEST(Csv, AcceptsByteOrderMarkAndCarriageReturns) {
    const Read table = read("\xEF\xBB\xBFname,hub\r\na,b\r\n\r\nc,d\r\n");
    EXPECT_EQ(table.said(), "");
    EXPECT_EQ(table.csv.columns[0].text, "name");
    EXPECT_EQ(table.rows(), "a|b/c|d");
}

TEST(Csv, ReadsQuotedFields) {
    const Read table = read("name,\"note, long\"\n\"a\",\"x, \"\"y\"\"\nz\"\nb,\"\"\n");
    EXPECT_EQ(table.said(), "");
    EXPECT_EQ(table.csv.columns[1].text, "note, long");
    EXPECT_EQ(table.rows(), "a|x, \"y\"\nz/b|");
}

TEST(Csv, LeavesBlanksAroundAFieldAwayButNotInQuotes) {
    EXPECT_EQ(read("a , b\n 1 ,\t2\n\" 3 \" , 4 \n").rows(), "1|2/ 3 |4");
    EXPECT_EQ(read("a , b\n1,2\n").csv.columns[1].text, "b");
}

TEST(Csv, AnEmptyLineIsNoRow) { EXPECT_EQ(read("\na,b\n\n1,2\n  \n3,4\n\n").rows(), "1|2/3|4"); }

TEST(Csv, KeepsEmptyFields) { EXPECT_EQ(read("a,b,c\n,,\n1,,3\n").rows(), "||/1||3"); }

TEST(Csv, RaggedRows) {
    EXPECT_EQ(read("name,prefix,hub\na,10.0.0.0/8\nb,c,d,e\n").said(),
              R"(error[VN0044]: this row has 2 fields, and the table has 3 columns
  --> t.csv:2:1
2 | a,10.0.0.0/8
  | ^^^^^^^^^^^^ `hub` is missing; an empty field is nothing between two commas

error[VN0044]: this row has 4 fields, and the table has 3 columns
  --> t.csv:3:7
3 | b,c,d,e
  |       ^ a field that holds a comma stands in quotes

2 errors
)");
}

TEST(Csv, Headers) {
    EXPECT_EQ(read("").said(), R"(error[VN0043]: this table has no header
  --> t.csv:1:1
1 | 
  | ^ the first line names the columns, as in `name,prefix`

1 error
)");
    EXPECT_EQ(read("name,hub,name\n").said(), R"(error[VN0043]: two columns are called `name`
  --> t.csv:1:10
1 | name,hub,name
  |          ^^^^ give one of them another name
  --> t.csv:1:1
1 | name,hub,name
  | ---- the first is here

1 error
)");
    EXPECT_NE(read("name,,hub\n").said().find("a column without a name"), std::string::npos);
}

TEST(Csv, Quotes) {
    EXPECT_EQ(read("a,b\n1,\"2\n3,4\n").said(), R"(error[VN0042]: a quote is never closed
  --> t.csv:2:3
2 | 1,"2
  |   ^ a quote inside a field is written `""`

1 error
)");
    EXPECT_EQ(read("a,b\n\"1\"x,2\n3,4\n").said(), R"(error[VN0042]: text behind a closing quote
  --> t.csv:2:4
2 | "1"x,2
  |    ^ a quote inside a field is written `""`

1 error
)");
    EXPECT_EQ(read("a,b\n\"1\"x,2\n3,4\n").rows(), "3|4") << "the rows behind it are read";
    EXPECT_NE(read("a,b\n1\"2,3\n").said().find("a quote inside a field"), std::string::npos);
}

TEST(Csv, StopsAfterManyErrors) {
    std::string text = "a,b\n";
    for (int row = 0; row < 1000; ++row)
        text += "1\n";
    const Read table = read(text);
    EXPECT_EQ(table.diagnostics.all().size(), 21U);
    EXPECT_NE(table.said().find("20 errors; the rest of the table is not read"), std::string::npos);
}

TEST(Csv, TextIsUtf8) { EXPECT_NE(read("a,b\n\xE9,1\n").said().find("VN0002"), std::string::npos); }

} // namespace
