// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that the piece is the one that was seen, whichever way a camera stored the picture; that it has nothing of the picture's
// metadata; and that what cannot be cropped is refused with a reason.
#include "media/crops/crop.hpp"

#include <gmock/gmock.h>

#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "media/crops/crop_sandbox.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/sample_photographs.hpp"
#include "media/sample_pictures.hpp"

namespace stoppress::media {
namespace {

using base::ErrorCode;
using ::testing::HasSubstr;
using ::testing::Not;

using Rows = std::vector<std::vector<int>>;

/// As viewers turn and mirror it, pixel by pixel, by the table of TIFF 6.0: where the file's first row and column are seen.
Rows seen_of(const Rows& file, int orientation) {
    const int height = static_cast<int>(file.size());
    const int width = static_cast<int>(file.front().size());
    const bool on_its_side = orientation >= 5;
    Rows seen(static_cast<std::size_t>(on_its_side ? width : height),
              std::vector<int>(static_cast<std::size_t>(on_its_side ? height : width)));
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const std::array<std::pair<int, int>, 8> places{{{column, row},
                                                             {width - 1 - column, row},
                                                             {width - 1 - column, height - 1 - row},
                                                             {column, height - 1 - row},
                                                             {row, column},
                                                             {height - 1 - row, column},
                                                             {height - 1 - row, width - 1 - column},
                                                             {row, width - 1 - column}}};
            const auto [x, y] = places.at(static_cast<std::size_t>(orientation - 1));
            seen[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                file[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
        }
    }
    return seen;
}

Rows cut(const Rows& from, const CropArea& area) {
    Rows piece;
    piece.reserve(static_cast<std::size_t>(area.height));
    for (std::int64_t y = area.y; y < area.y + area.height; ++y) {
        const auto& row = from[static_cast<std::size_t>(y)];
        piece.emplace_back(row.begin() + area.x, row.begin() + area.x + area.width);
    }
    return piece;
}

TEST(CropArea, IsInTheFileWhatIsSeenInThePicture) {
    Rows file(4, std::vector<int>(7));
    int number = 0;
    for (auto& row : file) {
        for (int& pixel : row) {
            pixel = ++number;
        }
    }
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Rows seen = seen_of(file, orientation);
        for (const CropArea& area : {CropArea{0, 0, 2, 3, 0}, CropArea{1, 2, 3, 1, 0}, CropArea{2, 0, 1, 4, 0}}) {
            const CropArea there = on_file(area, orientation, 7, 4);
            ASSERT_TRUE(is_inside(there, 7, 4)) << orientation;
            EXPECT_EQ(seen_of(cut(file, there), orientation), cut(seen, area)) << orientation;
        }
    }
}

TEST(CropArea, IsInsideOnlyAsAWhole) {
    EXPECT_TRUE(is_inside({0, 0, 7, 4, 0}, 7, 4));
    EXPECT_TRUE(is_inside({6, 3, 1, 1, 270}, 7, 4));
    constexpr std::int64_t kMost = INT64_MAX;
    for (const CropArea& area : {CropArea{0, 0, 8, 4, 0}, CropArea{1, 0, 7, 4, 0}, CropArea{0, 1, 7, 4, 0}, CropArea{-1, 0, 2, 2, 0},
                                 CropArea{0, -1, 2, 2, 0}, CropArea{0, 0, 0, 2, 0}, CropArea{0, 0, 2, -2, 0}, CropArea{0, 0, 2, 2, 45},
                                 CropArea{kMost, 0, 2, 2, 0}, CropArea{0, 1, 2, kMost, 0}}) {
        EXPECT_FALSE(is_inside(area, 7, 4)) << area.text();
    }
}

TEST(CropArea, IsReadAsItIsWritten) {
    const CropArea area{10, 20, 640, 360, 90};
    EXPECT_EQ(area.text(), "10,20,640,360,90");
    EXPECT_EQ(CropArea::parse(area.text()), area);
    for (const char* const text : {"", "10", "10,20,640,360", "10,20,640,360,", "10,20,640,360,90,", "10,20,640,360,90 ",
                                   "10;20;640;360;90", "1e3,20,640,360,90", "99999999999999999999,0,1,1,0"}) {
        EXPECT_FALSE(CropArea::parse(text).has_value()) << text;
    }
}

TEST(CropSandbox, CutsAPieceAsItIsSeenWithoutWhatThePictureTells) {
    // 16 wide and 8 high in the file; seen 8 wide and 16 high.
    const auto original = jpeg_on_its_side("The camera of Jane");
    for (const auto& [rotate, width, height] :
         {std::tuple{0, 6, 10}, std::tuple{90, 10, 6}, std::tuple{180, 6, 10}, std::tuple{270, 10, 6}}) {
        const auto piece = CropSandbox().crop(original, {2, 4, 6, 10, rotate});
        ASSERT_TRUE(piece.has_value()) << piece.error().message;
        EXPECT_EQ(format_of(*piece), Format::jpeg);
        EXPECT_THAT(*piece, Not(HasSubstr("Jane")));
        const auto processed = ImageSandbox().process(*piece);
        ASSERT_TRUE(processed.has_value()) << processed.error().message;
        EXPECT_EQ(processed->width, width);
        EXPECT_EQ(processed->height, height);
    }
}

TEST(CropSandbox, KeepsTheFormat) {
    const auto piece = CropSandbox().crop(png(300, 200), {10, 20, 100, 50, 0});
    ASSERT_TRUE(piece.has_value()) << piece.error().message;
    EXPECT_EQ(format_of(*piece), Format::png);
    const auto drawing = CropSandbox().crop(gif(1), {0, 0, 1, 2, 0});
    ASSERT_TRUE(drawing.has_value()) << drawing.error().message;
    EXPECT_EQ(format_of(*drawing), Format::png) << "a GIF has too few colours to be made again";
    const auto processed = ImageSandbox().process(png(300, 200));
    ASSERT_TRUE(processed.has_value());
    ASSERT_EQ(processed->others.front().format, Format::webp);
    const auto webp = CropSandbox().crop(processed->others.front().bytes, {0, 0, 100, 50, 0});
    ASSERT_TRUE(webp.has_value()) << webp.error().message;
    EXPECT_EQ(format_of(*webp), Format::webp);
}

TEST(CropSandbox, SaysWhyAPictureIsNotCropped) {
    const auto error_of = [](std::string_view original, const CropArea& area) {
        const auto piece = CropSandbox().crop(original, area);
        EXPECT_FALSE(piece.has_value());
        return piece.has_value() ? base::fail(ErrorCode::internal, "it was cut") : piece.error();
    };
    const auto outside = error_of(jpeg_on_its_side("Jane"), {0, 0, 16, 8, 0});
    EXPECT_EQ(outside.code, ErrorCode::invalid);
    EXPECT_EQ(outside.reason.code.text(), "crop-outside");
    EXPECT_EQ(outside.reason.values, (decltype(outside.reason.values){{"width", std::int64_t{8}}, {"height", std::int64_t{16}}}));
    EXPECT_EQ(error_of(gif(3), {0, 0, 1, 1, 0}).reason.code.text(), "crop-kind");
    EXPECT_EQ(error_of("%PDF-1.4\n", {0, 0, 1, 1, 0}).reason.code.text(), "crop-kind");
    EXPECT_EQ(error_of(png(300, 200).substr(0, 900), {0, 0, 300, 200, 0}).reason.code.text(), "file-broken");
    EXPECT_EQ(error_of(png_that_declares(20'000, 6'000), {0, 0, 10, 10, 0}).reason.code.text(), "picture-too-large");
}

}  // namespace
}  // namespace stoppress::media
