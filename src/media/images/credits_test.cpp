// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that credit and copyright are read as agencies and cameras write them, and that a block with false lengths
// gives nothing.
#include "media/images/credits.hpp"

#include <gtest/gtest.h>

#include "media/limits.hpp"

namespace stoppress::media {
namespace {

std::string record(char number, std::string_view text) {
    return std::string("\x1c\x02", 2) + number + static_cast<char>(text.size() >> 8U) + static_cast<char>(text.size() & 0xffU) +
           std::string(text);
}

std::string resource(std::string_view records) {
    return std::string(
               "Photoshop 3.0\0"
               "8BIM\x04\x04\0\0\0\0",
               24) +
           static_cast<char>(records.size() >> 8U) + static_cast<char>(records.size() & 0xffU) + std::string(records);
}

TEST(Credits, AreReadAsAgenciesWriteThem) {
    const auto read =
        read_credits(resource(record(80, "Ann Lee") + record(110, "Harbour Press") + record(116, "(c) Harbour Press")), "", "");
    EXPECT_EQ(read.credit, "Ann Lee/Harbour Press");
    EXPECT_EQ(read.copyright, "(c) Harbour Press");
    EXPECT_EQ(read_credits(record(110, "Harbour\nPress "), "", "").credit, "Harbour Press") << "one line, and also without Photoshop";
    EXPECT_EQ(read_credits(record(110, "M\xfcller"), "", "").credit, "M\xc3\xbcller") << "what is not UTF-8 is Latin-1";
}

TEST(Credits, AreReadAsCamerasWriteThem) {
    const auto read =
        read_credits("", "Ann Lee (Ann Lee, ASCII, 8 components, 8 bytes)", "A (B) C (A (B) C, ASCII, 8 components, 8 bytes)");
    EXPECT_EQ(read.credit, "Ann Lee");
    EXPECT_EQ(read.copyright, "A (B) C");
    EXPECT_EQ(read_credits("", "odd", "").credit, "");
    EXPECT_EQ(read_credits(record(110, "Agency"), "Ann (Ann, ASCII, 4 components, 4 bytes)", "").credit, "Agency");
}

TEST(Credits, AreNothingWhereTheFileLiesAboutLengths) {
    const std::string whole = resource(record(80, "Ann Lee"));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(read_credits(std::string_view(whole).substr(0, size), "", "").credit, "") << size;
    }
    EXPECT_LE(read_credits(record(110, std::string(5000, 'x')), "", "").credit.size(), kMaxCreditBytes);
    EXPECT_EQ(read_credits(record(110, std::string_view("a\0b\x1b[0m", 7)), "", "").credit, "a b [0m");
}

}  // namespace
}  // namespace stoppress::media
