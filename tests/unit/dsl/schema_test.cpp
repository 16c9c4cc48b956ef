// What is said of statements that do not fit the table of words.

#include <gtest/gtest.h>

#include "tests/unit/dsl/texts.hpp"

namespace {

using texts::checked;

/// The only message and hint.
std::string one(std::string_view text) {
    texts::Parsed read = texts::parsed(text);
    dsl::check(read.file.statements, texts::words(), "a specification", read.diagnostics);
    const auto& all = read.diagnostics.all();
    if (all.size() != 1)
        return read.said();
    return all[0].code + " " + std::string(read.sources.text(all[0].span)) + ": " + all[0].message +
           (all[0].hint.empty() ? "" : " | " + all[0].hint);
}

TEST(Schema, AcceptsWhatFits) { EXPECT_EQ(checked(texts::samples()[0]), ""); }

TEST(Schema, UnknownWordsGetTheirNeighbour) {
    EXPECT_EQ(checked("rooter a { asn 1; }\n"), R"(error[VN0012]: unknown word `rooter` in a specification
  --> main.net:1:1
1 | rooter a { asn 1; }
  | ^^^^^^ did you mean `router`?

1 error
)");
    EXPECT_EQ(one("router a { ASN 1; }"),
              "VN0012 ASN: unknown word `ASN` in a `router` | names are case-sensitive: did you mean `asn`?");
    EXPECT_EQ(one("link a b { speed 5; }"),
              "VN0012 speed: unknown word `speed` in a `link` | one of `addresses`, `disabled`");
    EXPECT_EQ(one("bgp a b { at a { nexthopself; } }"),
              "VN0012 nexthopself: unknown word `nexthopself` in an `at` | did you mean `next-hop-self`?");
}

TEST(Schema, TooFewArguments) {
    EXPECT_EQ(one("link a;"),
              "VN0013 link: `link` takes 2 arguments, only 1 given | it takes a name, a name");
    EXPECT_EQ(one("router;"), "VN0013 router: `router` takes 1 argument, none is given | it takes a name");
    EXPECT_EQ(
        one("router a { bgp-address; }"),
        "VN0013 bgp-address: `bgp-address` takes 1 to 2 arguments, none is given | it takes an address");
    EXPECT_EQ(one("vnet a { space; }"),
              "VN0013 space: `space` takes at least 1 argument, none is given | it takes a prefix");
}

TEST(Schema, TooManyArguments) {
    EXPECT_EQ(one("link a b c;"),
              "VN0014 c: surplus argument `c`: `link` takes 2 arguments | missing `;` before it?");
    EXPECT_EQ(one("router a { multipath on; }"),
              "VN0014 on: surplus argument `on`: `multipath` takes no argument | missing `;` before it?");
}

TEST(Schema, Prefixes) {
    const auto prefix = [](const std::string& written) { return one("vnet a { space " + written + "; }"); };
    EXPECT_EQ(prefix("0.0.0.0/0"), "");
    EXPECT_EQ(prefix("255.255.255.255/32"), "");
    EXPECT_EQ(
        prefix("10.0.0.7/24"),
        "VN0015 10.0.0.7/24: `10.0.0.7/24` has bits set behind its length | did you mean `10.0.0.0/24`?");
    EXPECT_EQ(prefix("128.0.0.0/0"),
              "VN0015 128.0.0.0/0: `128.0.0.0/0` has bits set behind its length | did you mean `0.0.0.0/0`?");
    EXPECT_EQ(prefix("10.0.0.0/33"),
              "VN0015 10.0.0.0/33: `10.0.0.0/33` is not a prefix | its length is a number from 0 to 32");
    EXPECT_EQ(prefix("10.0.0.0/"),
              "VN0015 10.0.0.0/: `10.0.0.0/` is not a prefix | its length is a number from 0 to 32");
    EXPECT_EQ(prefix("10.0.0.0/08"),
              "VN0015 10.0.0.0/08: `10.0.0.0/08` is not a prefix | its length is a number from 0 to 32");
    EXPECT_EQ(
        prefix("10.0.0.0"),
        "VN0015 10.0.0.0: `10.0.0.0` is not a prefix | its length is missing: did you mean `10.0.0.0/32`?");
    EXPECT_EQ(prefix("10.0.0/24"),
              "VN0015 10.0.0/24: `10.0.0/24` is not a prefix | an address is four numbers, as in `10.0.0.1`");
    EXPECT_EQ(prefix("hub"),
              "VN0015 hub: `hub` is not a prefix | a prefix is an address and a length, as in `10.0.0.0/24`");
    EXPECT_EQ(prefix("2001:db8::/32"),
              "VN0015 2001:db8::/32: `2001:db8::/32` is not a prefix | IPv6 is not modelled");
}

TEST(Schema, Addresses) {
    const auto address = [](const std::string& written) {
        return one("router a { host x " + written + "; }");
    };
    EXPECT_EQ(address("10.0.0.255"), "");
    EXPECT_EQ(address("10.0.0.256"),
              "VN0016 10.0.0.256: `10.0.0.256` is not an address | `256` is more than 255");
    EXPECT_EQ(address("99999999999999999999.0.0.1"), "VN0016 99999999999999999999.0.0.1: "
                                                     "`99999999999999999999.0.0.1` is not an address | "
                                                     "`99999999999999999999` is more than 255");
    EXPECT_EQ(address("10.0.0.01"), "VN0016 10.0.0.01: `10.0.0.01` is not an address | leading zero in `01`");
    EXPECT_EQ(address("10.0.0.1/24"), "VN0016 10.0.0.1/24: `10.0.0.1/24` is not an address | an address has "
                                      "no length: did you mean `10.0.0.1`?");
    EXPECT_EQ(
        address("10.0.0.1.2"),
        "VN0016 10.0.0.1.2: `10.0.0.1.2` is not an address | an address is four numbers, as in `10.0.0.1`");
    EXPECT_EQ(address("10..0.1"),
              "VN0016 10..0.1: `10..0.1` is not an address | an address is four numbers, as in `10.0.0.1`");
}

TEST(Schema, AsNumbers) {
    const auto asn = [](const std::string& written) { return one("router a { asn " + written + "; }"); };
    EXPECT_EQ(asn("1"), "");
    EXPECT_EQ(asn("4294967295"), "");
    EXPECT_EQ(asn("0"), "VN0017 0: AS number `0` is reserved | RFC 7607: a number from 1 to 4294967294");
    EXPECT_EQ(asn("4294967296"),
              "VN0017 4294967296: AS number `4294967296` is too large | the largest is 4294967294");
    EXPECT_EQ(asn("1.10"), "VN0017 1.10: `1.10` is an AS number in dotted form | did you mean `65546`?");
    EXPECT_EQ(asn("AS65001"),
              "VN0017 AS65001: `AS65001` is not an AS number | a number from 1 to 4294967294");
    EXPECT_EQ(asn("-1"), "VN0017 -1: `-1` is not an AS number | a number from 1 to 4294967294");
}

TEST(Schema, NumbersAndKeywords) {
    const auto weight = [](const std::string& written) {
        return one("bgp a b { at a { weight " + written + "; } }");
    };
    EXPECT_EQ(weight("65535"), "");
    EXPECT_EQ(weight("65536"), "VN0018 65536: `65536` is out of range | a number from 0 to 65535");
    EXPECT_EQ(weight("heavy"), "VN0018 heavy: `heavy` is not a number | a number from 0 to 65535");
    const auto compare = [](const std::string& w) { return one("property p q { compare " + w + "; }"); };
    EXPECT_EQ(compare("links"), "");
    EXPECT_EQ(compare("lincs"), "VN0019 lincs: `compare` does not take `lincs` | did you mean `links`?");
    EXPECT_EQ(
        compare("all"),
        "VN0019 all: `compare` does not take `all` | one of `links`, `nodes`, `transports`, `stateful`");
    EXPECT_EQ(one("router \"\" { asn 1; }"),
              "VN0014 \"\": a name is empty | write a name between the quotes");
}

TEST(Schema, GivenTwice) {
    EXPECT_EQ(checked("router a {\n  asn 1;\n  asn 2;\n}\n"),
              R"(error[VN0020]: `asn` is given twice in a `router`
  --> main.net:3:3
3 |   asn 2;
  |   ^^^ remove one of them
  --> main.net:2:3
2 |   asn 1;
  |   --- first given here

1 error
)");
    EXPECT_EQ(one("router a { multipath; no multipath; }"),
              "VN0020 no: `multipath` is given twice in a `router` | remove one of them");
    EXPECT_EQ(checked("router a { host x 10.0.0.1; host y 10.0.0.2; }"), "");
}

TEST(Schema, Blocks) {
    EXPECT_EQ(one("router a { asn 1 { } }"), "VN0021 asn: `asn` takes no block | end it with `;`");
    EXPECT_EQ(one("vnet a;"), "VN0022 vnet: `vnet` needs a block | write `{ … }` in place of `;`");
    EXPECT_EQ(checked("router a;"), "");
}

TEST(Schema, No) {
    EXPECT_EQ(checked("router a { no multipath; no asn; }"), "");
    EXPECT_EQ(one("router a { no multipth; }"),
              "VN0012 multipth: unknown word `multipth` in a `router` | did you mean `multipath`?");
    EXPECT_EQ(one("router a { no host; }"),
              "VN0023 host: `no` cannot unset `host` here | it may stand several "
              "times: leave out the one that is not wanted");
    EXPECT_EQ(one("router a { no; }"),
              "VN0013 no: `no` needs the word that it unsets | as in `no propagate-gateway-routes;`");
    EXPECT_EQ(one("router a { no asn 1; }"), "VN0014 1: surplus argument `1` | write `no asn;`");
    EXPECT_EQ(one("router a { no asn {} }"), "VN0021 no: `no` takes no block | write `no asn;`");
}

TEST(Schema, SeveralErrorsInOneRun) {
    texts::Parsed read = texts::parsed("router a { asn 0; owns 10.0.0.1/8 x; hosst y 1; }\nlink a;\n");
    dsl::check(read.file.statements, texts::words(), "a specification", read.diagnostics);
    EXPECT_EQ(read.diagnostics.all().size(), 5U);
}

} // namespace
