// SPDX-License-Identifier: GPL-3.0-or-later
// What agencies, cameras and programs write about a picture into its file: the only metadata that is kept, as proposals
// for the fields of the media library. Places, times and devices are not read.
// Flow:   image_sandbox_child: header -> read_credits -> answer
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::media {

struct Credits {
    std::string credit;
    std::string copyright;
    std::string caption;
    std::string alt;
};

/// The parts of a file that may say something, each empty if the file has none.
struct Metadata {
    std::string_view iptc = {};    ///< the block as in the file ("Photoshop 3.0", or the records alone)
    std::string_view xmp = {};     ///< the XML
    std::string_view artist = {};  ///< this and the next two: from Exif, as libvips formats them
    std::string_view copyright = {};
    std::string_view description = {};
};

/// One line of UTF-8 each without control characters and marks that change the direction of what follows, at most
/// kMaxCreditBytes, kMaxCaptionBytes and kMaxAltBytes; empty if the file has none. Credit and copyright: IPTC, which
/// agencies write, before XMP before Exif. Caption: XMP before IPTC, whose older blocks do not name their encoding,
/// before Exif; what cameras write by default is none.
[[nodiscard]] Credits read_credits(const Metadata& metadata);

}  // namespace stoppress::media
