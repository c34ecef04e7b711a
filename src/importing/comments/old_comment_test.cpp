// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of what is kept of a comment: hostile names, addresses and texts become harmless or are refused with a reason.
#include "importing/comments/old_comment.hpp"

#include <gtest/gtest.h>

#include "document/convert.hpp"
#include "importing/limits.hpp"

namespace stoppress::importing {
namespace {

OldComment old_comment(std::string html) {
    OldComment old;
    old.source = "5";
    old.anchor = "comment-5";
    old.name = "Dee &amp; <b>Co</b>";
    old.url = "https://dee.example/";
    old.at = base::parse_rfc3339("2014-03-05T12:00:00Z");
    old.html = std::move(html);
    return old;
}

BuiltComment built(OldComment old) {
    return built_comment(std::move(old), {}, Item{});
}

std::string text_of(const BuiltComment& comment) {
    return document::to_text(document::from_json(comment.comment.body).value());
}

TEST(OldComments, KeepWhatReadersSaw) {
    const auto made = built(old_comment("<p>Well said.</p>"));
    EXPECT_FALSE(made.skipped.has_value() || made.refused.has_value());
    EXPECT_EQ(made.comment.name, "Dee & Co");
    EXPECT_EQ(made.comment.url, "https://dee.example/");
    EXPECT_EQ(made.comment.anchor, "comment-5");
    EXPECT_EQ(text_of(made), "Well said.");
}

TEST(OldComments, HaveNamesThatTurnNothingAround) {
    EXPECT_EQ(clean_name(" A\tB\n\x01\xE2\x80\xAE"
                         "C\xE2\x81\xA6\xE2\x80\xA8 "),
              "A B C");
    EXPECT_EQ(clean_name("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1"), "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1");  // a joiner inside a word stays
    EXPECT_EQ(clean_name("a\xFF"
                         "b"),
              "ab");
    EXPECT_EQ(clean_name(std::string(1000, 'x')).size(), kMaxCommentNameBytes);
}

TEST(OldComments, HaveLinksAndAnchorsOnlyIfTheyAreSuch) {
    auto old = old_comment("a");
    old.url = "javascript:alert(1)";
    old.anchor = "x\" onclick=\"y";
    EXPECT_EQ(built(old).comment.url, "");
    EXPECT_EQ(built(old).comment.anchor, "");
    old.url = "https://a.test/\"><script>";
    EXPECT_FALSE(built(old).comment.url.contains('"'));
    old.url = "/own/path";
    EXPECT_EQ(built(old).comment.url, "");
}

TEST(OldComments, AreLeftOutOrRefusedWithAReason) {
    auto old = old_comment("spam spam");
    old.left_out = "spam";
    EXPECT_TRUE(built(old).comment.left_out);
    EXPECT_EQ(built(old).comment.source, "5");
    EXPECT_EQ(built(old).skipped->what, "spam");

    EXPECT_TRUE(built(old_comment("<script>x()</script>")).skipped.has_value());

    old = old_comment("a");
    old.at.reset();
    EXPECT_EQ(built(old).refused->what, "its date cannot be read");
    // What an earlier import kept of it stays.
    EXPECT_EQ(built(old).comment.source, "");

    old = old_comment("a");
    old.source.clear();
    EXPECT_TRUE(built(old).refused.has_value());

    std::string marks;
    for (int i = 0; i < 12000; ++i) {
        marks += "<b>a</b>c";
    }
    EXPECT_TRUE(built(old_comment(marks)).refused.has_value());
}

TEST(OldComments, AreHarmlessWhateverStandsInThem) {
    const auto made =
        built(old_comment("<p onclick=x()>a\x01\x02<svg/onload=alert(1)><img src=x onerror=alert(1)>\xE2\x80\xAE b</p></li></ol><h1>c"));
    ASSERT_FALSE(made.refused.has_value());
    EXPECT_FALSE(made.comment.body.contains("onclick") || made.comment.body.contains("onerror") || made.comment.body.contains("svg"));
    EXPECT_FALSE(made.comment.body.contains('\x01'));
}

}  // namespace
}  // namespace stoppress::importing
