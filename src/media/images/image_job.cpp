// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/image_job.hpp"

#include <algorithm>
#include <ctime>

#include "media/images/metadata.hpp"
#include "media/limits.hpp"

namespace stoppress::media {
namespace {

constexpr int kPhotographQuality = 82;
constexpr int kWebpQuality = 80;
constexpr int kDrawingQuality = 88;
constexpr int kAvifQuality = 55;
constexpr int kPlaceholderQuality = 40;
constexpr int kFastest = 2;   // WebP's effort for animations, 0 to 6
constexpr int kThorough = 4;  // WebP's effort for all others
constexpr int kAvifEffort = 1;
constexpr double kBlur = 1.2;  // in pixels of the placeholder

/// Widths closer than this to the picture's own are skipped: nobody would see the difference.
constexpr int kLeastStep = 80;  // in hundredths

std::vector<int> widths_below(int width) {
    std::vector<int> widths;
    for (const int step : kWidths) {
        if (step * 100 <= width * kLeastStep) {
            widths.push_back(step);
        }
    }
    return widths;
}

std::chrono::seconds processor_time() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec);
}

}  // namespace

Verdict ImageJob::run() {
    if (const auto verdict = measure(); verdict != Verdict::processed) {
        return verdict;
    }
    return animated_ ? make_animation() : make_still();
}

Verdict ImageJob::fail_with_reason() {
    const char* const said = vips_.error_buffer();
    reason_ = std::string(said == nullptr ? "" : said).substr(0, kMaxReasonBytes);
    return Verdict::broken;
}

Verdict ImageJob::measure() {
    const Image image(vips_, vips_.image_new_from_buffer(original_.data(), original_.size(), has_frames() ? "n=-1" : "", nullptr));
    if (!image.there()) {
        return fail_with_reason();
    }
    const auto width = static_cast<std::uint64_t>(vips_.image_get_width(image.get()));
    const auto height = static_cast<std::uint64_t>(vips_.image_get_height(image.get()));
    const auto frame_height = static_cast<std::uint64_t>(vips_.image_get_page_height(image.get()));
    const int frames = has_frames() ? vips_.image_get_n_pages(image.get()) : 1;
    const bool by_lines = format_ == Format::jpeg || format_ == Format::png;
    if (frames > kMaxFrames) {
        reason_ = "it has too many frames";
        return Verdict::too_complex;
    }
    const bool many = width == 0 || height == 0 || width > kMaxPixels / height;
    if (many || (!by_lines && width > kMaxPixelsAtOnce / frame_height)) {
        reason_ = "it has too many pixels";
        return Verdict::too_large;
    }
    animated_ = frames > 1 && width * height <= kMaxAnimatedPixels;
    made_.still = frames > 1 && !animated_;
    const bool drawing = format_ == Format::png || format_ == Format::gif;
    lossless_ = drawing && !animated_ && width * frame_height <= kMaxLosslessPixels;
    made_.width = static_cast<int>(width);
    made_.height = static_cast<int>(has_frames() ? frame_height : height);
    // A JPEG of four bands is CMYK.
    const bool cmyk = format_ == Format::jpeg && vips_.image_get_bands(image.get()) > 3;
    converted_ = cmyk || vips_.image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0;
    if (vips_.image_get_orientation_swap(image.get()) != 0) {
        std::swap(made_.width, made_.height);
    }
    take_credits(image.get());
    return Verdict::processed;
}

void ImageJob::take_credits(VipsImage* image) {
    const auto text = [&](const char* field) -> std::string_view {
        const char* value = nullptr;
        const bool there = vips_.image_get_typeof(image, field) != 0 && vips_.image_get_string(image, field, &value) == 0;
        return there && value != nullptr ? value : std::string_view{};
    };
    const auto block = [&](const char* field) -> std::string_view {
        const void* bytes = nullptr;
        std::size_t size = 0;
        const bool there = vips_.image_get_typeof(image, field) != 0 && vips_.image_get_blob(image, field, &bytes, &size) == 0;
        return there && bytes != nullptr ? std::string_view(static_cast<const char*>(bytes), size) : std::string_view{};
    };
    made_.credits = read_credits({.iptc = block(VIPS_META_IPTC_NAME),
                                  .xmp = block(VIPS_META_XMP_NAME),
                                  .artist = text("exif-ifd0-Artist"),
                                  .copyright = text("exif-ifd0-Copyright"),
                                  .description = text("exif-ifd0-ImageDescription")});
}

