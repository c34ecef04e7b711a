// SPDX-License-Identifier: GPL-3.0-or-later
// How the words of many scripts are cut and compared.
#include "search/text/words.hpp"

#include <gmock/gmock.h>

#include "search/limits.hpp"

namespace stoppress::search {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> texts(std::string_view text, std::string_view language = "en") {
    std::vector<std::string> all;
    for (auto& word : words_of(text, language)) {
        all.push_back(std::move(word.text));
    }
    return all;
}

TEST(SearchWords, ForgetCaseAndAccentsOfLatinGreekAndCyrillic) {
    EXPECT_THAT(texts("L’Hôpital de GENÈVE", "fr"), ElementsAre("hopital", "de", "geneve"));
    EXPECT_THAT(texts("Präsident Straße", "de"), ElementsAre("prasident", "strasse"));
    EXPECT_THAT(texts("Αθήνα ΑΘΗΝΑ", "el"), ElementsAre("αθηνα", "αθηνα"));
    EXPECT_THAT(texts("Ёлка мой", "ru"), ElementsAre("елка", "мой")) << "the short i is a letter of its own";
}

TEST(SearchWords, HaveOneSpellingOfPersianAndArabicLetters) {
    EXPECT_EQ(texts("كتابي ٱلقُرْآن", "ar"), texts("کتابی القران", "fa"));
    EXPECT_THAT(texts("ســلام", "fa"), ElementsAre("سلام"));
    EXPECT_THAT(texts("۱۴۰۵ ١٤٠٥ 1405", "fa"), ElementsAre("1405", "1405", "1405"));
    EXPECT_THAT(texts("۱٬۴۰۵ 1,405 ۳٫۵", "fa"), ElementsAre("1405", "1405", "3.5"));
}

TEST(SearchWords, KnowTheJoinedFormAndTheParts) {
    const auto words = words_of("می‌خواهم برویم", "fa");
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].text, "میخواهم");
    EXPECT_THAT(words[0].parts, ElementsAre("می", "خواهم"));
    EXPECT_TRUE(words[1].parts.empty());
}

TEST(SearchWords, CutWhereTheScriptHasNoSpaces) {
    EXPECT_THAT(texts("北京大学", "zh"), ElementsAre("北", "京", "大", "学"));
    EXPECT_THAT(texts("カメラ", "ja"), ElementsAre("カ", "メ", "ラ"));
    EXPECT_THAT(texts("กรุงเทพมหานคร เปิด", "th").size(), ::testing::Ge(2U));
    EXPECT_THAT(texts("한국어 검색", "ko"), ElementsAre("한국어", "검색"));
    const auto words = words_of("東京 is", "ja");
    ASSERT_EQ(words.size(), 3U);
    EXPECT_TRUE(words[1].adjacent);
    EXPECT_FALSE(words[2].adjacent);
}

TEST(SearchWords, KeepVowelsOfScriptsThatWriteThemAsMarks) {
    EXPECT_EQ(texts("ที่นี่", "th"), texts("ที่นี่", "th"));
    std::string all;
    for (const auto& word : texts("हिन्दी", "hi")) {
        all += word;
    }
    EXPECT_EQ(all, "हिन्दी");
}

TEST(SearchWords, PartAtElisionsAndLeaveOutApostrophes) {
    EXPECT_THAT(texts("dell’arte qu'il aujourd'hui", "it"), ElementsAre("arte", "il", "aujourdhui"));
    EXPECT_THAT(texts("the city's don’t", "en"), ElementsAre("the", "city", "dont"));
}

TEST(SearchWords, KnowAbbreviations) {
    EXPECT_THAT(texts("U.S. u.s. ج.ا.", "en"), ElementsAre("us", "us", "جا"));
    EXPECT_THAT(texts("דו\"ח דו״ח", "he"), ElementsAre("דוח", "דוח"));
    EXPECT_THAT(texts("example.com", "en"), ElementsAre("example", "com"));
}

TEST(SearchWords, CutHashTagsAndDropInvisibleCharacters) {
    EXPECT_THAT(texts("#two_words", "en"), ElementsAre("two", "words"));
    EXPECT_EQ(texts("#آب_و_هوا", "fa").size(), 3U);
    EXPECT_THAT(texts("soft\u00ADhyphen left\u200Eright", "en"), ElementsAre("softhyphen", "leftright"));
}

TEST(SearchWords, SayWhereTheyStand) {
    const std::string text = "Der Präsident, covid-19";
    const auto words = words_of(text, "de");
    ASSERT_EQ(words.size(), 4U);
    EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "Präsident");
    EXPECT_FALSE(words[2].adjacent);
    EXPECT_TRUE(words[3].adjacent);
}

TEST(SearchWords, AreNeverTooLong) {
    const std::string text(10'000, 'a');
    for (const auto& word : words_of(text, "en")) {
        EXPECT_LE(word.text.size(), kMaxTermBytes);
    }
    EXPECT_TRUE(words_of("!? … — 🗞", "en").empty());
    EXPECT_TRUE(words_of("\xff\xfe", "en").empty());
}

}  // namespace
}  // namespace stoppress::search
