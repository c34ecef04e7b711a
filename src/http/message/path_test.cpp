// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that paths and queries are decoded once and strictly, and encoded so that they decode to the same.
#include "http/message/path.hpp"

#include <gtest/gtest.h>

#include "http/limits.hpp"
#include "http/message/characters.hpp"

namespace stoppress::http {
namespace {

TEST(DecodePath, DecodesOnce) {
    std::string scratch;
    EXPECT_EQ(decode_path("/a%2525", scratch).text, "/a%25");
    EXPECT_EQ(decode_path("/%61", scratch).text, "/a");
    EXPECT_EQ(decode_path("/a+b", scratch).text, "/a+b");
}

TEST(DecodePath, ViewsTheRawBytesWhereNothingIsEncoded) {
    std::string scratch = "untouched";
    const std::string raw = "/2026/03/a-slug";
    EXPECT_EQ(decode_path(raw, scratch).text.data(), raw.data());
    EXPECT_EQ(scratch, "untouched");
}

TEST(EncodePath, DecodesToTheSame) {
    std::string scratch;
    for (const std::string path : {"/", "/a b", "/\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85/", "/100%", "/a?b#c", "/a\"<>'&"}) {
        const std::string encoded = encode_path(path);
        EXPECT_EQ(decode_path(encoded, scratch).text, path) << encoded;
    }
    EXPECT_EQ(encode_path("/a b/\xC3\xB6"), "/a%20b/%C3%B6");
}

TEST(Query, DecodesPlusAsSpaceAndKeepsOrder) {
    const auto query = Query::parse("q=a+b%2Bc&page=2&flag&&empty=");
    ASSERT_TRUE(query.has_value());
    EXPECT_EQ(query->get("q"), "a b+c");
    EXPECT_EQ(query->get("page"), "2");
    EXPECT_EQ(query->get("flag"), "");
    EXPECT_EQ(query->get("empty"), "");
    EXPECT_EQ(query->get("missing"), std::nullopt);
}

TEST(Query, RefusesWhatHasNoOneReading) {
    EXPECT_FALSE(Query::parse("a=1&a=2").has_value());
    EXPECT_FALSE(Query::parse("a=%").has_value());
    EXPECT_FALSE(Query::parse("a=%ff").has_value());
    std::string many;
    for (std::size_t i = 0; i <= kMaxParameters; ++i) {
        many += "p" + std::to_string(i) + "=1&";
    }
    EXPECT_FALSE(Query::parse(many).has_value());
}

TEST(Path, KnowsWhatIsBelowAPrefixBySegments) {
    std::string scratch;
    EXPECT_EQ(decode_path("/a//", scratch).fault, PathFault::not_canonical);
    EXPECT_EQ(decode_path("/a/.b", scratch).fault, PathFault::none);
    EXPECT_EQ(decode_path("", scratch).fault, PathFault::malformed);
}

}  // namespace
}  // namespace stoppress::http
