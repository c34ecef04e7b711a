// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which files of a Hugo site are read, in which order, and that nothing outside the site is.
#include "importing/hugo/site/source_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace stoppress::importing::hugo {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class SourceFilesTest : public testing::Test {
protected:
    SourceFilesTest() {
        std::string name = fs::temp_directory_path() / "stoppress-hugo-XXXXXX";
        folder_ = ::mkdtemp(name.data());
        site_ = folder_ / "site";
        file("site/hugo.toml");
        file("outside/secret.md");
    }
    ~SourceFilesTest() override { fs::remove_all(folder_); }

    void file(const std::string& name) {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name) << "text";
    }

    /// "name", with " in bundle" or the problem after it.
    [[nodiscard]] std::vector<std::string> listed(const SiteConfig& config = one_language()) const {
        std::vector<std::string> names;
        for (const auto& one : base::must(list_files(base::must(find_folders(site_, config))))) {
            auto text = one.name + (one.in_leaf_bundle ? " in bundle" : "");
            if (!one.problem.empty()) {
                text += one.harmless ? " skipped" : " refused";
            }
            names.push_back(std::move(text));
        }
        return names;
    }

    static SiteConfig one_language() {
        SiteConfig config;
        config.languages = {{"en", "en", ""}};
        return config;
    }

    fs::path folder_;
    fs::path site_;
};

TEST_F(SourceFilesTest, ComeInTheOrderOfTheirNamesFoldersLast) {
    for (const auto* name : {"site/content/b.md", "site/content/a.md", "site/content/z/1.md", "site/content/news/2.md",
                             "site/content/news/1.md", "site/static/not-content.md"}) {
        file(name);
    }
    EXPECT_THAT(listed(), ElementsAre("content/a.md", "content/b.md", "content/news/1.md", "content/news/2.md", "content/z/1.md"));
}

TEST_F(SourceFilesTest, KnowWhatBelongsToABundle) {
    for (const auto* name :
         {"site/content/trip/index.md", "site/content/trip/map.png", "site/content/trip/days/one.md", "site/content/list/_index.md",
          "site/content/list/page.md", "site/content/fr/index.fr.md", "site/content/fr/a.png"}) {
        file(name);
    }
    EXPECT_THAT(listed(),
                ElementsAre("content/fr/a.png in bundle", "content/fr/index.fr.md", "content/list/_index.md", "content/list/page.md",
                            "content/trip/index.md", "content/trip/map.png in bundle", "content/trip/days/one.md in bundle"));
}

TEST_F(SourceFilesTest, FollowNoLinkAndSaySo) {
    file("site/content/a.md");
    file("site/content/real/b.md");
    fs::create_symlink(folder_ / "outside/secret.md", site_ / "content/file-outside.md");
    fs::create_directory_symlink(folder_ / "outside", site_ / "content/folder-outside");
    fs::create_directory_symlink(site_ / "content/real", site_ / "content/folder-inside");
    fs::create_directory_symlink("..", site_ / "content/real/loop");
    EXPECT_THAT(listed(), ElementsAre("content/a.md", "content/file-outside.md refused", "content/folder-inside skipped",
                                      "content/folder-outside refused", "content/real/b.md", "content/real/loop skipped"));
}

TEST_F(SourceFilesTest, LeaveOutHiddenFilesAndThoseThatAreNoFiles) {
    file("site/content/.DS_Store");
    file("site/content/.git/config");
    file("site/content/a.md");
    ASSERT_EQ(::mkfifo((site_ / "content/pipe").c_str(), 0600), 0);
    EXPECT_THAT(listed(), ElementsAre("content/.DS_Store skipped", "content/.git skipped", "content/a.md", "content/pipe refused"));
}

TEST_F(SourceFilesTest, ComeFromTheFolderOfEachLanguage) {
    file("site/content/en/a.md");
    file("site/content/fa/a.md");
    file("site/content/not-of-a-language.md");
    SiteConfig config;
    config.languages = {{"en", "en", "content/en"}, {"fa", "fa", "content/fa"}};
    const auto files = base::must(list_files(base::must(find_folders(site_, config))));
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].name, "content/en/a.md");
    EXPECT_EQ(files[0].file, "a.md");
    EXPECT_EQ(files[0].language, 0U);
    EXPECT_EQ(files[1].name, "content/fa/a.md");
    EXPECT_EQ(files[1].language, 1U);
}

TEST_F(SourceFilesTest, ComeFromNoFolderOutsideTheSite) {
    auto config = one_language();
    config.content_folder = "../outside";
    EXPECT_EQ(find_folders(site_, config).error().code, base::ErrorCode::invalid);
    fs::create_directory_symlink(folder_ / "outside", site_ / "content");
    EXPECT_EQ(find_folders(site_, one_language()).error().code, base::ErrorCode::invalid);
    EXPECT_EQ(find_folders(folder_ / "absent", one_language()).error().code, base::ErrorCode::not_found);
}

TEST_F(SourceFilesTest, AreThoseOfTheSiteWhoseContentFolderWasNamed) {
    file("site/content/a.md");
    EXPECT_EQ(site_folder_of(site_ / "content"), site_);
    EXPECT_EQ(site_folder_of(site_ / "content/"), site_);
    EXPECT_EQ(site_folder_of(site_), site_);
    file("loose/b.md");
    EXPECT_EQ(site_folder_of(folder_ / "loose"), folder_ / "loose");
    const auto files = base::must(list_files(base::must(find_folders(folder_ / "loose", one_language()))));
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].file, "b.md");
}

}  // namespace
}  // namespace stoppress::importing::hugo
