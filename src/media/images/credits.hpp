// SPDX-License-Identifier: GPL-3.0-or-later
// Credit and copyright of a picture, as agencies and cameras write them into the file: the only metadata that is kept.
// Flow:   image_sandbox_child: header -> read_credits -> answer
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::media {

struct Credits {
    std::string credit;
    std::string copyright;
};

/// `iptc`: the block as in the file ("Photoshop 3.0", or the records alone); `artist`, `copyright`: from Exif, as
/// libvips formats them. IPTC, which agencies write, takes precedence. One line of UTF-8 each, at most kMaxCreditBytes;
/// empty if the file has none.
[[nodiscard]] Credits read_credits(std::string_view iptc, std::string_view artist, std::string_view copyright);

}  // namespace stoppress::media
