// SPDX-License-Identifier: GPL-3.0-or-later
// The parent's side: starts the child, waits for its answer, and verifies all of it.
#include "media/crops/crop_sandbox.hpp"

#include <fmt/format.h>

#include "base/processes/own_child.hpp"
#include "media/images/image_sandbox_answer.hpp"
#include "media/images/unanswered.hpp"
#include "media/picture.hpp"

namespace stoppress::media {
namespace {

using base::ErrorCode;

Format format_of_piece(Format original) {
    switch (original) {
        case Format::jpeg:
            return Format::jpeg;
        case Format::webp:
        case Format::avif:
            return Format::webp;
        default:
            return Format::png;
    }
}

base::Result<std::string> read_piece(const base::ChildOutput& output, Format original, std::uint64_t most_pixels) {
    base::AnswerPieces pieces(output.bytes);
    const auto head = pieces.head<AnswerHead>();
    if (!output.in_time || !pieces.whole() || head.mark != AnswerHead{}.mark || head.length != pieces.rest().size()) {
        return unanswered(output);
    }
    switch (head.verdict) {
        case Verdict::failed:
            return base::fail(ErrorCode::io, plain_line(pieces.rest()));
        case Verdict::too_large:
            return base::fail(ErrorCode::too_large, plain_line(pieces.rest()),
                              base::reason_with("picture-too-large", "limit", static_cast<std::int64_t>(most_pixels / 1'000'000)));
        case Verdict::too_complex:
            return base::fail(ErrorCode::too_large, plain_line(pieces.rest()), {"picture-too-complex"});
        case Verdict::moving:
            return not_to_be_cropped();
        case Verdict::outside:
            return outside_of(head.width, head.height);
        case Verdict::processed:
            break;
        default:
            return broken_picture(plain_line(pieces.rest()));
    }
    std::string bytes(pieces.rest());
    const auto format = format_of(bytes);
    const Format wanted = format_of_piece(original);
    // A side too long for WebP.
    const bool instead = wanted == Format::webp && format == Format::png;
    if ((format != wanted && !instead) || bytes.size() > kMaxOriginalBytes) {
        return broken_picture("the decoder did not return a picture");
    }
    return bytes;
}

}  // namespace

base::Error outside_of(std::int64_t width, std::int64_t height) {
    return base::fail(ErrorCode::invalid,
                      fmt::format("The rectangle is not inside of the picture, which has {} × {} pixels.", width, height),
                      base::Reason{"crop-outside", {{"width", width}, {"height", height}}});
}

base::Error not_to_be_cropped() {
    return base::fail(ErrorCode::unsupported, "Only pictures that do not move can be cropped.", {"crop-kind"});
}

base::Result<std::string> CropSandbox::crop(std::string_view original, const CropArea& area) const {
    const auto format = format_of(original);
    if (!format.has_value() || !is_picture(*format)) {
        return not_to_be_cropped();
    }
    const base::OwnChild child{.arguments = {std::string(kCropArgument), area.text()},
                               .input = original,
                               .most_output = sizeof(AnswerHead) + kMaxOriginalBytes,
                               .patience = kMaxTime,
                               .abandoned = abandoned_};
    TRY(const auto output, base::run_own_child(child));
    if (abandoned_) {
        return base::fail(ErrorCode::unavailable, "The server is shutting down. Try again in a moment.");
    }
    return read_piece(output, *format, *format == Format::jpeg || *format == Format::png ? kMaxPixels : kMaxPixelsAtOnce);
}

}  // namespace stoppress::media
