// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the form of feed ids, and which ones of other systems are kept.
#include "story/feed_id.hpp"

#include <gtest/gtest.h>

namespace stoppress::story {
namespace {

TEST(FeedId, IsATagOfHostAndDay) {
    const auto time = base::parse_rfc3339("2026-03-01T23:59:59.999Z");
    ASSERT_TRUE(time.has_value());
    EXPECT_EQ(feed_id("https://example.org:8443", *time, {7}), "tag:example.org,2026-03-01:story/7");
    EXPECT_EQ(feed_id("http://127.0.0.1:8080/", *time, {12}), "tag:127.0.0.1,2026-03-01:story/12");
}

TEST(FeedId, OfACorrectionHasItsOwnDay) {
    const auto time = base::parse_rfc3339("2026-04-02T00:00:00Z");
    EXPECT_EQ(feed_id_as_of("tag:example.org,2026-03-01:story/7", *time), "tag:example.org,2026-04-02:story/7");
    EXPECT_EQ(feed_id_as_of("tag:odd", *time), "tag:odd");
    EXPECT_EQ(feed_id_as_of("https://blog.example/?a,b:c", *time), "https://blog.example/?a,b:c");
}

TEST(FeedId, OfAnotherSystemIsAnAbsoluteAddress) {
    for (const char* kept :
         {"https://blog.example/?p=12", "tag:blog.example,2020-01-01:/12", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
          "https://blog.example/نامه", "http://blog.example/?post_type=page&#038;p=3"}) {
        EXPECT_TRUE(is_feed_id(kept)) << kept;
    }
    for (const char* refused : {"", "12", "/?p=12", ":12", "https:", "1a:x", "a b:c", "https://blog.example/a b", "https://blog.example/\n",
                                "https://blog.example/<b>", "https://blog.example/\xff"}) {
        EXPECT_FALSE(is_feed_id(refused)) << refused;
    }
    EXPECT_TRUE(is_feed_id("urn:" + std::string(496, 'a')));
    EXPECT_FALSE(is_feed_id("urn:" + std::string(497, 'a')));
}

}  // namespace
}  // namespace stoppress::story
