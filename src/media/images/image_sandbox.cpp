// SPDX-License-Identifier: GPL-3.0-or-later
// The parent's side: starts the child, waits for its answer, and verifies all of it.
#include "media/images/image_sandbox.hpp"

#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "base/processes/own_child.hpp"
#include "base/text/utf8.hpp"
#include "media/images/image_sandbox_answer.hpp"
#include "media/images/unanswered.hpp"

namespace stoppress::media {
namespace {

bool is_sound(const Rendition& rendition) {
    return rendition.bytes.size() <= kMaxRenditionBytes && format_of(rendition.bytes) == rendition.format && rendition.width >= 1 &&
           rendition.width <= kMaxWidth && rendition.height >= 1 && rendition.height <= kMaxHeight;
}

/// Whether a picture within the limits can have this size.
bool is_size(std::int32_t width, std::int32_t height) {
    return width >= 1 && height >= 1 && static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) <= kMaxPixels;
}

/// The rendition described by the child; nothing if it is impossible.
std::optional<ProcessedImage> read_developed(const AnswerHead& head, base::AnswerPieces pieces) {
    if (head.pictures < 1 || head.pictures > kMaxRenditions || head.placeholder > kMaxPlaceholderBytes || head.credit > kMaxCreditBytes ||
        !is_size(head.width, head.height) || head.copyright > kMaxCreditBytes || head.caption > kMaxCaptionBytes ||
        head.alt > kMaxAltBytes) {
        return std::nullopt;
    }
    std::vector<PictureHead> heads;
    heads.reserve(head.pictures);
    for (std::uint32_t i = 0; i < head.pictures; ++i) {
        heads.push_back(pieces.head<PictureHead>());
    }
    ProcessedImage processed;
    processed.width = head.width;
    processed.height = head.height;
    processed.still = head.still != 0;
    processed.placeholder = pieces.next(head.placeholder);
    processed.credit = pieces.next(head.credit);
    processed.copyright = pieces.next(head.copyright);
    processed.caption = pieces.next(head.caption);
    processed.alt = pieces.next(head.alt);
    for (const std::string* const text : {&processed.credit, &processed.copyright, &processed.caption, &processed.alt}) {
        if (!base::is_utf8(*text)) {
            return std::nullopt;
        }
    }
    for (const PictureHead& picture : heads) {
        Rendition rendition{std::string(pieces.next(picture.length)), static_cast<Format>(picture.format), picture.width, picture.height};
        if (!pieces.whole() || !is_sound(rendition)) {
            return std::nullopt;
        }
        if (&picture == heads.data()) {
            processed.main = std::move(rendition);
        } else {
            processed.others.push_back(std::move(rendition));
        }
    }
    const bool placed = processed.placeholder.empty() || format_of(processed.placeholder) == Format::webp;
    return pieces.rest().empty() && placed ? std::optional(std::move(processed)) : std::nullopt;
}

base::Result<ProcessedImage> read_answer(const base::ChildOutput& output, std::uint64_t most_pixels) {
    base::AnswerPieces pieces(output.bytes);
    const auto head = pieces.head<AnswerHead>();
    if (!output.in_time || !pieces.whole() || head.mark != AnswerHead{}.mark || head.length != pieces.rest().size()) {
        return unanswered(output);
    }
    switch (head.verdict) {
        case Verdict::failed:
            return base::fail(base::ErrorCode::io, plain_line(pieces.rest()));
        case Verdict::too_large:
            return base::fail(base::ErrorCode::too_large, plain_line(pieces.rest()),
                              base::reason_with("picture-too-large", "limit", static_cast<std::int64_t>(most_pixels / 1'000'000)));
        case Verdict::too_complex:
            return base::fail(base::ErrorCode::too_large, plain_line(pieces.rest()), {"picture-too-complex"});
        case Verdict::processed:
            break;
        default:
            return broken_picture(plain_line(pieces.rest()));
    }
    auto processed = read_developed(head, pieces);
    if (!processed.has_value()) {
        return broken_picture("the decoder did not return a picture");
    }
    return std::move(*processed);
}

base::Error unsupported(std::string_view original) {
    const auto opening = original.substr(0, 1000);
    if (opening.find("<svg") != std::string_view::npos) {
        return base::fail(base::ErrorCode::unsupported, "SVG is not supported because it can contain scripts", {"file-svg"});
    }
    if (original.empty()) {
        return base::fail(base::ErrorCode::unsupported, "it is empty", {"file-empty"});
    }
    if (is_heif(original)) {
        return base::fail(base::ErrorCode::unsupported, "HEIC is not supported; export the picture as JPEG", {"file-heic"});
    }
    return base::fail(base::ErrorCode::unsupported, "it is not a picture in a supported format (JPEG, PNG, WebP, GIF, AVIF)",
                      {"file-type"});
}

}  // namespace

base::Result<ProcessedImage> ImageSandbox::process(std::string_view original) const {
    const auto format = format_of(original);
    if (!format.has_value() || !is_picture(*format)) {
        return unsupported(original);
    }
    if (original.size() > kMaxOriginalBytes) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("it is too large: {} bytes, the limit is {}", original.size(), kMaxOriginalBytes),
                          too_large_file(kMaxOriginalBytes));
    }
    const base::OwnChild child{.arguments = arguments_,
                               .input = original,
                               .most_output = sizeof(AnswerHead) + kMaxAnswerBytes,
                               .patience = patience_,
                               .abandoned = abandoned_};
    TRY(const auto output, base::run_own_child(child));
    if (abandoned_) {
        return base::fail(base::ErrorCode::unavailable, "The server is shutting down. Try again in a moment.");
    }
    return read_answer(output, format == Format::jpeg || format == Format::png ? kMaxPixels : kMaxPixelsAtOnce);
}

}  // namespace stoppress::media
