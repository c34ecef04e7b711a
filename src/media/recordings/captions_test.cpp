// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which captions are taken, what is written of them, and which line a refusal names.
#include "media/recordings/captions.hpp"

#include <gtest/gtest.h>

#include "media/limits.hpp"

namespace stoppress::media {
namespace {

std::string file_of(std::string_view bytes) {
    const auto captions = read_captions(bytes);
    return captions.has_value() ? captions->file : captions.error().message;
}

std::int64_t line_of(std::string_view bytes) {
    const auto captions = read_captions(bytes);
    EXPECT_FALSE(captions.has_value()) << bytes;
    if (captions.has_value()) {
        return -1;
    }
    EXPECT_EQ(captions.error().code, base::ErrorCode::invalid);
    EXPECT_EQ(captions.error().reason.code.text(), "captions-broken");
    return std::get<std::int64_t>(captions.error().reason.values.at(0).second);
}

TEST(Captions, AreWrittenAnewInOneForm) {
    EXPECT_EQ(file_of("\xef\xbb\xbfWEBVTT - a title\r\nKind: captions\r\n\r\n00:01.000 --> 00:02.500 align:start\r\nOne\r\nTwo\r\n\r\n"
                      "last\r\n01:00:00.000 --> 101:00:00.001\r\n<v Ann>سلام</v>"),
              "WEBVTT\n\n00:00:01.000 --> 00:00:02.500 align:start\nOne\nTwo\n\nlast\n01:00:00.000 --> 101:00:00.001\n<v Ann>سلام</v>\n");
    EXPECT_EQ(file_of("WEBVTT\n\n\n00:00.000 --> 00:00.001\n"), "WEBVTT\n\n00:00:00.000 --> 00:00:00.001\n");
}

TEST(Captions, LeaveOutStylesRegionsAndNotes) {
    EXPECT_EQ(
        file_of("WEBVTT\n\nSTYLE\n::cue { background: url(https://elsewhere.test/) }\n\nREGION\nid:a\n\nNOTE who wrote it\nand when\n\n"
                "00:01.000 --> 00:02.000 region:a line:-1 position:50%,center size:80.5% vertical:rl\nText"),
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:-1 position:50%,center size:80.5% vertical:rl\nText\n");
}

TEST(Captions, AreRefusedWithTheLine) {
    EXPECT_EQ(line_of(""), 1);
    EXPECT_EQ(line_of("1\n00:00:01,000 --> 00:00:02,000\nSubRip"), 1);
    EXPECT_EQ(line_of("WEBVTTX\n\n00:01.000 --> 00:02.000\nText"), 1);
    EXPECT_EQ(line_of("<html>\n"), 1);
    EXPECT_EQ(line_of("WEBVTT\n\n00:01.000 --> 00:02.000\n\xff"), 1);
    EXPECT_EQ(line_of(std::string_view("WEBVTT\n\n\0", 9)), 1);
    EXPECT_EQ(line_of("WEBVTT\n\nNOTE nothing else\n"), 3);
    EXPECT_EQ(line_of("WEBVTT\n00:01.000 --> 00:02.000\nText"), 2);
    EXPECT_EQ(line_of("WEBVTT\n\nid\nText"), 4);
    for (const std::string_view times :
         {"00:02.000 --> 00:01.000", "00:01.000 --> 00:01.000", "00:01.000 -> 00:02.000 -->", "00:60.000 --> 01:00.000",
          "1:00:01.000 --> 1:00:02.000", "00:01,000 --> 00:02,000", "00:01.00 --> 00:02.00", "--> 00:02.000",
          "00:01.000 --> 00:02.000 align:middle", "00:01.000 --> 00:02.000 size:101%", "-0:01.000 --> 00:02.000",
          "00:01.000 --> 00:02.000 onclick:x", "99999999999999999:00:01.000 --> 00:02.000"}) {
        EXPECT_EQ(line_of("WEBVTT\n\n" + std::string(times) + "\nText"), 3) << times;
    }
    EXPECT_EQ(line_of("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB"), 6) << "out of order";
    EXPECT_EQ(line_of("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n00:07.000 --> 00:08.000\nB"), 5) << "without an empty line between";
    EXPECT_EQ(line_of("WEBVTT\n\n00:05.000 --> 00:06.000\n" + std::string(kMaxCaptionLineBytes + 1, 'x')), 4);
}

TEST(Captions, HaveLimits) {
    const auto large = read_captions(std::string(kMaxCaptionsBytes + 1, 'x'));
    ASSERT_FALSE(large.has_value());
    EXPECT_EQ(large.error().code, base::ErrorCode::too_large);
    std::string many = "WEBVTT\n";
    for (std::size_t i = 0; i <= kMaxCues; ++i) {
        many += "\n00:00.000 --> 00:01.000\n";
    }
    const auto refused = read_captions(many);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace stoppress::media
