// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/crops/crop_job.hpp"

#include <memory>
#include <string_view>
#include <vector>

#include "media/limits.hpp"

namespace stoppress::media {
namespace {

/// What a camera's own files have: the piece is encoded once more for each form that readers get.
constexpr int kPieceQuality = 92;
/// Of PNG, 0 to 9: more takes too long for a large scan.
constexpr int kPieceCompression = 4;
/// Pixels of a side that a WebP can have.
constexpr int kMaxWebpSide = 16'383;

class CropJob {
public:
    CropJob(const VipsLibrary& vips, const std::string& original, Format format) : vips_(vips), original_(original), format_(format) {}

    Cropped run(const CropArea& area) {
        // Line by line where the format allows it: only the piece is ever in memory.
        const Image whole =
            owned(vips_.image_new_from_buffer(original_.data(), original_.size(), "access=sequential,fail_on=error", nullptr));
        if (!whole) {
            return failed();
        }
        if (const auto verdict = measure(whole.get()); verdict != Verdict::processed) {
            cropped_.verdict = verdict;
            return std::move(cropped_);
        }
        if (!is_inside(area, cropped_.width, cropped_.height)) {
            cropped_.verdict = Verdict::outside;
            return std::move(cropped_);
        }
        const Image piece = upright(cut(whole.get(), area), area.rotate);
        if (!piece) {
            return failed();
        }
        drop_metadata(piece.get());
        cropped_.bytes = encode(piece.get());
        if (cropped_.bytes.empty()) {
            return failed();
        }
        cropped_.verdict = cropped_.bytes.size() <= kMaxOriginalBytes ? Verdict::processed : Verdict::too_large;
        return std::move(cropped_);
    }

private:
    struct Release {
        const VipsLibrary* vips;
        void operator()(VipsImage* image) const { vips->object_unref(image); }
    };
    using Image = std::unique_ptr<VipsImage, Release>;
    [[nodiscard]] Image owned(VipsImage* image) const { return Image(image, Release{&vips_}); }

    Cropped failed() {
        const char* const said = vips_.error_buffer();
        cropped_.verdict = Verdict::broken;
        cropped_.reason = std::string(said == nullptr ? "" : said).substr(0, kMaxReasonBytes);
        return std::move(cropped_);
    }

    /// By what the header declares, as ImageJob does.
    Verdict measure(VipsImage* image) {
        const auto width = static_cast<std::uint64_t>(vips_.image_get_width(image));
        const auto height = static_cast<std::uint64_t>(vips_.image_get_height(image));
        const bool by_lines = format_ == Format::jpeg || format_ == Format::png;
        if (width == 0 || height == 0 || width > (by_lines ? kMaxPixels : kMaxPixelsAtOnce) / height) {
            cropped_.reason = "it has too many pixels";
            return Verdict::too_large;
        }
        const bool has_frames = format_ == Format::gif || format_ == Format::webp;
        if (has_frames && vips_.image_get_n_pages(image) > 1) {
            return Verdict::moving;
        }
        cropped_.width = static_cast<int>(width);
        cropped_.height = static_cast<int>(height);
        if (vips_.image_get_orientation_swap(image) != 0) {
            std::swap(cropped_.width, cropped_.height);
        }
        return Verdict::processed;
    }

    /// In memory, because what turns it does not read it line by line.
    Image cut(VipsImage* whole, const CropArea& area) {
        const auto place = on_file(area, vips_.image_get_orientation(whole), vips_.image_get_width(whole), vips_.image_get_height(whole));
        VipsImage* made = nullptr;
        if (vips_.extract_area(whole, &made, static_cast<int>(place.x), static_cast<int>(place.y), static_cast<int>(place.width),
                               static_cast<int>(place.height), nullptr) != 0) {
            return owned(nullptr);
        }
        const Image lazy = owned(made);
        return owned(vips_.image_copy_memory(made));
    }

    Image upright(Image piece, std::int64_t rotate) {
        VipsImage* made = nullptr;
        if (!piece || vips_.autorot(piece.get(), &made, nullptr) != 0) {
            return owned(nullptr);
        }
        Image seen = owned(made);
        if (rotate == 0) {
            return seen;
        }
        VipsImage* turned = nullptr;
        const VipsAngle angle = rotate == 90 ? VIPS_ANGLE_D90 : rotate == 180 ? VIPS_ANGLE_D180 : VIPS_ANGLE_D270;
        return owned(vips_.rot(seen.get(), &turned, angle, nullptr) == 0 ? turned : nullptr);
    }

    /// All but the colour profile. libvips would write an Exif block from its fields alone.
    void drop_metadata(VipsImage* image) const {
        gchar** const fields = vips_.image_get_fields(image);
        for (gchar** field = fields; field != nullptr && *field != nullptr; ++field) {
            const std::string_view name(*field);
            if (name.starts_with("exif-") || name.starts_with("xmp-") || name.starts_with("iptc-") || name.starts_with("photoshop-") ||
                name.starts_with("png-comment") || name == "jpeg-thumbnail-data" || name == "gif-comment" ||
                name == VIPS_META_ORIENTATION) {
                static_cast<void>(vips_.image_remove(image, *field));
            }
        }
        vips_.strfreev(fields);
    }

    std::string encode(VipsImage* image) {
        void* encoded = nullptr;
        std::size_t size = 0;
        int failed = 0;
        const bool fits_webp = vips_.image_get_width(image) <= kMaxWebpSide && vips_.image_get_height(image) <= kMaxWebpSide;
        if (format_ == Format::jpeg) {
            failed = vips_.jpegsave_buffer(image, &encoded, &size, "Q", kPieceQuality, "optimize_coding", TRUE, nullptr);
        } else if (format_ == Format::png || format_ == Format::gif || !fits_webp) {
            failed = vips_.pngsave_buffer(image, &encoded, &size, "compression", kPieceCompression, nullptr);
        } else {
            failed = vips_.webpsave_buffer(image, &encoded, &size, "Q", kPieceQuality, "smart_subsample", TRUE, nullptr);
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

    const VipsLibrary& vips_;
    const std::string& original_;
    Format format_;
    Cropped cropped_;
};

}  // namespace

Cropped crop_picture(const VipsLibrary& vips, const std::string& original, Format format, const CropArea& area) {
    return CropJob(vips, original, format).run(area);
}

}  // namespace stoppress::media
