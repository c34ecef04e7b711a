// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a file in: what it is by its first bytes, developed where it is a picture, and everything that is kept of it durable on the disk.
// The one way in for uploads and imports.
// Flow:   bytes -> Darkroom -> Library -> Intake -> store::Medium
// Thread: any, several at once; the caller waits for seconds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/darkroom.hpp"
#include "media/library.hpp"

namespace stoppress::media {

struct KeptFile {
    Name name;
    int width = 0;  ///< both 0: no picture
    int height = 0;
    std::size_t size = 0;
};

/// What was kept of one file.
struct Intake {
    Name original;                 ///< what came; of a download the same as `main`
    KeptFile main;                 ///< what links and previews get
    std::vector<KeptFile> others;  ///< the picture in other widths and formats
    bool still = false;            ///< of an animation too big to be kept one, its first frame
    std::string placeholder;       ///< a data: address of at most 1 KB; may be empty
    std::string credit;
    std::string copyright;
};

/// Fails as Darkroom and Library do; `unsupported` also for a download where only pictures are taken.
enum class Takes : std::uint8_t { pictures, anything };
[[nodiscard]] base::Result<Intake> take_in(const Darkroom& darkroom, const Library& library, std::string_view bytes, Takes takes);

}  // namespace stoppress::media
