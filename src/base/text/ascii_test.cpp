// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the rules for ASCII characters, percent-encoding, JSON strings and UTF-8.
#include "base/text/ascii.hpp"

#include <gtest/gtest.h>

#include "base/text/json_text.hpp"
#include "base/text/percent.hpp"
#include "base/text/utf8.hpp"

namespace stoppress::base {
namespace {

TEST(Ascii, LowersLettersAndLeavesOtherBytes) {
    EXPECT_EQ(ascii_lower("AZaz09@[\xC3\x84"), "azaz09@[\xC3\x84");
    EXPECT_TRUE(equals_ignoring_case("Content-TYPE", "content-type"));
    EXPECT_FALSE(equals_ignoring_case("a", "ab"));
    EXPECT_FALSE(equals_ignoring_case("@", "`"));
}

TEST(Ascii, TrimsWhiteSpaceOrTheGivenCharacters) {
    EXPECT_EQ(trimmed(" \n\t\r\fa b\f "), "a b");
    EXPECT_EQ(trimmed("\va\v"), "\va\v");
    EXPECT_EQ(trimmed("\va\v", "\v "), "a");
    EXPECT_EQ(trimmed("\n a\n", " "), "\n a\n");
    EXPECT_EQ(trimmed(" \t"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Percent, DecodesWhatIsWholeAndKeepsTheRest) {
    EXPECT_EQ(percent_decoded("a%20b%c3%BC%%4%zz%"), "a b\xC3\xBC%%4%zz%");
    EXPECT_EQ(percent_decoded("%00"), std::string(1, '\0'));
    EXPECT_EQ(percent_decoded("%-1%+1% 1"), "%-1%+1% 1");
    EXPECT_EQ(hex_pair("fF9"), 255);
    EXPECT_EQ(hex_pair("f"), -1);
    std::string text = "x";
    append_percent(text, '\xC3');
    append_percent(text, '\n');
    EXPECT_EQ(text, "x%C3%0A");
    EXPECT_EQ(percent_encoded("aZ09-._~ /\xC3\xBC"), "aZ09-._~%20%2F%C3%BC");
    EXPECT_EQ(percent_encoded("a/b c", "/"), "a/b%20c");
}

TEST(JsonText, EscapesQuotesBackslashesAndControlCharacters) {
    std::string json = "[";
    append_json_string(json, std::string_view("a\"b\\c\nd\te\x7f\0ü/", 14));
    append_json_string(json, "");
    EXPECT_EQ(json, "[\"a\\\"b\\\\c\\nd\\u0009e\\u007f\\u0000ü/\"\"\"");
}

TEST(Utf8, IsWellFormedOrNot) {
    for (const std::string_view good : {"", "plain text that is long enough for words", "ü", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
                                        "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "12345678ü12345678"}) {
        EXPECT_TRUE(is_utf8(good)) << good;
    }
    EXPECT_TRUE(is_utf8(std::string_view("\0", 1)));
    for (const std::string_view bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                                       "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "12345678\xC3(", "\xE2(\xA1"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
}

TEST(Utf8, IsWrittenInItsShortestForm) {
    std::string text;
    for (const char32_t code_point : {U'a', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
        append_utf8(text, code_point);
    }
    EXPECT_EQ(text, "a\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
    EXPECT_TRUE(is_utf8(text));
}

}  // namespace
}  // namespace stoppress::base
