// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every topic, author and section of another system has a slug of its own, which is valid and stays the same.
#include "importing/text/term_names.hpp"

#include <gtest/gtest.h>

#include <set>

#include "story/text.hpp"

namespace stoppress::importing {
namespace {

TEST(TermNames, GiveEachKeyOneSlugAndNoTwoTheSame) {
    TermNames names("topic");
    EXPECT_EQ(names.slug("City Hall"), "city-hall");
    EXPECT_EQ(names.slug("city hall"), "city-hall-2");
    EXPECT_EQ(names.slug("City-Hall"), "city-hall-3");
    EXPECT_EQ(names.slug("City Hall"), "city-hall") << "asked again";
    EXPECT_EQ(names.slug("City Hall 2"), "city-hall-2-2");
    EXPECT_EQ(names.all().size(), 4U);
}

TEST(TermNames, NameWhatHasNoUsableCharacter) {
    TermNames names("topic");
    EXPECT_EQ(names.slug("!!!"), "topic");
    EXPECT_EQ(names.slug("???"), "topic-2");
    EXPECT_EQ(names.slug(""), "topic-3");
    EXPECT_EQ(names.slug("topic"), "topic-4");
}

TEST(TermNames, StayValidSlugsHoweverLongTheNamesAre) {
    TermNames names("topic");
    std::set<std::string> slugs;
    const std::string start = std::string(story::kMaxSlugLength - 2, 'a') + " ";
    for (int number = 0; number < 150; ++number) {
        const auto& slug = names.slug(start + std::string(static_cast<std::size_t>(number) + 3, 'b'));
        EXPECT_TRUE(story::is_slug(slug)) << slug;
        EXPECT_TRUE(slugs.insert(slug).second) << slug;
    }
}

TEST(TermNames, FindOnlyWhatWasAskedFor) {
    TermNames names("author");
    EXPECT_EQ(names.find("Ann Lee"), nullptr);
    EXPECT_EQ(names.slug("Ann Lee"), "ann-lee");
    ASSERT_NE(names.find("Ann Lee"), nullptr);
    EXPECT_EQ(*names.find("Ann Lee"), "ann-lee");
    EXPECT_EQ(names.find("ann-lee"), nullptr);
}

}  // namespace
}  // namespace stoppress::importing
