// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that notes are kept once each, and that hostile sources do not fill memory.
#include "importing/account/note_keeper.hpp"

#include <gmock/gmock.h>

#include "importing/limits.hpp"

namespace stoppress::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NoteKeeper, KeepsEachNoteOnce) {
    NoteKeeper keeper;
    keeper.add("other", "a.md", 1, "words", {});
    keeper.add("other", "a.md", 2, "words", {});
    keeper.add("other", "a.md", 2, "other words", {});
    keeper.add("title", "a.md", 2, "words", {});
    keeper.add("other", "b.md", 2, "words", {"hugo:s", "/s/", {}});
    keeper.add("other", "c.md", 2, "words", {"hugo:s", "/s/", {}});
    ASSERT_EQ(keeper.notes().size(), 4U);
    EXPECT_EQ(keeper.notes()[0].line, 1);
    EXPECT_EQ(keeper.notes()[0].item, "a.md");
    EXPECT_EQ(keeper.notes()[3].item, "hugo:s");
    EXPECT_EQ(keeper.notes()[3].address, "/s/");
    EXPECT_EQ(keeper.left_out(), 0);
    EXPECT_THAT(keeper.cut_kinds(), IsEmpty());
}

TEST(NoteKeeper, CutsLongTexts) {
    NoteKeeper keeper;
    const std::string name(100'000, 'x');
    keeper.add("other", name, 1, name, {"", "/" + name, {}});
    ASSERT_EQ(keeper.notes().size(), 1U);
    EXPECT_EQ(keeper.notes()[0].file.size(), kMaxKeptFileBytes);
    EXPECT_EQ(keeper.notes()[0].words.size(), kMaxKeptWordsBytes);
    EXPECT_EQ(keeper.notes()[0].address, "");
}

TEST(NoteKeeper, LeavesRoomForOtherKinds) {
    NoteKeeper keeper;
    for (std::size_t i = 0; i < kMaxKeptNotesOfKind + 3; ++i) {
        keeper.add("shortcode", std::to_string(i), 1, "words", {});
    }
    keeper.add("title", "a.md", 1, "words", {});
    EXPECT_EQ(keeper.notes().size(), kMaxKeptNotesOfKind + 1);
    EXPECT_EQ(keeper.left_out(), 3);
    EXPECT_THAT(keeper.cut_kinds(), ElementsAre("shortcode"));
}

TEST(NoteKeeper, HasALimitForAllKinds) {
    NoteKeeper keeper;
    for (std::size_t i = 0; i < kMaxKeptNotes + 5; ++i) {
        keeper.add(std::to_string(i % 10), std::to_string(i), 1, "words", {});
    }
    EXPECT_EQ(keeper.notes().size(), kMaxKeptNotes);
    EXPECT_EQ(keeper.left_out(), 5);
    EXPECT_EQ(keeper.cut_kinds().size(), 5U);
}

}  // namespace
}  // namespace stoppress::importing
