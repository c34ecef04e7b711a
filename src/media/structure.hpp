// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture's file consists of, counted before a decoder works on it: segments, chunks, scans, frames, boxes. A few bytes of each cost
// a decoder a pass over all pixels, or a search through all that came before.
// Flow:   sandboxed child: original -> check_structure -> libvips
// Thread: any; pure functions.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

/// `too_large` where the file consists of more parts than limits.hpp allows. What is not well-formed passes: the decoder says so, and has
/// nothing to work on where the parts end.
[[nodiscard]] base::Result<void> check_structure(std::string_view bytes, Format format);

}  // namespace stoppress::media
