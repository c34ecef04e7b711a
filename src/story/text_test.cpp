// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that teasers, slugs, reading time and direction follow Unicode's rules in many scripts.
#include "story/text.hpp"

#include <gtest/gtest.h>

namespace stoppress::story {
namespace {

struct TeaserCase {
    std::string_view text;
    std::string_view language;
    std::size_t graphemes;
    std::string_view teaser;
};

class Teasers : public testing::TestWithParam<TeaserCase> {};

TEST_P(Teasers, AreCutAtWordsAndNeverWithinCharacters) {
    const auto& [text, language, graphemes, expected] = GetParam();
    EXPECT_EQ(teaser(text, language, graphemes), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Teasers,
    testing::Values(TeaserCase{"short", "en", 5, "short"}, TeaserCase{"  a \n\t b  ", "en", 10, "a b"},
                    TeaserCase{"one two three", "en", 8, "one two…"}, TeaserCase{"one two three", "en", 7, "one…"},
                    TeaserCase{"one, two three", "en", 6, "one…"},
                    // Behind the end of a sentence, of any script; what closes stays
                    TeaserCase{"He met Assad. Then he left.", "en", 16, "He met Assad…"}, TeaserCase{"Why? Nobody knows.", "en", 8, "Why…"},
                    TeaserCase{"Er kam (spät). Dann ging er.", "de", 18, "Er kam (spät)…"},
                    TeaserCase{"“He left.” Nobody knows why.", "en", 14, "“He left.”…"},
                    TeaserCase{"چرا؟ هیچ‌کس نمی‌داند.", "fa", 6, "چرا…"},
                    TeaserCase{"یہ ختم ہوا۔ پھر کیا ہوا", "ur", 14, "یہ ختم ہوا…"},
                    TeaserCase{"वह गया। फिर आया और रुका", "hi", 9, "वह गया…"}, TeaserCase{"今天很好。明天会下雨", "zh", 6, "今天很好…"},
                    TeaserCase{"Se fue ¿ por qué no lo sé", "es", 10, "Se fue…"}, TeaserCase{"endlessword", "en", 4, "end…"},
                    TeaserCase{"", "en", 10, ""}, TeaserCase{"abc", "en", 0, ""}, TeaserCase{"abc def", "en", 1, "…"},
                    // Persian, with a zero-width non-joiner inside a word
                    TeaserCase{"خبرهای تازه می‌رسند امروز", "fa", 15, "خبرهای تازه…"},
                    TeaserCase{"أخبار اليوم، من العالم", "ar", 14, "أخبار اليوم…"},
                    // Chinese and Thai are written without spaces: a dictionary knows where words end
                    TeaserCase{"新华社报道今天的新闻很多", "zh", 6, "新华社报道…"}, TeaserCase{"ข่าววันนี้ประเทศไทย", "th", 10, "ข่าววันนี้…"},
                    // A family, flags, a skin tone and a keycap are one character each
                    TeaserCase{"👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "en",
                               3, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"},
                    TeaserCase{"🇩🇪 🇫🇷 🇮🇷 🇹🇭", "en", 5, "🇩🇪 🇫🇷…"}, TeaserCase{"👍🏽👍🏽", "en", 2, "👍🏽👍🏽"},
                    TeaserCase{"e\u0301e\u0301 e\u0301e\u0301e\u0301", "fr", 5, "e\u0301e\u0301…"}));

TEST(Teaser, OfALongTextIsAtMostAsLongAsAsked) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "word number " + std::to_string(i) + ", ";
    }
    const auto cut = teaser(text, "en", 200);
    EXPECT_LE(cut.size(), 200 + std::string_view{"…"}.size() - 1);
    EXPECT_GT(cut.size(), 180U);
    EXPECT_TRUE(cut.ends_with("…"));
}

struct SlugCase {
    std::string_view text;
    std::string_view slug;
};

class Slugs : public testing::TestWithParam<SlugCase> {};

TEST_P(Slugs, AreWrittenInLatinLetters) {
    EXPECT_EQ(slug(GetParam().text), GetParam().slug);
    if (!GetParam().slug.empty()) {
        EXPECT_TRUE(is_slug(slug(GetParam().text)));
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, Slugs,
                         testing::Values(SlugCase{"Hello, World!", "hello-world"}, SlugCase{"  --a__b--  ", "a-b"},
                                         SlugCase{"Don't stop", "dont-stop"}, SlugCase{"Don’t stop", "dont-stop"},
                                         SlugCase{"Straße nach Łódź", "strasse-nach-lodz"}, SlugCase{"Ærøskøbing café", "aeroskobing-cafe"},
                                         SlugCase{"中国新闻", "zhong-guo-xin-wen"}, SlugCase{"Привет, мир", "privet-mir"},
                                         SlugCase{"👩‍👩‍👧‍👦 🎉", ""}, SlugCase{"!!!", ""}, SlugCase{"", ""},
                                         SlugCase{"100 % sure", "100-sure"}));

INSTANTIATE_TEST_SUITE_P(Scripts, Slugs,
                         testing::Values(
                             // What is invisible inside a word leaves no trace
                             SlugCase{"Donau\u00addampf\u00adschiff", "donaudampfschiff"}, SlugCase{"می\u200cخواهم", "mykhwahm"},
                             SlugCase{"a\u2060b\u200ec\ufeffd", "abcd"},
                             // Persian, Arabic, Kurdish: one word is one slug, however its last letter is written
                             SlugCase{"نامۀ تازه", "namh-tazh"}, SlugCase{"نامه تازه", "namh-tazh"}, SlugCase{"نامهٔ تازه", "namh-tazh"},
                             SlugCase{"نامە\u0654 تازه", "namh-tazh"}, SlugCase{"۱٬۴۰۵", "1405"}, SlugCase{"۳٫۵ درصد", "3-5-drsd"},
                             SlugCase{"ئەمڕۆ کوردستان", "yemro-kwrdstan"}, SlugCase{"أخبار اليوم", "akhbar-alywm"},
                             // Signs of the Cyrillic scripts are no gaps
                             SlugCase{"Объект у моря", "obekt-u-mora"}, SlugCase{"Пять пьес", "pat-pes"}, SlugCase{"п’ятниця", "patnica"},
                             SlugCase{"Київ", "kiiv"},
                             // Scripts that ICU writes in Latin letters
                             SlugCase{"Αθήνα: ειδήσεις", "athena-eideseis"}, SlugCase{"חדשות היום", "hdswt-hywm"},
                             SlugCase{"Հայաստան", "hayastan"}, SlugCase{"საქართველო", "sakartvelo"},
                             SlugCase{"हिन्दी में ख़बर", "hindi-mem-khabara"}, SlugCase{"বাংলা সংবাদ", "banla-sambada"},
                             SlugCase{"தமிழ் செய்தி", "tamil-ceyti"}, SlugCase{"සිංහල පුවත්", "simhala-puvat"},
                             SlugCase{"ข่าววันนี้", "khaw-wan-ni"}, SlugCase{"서울 뉴스", "seoul-nyuseu"},
                             SlugCase{"台北的新聞", "tai-bei-de-xin-wen"}, SlugCase{"ニュース", "nyusu"},
                             SlugCase{"ያማርኛ ዜና", "yamarena-zena"}, SlugCase{"ދިވެހި", "divehi"}, SlugCase{"မြန်မာ", "myanmar"},
                             // And those that it does not
                             SlugCase{"ព្រះរាជាណាចក្រកម្ពុជា", "prohraacaannaacakrokampucaa"}, SlugCase{"ຂ່າວ ລາວ", "khaaw-laaw"},
                             SlugCase{"མཐོ་རྒྱལ", "matho-rgyala"}, SlugCase{"ᏣᎳᎩ", "tsalagi"}, SlugCase{"ᐃᓄᒃᑎᑐᑦ", "inoktitot"},
                             SlugCase{"ⵜⵉⴼⵉⵏⴰⵖ", "tifinagh"}, SlugCase{"ꦗꦮ", "jawa"}, SlugCase{"ᜆᜄᜎᜓᜄ᜔", "tagalug"},
                             // Letters and digits in other forms
                             SlugCase{"ＡＢＣ １２３", "abc-123"}, SlugCase{"x² ½ ①", "x2-1-2-1"}, SlugCase{"២០២៦", "2026"},
                             SlugCase{"Azərbaycan", "azarbaycan"}, SlugCase{"Đăng ký", "dang-ky"}, SlugCase{"ﬁnal", "final"}));

TEST(Slug, OfPersianArabicAndThaiIsNotEmpty) {
    for (const auto* text : {"خبرهای تازه", "أخبار اليوم", "ข่าววันนี้", "ニュース"}) {
        EXPECT_TRUE(is_slug(slug(text))) << text << " -> " << slug(text);
    }
}

TEST(Slug, IsCutBetweenWords) {
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += "word ";
    }
    const auto cut = slug(text);
    EXPECT_LE(cut.size(), kMaxSlugLength);
    EXPECT_TRUE(cut.ends_with("-word")) << cut;
    EXPECT_EQ(slug(std::string(500, 'a')).size(), kMaxSlugLength);
    EXPECT_TRUE(is_slug(slug(std::string(499, 'a') + "é")));
}

class OwnSlugs : public testing::TestWithParam<SlugCase> {};

TEST_P(OwnSlugs, AreInTheScriptOfTheText) {
    EXPECT_EQ(own_slug(GetParam().text), GetParam().slug);
    EXPECT_EQ(is_slug(own_slug(GetParam().text)), !GetParam().slug.empty()) << own_slug(GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Cases, OwnSlugs,
                         testing::Values(SlugCase{"Hello, World!", "hello-world"}, SlugCase{"Straße nach Łódź", "strasse-nach-lodz"},
                                         SlugCase{"O’Brien’s café", "obriens-cafe"}, SlugCase{"EU budget", "eu-budget"},
                                         SlugCase{"ＡＢＣ １２３", "abc-123"}, SlugCase{"!!!", ""}, SlugCase{"", ""},
                                         SlugCase{"شورای شهر: طرح پل", "شورای-شهر-طرح-پل"}, SlugCase{"خانه\u200cهای تازه", "خانه-های-تازه"},
                                         SlugCase{"سَلامٌ عليكم", "سلام-عليكم"}, SlugCase{"تــازه", "تازه"},
                                         SlugCase{"۱٬۴۰۵ تومان", "۱۴۰۵-تومان"}, SlugCase{"iPhoneها و café", "iphoneها-و-cafe"},
                                         SlugCase{"Привет, Мир", "привет-мир"}, SlugCase{"п’ятниця", "пятниця"},
                                         SlugCase{"हिन्दी में ख़बर", "हिन्दी-में-ख़बर"}, SlugCase{"台北的新聞", "台北的新聞"},
                                         SlugCase{"サーバー", "サーバー"}, SlugCase{"ΑΘΗΝΑ", "αθηνα"},
                                         SlugCase{"سلام\u202e\u2066abc", "سلامabc"}, SlugCase{"a/../ب", "a-ب"}));

TEST(OwnSlug, IsCutBetweenWordsOrCharacters) {
    std::string words;
    for (int i = 0; i < 100; ++i) {
        words += "شهر ";
    }
    EXPECT_TRUE(own_slug(words).ends_with("-شهر")) << own_slug(words);
    EXPECT_LE(own_slug(words).size(), kMaxSlugLength);
    std::string letters;
    for (int i = 0; i < 100; ++i) {
        letters += "कि";
    }
    EXPECT_TRUE(is_slug(own_slug(letters))) << own_slug(letters);
    EXPECT_TRUE(own_slug(letters).ends_with("कि"));
}

TEST(IsSlug, TakesLettersOfAllScriptsInTheirOneForm) {
    for (const auto* good : {"شهر", "شهر-۲", "привет", "台北", "हिन्दी", "a-ب"}) {
        EXPECT_TRUE(is_slug(good)) << good;
        EXPECT_FALSE(is_latin_slug(good)) << good;
    }
    for (const auto* bad : {"Привет", "شهر ما", "شهر/ما", "شهر\u200cما", "شهر\u202e", "سَلام", "-شهر", "ß", "café", "\xd8", "\u0301а"}) {
        EXPECT_FALSE(is_slug(bad)) << bad;
    }
}

TEST(IsSlug, TakesOnlyWhatMayStandInAnAddress) {
    for (const auto* good : {"a", "a-b", "2026", "a--b"}) {
        EXPECT_TRUE(is_slug(good)) << good;
    }
    for (const auto* bad : {"", "-a", "a-", "A", "a b", "a/b", "ä", "a.b", "."}) {
        EXPECT_FALSE(is_slug(bad)) << bad;
    }
    EXPECT_FALSE(is_slug(std::string(kMaxSlugLength + 1, 'a')));
}

TEST(ReadingMinutes, CountsWordsOfEachLanguage) {
    std::string english;
    std::string chinese;
    for (int i = 0; i < 1140; ++i) {
        english += "word, ";
        chinese += "新闻";
    }
    EXPECT_EQ(reading_minutes("", "en"), 1);
    EXPECT_EQ(reading_minutes("one two", "en"), 1);
    EXPECT_EQ(reading_minutes(english, "en"), 5);
    EXPECT_EQ(reading_minutes(english, "en-GB"), 5);
    EXPECT_EQ(reading_minutes(chinese, "zh"), 7);
}

TEST(Direction, FollowsTheScriptOfALanguage) {
    for (const auto* language : {"ar", "fa", "he", "ur", "fa-IR", "az-Arab", "ckb", "dv", "yi", "ps"}) {
        EXPECT_EQ(to_string(direction_of(language)), "rtl") << language;
    }
    for (const auto* language : {"en", "de", "zh", "th", "az", "ku", "ar-Latn", "", "x"}) {
        EXPECT_EQ(to_string(direction_of(language)), "ltr") << language;
    }
}

TEST(CanonicalLanguage, WritesTagsAsBcp47Does) {
    EXPECT_EQ(canonical_language("pt-br"), "pt-BR");
    EXPECT_EQ(canonical_language("ZH-hans-cn"), "zh-Hans-CN");
    EXPECT_EQ(canonical_language("fa"), "fa");
    for (const auto* bad : {"", "e", "english language", "en_US", "en-", "-en", "a-b-c-", "und", "<b>"}) {
        EXPECT_EQ(canonical_language(bad), "") << bad;
    }
}

TEST(IsUtf8, RefusesWhatIsNotAndNul) {
    for (const auto* good : {"", "plain", "سلام", "👩‍👩‍👧‍👦", "\xEF\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(good)) << good;
    }
    EXPECT_FALSE(is_utf8(std::string_view{"a\0b", 3}));
    for (const auto* bad : {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "aaaaaaaaaaaaaaaa\xFF"}) {
        EXPECT_FALSE(is_utf8(bad)) << bad;
    }
}

}  // namespace
}  // namespace stoppress::story
