// SPDX-License-Identifier: GPL-3.0-or-later
// What a recording (sound or film) says of itself, and whether browsers can play it. Recordings are served as received:
// nothing is transcoded, so what browsers cannot play is refused with a word on what to export instead.
// Flow:   RecordingSandbox -> Recording -> playable -> import_file
// Thread: plain data; pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

/// What a recording's headers say. Codecs have the names that MediaInfo gives them: "AVC", "AAC", "MPEG Audio".
struct Recording {
    std::int64_t duration = 0;  ///< milliseconds; 0: not known
    int width = 0;              ///< of a film as it is shown, in pixels; both 0: sound
    int height = 0;
    std::string video;     ///< codec of the first film track; empty: none
    std::string audio;     ///< codec of the first sound track; empty: none
    std::string profile;   ///< of `video`
    std::string chroma;    ///< of `video`: "4:2:0"; empty: not said
    int bits = 0;          ///< of a colour of `video`; 0: not said
    std::string layer;     ///< of `audio` if it is MPEG Audio: "Layer 3"
    bool cut_off = false;  ///< the file is shorter than it says
    friend bool operator==(const Recording&, const Recording&) = default;
};

/// The format that a recording is served as: `format`, or the one for sound where it has no film (m4a, weba). Fails with
/// `unsupported` if browsers cannot play it, and `invalid` if it contains nothing or is cut off.
[[nodiscard]] base::Result<Format> playable(Format format, const Recording& recording);

/// The codec as people call it: "H.264" for AVC.
[[nodiscard]] std::string codec_name(const std::string& codec);

}  // namespace stoppress::media
