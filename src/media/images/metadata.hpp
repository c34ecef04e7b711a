// SPDX-License-Identifier: GPL-3.0-or-later
// Removes everything from an encoded picture that is not needed to show it. Encoders are told to leave it out, but
// Debian's libvips still writes an Exif block and a colour profile into WebP.
// Flow:   image_sandbox_child: encoder -> without_metadata -> answer
// Thread: any; a pure function.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "media/picture.hpp"

namespace stoppress::media {

/// The picture (JPEG, PNG or WebP, in sRGB) without profile, Exif, XMP, comments and application data; nothing if it is
/// not well-formed.
[[nodiscard]] std::optional<std::string> without_metadata(std::string_view picture, Format format);

}  // namespace stoppress::media
