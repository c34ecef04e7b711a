// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of what the newsroom keeps of a report.
#include "importing/account/import_account.hpp"

#include <gmock/gmock.h>

#include "importing/account/note_kind.hpp"

namespace stoppress::importing {
namespace {

using ::testing::Contains;
using ::testing::Not;

store::ImportAccount account_of_paths(const std::string& format, std::vector<std::filesystem::path> paths) {
    Report report;
    return import_account(report, {format, std::move(paths), {}, true, true});
}

TEST(ImportAccount, NamesTheSourceWithoutItsFolder) {
    EXPECT_EQ(account_of_paths("hugo", {"/srv/secret/my-site/"}).name, "my-site");
    EXPECT_EQ(account_of_paths("hugo", {"/srv/secret/my-site/content"}).name, "my-site");
    EXPECT_EQ(account_of_paths("wxr", {"/srv/secret/a.xml", "/srv/secret/b.xml"}).name, "a.xml (+1)");
    EXPECT_EQ(account_of_paths("wxr", {"/srv/a\xFF\n.xml"}).name, "a\\xFF .xml");
    EXPECT_EQ(account_of_paths("hugo", {"."}).name, std::filesystem::current_path().filename());
}

TEST(ImportAccount, HasOneSourceForExportsOfDifferentDays) {
    const auto source = [](const std::string& name) { return account_of_paths("ghost", {"/srv/" + name}).source; };
    EXPECT_EQ(source("blog.ghost.2026-11-30-10-00-00.json"), source("blog.ghost.2026-12-01-09-30-59.json"));
    EXPECT_NE(source("blog.ghost.2026-11-30.json"), source("other.ghost.2026-11-30.json"));
    EXPECT_EQ(source("2026-11"), "ghost:2026-11");
    EXPECT_NE(account_of_paths("wxr", {"a"}).source, account_of_paths("hugo", {"a"}).source);
}

TEST(ImportAccount, HasCountsAndNotes) {
    Report report;
    report.keep_notes();
    for (int i = 0; i < 3; ++i) {
        report.found("stories");
    }
    report.settle("stories", Outcome::changed, "a.md", {});
    report.settle("stories", Outcome::skipped, "b.md", {0, "in the trash: since 2020"});
    report.settle("stories", Outcome::refused, "c.md", {7, "invalid YAML"}, {"hugo:c.md", "/c/", {}});
    report.count("comments, which are not imported", 5);
    report.note("a.md", {3, "lead picture not found, not imported: x.jpg"});
    report.advise("site.title", "Old\nnews");
    const auto account = import_account(report, {"hugo", {"/srv/site"}, {}, true, true});
    EXPECT_TRUE(account.changed);
    EXPECT_TRUE(account.complete);
    ASSERT_EQ(account.counts.size(), 3U);
    EXPECT_EQ(account.counts[0].refused, 1);
    EXPECT_EQ(account.counts[1].name, "in the trash");
    EXPECT_EQ(account.counts[2].items, 5);
    ASSERT_EQ(account.notes.size(), 3U);
    EXPECT_EQ(account.notes[0].kind, "refused");
    EXPECT_EQ(account.notes[0].story, "hugo:c.md");
    EXPECT_EQ(account.notes[0].line, 7);
    EXPECT_EQ(account.notes[1].kind, kFileMissing);
    EXPECT_EQ(account.notes[2].words, "The old site has site.title = \"Old news\".");
    EXPECT_THAT(account.spared, Not(Contains(kFileMissing)));
}

TEST(ImportAccount, SaysWhatItDoesNotKnow) {
    Report report;
    EXPECT_THAT(import_account(report, {"hugo", {"a"}, {}, true, false}).spared, Contains(kFileMissing));
    EXPECT_FALSE(import_account(report, {"hugo", {"a"}, {}, false, true}).complete);
    EXPECT_FALSE(import_account(report, {"hugo", {"a"}, {}, true, true}).changed);
    report.found("rest of the file");
    report.settle("rest of the file", Outcome::refused, "a.xml", {0, "broken"});
    EXPECT_FALSE(import_account(report, {"wxr", {"a.xml"}, {}, true, true}).complete);
}

TEST(ImportAccount, KnowsAnExportsNoteAgainInTheNextExport) {
    const auto item = [](const std::string& format, const std::string& file) {
        Report report;
        report.keep_notes();
        report.note(file, {3, "words"});
        return import_account(report, {format, {"a"}, {}, true, true}).notes.at(0).item;
    };
    EXPECT_EQ(item("wxr", "site.2026-11-30.xml"), item("wxr", "site.2026-12-30.xml"));
    EXPECT_NE(item("jekyll", "_posts/2026-11-30-a.md"), item("jekyll", "_posts/2026-12-30-a.md"));
}

}  // namespace
}  // namespace stoppress::importing
