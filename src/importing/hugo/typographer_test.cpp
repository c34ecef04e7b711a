// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that typed quotes and dashes become what Hugo 0.111.3 made of the same Markdown.
#include "importing/hugo/typographer.hpp"

#include <gtest/gtest.h>

#include "document/convert.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {
namespace {

std::string shown(std::string_view markdown, const TypographerSigns& signs = {}) {
    Typographer typographer(signs);
    document::ParseOptions options;
    options.change_text = [&typographer](std::string_view text, char32_t before, char32_t after) {
        return typographer.change(text, before, after);
    };
    return document::to_text(document::from_markdown(markdown, options)->document);
}

TEST(TypographerTest, MakesWhatHugoMakes) {
    for (const auto& [typed, expected] : {
             std::pair{R"t(He said "no" -- it's... fine --- 'quoted' text's "a 'b' c".)t",
                       "He said “no” – it’s… fine — ‘quoted’ text’s “a ‘b’ c”."},
             std::pair{R"t('90s and '99 and the '60s; rock 'n' roll; 'tis; O'Neil; James' book; 5'10" tall; 6" pipe; 12" and 10".)t",
                       "’90s and ‘99 and the ’60s; rock ’n’ roll; ’tis; O’Neil; James’ book; 5'10\" tall; 6\" pipe; 12\" and 10\"."},
             std::pair{R"t(a--b a -- b 1--2 a---b ----- .... .. ...)t", "a–b a – b 1–2 a—b —– …. .. …"},
             std::pair{R"t("Two" "three"'s; "'nested' in" '"nested" in' x"y x'y"z)t",
                       "“Two” “three”’s; “’nested’ in” ‘“nested” in’ x\"y x’y\"z"},
             std::pair{R"t(she'll I'd they've y'all 'em dogs'. the dogs' bowl ('x') "x."' "x?")t",
                       "she’ll I’d they’ve y’all ’em dogs’. the dogs’ bowl (‘x’) “x.”’ “x?”"},
             std::pair{R"t("don't" 'don't' ''two'' ""two"" ')t", "“don’t” ‘don’t’ ‘’two’’ ““two”” '"},
             std::pair{R"t(سلام "شهر" و 'شهر' 日本"語"です L'État d'"État" "¿qué?" 3'4)t",
                       "سلام “شهر” و ‘شهر’ 日本\"語\"です L’État d’“État” “¿qué?” 3'4"},
             std::pair{R"t("*emph*" and *"in"* and "[link](/x)" and ["in link"](/y) "**b**", ("paren") ["br"] -"dash"-)t",
                       "“emph” and “in” and “link” and “in link” “b”, (“paren”) [“br”] -“dash”-"},
             std::pair{R"t("`it's`" and `"code" -- x`)t", "“it's” and \"code\" -- x"},
             std::pair{"6' tall, (x)' y, s' t, 7'. a'! b'", "6’ tall, (x)’ y, s’ t, 7’. a’! b'"},
             std::pair{R"t("x"/"y" x/"y" «"x"» "x"—"y" ..."z" 21"" "x 21"" y)t", "“x”/“y” x/“y” «“x”» “x”—“y” …“z” 21\"\" “x 21\"” y"},
             std::pair{R"t(हि'न 5'a a'5 “x”'y x)'y)t", "हि’न 5’a a'5 “x”‘y x)‘y"},
             std::pair{R"t("X3"는 "a b" c)t", "“X3\"는 “a b” c"},
             std::pair{"https://x.test/a--b/it's <https://x.test/c--d>", "https://x.test/a--b/it's https://x.test/c--d"},
             std::pair{"line \"one\ntwo\" 'three\nfour'", "line “one two” ’three four'"},
         }) {
        EXPECT_EQ(shown(typed), expected);
    }
}

TEST(TypographerTest, ClosesWhatAnotherParagraphOpened) {
    EXPECT_EQ(shown("12\" only\n\n\"Open\n\nClosing\" and 12\" more\n"), "12\" only\n\n“Open\n\nClosing” and 12\" more");
}

TEST(TypographerTest, LeavesRawMarkupAttributesAndAlternativeTextsAsTheyAre) {
    document::ParseOptions options;
    const TypographerSigns signs;
    Typographer typographer(signs);
    options.change_text = [&typographer](std::string_view text, char32_t before, char32_t after) {
        return typographer.change(text, before, after);
    };
    const auto html = document::to_html(
        document::from_markdown("## It's \"so\" {#a--b}\n\n![al\"t' x](/x.png)\n\n<p>\"raw\" it's</p>\n\nA <span>\"span\"</span> -- b\n",
                                options)
            ->document);
    EXPECT_EQ(html.string(),
              "<h2 id=\"a--b\">It’s “so”</h2>\n<figure class=\"image\"><img src=\"/x.png\" alt=\"al&quot;t' x\" loading=\"lazy\" "
              "decoding=\"async\"></figure>\n<p>\"raw\" it's</p>\n<p>A “span” – b</p>\n");
}

TEST(TypographerTest, TakesNoLongerForARunOfMarks) {
    // Would take minutes if each looked for the end of the run.
    EXPECT_GE(shown(std::string(500'000, '\'')).size(), 500'000U);
}

TEST(TypographerTest, HasTheSignsOfTheSite) {
    const auto config = [](std::string_view toml) { return site_config_of(std::get<Value>(read_toml(toml))); };
    EXPECT_FALSE(config("[markup.goldmark.extensions]\ntypographer = false\n").typographer.has_value());
    EXPECT_FALSE(config("[markup.goldmark.extensions.typographer]\ndisable = true\n").typographer.has_value());
    const auto french =
        config("[markup.goldmark.extensions.typographer]\nleftDoubleQuote = '&laquo;&nbsp;'\nrightDoubleQuote = '»'\nemDash = ''\n");
    EXPECT_EQ(shown("\"a\" --- it's", *french.typographer), "«\u00A0a» –- it’s");
}

}  // namespace
}  // namespace stoppress::importing::hugo
