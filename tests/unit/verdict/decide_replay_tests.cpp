// Nothing the solver says is believed before the oracle has said it too.

#include <gtest/gtest.h>

#include "solver/properties/property.hpp"
#include "solver/verdict/minimize.hpp"
#include "solver/verdict/replay.hpp"
#include "tests/unit/verdict/lab.hpp"

namespace lab {
namespace {

using namespace network;

struct Line : Lab {
    NodeId a = site("a", 1, "10.0.1.0/24"), b = add_node("b", 2), c = site("c", 3, "10.0.3.0/24");
    Cable ab = cable(a, b), bc = cable(b, c);
    Line() { any(2); }
    properties::Claim reach() const { return claim("reachability", {{a, c}}); }
};

/// A question about the line that claims a violation wherever `violated` is true.
properties::Question claiming(const Line& net, properties::Setting& setting, smt::Term violated) {
    properties::Question question = properties::find("reachability")->ask(setting, net.reach()).front();
    question.violated = violated;
    return question;
}

TEST(Replay, AViolationThatTheOracleDoesNotSeeIsADisagreement) {
    const Line net;
    properties::Setting setting(net.network, net.network.budget);
    const auto question = claiming(net, setting, setting.failures().within_budget);
    verdict::Inquiry inquiry(setting, {&question}, {}, {}, "test");
    std::vector<smt::Term> healthy = inquiry.exactly({});
    ASSERT_EQ(inquiry.ask("anything", healthy), smt::Answer::satisfiable);
    try {
        verdict::replay(inquiry, net.reach(), question);
        FAIL() << "believed";
    } catch (const verdict::Disagreement& disagreement) {
        EXPECT_STREQ(
            disagreement.what(),
            "`reachability`, with nothing down: the solver finds a violation for a packet from 10.0.1.0 to "
            "10.0.3.0, the oracle does not");
    }
    auto proposal = question;
    proposal.exact = false;
    EXPECT_FALSE(verdict::replay(inquiry, net.reach(), proposal));
    inquiry.exclude(proposal);
    EXPECT_EQ(inquiry.ask("anything", healthy), smt::Answer::unsatisfiable);
}

TEST(Minimize, FindsTheFewestAndLowest) {
    const Line net;
    properties::Setting setting(net.network, net.network.budget);
    const auto down = setting.failures().down;
    const auto question = claiming(net, setting, setting.context().any({down[0], down[1]}));
    verdict::Inquiry inquiry(setting, {&question}, {}, {}, "test");
    ASSERT_EQ(inquiry.ask("both", {down[0], down[1]}), smt::Answer::satisfiable);
    const auto fewest = verdict::fewest_failures(inquiry, {question.violated});
    EXPECT_TRUE(fewest.proved);
    EXPECT_EQ(fewest.failed, FailureSet{net.ab.failure});
    EXPECT_EQ(inquiry.failed(), fewest.failed);
    ASSERT_EQ(inquiry.ask("both", {down[0], down[1]}), smt::Answer::satisfiable);
    EXPECT_EQ(verdict::fewest_failures(inquiry, {down[1]}).failed, FailureSet{net.bc.failure});
}

TEST(Minimize, SparesFailuresBeforeChoices) {
    Line net;
    net.network.failures[net.bc.failure.index()].failure_class = FailureClass::choice;
    properties::Setting setting(net.network, net.network.budget);
    const auto down = setting.failures().down;
    const auto question = claiming(net, setting, setting.context().any({down[0], down[1]}));
    verdict::Inquiry inquiry(setting, {&question}, {}, {}, "test");
    ASSERT_EQ(inquiry.ask("both", {down[0], down[1]}), smt::Answer::satisfiable);
    EXPECT_EQ(verdict::fewest_failures(inquiry, {question.violated}).failed, FailureSet{net.bc.failure});
}

TEST(Minimize, FindsTheLowestStatement) {
    const Line net;
    properties::Setting setting(net.network, net.network.budget);
    const auto down = setting.failures().down;
    const auto question = claiming(net, setting, smt::yes);
    verdict::Inquiry inquiry(setting, {&question}, {}, {}, "test");
    const std::vector<smt::Term> statements{smt::no, down[1], down[0], !down[0]};
    ASSERT_EQ(inquiry.ask("last", {statements[3], !down[1]}), smt::Answer::satisfiable);
    EXPECT_EQ(verdict::lowest(inquiry, statements, {}), 1u);
    ASSERT_EQ(inquiry.ask("last", {statements[3], !down[1]}), smt::Answer::satisfiable);
    EXPECT_EQ(verdict::lowest(inquiry, statements, {!down[0], !down[1]}), 3u);
}

} // namespace
} // namespace lab
