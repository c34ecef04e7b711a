// SPDX-License-Identifier: GPL-3.0-or-later
// Tests for guesses where an old address is now.
#include "cli/addresses/new_place.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stoppress::cli {
namespace {

using testing::Contains;
using testing::Not;

TEST(NewPlaces, AreOtherSpellings) {
    EXPECT_THAT(new_places("/a/b/"), Contains("/a/b"));
    EXPECT_THAT(new_places("/A/b"), Contains("/a/b/"));
    EXPECT_THAT(new_places("/a/b.HTML"), Contains("/a/b/"));
    EXPECT_THAT(new_places("/a/b"), Contains("/a/b.html"));
    EXPECT_THAT(new_places("/a/index.php?x=1"), Contains("/a/"));
    EXPECT_THAT(new_places("/index.html"), Contains("/"));
    EXPECT_THAT(new_places("/a/amp/"), Contains("/a/"));
    EXPECT_THAT(new_places("/a/3/"), Contains("/a/"));
    EXPECT_THAT(new_places("/a/page/3/"), Contains("/a/"));
    EXPECT_THAT(new_places("/a"), Not(Contains("/a")));
}

TEST(NewPlaces, AreListsAndFeedsOfOtherSystems) {
    EXPECT_THAT(new_places("/tag/City/"), Contains("/topics/city"));
    EXPECT_THAT(new_places("/blog/category/city"), Contains("/sections/city"));
    EXPECT_THAT(new_places("/author/ann/"), Contains("/authors/ann"));
    EXPECT_THAT(new_places("/feed/"), Contains("/feed.xml"));
    EXPECT_THAT(new_places("/comments/feed/"), Contains("/feed.xml"));
    EXPECT_THAT(new_places("/feed/atom/"), Contains("/atom.xml"));
    EXPECT_THAT(new_places("/tag/city/feed/"), Contains("/topics/city/feed.xml"));
    EXPECT_THAT(new_places("/a-story/feed/"), Not(Contains("/feed.xml")));
}

TEST(NewPlaces, AreNoneOutsideOfTheSite) {
    for (const char* path : {"/", "", "/..", "/%2e%2e/", "//", "/tag/", "/page/2/"}) {
        for (const std::string& place : new_places(path)) {
            EXPECT_TRUE(place.starts_with('/')) << path << " -> " << place;
        }
    }
}

TEST(SlugIn, IsTheTellingLastPart) {
    EXPECT_EQ(slug_in("/2020/05/the-name.html"), "the-name");
    EXPECT_EQ(slug_in("/2020-05-17-The-Name/"), "the-name");
    EXPECT_EQ(slug_in("/x/%D8%B4%D9%87%D8%B1-%D9%86%D9%88"), "شهر-نو");
    EXPECT_EQ(slug_in("/internationally"), "internationally");
    for (const char* path : {"/news", "/2019", "/", "", "/a/b", "/2020-05-17"}) {
        EXPECT_EQ(slug_in(path), "") << path;
    }
}

}  // namespace
}  // namespace stoppress::cli
