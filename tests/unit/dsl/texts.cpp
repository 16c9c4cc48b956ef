// See the header. The first sample must fit the table of words: the lost-semicolon test goes through all of
// it.

#include "tests/unit/dsl/texts.hpp"

#include <stdexcept>

namespace texts {

using dsl::Blocks;
using dsl::Rule;
using dsl::Shape;

Parsed parsed(std::string_view text) {
    Parsed result;
    const auto file = result.sources.add("main.net", std::string(text));
    result.file = dsl::parse(result.sources, file, result.diagnostics);
    return result;
}

std::string said(std::string_view text) { return parsed(text).said(); }

Elaborated elaborated(const Files& files, const std::string& path) {
    Elaborated result;
    const auto read = [&](const std::string& wanted, std::string& why) -> std::optional<std::string> {
        const auto found = files.find(wanted);
        why = "no such file";
        return found == files.end() ? std::nullopt : std::optional(found->second);
    };
    result.result = dsl::elaborate(path, result.sources, read, result.diagnostics);
    return result;
}

namespace {

const dsl::Variant& find(const Elaborated& elaborated, std::string_view name) {
    for (const dsl::Variant& variant : elaborated.result.variants)
        if (variant.name == name)
            return variant;
    throw std::logic_error("no variant of this name");
}

Rule rule(std::string_view word, std::vector<Shape> arguments, bool repeats = false) {
    Rule made;
    made.word = word;
    made.arguments = std::move(arguments);
    made.repeats = repeats;
    return made;
}

Rule more(Rule rule, Shape rest, std::size_t most = Rule::many) {
    rule.rest = rest;
    rule.at_most = most;
    return rule;
}

Rule block(Rule rule, const std::vector<Rule>* inside, Blocks block = Blocks::allowed) {
    rule.inside = inside;
    rule.block = block;
    return rule;
}

const std::vector<Rule> side = {rule("import", {Shape::name}), rule("export", {Shape::name}),
                                rule("next-hop-self", {}), [] {
                                    Rule weight = rule("weight", {Shape::number});
                                    weight.most = 65535;
                                    return weight;
                                }()};
const std::vector<Rule> session = {block(rule("at", {Shape::name}, true), &side, Blocks::required)};
const std::vector<Rule> router = {rule("asn", {Shape::asn}),
                                  more(rule("owns", {Shape::prefix}), Shape::prefix),
                                  rule("host", {Shape::name, Shape::address}, true), rule("multipath", {}),
                                  more(rule("bgp-address", {Shape::address}), Shape::address, 1)};
const std::vector<Rule> link = {rule("addresses", {Shape::address, Shape::address}), rule("disabled", {})};
const std::vector<Rule> vnet = {more(rule("space", {Shape::prefix}), Shape::prefix),
                                rule("subnet", {Shape::name, Shape::prefix}, true)};
const std::vector<Rule> policy = {more(rule("match", {Shape::any, Shape::any}, true), Shape::any),
                                  more(rule("set", {Shape::any, Shape::any}, true), Shape::any),
                                  rule("accept", {}), rule("reject", {})};
const std::vector<Rule> failures = {
    more(rule("any", {Shape::number, Shape::any, Shape::any}, true), Shape::any)};
const std::vector<Rule> property = [] {
    Rule compare = rule("compare", {Shape::keyword});
    compare.keywords = {"links", "nodes", "transports", "stateful"};
    return std::vector<Rule>{more(rule("between", {Shape::name, Shape::any, Shape::name}), Shape::name),
                             compare, rule("one-way", {})};
}();

} // namespace

std::string Elaborated::text(std::string_view variant) const {
    dsl::File file;
    file.statements = find(*this, variant).statements;
    return dsl::print(file);
}

const dsl::Statement& Elaborated::statement(std::string_view words, std::string_view variant) const {
    for (const dsl::Statement& statement : find(*this, variant).statements) {
        std::string joined;
        for (const dsl::Word& word : statement.words)
            joined += (joined.empty() ? "" : " ") + word.text;
        if (joined == words)
            return statement;
    }
    throw std::logic_error("no statement of these words");
}

const std::vector<Rule>& words() {
    static const std::vector<Rule> table = {
        block(rule("router", {Shape::name}, true), &router),
        block(rule("link", {Shape::name, Shape::name}, true), &link),
        block(rule("bgp", {Shape::name, Shape::name}, true), &session),
        block(rule("vnet", {Shape::name}, true), &vnet, Blocks::required),
        block(rule("policy", {Shape::name}, true), &policy, Blocks::required),
        more(rule("group", {Shape::name}, true), Shape::name),
        block(rule("failures", {}), &failures, Blocks::required),
        block(rule("property", {Shape::name, Shape::name}, true), &property),
        block(more(rule("observe", {Shape::any, Shape::any}, true), Shape::any), nullptr),
    };
    return table;
}

std::string checked(std::string_view text) {
    Parsed result = parsed(text);
    dsl::check(result.file.statements, words(), "a specification", result.diagnostics);
    return result.said();
}

const std::vector<std::string>& samples() {
    static const std::vector<std::string> all = {
        R"(# Two sites.
router ce1 {
  asn 65020;
  owns 10.1.0.0/24 10.2.0.0/24;
  host pc 10.1.0.10;
  multipath;
  bgp-address 10.1.0.1;
}
router ce2 { asn 65021; }   # the other
link ce1 ce2 { addresses 192.168.0.0 192.168.0.1; disabled; }
bgp ce1 ce2 { at ce1 { export all; next-hop-self; weight 100; } at ce2 { import all; } }
policy all { match prefix 10.0.0.0/8; set local-preference 150; accept; }
group everyone ce1 ce2;
vnet hub { space 10.3.0.0/16; subnet app 10.3.0.0/24; }

failures { any 1 of links nodes; }
property reachability both { between ce1 and ce2; one-way; }
property path-symmetry same { between ce1 and ce2; compare links; }
property loop-freedom everywhere;
)",
        R"(language 1;

# a comment of its own

# and one more
include "parts/hub.net";
case exchange-on {            # behind the brace
  change route-server rs { branch-to-branch; }

  # before
  observe table sdwan from rs    { 10.0.0.0/16 { as-path 65515; } 10.2.0.0/16 { as-path 65515 12076 65020; } }
  expect branches violated { because "it is so; really { }"; at vpn; }
  # at the end
}
case empty {}
observe trace "a b" hub/vm { pasted """
Tracing route to 10.1.0.4 # not a comment
  1  <1 ms; 10.0.0.1 {
"""; }
# after all
)",
        R"(# from IPAM
table spokes from "spokes.csv";  # name,prefix,region

for each row of spokes {
  vnet $name { space $prefix; member spokes $region-spokes; }
  router r-$name { asn 65001; owns $prefix; }  # "$$5"
  change vnet $name { for each other of spokes { subnet s-$other.name $other.prefix; } }
}
for each a in spokes { property loop-freedom near-$a; }
observe trace a/pc b {
  pasted """
  1    <1 ms    <1 ms    <1 ms  10.1.11.1
  2     *        *        *     Request timed out.
""";
}
)",
        "a;b c{d;e{f;}}g\n{\nh;}#x\ni{j;#y\n}",
        "\xEF\xBB\xBFrouter é { asn 1; }\r\n\r\n\r\nlink é ü; # ö\r\n",
        "x # in the middle\n  y # again\n  { # open\n  # closing\n}\n",
    };
    return all;
}

std::string imported(const std::string& words, const std::string& pasted) {
    const auto read =
        elaborated({{"main.net", "observe " + words + " {\n  pasted \"\"\"" + pasted + "\"\"\";\n}\n"}});
    if (!read.said().empty())
        return read.said();
    dsl::File block;
    block.statements = read.result.variants.at(0).statements.at(0).block;
    return dsl::print(block);
}

} // namespace texts
