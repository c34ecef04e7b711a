// SPDX-License-Identifier: GPL-3.0-or-later
// Which piece of a text is shown, and what is marked in it.
#include "search/snippets/snippet.hpp"

#include <gmock/gmock.h>

namespace stoppress::search {
namespace {

/// Marked words in brackets.
std::string shown(const Snippet& snippet) {
    std::string text;
    for (const auto& piece : snippet) {
        text += piece.marked ? "[" + piece.text + "]" : piece.text;
    }
    return text;
}

TEST(Snippets, MarkTheWordsAndTheirForms) {
    EXPECT_EQ(shown(snippet_of("The bridges open again.", "en", "bridge OPENED", 100)), "The [bridges] [open] again.");
    EXPECT_EQ(shown(snippet_of("Die Präsidenten der Länder", "de", "prasidenten", 100)), "Die [Präsidenten] der Länder");
    EXPECT_EQ(shown(snippet_of("می‌خواهم برگردم", "fa", "ميخواهم", 100)), "[می‌خواهم] برگردم");
    EXPECT_EQ(shown(snippet_of("北京大学开学", "zh", "大学", 100)), "北京[大学]开[学]");
    EXPECT_EQ(shown(snippet_of("A bridge", "en", "bridge -ferry", 100)), "A [bridge]");
    EXPECT_EQ(shown(snippet_of("A ferry", "en", "bridge -ferry", 100)), "A ferry") << "what is not wanted is not marked";
}

TEST(Snippets, ShowThePartWithTheMostWords) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += "Nothing here. ";
    }
    text += "The old bridge over the river was repaired. ";
    for (int i = 0; i < 100; ++i) {
        text += "Nothing there. ";
    }
    const auto snippet = snippet_of("A bridge. " + text, "en", "bridge repaired", 60);
    EXPECT_THAT(shown(snippet), ::testing::AllOf(::testing::HasSubstr("[bridge] over the river was [repaired]"), ::testing::StartsWith("…"),
                                                 ::testing::EndsWith("…")));
    std::size_t bytes = 0;
    for (const auto& piece : snippet) {
        bytes += piece.text.size();
    }
    EXPECT_LE(bytes, 70U);
}

TEST(Snippets, AreTheBeginningIfNothingIsFound) {
    EXPECT_EQ(shown(snippet_of("One two three four", "en", "zebra", 8)), "One two…");
    EXPECT_EQ(shown(snippet_of("One\n\ntwo", "en", "", 100)), "One two");
    EXPECT_TRUE(snippet_of("", "en", "bridge", 100).empty());
    EXPECT_EQ(shown(snippet_of("\xff\xfe bridge", "en", "bridge", 100)).find("[bridge]") != std::string::npos, true);
}

TEST(Snippets, CutNoCharacter) {
    std::string text;
    for (int i = 0; i < 50; ++i) {
        text += "👩‍👩‍👧‍👦é";
    }
    const auto cut = shown(snippet_of(text, "en", "x", 3));
    EXPECT_EQ(cut, "👩‍👩‍👧‍👦é👩‍👩‍👧‍👦…");
}

}  // namespace
}  // namespace stoppress::search
