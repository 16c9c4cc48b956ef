// Files are complete or absent, keep their permissions, and a failure says why.
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "solver/reports/output.hpp"

namespace {

/// A folder of its own for each test.
class WriteFile : public testing::Test {
protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "verify-output-XXXXXX";
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string in_folder(const std::string& name) const { return folder_ + "/" + name; }
    std::size_t files() const {
        auto all = std::filesystem::directory_iterator(folder_);
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
    static std::string read(const std::string& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::string folder_;
};

} // namespace

TEST_F(WriteFile, WritesAndReplacesAndLeavesNothingElse) {
    EXPECT_EQ(reports::write_file(in_folder("a"), "one"), "");
    EXPECT_EQ(read(in_folder("a")), "one");
    EXPECT_EQ(reports::write_file(in_folder("a"), "two"), "");
    EXPECT_EQ(read(in_folder("a")), "two");
    EXPECT_EQ(files(), 1U);
}

TEST_F(WriteFile, KeepsPermissionsAndFollowsLinks) {
    EXPECT_EQ(reports::write_file(in_folder("a"), "one"), "");
    std::filesystem::permissions(in_folder("a"), std::filesystem::perms::owner_all);
    std::filesystem::create_symlink("a", in_folder("link"));
    EXPECT_EQ(reports::write_file(in_folder("link"), "two"), "");
    EXPECT_EQ(read(in_folder("a")), "two");
    EXPECT_TRUE(std::filesystem::is_symlink(in_folder("link")));
    EXPECT_EQ(std::filesystem::status(in_folder("a")).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(WriteFile, SaysWhyItCannot) {
    EXPECT_EQ(reports::write_file(in_folder("missing/a"), "one"), "No such file or directory");
    EXPECT_EQ(reports::write_file(in_folder(""), "one"), "it is a directory");
    EXPECT_EQ(files(), 0U);
}

TEST(WriteToADevice, WritesThroughAndNeverReplacesIt) {
    EXPECT_EQ(reports::write_file("/dev/null", "one"), "");
    EXPECT_EQ(reports::write_file("/dev/full", "one"), "No space left on device");
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
    EXPECT_EQ(reports::write_descriptor(-1, "one"), "Bad file descriptor");
}
