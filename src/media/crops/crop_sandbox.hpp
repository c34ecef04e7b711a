// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a piece out of a picture, in a sandboxed child process of its own (sandbox_process.hpp). The result is a file like
// one that a camera made: upright, in full size, with the picture's colour profile and nothing else of its metadata. Its
// Exif block would still have a thumbnail of what was cut away. (libvips writes a new one, with the piece's size.)
// Flow:   original -> CropSandbox -> child (decode, cut, encode) -> bytes -> import_file
// Thread: any but a loop's, several at once; the caller waits up to kMaxTime.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "media/crops/crop.hpp"
#include "media/limits.hpp"

namespace stoppress::media {

/// The first argument that starts this program as the child, before CropArea::text(). It is not listed in the help.
inline constexpr std::string_view kCropArgument = "crop-picture";

class CropSandbox {
public:
    /// The piece as JPEG if the original is one, as PNG if it is a PNG or GIF, else as WebP. Fails with `unsupported`
    /// ("crop-kind") if it is no picture or one that moves, `invalid` if the rectangle is not inside ("crop-outside", with the
    /// picture's width and height) or it cannot be decoded, `too_large` beyond a limit, `io` if the child itself failed,
    /// `unavailable` after abandon().
    [[nodiscard]] base::Result<std::string> crop(std::string_view original, const CropArea& area) const;
    /// Gives up running and future work (`unavailable`), because the program is ending. Any thread.
    void abandon() { abandoned_ = true; }

private:
    std::atomic<bool> abandoned_ = false;
};

/// The child: reads an original from standard input, writes the answer to standard output, and returns the exit status.
int run_crop_sandbox_child(std::string_view area);

/// Why a rectangle is refused: the picture's width and height, in pixels, are in the reason.
[[nodiscard]] base::Error outside_of(std::int64_t width, std::int64_t height);
/// Why a medium that is no picture, or one that moves, is not cropped.
[[nodiscard]] base::Error not_to_be_cropped();

}  // namespace stoppress::media
