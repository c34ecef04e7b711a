// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/media/crop_medium.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/utf8.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/media/new_medium.hpp"
#include "newsroom/media/upload.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view kPieceEnding = "-crop";
constexpr std::int64_t kThousandths = 1000;

Result<store::Crop> read_crop(const Call& call, base::MediumId picture) {
    constexpr auto kMost = static_cast<std::int64_t>(media::kMaxPixels);
    BodyReader body(call.request.body);
    store::Crop crop{.made_from = picture};
    const auto side = [&](std::string_view key, std::int64_t least, std::int64_t& member) {
        if (const auto value = body.whole(key, least, kMost)) {
            member = *value;
        } else {
            body.missing(key);
        }
    };
    side("x", 0, crop.x);
    side("y", 0, crop.y);
    side("width", 1, crop.width);
    side("height", 1, crop.height);
    crop.rotate = body.whole("rotate", 0, 270).value_or(0);
    if (crop.rotate % 90 != 0) {
        body.refuse("rotate", "must be 0, 90, 180 or 270", {"not-a-choice"});
    }
    TRY_VOID(body.close());
    if (std::min(crop.width, crop.height) < media::kLeastCropSide) {
        return base::fail(ErrorCode::invalid, fmt::format("Each side must have at least {} pixels.", media::kLeastCropSide),
                          base::reason_with("crop-too-small", "limit", media::kLeastCropSide));
    }
    return crop;
}

bool is_whole(const store::Crop& crop, const store::Measures& whole) {
    return crop.rotate == 0 && crop.x == 0 && crop.y == 0 && crop.width == whole.width && crop.height == whole.height;
}

Result<Answer> answer_with_piece(store::ReadSnapshot& snapshot, Outcome& outcome) {
    TRY(const auto medium, store::MediaReader(snapshot).medium(outcome.medium));
    if (!medium) {
        return base::fail(ErrorCode::not_found, "The file was deleted in the meantime.");
    }
    Answer answer = medium_answer(*medium);
    answer.status = http::Status::created;
    answer.location = fmt::format("/api/v1/media/{}", outcome.medium.value);
    return answer;
}

}  // namespace

media::CropArea area_of(const store::Crop& crop) {
    return {crop.x, crop.y, crop.width, crop.height, crop.rotate};
}

std::optional<store::FocalPoint> focal_point_in(const store::Crop& crop, const store::FocalPoint& point, const store::Measures& whole) {
    const std::int64_t x = (point.x * whole.width / kThousandths) - crop.x;
    const std::int64_t y = (point.y * whole.height / kThousandths) - crop.y;
    if (x < 0 || y < 0 || x > crop.width || y > crop.height) {
        return std::nullopt;
    }
    const store::FocalPoint cut{x * kThousandths / crop.width, y * kThousandths / crop.height};
    switch (crop.rotate) {
        case 90:
            return store::FocalPoint{kThousandths - cut.y, cut.x};
        case 180:
            return store::FocalPoint{kThousandths - cut.x, kThousandths - cut.y};
        case 270:
            return store::FocalPoint{cut.y, kThousandths - cut.x};
        default:
            return cut;
    }
}

std::string file_name_of_piece(const std::string& name, media::Format format) {
    if (name.empty()) {
        return {};
    }
    std::string stem = name.substr(0, name.rfind('.'));
    if (stem.empty()) {
        stem = name;
    }
    if (stem.ends_with(kPieceEnding)) {
        stem.resize(stem.size() - kPieceEnding.size());
    }
    std::string piece = fmt::format("{}{}.{}", stem, kPieceEnding, media::extension(format));
    return base::characters(piece) <= kMaxFileName ? piece : name;
}

Result<CropStep> first_step_of_crop(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto found, find_medium(call, snapshot));
    const store::Medium& picture = found.medium;
    TRY(const auto crop, read_crop(call, picture.id));
    const auto format = media::format_of_type(picture.original_type);
    if (!format || !media::is_picture(*format) || !media::is_hash(picture.original)) {
        return media::not_to_be_cropped();
    }
    CropStep step;
    // A program of before may not have kept them; then the child alone knows.
    if (const auto& whole = picture.original_measures; whole && whole->width > 0) {
        if (!media::is_inside(area_of(crop), whole->width, whole->height)) {
            return media::outside_of(whole->width, whole->height);
        }
        if (is_whole(crop, *whole)) {
            step.answer = medium_answer(found);
            return step;
        }
    }
    TRY(const auto known, store::MediaReader(snapshot).medium_of_crop(crop));
    if (known && known->trash == 0) {
        step.answer = medium_answer(*known);
        return step;
    }
    step.wanted = {crop, {picture.original, *format}, picture};
    step.wanted.fields.created_by = call.who->name;
    return step;
}

base::Error refused_piece(const base::Error& error) {
    const bool own = error.reason.code.text().starts_with("crop-");
    return own ? error : refused_file(error);
}

std::unique_ptr<Change> change_to_store_crop(const Call& call, const media::Library& library, const media::ImportedFile& imported,
                                             const WantedCrop& wanted) {
    store::Medium piece = row_of(imported, wanted.fields);
    piece.file_name = file_name_of_piece(wanted.fields.file_name, imported.original.format);
    if (const auto& whole = wanted.fields.original_measures; wanted.fields.focal_point && whole && whole->width > 0) {
        piece.focal_point = focal_point_in(wanted.crop, *wanted.fields.focal_point, *whole);
    }
    auto change = std::make_unique<Change>();
    change->stored = piece;
    change->detail = wanted.fields.file_name;
    change->job = [&call, &library, piece, crop = wanted.crop](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        auto snapshot = transaction.look();
        TRY(const auto picture, find_medium(call, snapshot));
        TRY_VOID(check_files(library, piece));
        TRY(outcome.medium, store::MediaWriter(transaction).add_cropped(piece, crop));
        outcome.subject = fmt::format("file {}", picture.medium.id.value);
        outcome.created = true;
        outcome.visible = false;  // no story can use it yet
        return {};
    };
    change->answer = answer_with_piece;
    change->frees_files = true;
    return change;
}

}  // namespace stoppress::newsroom
