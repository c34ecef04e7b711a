// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a piece out of one picture with libvips.
// Flow:   crop_sandbox_child -> crop_picture -> libvips -> answer
// Thread: the child's only one, in its sandbox.
#pragma once

#include <string>

#include "media/crops/crop.hpp"
#include "media/images/image_sandbox_answer.hpp"
#include "media/images/vips_library.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

struct Cropped {
    Verdict verdict = Verdict::broken;
    std::string bytes;   ///< if it was processed
    std::string reason;  ///< if not
    int width = 0;       ///< of the original, upright, in pixels; 0: not known
    int height = 0;
};

[[nodiscard]] Cropped crop_picture(const VipsLibrary& vips, const std::string& original, Format format, const CropArea& area);

}  // namespace stoppress::media
