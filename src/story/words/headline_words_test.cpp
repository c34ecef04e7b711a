// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that searches find the intended headline, in any case and script.
#include "story/words/headline_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace stoppress::story {
namespace {

TEST(HeadlineWords, HaveNeitherCaseNorAccentsNorMarks) {
    EXPECT_EQ(headline_words("Bridge REOPENS, at 9:30!"), " bridge reopens at 9 30");
    EXPECT_EQ(headline_words("Élan vital – Straße"), " elan vital strasse");
    EXPECT_EQ(headline_words("Don't panic"), " dont panic");
    EXPECT_EQ(headline_words("Don’t panic"), " dont panic");
    EXPECT_EQ(headline_words("100% of_it"), " 100 of it");
}

TEST(HeadlineWords, SpellLettersThatReadersTypeForEachOtherInOneWay) {
    EXPECT_EQ(headline_words("كتاب علي"), headline_words("کتاب علی"));
    EXPECT_EQ(headline_words("مدرسۀ"), headline_words("مدرسهٔ"));
    EXPECT_EQ(headline_words("مدرسة"), headline_words("مدرسه"));
    EXPECT_EQ(headline_words("مُحَمَّد"), headline_words("محمد"));
}

TEST(HeadlineWords, HaveNumbersInOneWayWhateverTheirDigits) {
    EXPECT_EQ(headline_words("۳٫۵ درصد"), headline_words("3.5 درصد"));
    EXPECT_EQ(headline_words("٣٫٥"), headline_words("3.5"));
    EXPECT_EQ(headline_words("سال ۱٬۴۰۵"), headline_words("سال 1405"));
    EXPECT_EQ(headline_words("۱٬ ۴"), " 1 4");
    EXPECT_EQ(headline_words("１２ २६"), " 12 26");
}

/// Whether LIKE matches, of which only % is used here.
bool is_like(std::string_view text, std::string_view pattern) {
    if (pattern.empty()) {
        return text.empty();
    }
    if (pattern.front() != '%') {
        return !text.empty() && text.front() == pattern.front() && is_like(text.substr(1), pattern.substr(1));
    }
    return is_like(text, pattern.substr(1)) || (!text.empty() && is_like(text.substr(1), pattern));
}

bool finds(std::string_view query, std::string_view headline) {
    const auto words = headline_words(headline);
    return std::ranges::all_of(search_patterns(query), [&](const auto& pattern) { return is_like(words, pattern); });
}

TEST(HeadlineWords, OfAWordWithANonJoinerAreFoundWithASpaceThereOrNothing) {
    for (const auto* headline : {"نمی‌خواهم", "نمی خواهم", "نمیخواهم"}) {
        EXPECT_TRUE(finds("نمی‌خواهم", headline)) << headline;
        EXPECT_TRUE(finds("نمی", headline)) << headline;
    }
    EXPECT_TRUE(finds("می خواهم", "می‌خواهم"));
    EXPECT_TRUE(finds("میخواهم", "می‌خواهم"));
    EXPECT_TRUE(finds("خواهم", "می‌خواهم"));
    EXPECT_TRUE(finds("کتاب خانه ها", "کتاب‌خانه‌ها"));
    EXPECT_TRUE(finds("کتابخانه", "کتاب‌خانه‌ها"));
    EXPECT_FALSE(finds("می روم", "می‌خواهم"));
    EXPECT_EQ(headline_words("\u200cمی\u200c\u200c \u200c"), headline_words("می"));
}

TEST(HeadlineWords, OfScriptsWithoutSpacesAreSingleCharacters) {
    EXPECT_EQ(headline_words("橋が再開"), " 橋 か 再 開");
}

TEST(HeadlineWords, AreNeverEmptyAndNeverTooLongForAnIndex) {
    EXPECT_EQ(headline_words(""), " ");
    EXPECT_EQ(headline_words("?!"), " ");
    std::string longest;
    for (int i = 0; i < 1000; ++i) {
        longest += "słowo ";
    }
    EXPECT_LE(headline_words(longest).size(), kMaxHeadlineWordsBytes);
    EXPECT_EQ(headline_words(std::string(2000, 'a')), " ");
}

TEST(HeadlineWords, AreFollowedByThoseOfTheStandfirst) {
    EXPECT_EQ(headline_words("Bridge reopens", "Trams from May."), " bridge reopens trams from may");
    EXPECT_EQ(headline_words("", "Trams"), " trams");
    std::string longest;
    for (int i = 0; i < 1000; ++i) {
        longest += "word ";
    }
    EXPECT_LE(headline_words("Bridge", longest).size(), kMaxFoundBy);
    // A long headline is kept whole.
    EXPECT_EQ(headline_words(longest, "Trams"), headline_words(longest));
}

TEST(SearchPatterns, AskForEachWordAlsoInsideOthers) {
    const auto patterns = search_patterns("Bri reop");
    EXPECT_EQ(patterns[0], "%bri%");
    EXPECT_EQ(patterns[1], "%reop%");
    EXPECT_EQ(patterns[2], "%");
    EXPECT_TRUE(finds("tram", "Die Straßenbahn: Nachttram"));
    EXPECT_TRUE(finds("کتاب", "روزکتاب"));
}

TEST(SearchPatterns, AskForTheBeginningOfAWordByOneOrTwoLetters) {
    EXPECT_EQ(search_patterns("br")[0], "% br%");
    EXPECT_EQ(search_patterns("می")[0], "% می%");
    EXPECT_TRUE(finds("br", "Bridge"));
    EXPECT_FALSE(finds("ri", "Bridge"));
}

TEST(SearchPatterns, TakeMoreWordsThanThereArePatterns) {
    const auto patterns = search_patterns("a b c d e f g h i j");
    EXPECT_EQ(patterns[6], "% g%");
    EXPECT_EQ(patterns[7], "% h% i% j%");
}

TEST(SearchPatterns, HoldNothingThatMeansSomethingElseToTheDatabase) {
    EXPECT_EQ(search_patterns("%_!'\\")[0], "%");
    EXPECT_EQ(search_patterns("100%")[0], "%100%");
}

}  // namespace
}  // namespace stoppress::story