ImageJob::Image ImageJob::in_memory(Image image) {
    if (!image.there()) {
        return image;
    }
    Image whole(vips_, vips_.image_copy_memory(image.get()));
    if (whole.there()) {
        for (const char* const name : {VIPS_META_EXIF_NAME, VIPS_META_XMP_NAME, VIPS_META_IPTC_NAME, VIPS_META_PHOTOSHOP_NAME,
                                       VIPS_META_ICC_NAME, "jpeg-thumbnail-data", "gif-comment"}) {
            static_cast<void>(vips_.image_remove(whole.get(), name));
        }
    }
    return whole;
}

ImageJob::Image ImageJob::decode(int width, Frames frames) {
    VipsImage* made = nullptr;
    // In libvips 8.14 the function's own argument fail_on does not reach the loader; its options do.
    const char* const options = animated_ && frames == Frames::all ? "n=-1,fail_on=error" : "fail_on=error";
    // A picture without a profile is in sRGB, as for browsers: libvips would take it for one with another white, and pure
    // red would become (248, 26, 16).
    static_cast<void>(converted_ ? vips_.thumbnail_buffer(const_cast<char*>(original_.data()), original_.size(), &made, width, "height",
                                                          kMaxHeight, "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "option_string",
                                                          options, nullptr)
                                 : vips_.thumbnail_buffer(const_cast<char*>(original_.data()), original_.size(), &made, width, "height",
                                                          kMaxHeight, "size", VIPS_SIZE_DOWN, "option_string", options, nullptr));
    return Image(vips_, made);
}

ImageJob::Image ImageJob::narrowed(const Image& image, int width) {
    VipsImage* made = nullptr;
    static_cast<void>(
        vips_.thumbnail_image(image.get(), &made, width, "height", kMaxHeight, "size", VIPS_SIZE_DOWN, "no_rotate", TRUE, nullptr));
    return in_memory(Image(vips_, made));
}

ImageJob::Image ImageJob::without_idle_alpha(Image image) {
    if (vips_.image_hasalpha(image.get()) == 0 || vips_.image_get_format(image.get()) != VIPS_FORMAT_UCHAR) {
        return image;
    }
    const int bands = vips_.image_get_bands(image.get());
    VipsImage* alpha = nullptr;
    if (vips_.extract_band(image.get(), &alpha, bands - 1, nullptr) != 0) {
        return image;
    }
    const Image owned(vips_, alpha);
    double least = 0;
    if (vips_.min(alpha, &least, nullptr) != 0 || least < 255) {
        return image;
    }
    VipsImage* opaque = nullptr;
    if (vips_.extract_band(image.get(), &opaque, 0, "n", bands - 1, nullptr) != 0) {
        return image;
    }
    Image whole = in_memory(Image(vips_, opaque));
    return whole.there() ? std::move(whole) : std::move(image);
}

Verdict ImageJob::make_animation() {
    const Image image = decode(kMainWidth);
    if (!image.there() || !add(image, Format::webp)) {
        return fail_with_reason();
    }
    const Image still = in_memory(decode(kMainWidth, Frames::first));
    return still.there() && add_card(still) ? Verdict::processed : fail_with_reason();
}

Verdict ImageJob::make_still() {
    Image widest = in_memory(decode(kMaxWidth));
    if (!widest.there()) {
        return fail_with_reason();
    }
    widest = without_idle_alpha(std::move(widest));
    const bool transparent = vips_.image_hasalpha(widest.get()) != 0;
    const int width = vips_.image_get_width(widest.get());
    std::vector<Image> images;
    for (const int step : widths_below(width)) {
        images.push_back(narrowed(widest, step));
        if (!images.back().there()) {
            return fail_with_reason();
        }
    }
    images.push_back(std::move(widest));
    const auto within = [&](const Image& image) { return vips_.image_get_width(image.get()) <= kMainWidth; };
    const auto beyond = std::ranges::find_if_not(images, within);
    const bool too_narrow = beyond == images.begin() || vips_.image_get_width(std::prev(beyond)->get()) * 100 < kMainWidth * kLeastStep;
    const bool apart = width > kMainWidth && too_narrow;
    const Image narrower = apart ? narrowed(images.back(), kMainWidth) : Image(vips_, nullptr);
    if (apart && !narrower.there()) {
        return fail_with_reason();
    }
    const Image& main = apart ? narrower : *std::prev(beyond);
    if (!add(main, transparent || lossless_ ? Format::png : Format::jpeg)) {
        return fail_with_reason();
    }
    for (const Format format : {Format::webp, Format::avif}) {
        for (const Image& image : images) {
            if (!add(image, format)) {
                return fail_with_reason();
            }
        }
    }
    if (made_.pictures.front().format != Format::jpeg && !add_card(main)) {
        return fail_with_reason();
    }
    if (!transparent) {
        made_.placeholder = encode_placeholder(images.front());
    }
    return Verdict::processed;
}

