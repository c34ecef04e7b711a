// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures with as many parts as encoders write are accepted, those just beyond a limit are not, and counting stops at
// the file's end.
// The files have the parts and nothing in them: no decoder would find work.
#include "media/images/structure.hpp"

#include <gtest/gtest.h>

#include "media/limits.hpp"
#include "media/sample_pictures.hpp"

namespace stoppress::media {
namespace {

std::string part_times(const std::string& part, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) {
        all += part;
    }
    return all;
}

std::string segment(unsigned char marker, const std::string& data) {
    return std::string("\xff") + static_cast<char>(marker) + big_endian(static_cast<std::uint32_t>(data.size() + 2), 2) + data;
}

std::string jpeg_of(std::uint32_t width, std::uint32_t height, std::size_t scans, std::size_t comments = 0) {
    const std::string frame = segment(0xc2, "\x08" + big_endian(height, 2) + big_endian(width, 2) + "\x01");
    return "\xff\xd8" + part_times(segment(0xfe, "x"), comments) + frame +
           part_times(segment(0xda, "x") + std::string("\x12\xff\0\x12", 4), scans) + "\xff\xd9";
}

std::string gif_of(std::size_t frames, std::size_t extensions = 0) {
    const std::string frame = "," + std::string(8, '\0') + std::string("\0\2\1x\0", 5);
    return "GIF89a" + std::string("\1\0\1\0\x80\0\0", 7) + std::string(6, 'c') + part_times(std::string("!\xfe\1x\0", 5), extensions) +
           part_times(frame, frames) + ";";
}

std::string webp_of(std::size_t frames) {
    return "RIFF" + std::string(4, 'x') + "WEBP" + part_times(std::string("ANMF\1\0\0\0xx", 10), frames);
}

std::string avif_of(std::size_t boxes) {
    const std::string box = big_endian(8, 4) + "free";
    return big_endian(16, 4) + "ftypavif" + std::string(4, '\0') + big_endian(0, 4) + "meta" + std::string(4, '\0') +
           part_times(box, boxes);
}

/// With a list of entries, whose number has four bytes from version 1 on.
std::string avif_with_entries(std::size_t entries, char version) {
    const auto count = big_endian(static_cast<std::uint32_t>(entries), version == 0 ? 2 : 4);
    return avif_of(0) + big_endian(0, 4) + "iinf" + version + std::string(3, '\0') + count +
           part_times(big_endian(12, 4) + "infe" + std::string(4, '\0'), entries);
}

/// Whether it passes; what passes does so however little of it is there.
bool passes(const std::string& bytes, Format format) {
    const auto checked = check_structure(bytes, format);
    EXPECT_TRUE(checked.has_value() || checked.error().code == base::ErrorCode::too_large);
    for (std::size_t cut = 0; cut < std::min<std::size_t>(bytes.size(), 300); ++cut) {
        const auto part = check_structure(std::string_view(bytes).substr(0, cut), format);
        EXPECT_TRUE(part.has_value() || !checked.has_value()) << cut;
    }
    return checked.has_value();
}

TEST(Structure, BoundsTheScansAndSegmentsOfAJpeg) {
    EXPECT_TRUE(passes(jpeg_of(4000, 3000, kMaxScans), Format::jpeg));
    EXPECT_FALSE(passes(jpeg_of(4000, 3000, kMaxScans + 1), Format::jpeg));
    EXPECT_TRUE(passes(jpeg_of(10'000, 10'000, 12), Format::jpeg));
    EXPECT_FALSE(passes(jpeg_of(10'000, 10'000, 13), Format::jpeg));
    EXPECT_TRUE(passes(jpeg_of(10, 10, 1, kMaxSegments - 2), Format::jpeg));
    EXPECT_FALSE(passes(jpeg_of(10, 10, 1, kMaxSegments), Format::jpeg));
}

TEST(Structure, BoundsTheChunksOfAPng) {
    const auto png_of = [](std::size_t data, std::size_t texts) {
        return png_head(1, 1) + part_times(png_chunk("tEXt", "a"), texts) + part_times(png_chunk("IDAT", ""), data) + png_chunk("IEND", "");
    };
    EXPECT_TRUE(passes(png_of(kMaxDataChunks, kMaxOtherChunks - 2), Format::png));
    EXPECT_FALSE(passes(png_of(kMaxDataChunks + 1, 0), Format::png));
    EXPECT_FALSE(passes(png_of(1, kMaxOtherChunks), Format::png));
}

TEST(Structure, BoundsTheFramesOfAnimations) {
    const auto most = static_cast<std::size_t>(kMaxFrames);
    EXPECT_TRUE(passes(gif_of(most), Format::gif));
    EXPECT_FALSE(passes(gif_of(most + 1), Format::gif));
    EXPECT_FALSE(passes(gif_of(1, kMaxExtensions + 1), Format::gif));
    EXPECT_TRUE(passes(webp_of(most), Format::webp));
    EXPECT_FALSE(passes(webp_of(most + 1), Format::webp));
}

TEST(Structure, BoundsTheBoxesOfAnAvifAtAllDepths) {
    EXPECT_TRUE(passes(avif_of(kMaxBoxes - 2), Format::avif));
    EXPECT_FALSE(passes(avif_of(kMaxBoxes), Format::avif));
    for (const char version : {'\0', '\1'}) {
        EXPECT_TRUE(passes(avif_with_entries(kMaxBoxes - 3, version), Format::avif));
        EXPECT_FALSE(passes(avif_with_entries(kMaxBoxes, version), Format::avif));
    }
}

}  // namespace
}  // namespace stoppress::media
