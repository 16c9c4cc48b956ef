// Reading command lines. Whole messages are pinned by the sessions in tests/golden.
#include <gtest/gtest.h>

#include "solver/commands/arguments.hpp"

using commands::Arguments;
using commands::read;

namespace {

std::string mistake(const std::vector<std::string>& words) {
    Arguments arguments = read(words);
    return arguments.mistakes.all().empty() ? "" : arguments.mistakes.all().front().message;
}

} // namespace

TEST(Arguments, WithoutACommandDecideFiles) {
    Arguments arguments = read({"a.net", "b.net"});
    EXPECT_EQ(arguments.command->word, "");
    EXPECT_EQ(arguments.request.words, (std::vector<std::string>{"a.net", "b.net"}));
    EXPECT_TRUE(arguments.mistakes.all().empty());
}

TEST(Arguments, FindEveryCommandByItsWord) {
    for (const commands::Command& command : commands::table())
        if (!command.word.empty()) {
            EXPECT_EQ(read({std::string(command.word), "x"}).command, &command);
        }
}

TEST(Arguments, MixOptionsAndFilesInAnyOrder) {
    Arguments arguments =
        read({"--failures", "2", "a.net", "--property", "isolation", "b.net", "--property=p"});
    EXPECT_EQ(arguments.request.words, (std::vector<std::string>{"a.net", "b.net"}));
    EXPECT_EQ(arguments.request.properties, (std::vector<std::string>{"isolation", "p"}));
    EXPECT_EQ(arguments.request.failures, 2U);
    EXPECT_TRUE(arguments.mistakes.all().empty());
}

TEST(Arguments, TakeWhatFollowsTwoDashesAsFiles) {
    Arguments arguments = read({"a.net", "--stats", "--", "--odd.net", "--stats"});
    EXPECT_TRUE(arguments.mistakes.all().empty());
    EXPECT_EQ(arguments.request.words, (std::vector<std::string>{"a.net", "--odd.net", "--stats"}));
}

TEST(Arguments, SplitFormatsAndFiles) {
    Arguments arguments = read({"a.net", "--format", "text", "--format", "json=out/a=b.json"});
    ASSERT_EQ(arguments.request.outputs.size(), 2U);
    EXPECT_EQ(arguments.request.outputs[0].format, "text");
    EXPECT_EQ(arguments.request.outputs[0].file, "");
    EXPECT_EQ(arguments.request.outputs[1].format, "json");
    EXPECT_EQ(arguments.request.outputs[1].file, "out/a=b.json");
}

TEST(Arguments, ReadEveryOptionOfTheDefaultCommand) {
    Arguments arguments = read({"a.net", "--timeout", "1.5", "--jobs", "3", "--stats", "--no-convergence",
                                "--dump", "smt2=queries", "--colour", "never"});
    EXPECT_TRUE(arguments.mistakes.all().empty());
    EXPECT_EQ(arguments.request.timeout, 1.5);
    EXPECT_EQ(arguments.request.jobs, 3U);
    EXPECT_TRUE(arguments.request.statistics);
    EXPECT_FALSE(arguments.request.convergence);
    EXPECT_EQ(arguments.request.dump_smt2, "queries");
    EXPECT_EQ(arguments.request.colour, commands::Colour::never);
}

TEST(Arguments, RefuseWhatIsNotPossible) {
    EXPECT_EQ(mistake({}), "nothing to work on");
    EXPECT_EQ(mistake({"a.net", "--nothing"}), "unknown option `--nothing`");
    EXPECT_EQ(mistake({"a.net", "-x"}), "unknown option `-x`");
    EXPECT_EQ(mistake({"a.net", "--failures"}), "`--failures` needs a value: K");
    EXPECT_EQ(mistake({"a.net", "--failures", "1001"}), "`--failures 1001` is not possible");
    EXPECT_EQ(mistake({"a.net", "--jobs", "0"}), "`--jobs 0` is not possible");
    EXPECT_EQ(mistake({"a.net", "--timeout", "nan"}), "`--timeout nan` is not possible");
    EXPECT_EQ(mistake({"a.net", "--dump", "smt2="}), "`--dump smt2=` is not possible");
    EXPECT_EQ(mistake({"a.net", "--colour", "blue"}), "`--colour blue` is not possible");
    EXPECT_EQ(mistake({"trace", "a.net", "x"}), "too few words");
    EXPECT_EQ(mistake({"trace", "a.net", "x", "y", "z"}), "`z` is one word too many");
    EXPECT_EQ(mistake({"trace", "a.net", "x", "y", "--port", "65536"}), "`--port 65536` is not possible");
}

TEST(Help, FitsOneScreenAndNamesEveryCommand) {
    std::string text = commands::help(commands::table().front());
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 24);
    for (const commands::Command& command : commands::table())
        EXPECT_NE(text.find(std::string(command.sentence)), std::string::npos) << command.word;
}
