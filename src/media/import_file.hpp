// SPDX-License-Identifier: GPL-3.0-or-later
// Accepts a file: detects its type by its first bytes, processes it if it is a picture, and stores everything durably.
// Uploads and imports both use it.
// Flow:   bytes -> ImageSandbox -> Library -> ImportedFile -> store::Medium
// Thread: any but a loop's, several at once; the caller waits for seconds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/library.hpp"

namespace stoppress::media {

struct KeptFile {
    Name name;
    int width = 0;  ///< in pixels; both 0: not a picture
    int height = 0;
    std::size_t size = 0;  ///< bytes
};

/// What was stored for one file.
struct ImportedFile {
    Name original;           ///< the file as received; for a download the same as `main`
    int original_width = 0;  ///< in pixels, upright; both 0: not a picture
    int original_height = 0;
    std::size_t original_size = 0;  ///< bytes
    KeptFile main;                  ///< the file that links and previews use
    std::vector<KeptFile> others;   ///< the picture in other widths and formats
    bool still = false;             ///< only the first frame, of an animation that is too large
    std::string placeholder;        ///< a data: address of at most 1 KB; may be empty
    std::string credit;             ///< this and the next three: as the file has them, one line each; may be empty
    std::string copyright;
    std::string caption;
    std::string alt;
};

/// Fails as ImageSandbox and Library do; with `unsupported` also for a download if only pictures are allowed.
enum class Accept : std::uint8_t { pictures, anything };
[[nodiscard]] base::Result<ImportedFile> import_file(const ImageSandbox& image_sandbox, const Library& library, std::string_view bytes,
                                                     Accept accepted);

}  // namespace stoppress::media
