// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the direction and language that are derived from a story's letters.
#include "story/letters.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace stoppress::story {
namespace {

TEST(Letters, GiveADirectionByTheirMajority) {
    struct Case {
        std::string_view text;
        std::optional<Direction> direction;
    };
    constexpr auto kLeft = Direction::right_to_left;
    constexpr auto kRight = Direction::left_to_right;
    for (const auto& [text, direction] : {
             Case{"", std::nullopt},
             Case{"2026!", std::nullopt},
             Case{"۱۴۰۵", std::nullopt},
             Case{"Council votes", kRight},
             Case{"Совет решил", kRight},
             Case{"議会は", kRight},
             Case{"ไทย", kRight},
             Case{"شورای شهر رأی داد (فوری)!", kLeft},
             Case{"Apple کارخانه‌ای در تهران ساخت", kLeft},
             Case{"مجلس API را تصویب کرد", kLeft},
             Case{"What \"سلام\" means", kRight},
             Case{"העירייה החליטה", kLeft},
             Case{"ދިވެހި", kLeft},
             Case{"ab אב", std::nullopt},
             Case{"\xff\xfe", std::nullopt},
             Case{"\xd8", std::nullopt},
         }) {
        // Where letters have no direction, or as many have either, the site's language decides.
        EXPECT_EQ(direction_of(language_by_letters(text, "", "en", "en")), direction.value_or(kRight)) << text;
        EXPECT_EQ(direction_of(language_by_letters(text, "", "fa", "fa")), direction.value_or(kLeft)) << text;
    }
}

TEST(Letters, NameAScriptWhereTheyRunTheOtherWay) {
    struct Case {
        std::string_view headline;
        std::string_view rest;
        const char* language;
        const char* site;
        std::string_view shown;
    };
    for (const auto& [headline, rest, language, site, shown] : {
             Case{"Council votes", "", "en-GB", "en-GB", "en-GB"},
             Case{"شورای شهر رأی داد", "", "en-GB", "en-GB", "und-Arab"},
             Case{"شورای شهر رأی داد", "", "en-GB", "en", "und-Arab"},
             Case{"העירייה החליטה", "", "en", "en", "und-Hebr"},
             Case{"ދިވެހި", "", "en", "en", "und-Thaa"},
             // Another language than the site's was named by somebody.
             Case{"شورای شهر رأی داد", "", "de", "en", "de"},
             Case{"Council votes", "", "fa", "en", "fa"},
             Case{"Council votes", "", "fa", "fa", "und-Latn"},
             Case{"Совет решил", "", "fa", "fa", "und-Cyrl"},
             Case{"شورای شهر رأی داد", "", "fa", "fa", "fa"},
             Case{"۱۴۰۵", "", "en", "en", "en"},
             // What mixes both goes by what follows, too.
             Case{"Samsung Galaxy در تهران", "این گوشی از امروز در بازار است", "en", "en", "und-Arab"},
             Case{"Samsung Galaxy در تهران", "", "en", "en", "en"},
             Case{"«شورای شهر رأی داد» is what they say", "How three words became a song", "en", "en", "en"},
             // One word of the other direction within the text changes nothing.
             Case{"Council votes", "شورای شهر رأی داد", "en", "en", "en"},
         }) {
        EXPECT_EQ(language_by_letters(headline, rest, language, site), shown) << headline;
    }
    EXPECT_EQ(direction_of("und-Arab"), Direction::right_to_left);
    EXPECT_TRUE(is_unknown_language("und-Arab"));
    EXPECT_TRUE(is_unknown_language("und"));
    EXPECT_FALSE(is_unknown_language("fa"));
}

}  // namespace
}  // namespace stoppress::story
