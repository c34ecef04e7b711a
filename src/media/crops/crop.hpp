// SPDX-License-Identifier: GPL-3.0-or-later
// The piece of a picture that is to become a picture of its own: a rectangle, in pixels of the picture as it is seen. A
// camera may have stored it on its side; on_file() finds the rectangle there.
// Thread: any; plain data and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::media {

/// Pixels that each side of a cropped picture has at least: less shows nothing.
inline constexpr std::int64_t kLeastCropSide = 10;

struct CropArea {
    std::int64_t x = 0;  ///< from the left, in pixels; of the upright picture
    std::int64_t y = 0;  ///< from the top
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t rotate = 0;  ///< degrees by which the piece is then turned clockwise: 0, 90, 180 or 270
    friend bool operator==(const CropArea&, const CropArea&) = default;

    /// "10,20,640,360,90", as the child process that crops is told of it.
    [[nodiscard]] std::string text() const;
    /// Reads text(); nothing for anything else.
    [[nodiscard]] static std::optional<CropArea> parse(std::string_view text);
};

/// Whether it lies in an upright picture of that size in pixels, with some of it inside, and its turn is a quarter one.
[[nodiscard]] bool is_inside(const CropArea& area, std::int64_t width, std::int64_t height);

/// The rectangle in the picture as the file has it, `width` to `height` pixels, which is seen upright by its Exif
/// orientation (1 to 8; TIFF 6.0, tag 274).
[[nodiscard]] CropArea on_file(const CropArea& area, int orientation, std::int64_t width, std::int64_t height);

}  // namespace stoppress::media
