// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of file names: what a star and a question mark match, and that many stars end.
#include "importing/text/wildcards.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::importing {
namespace {

TEST(Wildcards, StandForAnythingAndForOneByte) {
    for (const auto* text : {"a", "a/b.md", "ab"}) {
        EXPECT_TRUE(matches_wildcards("a*", text)) << text;
    }
    EXPECT_TRUE(matches_wildcards("*.md", "news/a.md"));
    EXPECT_TRUE(matches_wildcards("n*/?.md*", "news/a.md"));
    EXPECT_TRUE(matches_wildcards("*a*b*", "xaaxbb"));
    EXPECT_TRUE(matches_wildcards("", ""));
    EXPECT_TRUE(matches_wildcards("**", ""));
    EXPECT_FALSE(matches_wildcards("", "a"));
    EXPECT_FALSE(matches_wildcards("?", ""));
    EXPECT_FALSE(matches_wildcards("*.md", "a.mdx"));
    EXPECT_FALSE(matches_wildcards("a*", "ba"));
}

TEST(Wildcards, MindTheCaseOfLettersUnlessTold) {
    EXPECT_FALSE(matches_wildcards("News/*", "news/a"));
    EXPECT_TRUE(matches_wildcards("News/*", "news/A", Letters::of_any_case));
}

TEST(Wildcards, EndWithManyStars) {
    std::string pattern;
    for (int i = 0; i < 200; ++i) {
        pattern += "a*";
    }
    EXPECT_FALSE(matches_wildcards(pattern + "b", std::string(20'000, 'a')));
}

}  // namespace
}  // namespace stoppress::importing
