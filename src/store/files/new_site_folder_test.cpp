// SPDX-License-Identifier: GPL-3.0-or-later
// A new site takes the place of nothing but an empty folder, and what could never get its name is refused before any work.
#include "store/files/new_site_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/site_fixture.hpp"

namespace stoppress::store {
namespace {

namespace fs = std::filesystem;

class NewSite : public ::testing::Test {
protected:
    static std::string refusal(const fs::path& target) {
        const auto taken = NewSiteFolder::refuse_other_content(target);
        return taken.has_value() ? "taken" : taken.error().message;
    }
    static bool says(const fs::path& target, std::string_view what) {
        return refusal(target).contains(what) && NewSiteFolder::make(target, "testing").error().message == refusal(target);
    }

    TemporaryFolder folder_;
};

TEST_F(NewSite, TakesThePlaceOfAnEmptyFolderOrOfNothing) {
    fs::create_directory(folder_.path() / "empty");
    for (const auto* name : {"empty", "missing", "missing/inside/"}) {
        EXPECT_EQ(refusal(folder_.path() / name), "taken") << name;
        auto made = NewSiteFolder::make(folder_.path() / name, "testing");
        ASSERT_TRUE(made.has_value()) << made.error().message;
        std::ofstream(made->path() / "file") << "x";
        ASSERT_TRUE(made->finish().has_value());
        EXPECT_TRUE(fs::exists(folder_.path() / name / "file"));
        fs::remove_all(folder_.path() / name);
    }
}

TEST_F(NewSite, RefusesWhatItCannotTakeThePlaceOf) {
    fs::create_directories(folder_.path() / "full/inside");
    fs::create_directory(folder_.path() / "empty");
    fs::create_directory_symlink(folder_.path() / "empty", folder_.path() / "link");
    fs::create_directory_symlink(folder_.path() / "nowhere", folder_.path() / "broken");
    std::ofstream(folder_.path() / "file") << "x";
    EXPECT_TRUE(says(folder_.path() / "full", "is not empty"));
    EXPECT_TRUE(says(folder_.path() / "file", "is not empty"));
    for (const auto* name : {"link", "link/", "broken"}) {
        EXPECT_TRUE(says(folder_.path() / name, "is a symbolic link")) << name;
    }
    EXPECT_TRUE(says("/proc", "is a mounted folder"));
    EXPECT_TRUE(says("/proc/", "is a mounted folder"));
}

}  // namespace
}  // namespace stoppress::store
