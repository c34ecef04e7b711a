// SPDX-License-Identifier: GPL-3.0-or-later
// Takes files of the old site into the media library: what importers have in common. A file of an earlier run is recognised by where
// it came from and by its bytes, and is not processed again.
// Flow:   bytes -> take_file() -> store::Medium -> Target
// Thread: any but a loop's, several at once; the caller waits for seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "importing/importing.hpp"
#include "media/import_file.hpp"
#include "media/picture.hpp"
#include "store/media/records.hpp"

namespace stoppress::importing {

/// What stories show instead of a file's old address. Width and height are 0 for a file that is no picture.
struct TakenPicture {
    media::Name name;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

[[nodiscard]] std::optional<TakenPicture> taken_picture(const store::Medium& medium);

/// The medium of an earlier run with this source; nothing if there is none.
[[nodiscard]] base::Result<std::optional<store::Medium>> known_medium(const MediaTools& tools, const std::string& source);

/// Whether all its files are in the library; a picture imported by an early version has only one, and is processed again.
[[nodiscard]] bool is_kept(const MediaTools& tools, const store::Medium& medium);

struct TakenFile {
    store::Medium medium;  ///< `known` if that is the same file; else new, without file name, source and words
    bool known = false;
    bool still = false;  ///< only the first frame, of an animation that is too large
};

/// Its files are durable when this returns. Fails as media::import_file does.
[[nodiscard]] base::Result<TakenFile> take_file(const MediaTools& tools, const media::RecordingBytes& file, media::Accept accepted,
                                                const std::optional<store::Medium>& known);

/// Whether the error is not the file's: the next ones would fail, too.
[[nodiscard]] bool ends_taking(const base::Error& error);

}  // namespace stoppress::importing
