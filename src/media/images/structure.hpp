// SPDX-License-Identifier: GPL-3.0-or-later
// Counts the parts of a picture file before it is decoded: segments, chunks, scans, frames, boxes. A part of a few
// bytes can cost a decoder a pass over all pixels, or a search through everything before it.
// Flow:   sandboxed child: original -> check_structure -> libvips
// Thread: any; pure functions.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

/// Fails with `too_large` if the file has more parts than limits.hpp allows. A file that is not well-formed passes: the
/// decoder reports it, and cannot read beyond the point where the parts end.
[[nodiscard]] base::Result<void> check_structure(std::string_view bytes, Format format);

}  // namespace stoppress::media
