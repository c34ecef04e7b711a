// SPDX-License-Identifier: GPL-3.0-or-later
// Reads captions (WebVTT) strictly and writes them anew: cues alone, in order, with settings that exist. What else a
// file may contain (styles, regions, notes) is left out, so readers never get a file as it came.
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::media {

struct Captions {
    std::string file;      ///< WebVTT, UTF-8
    std::size_t cues = 0;  ///< at least 1
};

/// Fails with `too_large` beyond the limits, or `invalid` with the line ("captions-broken").
[[nodiscard]] base::Result<Captions> read_captions(std::string_view bytes);

}  // namespace stoppress::media
