// Loading, selecting and refusing, without the command line around it.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "solver/pipeline.hpp"

namespace {

/// Files in a folder of its own for each test.
class Pipeline : public testing::Test {
protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "verify-pipeline-XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// A chain a - b with these further statements.
    solver::Loaded load(const std::string& statements) {
        std::string path = folder_ + "/" + std::to_string(++files_) + ".net";
        std::ofstream(path)
            << "router a { asn 64500; owns 10.0.1.0/24; }\nrouter b { asn 64501; owns 10.0.2.0/24; }\n"
               "link a b;\nbgp a b;\n"
            << statements;
        return solver::load(path);
    }

    /// After selection by these words.
    std::vector<solver::Loaded> selected(std::vector<std::string> texts,
                                         const std::vector<std::string>& words) {
        std::vector<solver::Loaded> loaded;
        for (const std::string& text : texts)
            loaded.push_back(load(text));
        solver::select(loaded, words, true);
        return loaded;
    }

private:
    std::string folder_;
    int files_ = 0;
};

constexpr const char* two_claims =
    "property reachability there { between a and b; }\nproperty loop-freedom loops;\n";
constexpr const char* with_case =
    "property reachability there { between a and b; }\n"
    "case other { property reachability again { between a and b; one-way; } }\n";

std::string code(const solver::Loaded& file) {
    for (const dsl::Diagnostic& one : file.run.diagnostics.all())
        if (one.severity == dsl::Severity::error)
            return one.code;
    return "";
}

} // namespace

TEST_F(Pipeline, SelectsByKindNameAndCase) {
    for (const char* word : {"reachability", "there"}) {
        std::vector<solver::Loaded> files = selected({two_claims}, {word});
        ASSERT_EQ(files.front().variants.front().claims.size(), 1U) << word;
        EXPECT_EQ(files.front().variants.front().claims.front().name, "there");
    }
    for (const char* word : {"other", "again", "other/again"}) {
        std::vector<solver::Loaded> files = selected({with_case}, {word});
        ASSERT_EQ(files.front().variants.size(), 1U) << word;
        EXPECT_EQ(files.front().variants.front().case_name, "other") << word;
        EXPECT_EQ(code(files.front()), "");
    }
}

TEST_F(Pipeline, RefusesToSelectNothing) {
    EXPECT_EQ(code(selected({two_claims}, {"isolation"}).front()), "VN0902");
    EXPECT_EQ(code(selected({two_claims}, {"there", "elsewhere"}).front()), "VN0902");
    EXPECT_EQ(code(selected({""}, {}).front()), "VN0903");
    EXPECT_EQ(code(selected({two_claims}, {"convergence"}).front()), "");
}

TEST_F(Pipeline, LeavesOutFilesInWhichNothingIsSelected) {
    std::vector<solver::Loaded> files = selected({two_claims, with_case}, {"loop-freedom"});
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(code(files.front()), "");
}

TEST_F(Pipeline, NotesExpectedRefusalsAndDecidesTheRest) {
    solver::Loaded file = load("property reachability there { between a and b; }\n"
                               "case twice { router a { asn 1; } expect refused VN0101; }\n"
                               "case never { expect refused VN0101; }\n");
    EXPECT_FALSE(file.refused());
    ASSERT_EQ(file.run.refusals.size(), 2U);
    EXPECT_TRUE(file.run.refusals[0].came);
    EXPECT_EQ(file.run.refusals[0].message, "`a` is declared twice");
    EXPECT_FALSE(file.run.refusals[1].came);
    EXPECT_EQ(file.variants.size(), 1U);
}

TEST_F(Pipeline, RefusesACaseWithAnErrorThatIsNotTheExpectedOne) {
    solver::Loaded file = load("case twice { router a { asn 1; } link a a; expect refused VN0101; }\n");
    EXPECT_TRUE(file.refused());
    EXPECT_FALSE(file.run.refusals.empty());
}

TEST_F(Pipeline, RefusesReasonsThatNoVerdictGives) {
    const std::string start = "property reachability there { between a and b; expect violated { reason ";
    solver::Loaded file = load(start + "no-rout; } }\n");
    ASSERT_EQ(code(file), "VN0910");
    for (const dsl::Diagnostic& one : file.run.diagnostics.all())
        if (one.code == "VN0910") {
            EXPECT_EQ(file.run.sources.text(one.span), "no-rout");
            EXPECT_EQ(one.message, "unknown reason `no-rout`");
            EXPECT_EQ(one.hint, "did you mean `no-route`?");
        }
    EXPECT_EQ(code(load(start + "no-route; } }\n")), "");
}

TEST_F(Pipeline, PutsTheFailuresOfTheCommandLineInPlaceOfTheFiles) {
    std::vector<solver::Loaded> files = selected({two_claims}, {"loops"});
    solver::Wishes wishes;
    wishes.failures = 0;
    solver::decide(files.front(), wishes);
    const reports::Run& run = files.front().run;
    ASSERT_EQ(run.findings.size(), 1U);
    EXPECT_EQ(run.findings.front().failures, "nothing fails (1 scenario)");
    EXPECT_EQ(run.exit(), reports::Exit::passed);
}

TEST_F(Pipeline, TurnsWhateverIsThrownIntoAFaultOfOurs) {
    for (unsigned jobs : {1U, 3U}) {
        solver::Loaded file = load(two_claims);
        solver::Wishes wishes;
        wishes.deciding.jobs = jobs;
        wishes.deciding.progress = [](std::size_t, std::size_t, const std::string&) {
            throw std::logic_error("broken on purpose");
        };
        solver::decide(file, wishes);
        EXPECT_EQ(file.run.fault, "broken on purpose");
        EXPECT_EQ(file.run.exit(), reports::Exit::our_fault);
    }
}

TEST_F(Pipeline, SaysWhyATextCannotBeRead) {
    std::string why;
    EXPECT_FALSE(solver::read_text("/nowhere/at/all", why));
    EXPECT_EQ(why, "there is no such file");
    EXPECT_FALSE(solver::read_text("/", why));
    EXPECT_EQ(why, "it is a directory");
    EXPECT_FALSE(solver::read_text("/dev/zero", why));
    EXPECT_EQ(why, "it is larger than 64 MiB");
    EXPECT_EQ(solver::read_text("/dev/null", why), "");
}
