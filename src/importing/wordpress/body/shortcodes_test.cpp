// SPDX-License-Identifier: GPL-3.0-or-later
// Shortcodes are read in linear time, whatever brackets the text has.
#include <gtest/gtest.h>

#include "importing/wordpress/body/body.hpp"

namespace stoppress::importing::wordpress {
namespace {

class Shortcodes : public ::testing::Test {
protected:
    std::string expanded(std::string_view html) { return expand_shortcodes(html, 1, context_, notes_); }

    std::unique_ptr<Attachments> attachments_ = base::must(Attachments::create());
    BodyContext context_{.attachments = *attachments_, .footnotes = {}};
    std::vector<Note> notes_;
};

TEST_F(Shortcodes, TakeAnAddressBehindAnEqualsSign) {
    EXPECT_TRUE(expanded("[youtube=https://www.youtube.com/watch?v=abc]").contains("https://www.youtube.com/watch?v=abc"));
    EXPECT_EQ(expanded("[a=b\n]"), "[a=b\n]");
    EXPECT_EQ(expanded("[a=b"), "[a=b");
    const auto too_long = "[youtube=https://www.youtube.com/watch?v=" + std::string(5000, 'a') + "]";
    EXPECT_EQ(expanded(too_long), too_long);
}

TEST_F(Shortcodes, FindTheNextClosingOfTheirOwnNameInAnyCase) {
    EXPECT_EQ(expanded("[own_one]a[/own_two]b[/OWN_ONE]c"), "abc");
    EXPECT_EQ(expanded("[own_one]a[/own_one]b[own_one]c[/own_one]"), "abc");
    EXPECT_EQ(expanded("[own_one]a"), "a");
    EXPECT_EQ(expanded("x[sic]y"), "x[sic]y");
}

// Each of these took time that grows with the square of the text: minutes.
TEST_F(Shortcodes, OfWhichNoneIsClosedAreReadInOneGo) {
    std::string text;
    for (int i = 0; i < 500'000; ++i) {
        text += "[a=";
    }
    EXPECT_EQ(expanded(text), text);
    text.clear();
    for (int i = 0; i < 250'000; ++i) {
        text += "[n" + std::to_string(i) + "]";
    }
    EXPECT_EQ(expanded(text), text);
}

}  // namespace
}  // namespace stoppress::importing::wordpress
