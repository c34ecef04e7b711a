// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that what people type finds the headline they mean, in any case and script.
#include "story/headline_words.hpp"

#include <gtest/gtest.h>

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
    EXPECT_EQ(headline_words("می‌شود"), headline_words("میشود"));
    EXPECT_EQ(headline_words("مُحَمَّد"), headline_words("محمد"));
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

TEST(SearchPatterns, AskForTheBeginningOfEachWord) {
    const auto patterns = search_patterns("Bri reop");
    EXPECT_EQ(patterns[0], "% bri%");
    EXPECT_EQ(patterns[1], "% reop%");
    EXPECT_EQ(patterns[2], "%");
}

TEST(SearchPatterns, TakeMoreWordsThanThereArePatterns) {
    const auto patterns = search_patterns("a b c d e f g h i j");
    EXPECT_EQ(patterns[6], "% g%");
    EXPECT_EQ(patterns[7], "% h% i% j%");
}

TEST(SearchPatterns, HoldNothingThatMeansSomethingElseToTheDatabase) {
    EXPECT_EQ(search_patterns("%_!'\\")[0], "%");
    EXPECT_EQ(search_patterns("100%")[0], "% 100%");
}

}  // namespace
}  // namespace stoppress::story