bool ImageJob::add(const Image& image, Format format) {
    const int width = vips_.image_get_width(image.get());
    const int height = animated_ ? vips_.image_get_page_height(image.get()) : vips_.image_get_height(image.get());
    if (format == Format::avif) {
        // Optional: without an encoder for it, or if it would take too long, readers get WebP.
        const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
        avif_ = avif_ && !lossless_ && pixels <= kMaxAvifPixels && processor_time() < kAvifTime;
        if (!avif_) {
            return true;
        }
    }
    std::string bytes = encode(image, format);
    if (format == Format::avif && bytes.empty()) {
        avif_ = false;
        return true;
    }
    if (format != Format::avif) {
        auto bare = without_metadata(bytes, format);
        bytes = bare.has_value() ? std::move(*bare) : std::string();
    }
    if (bytes.empty()) {
        return false;
    }
    made_.pictures.push_back({std::move(bytes), format, width, height});
    return true;
}

bool ImageJob::add_card(const Image& image) {
    const int width = vips_.image_get_width(image.get());
    const int height = vips_.image_get_height(image.get());
    std::string bytes = encode(image, Format::jpeg);
    auto bare = without_metadata(bytes, Format::jpeg);
    if (bytes.empty() || !bare.has_value()) {
        return false;
    }
    made_.pictures.push_back({std::move(*bare), Format::jpeg, width, height});
    return true;
}

std::string ImageJob::encode(const Image& image, Format format) {
    void* encoded = nullptr;
    std::size_t size = 0;
    int failed = 0;
    switch (format) {
        case Format::jpeg: {
            VipsArrayDouble* const white = vips_.array_double_newv(1, 255.0);
            failed = vips_.jpegsave_buffer(image.get(), &encoded, &size, "Q", kPhotographQuality, "strip", TRUE, "optimize_coding", TRUE,
                                           "interlace", TRUE, "background", white, nullptr);
            vips_.area_unref(VIPS_AREA(white));
            break;
        }
        case Format::png:
            failed = vips_.pngsave_buffer(image.get(), &encoded, &size, "strip", TRUE, "compression", 7, nullptr);
            break;
        case Format::avif:
            failed = vips_.heifsave_buffer(image.get(), &encoded, &size, "Q", kAvifQuality, "compression",
                                           VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", kAvifEffort, "strip", TRUE, nullptr);
            break;
        default: {
            const bool drawing = format_ == Format::png || format_ == Format::gif;
            failed = vips_.webpsave_buffer(image.get(), &encoded, &size, "Q", drawing ? kDrawingQuality : kWebpQuality, "strip", TRUE,
                                           "lossless", lossless_ ? TRUE : FALSE, "smart_subsample", TRUE, "effort",
                                           animated_ ? kFastest : kThorough, nullptr);
        }
    }
    std::string bytes;
    if (failed == 0 && encoded != nullptr) {
        bytes.assign(static_cast<const char*>(encoded), size);
    }
    if (encoded != nullptr) {
        vips_.free(encoded);
    }
    return bytes;
}

std::string ImageJob::encode_placeholder(const Image& image) {
    const Image small = narrowed(image, kPlaceholderWidth);
    VipsImage* blurred = nullptr;
    if (!small.there() || vips_.gaussblur(small.get(), &blurred, kBlur, nullptr) != 0) {
        return {};
    }
    const Image soft = in_memory(Image(vips_, blurred));
    void* encoded = nullptr;
    std::size_t size = 0;
    std::string bytes;
    if (soft.there() && vips_.webpsave_buffer(soft.get(), &encoded, &size, "Q", kPlaceholderQuality, "strip", TRUE, nullptr) == 0) {
        const auto bare = without_metadata({static_cast<const char*>(encoded), size}, Format::webp);
        bytes = bare.has_value() && bare->size() <= kMaxPlaceholderBytes ? *bare : std::string();
    }
    if (encoded != nullptr) {
        vips_.free(encoded);
    }
    return bytes;
}

}  // namespace stoppress::media
