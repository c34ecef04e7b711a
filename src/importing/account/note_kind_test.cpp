// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that lines of a report have the kind that the newsroom shows them under.
#include "importing/account/note_kind.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace stoppress::importing {
namespace {

/// All sources of importers and document readers, but for the rules themselves and tests.
std::string all_sources() {
    const std::filesystem::path root = std::filesystem::path(STOPPRESS_GOLDEN) / "../../..";
    std::stringstream text;
    for (const char* folder : {"src/importing", "src/document"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const auto name = entry.path().filename().string();
            if (entry.path().extension() == ".cpp" && !name.starts_with("note_kind") && !name.contains("_test")) {
                text << std::ifstream(entry.path()).rdbuf() << '\n';
            }
        }
    }
    return text.str();
}

TEST(NoteKind, FollowsWordsThatImportersStillUse) {
    const auto sources = all_sources();
    ASSERT_GT(sources.size(), 100'000U);
    std::set<std::string_view> seen;
    for (const auto& rule : note_rules()) {
        EXPECT_TRUE(sources.contains(rule.words)) << rule.words;
        EXPECT_TRUE(seen.insert(rule.words).second) << rule.words;
    }
}

TEST(NoteKind, OfANoteIsThatOfItsWords) {
    const auto kind = [](std::string_view words) { return note_kind(NoteOrigin::note, {}, words); };
    EXPECT_EQ(kind("lead picture not found, not imported: a.jpg"), kFileMissing);
    EXPECT_EQ(kind("not public: imported as a draft: its status is pending"), "not-public");
    EXPECT_EQ(kind("unknown shortcode, only the text inside it is kept: 'box'"), "shortcode");
    EXPECT_EQ(kind("left out, because only members saw it: a part of the text"), "members");
    EXPECT_EQ(kind("<script> removed"), "markup");
    EXPECT_EQ(kind("a picture is not in the folder; its old address stays: https://x/a.png"), kFileMissing);
    EXPECT_EQ(kind("has no content in the feed, only its summary is imported"), "text-missing");
    EXPECT_EQ(kind("something that nobody has thought of"), "other");
}

TEST(NoteKind, OfWhatIsNotHereIsThatOfTheItem) {
    EXPECT_EQ(note_kind(NoteOrigin::refused, "files", "broken"), kFileRefused);
    EXPECT_EQ(note_kind(NoteOrigin::refused, "stories", "lead picture not found"), "refused");
    EXPECT_EQ(note_kind(NoteOrigin::skipped, "attachments", "an attachment; stories keep linking to its old address: https://x/"),
              kFileMissing);
    EXPECT_EQ(note_kind(NoteOrigin::skipped, "stories", "in the trash"), "");
}

}  // namespace
}  // namespace stoppress::importing
