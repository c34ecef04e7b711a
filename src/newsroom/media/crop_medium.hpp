// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of a picture of the library that becomes a picture of its own. The picture itself stays as it is.
// Flow:   Api::upload -> first_step_of_crop -> media::MediaWorkers -> change_to_store_crop -> store
// Thread: any.
#pragma once

#include <memory>
#include <optional>

#include "media/import_file.hpp"
#include "newsroom/api/call.hpp"
#include "store/media/records.hpp"

namespace stoppress::newsroom {

/// What is to be cut out of what.
struct WantedCrop {
    store::Crop crop;
    media::Name original;  ///< the file that it is cut out of
    store::Medium fields;  ///< the texts, the name, the owner and the focal point of the piece
};

/// A picture that is there already, or one to be made.
struct CropStep {
    std::optional<Answer> answer;
    WantedCrop wanted;
};

/// Of {number}, by the request's body. A rectangle that was cropped before, or that is the whole picture, is answered with
/// the picture that is there. Fails with `invalid` if the rectangle is too small or not inside, `unsupported` if it is no picture.
[[nodiscard]] base::Result<CropStep> first_step_of_crop(const Call& call, store::ReadSnapshot& snapshot);

[[nodiscard]] media::CropArea area_of(const store::Crop& crop);

/// The API's error for a piece that could not be made.
[[nodiscard]] base::Error refused_piece(const base::Error& error);

/// Stores the piece and answers with it. The call and the library outlive the change.
[[nodiscard]] std::unique_ptr<Change> change_to_store_crop(const Call& call, const media::Library& library,
                                                           const media::ImportedFile& imported, const WantedCrop& wanted);

/// Where the focal point of the picture is in the piece, in thousandths; nothing if it was cut away.
[[nodiscard]] std::optional<store::FocalPoint> focal_point_in(const store::Crop& crop, const store::FocalPoint& point,
                                                              const store::Measures& whole);

/// "harbour.jpeg" -> "harbour-crop.jpg", for a piece of that format; empty if the picture has no name.
[[nodiscard]] std::string file_name_of_piece(const std::string& name, media::Format format);

}  // namespace stoppress::newsroom
