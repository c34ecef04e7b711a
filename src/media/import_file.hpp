// SPDX-License-Identifier: GPL-3.0-or-later
// Accepts a file: detects its type by its first bytes, processes it if it is a picture, reads what it says of itself if it
// is a recording, and stores everything durably. Uploads and imports both use it.
// Flow:   bytes -> ImageSandbox, RecordingSandbox -> Library -> ImportedFile -> store::Medium
// Thread: any but a loop's, several at once; the caller waits for seconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/crops/crop_sandbox.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/library.hpp"
#include "media/recordings/recording_sandbox.hpp"

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
    std::optional<Recording> recording{};  ///< of sound and film
};

/// The child processes that look at untrusted bytes.
struct Sandboxes {
    ImageSandbox images{};
    CropSandbox crops{};
    RecordingSandbox recordings{};

    /// Gives up running and future work, because the program is ending. Any thread.
    void abandon() {
        images.abandon();
        crops.abandon();
        recordings.abandon();
    }
};

enum class Accept : std::uint8_t { pictures, anything };
/// Fails as the sandboxes and Library do; with `unsupported` also for a recording that browsers cannot play, and for all but
/// pictures if only these are allowed; with `too_large` for one beyond the limits, recordings beyond `most_recording` bytes.
[[nodiscard]] base::Result<ImportedFile> import_file(const Sandboxes& sandboxes, const Library& library, const RecordingBytes& file,
                                                     Accept accepted, std::size_t most_recording);

/// Cuts a piece out of a picture whose original the library has, and stores it as import_file() stores pictures. Fails as
/// CropSandbox and import_file() do; with `conflict` ("original-missing") if the library has no such original.
[[nodiscard]] base::Result<ImportedFile> import_piece(const Sandboxes& sandboxes, const Library& library, const Name& original,
                                                      const CropArea& area);

/// Stores captions as readers get them. Fails as read_captions() and Library do.
[[nodiscard]] base::Result<KeptFile> import_captions(const Library& library, std::string_view bytes);

}  // namespace stoppress::media
