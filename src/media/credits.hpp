// SPDX-License-Identifier: GPL-3.0-or-later
// Who made a picture and whose it is, as agencies and cameras write it into the file: all of its metadata that is kept.
// Flow:   darkroom_child: header -> read_credits -> answer
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::media {

struct Credits {
    std::string credit;
    std::string copyright;
};

/// `iptc`: the block as it stands in the file ("Photoshop 3.0", or the records alone); `artist`, `copyright`: Exif's, as libvips words
/// them. Agencies' own words (IPTC) go before cameras'. One line of UTF-8 each, at most kMaxCreditBytes; empty where the file says nothing.
[[nodiscard]] Credits read_credits(std::string_view iptc, std::string_view artist, std::string_view copyright);

}  // namespace stoppress::media
