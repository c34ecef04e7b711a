// SPDX-License-Identifier: GPL-3.0-or-later
// What the XMP of a picture says about it: agencies and picture editors write captions and alternative texts there.
// Flow:   image_sandbox_child: header -> read_credits -> read_xmp
// Thread: any; a pure function. The XML is untrusted.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::media {

/// As in the file; empty where it has none, or more than kMaxXmpTextBytes.
struct XmpTexts {
    std::string description;
    std::string alt;
    std::string credit;
    std::string creator;  ///< the first
    std::string rights;
};

/// Of a text in several languages the one marked as default, or the first. Nothing at all of XML that is not
/// well-formed, longer than kMaxXmpBytes, nested deeper than kMaxXmpDepth, or has a document type or entities.
[[nodiscard]] XmpTexts read_xmp(std::string_view xmp);

}  // namespace stoppress::media
