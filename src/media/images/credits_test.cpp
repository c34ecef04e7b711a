// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that credit, copyright, caption and alternative text are read as agencies and cameras write them, and that a block
// with false lengths gives nothing.
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
    const std::string iptc = resource(record(80, "Ann Lee") + record(110, "Harbour Press") + record(116, "(c) Harbour Press"));
    const auto read = read_credits({.iptc = iptc});
    EXPECT_EQ(read.credit, "Ann Lee/Harbour Press");
    EXPECT_EQ(read.copyright, "(c) Harbour Press");
    EXPECT_EQ(read_credits({.iptc = record(110, "Harbour\nPress ")}).credit, "Harbour Press") << "one line, and also without Photoshop";
    EXPECT_EQ(read_credits({.iptc = record(110, "M\xfcller")}).credit, "M\xc3\xbcller") << "what is not UTF-8 is Latin-1";
}

TEST(Credits, AreReadAsCamerasWriteThem) {
    const auto read = read_credits(
        {.artist = "Ann Lee (Ann Lee, ASCII, 8 components, 8 bytes)", .copyright = "A (B) C (A (B) C, ASCII, 8 components, 8 bytes)"});
    EXPECT_EQ(read.credit, "Ann Lee");
    EXPECT_EQ(read.copyright, "A (B) C");
    EXPECT_EQ(read_credits({.artist = "odd"}).credit, "");
    EXPECT_EQ(read_credits({.iptc = record(110, "Agency"), .artist = "Ann (Ann, ASCII, 4 components, 4 bytes)"}).credit, "Agency");
}

TEST(Credits, AreNothingWhereTheFileLiesAboutLengths) {
    const std::string whole = resource(record(80, "Ann Lee"));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(read_credits({.iptc = std::string_view(whole).substr(0, size)}).credit, "") << size;
    }
    EXPECT_LE(read_credits({.iptc = record(110, std::string(5000, 'x'))}).credit.size(), kMaxCreditBytes);
    EXPECT_EQ(read_credits({.iptc = record(110, std::string_view("a\0b\x1b[0m", 7))}).credit, "a b [0m");
}

constexpr std::string_view kXmp =
    R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">)"
    R"(<rdf:Description><dc:description>بندر در شب</dc:description><dc:creator>Bo Ek</dc:creator></rdf:Description></rdf:RDF>)";

TEST(Captions, AreReadFromXmpThenIptcThenExif) {
    const std::string iptc = resource(record(120, "The harbour\r\nat night") + record(80, "Ann Lee"));
    const std::string_view exif = "Boats (Boats, ASCII, 6 components, 6 bytes)";
    EXPECT_EQ(read_credits({.iptc = iptc, .xmp = kXmp, .description = exif}).caption, "بندر در شب");
    EXPECT_EQ(read_credits({.iptc = iptc, .description = exif}).caption, "The harbour at night");
    EXPECT_EQ(read_credits({.description = exif}).caption, "Boats");
    EXPECT_EQ(read_credits({.iptc = iptc, .xmp = kXmp}).credit, "Ann Lee");
    EXPECT_EQ(read_credits({.xmp = kXmp}).credit, "Bo Ek");
}

TEST(Captions, AreNotWhatCamerasWriteByThemselves) {
    for (const char* const text : {"OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0001.JPG", "IMG_0001.jpg", "Screenshot"}) {
        const std::string exif = std::string(text) + " (" + text + ", ASCII, 9 components, 9 bytes)";
        EXPECT_EQ(read_credits({.description = exif}).caption, "") << text;
    }
}

TEST(Captions, HaveLimitsAndNoMarksThatTurnTheirSurroundings) {
    EXPECT_EQ(read_credits({.iptc = record(120,
                                           "a\xe2\x80\xae"
                                           "b\xe2\x81\xa7"
                                           "c")})
                  .caption,
              "abc");
    EXPECT_EQ(read_credits({.iptc = record(120, "می\xe2\x80\x8cشود")}).caption, "می\xe2\x80\x8cشود") << "words are left as they are";
    EXPECT_EQ(read_credits({.iptc = record(120, std::string(5000, 'x'))}).caption.size(), kMaxCaptionBytes);
}

}  // namespace
}  // namespace stoppress::media
