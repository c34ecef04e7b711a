// SPDX-License-Identifier: GPL-3.0-or-later
// Processes one picture with libvips: reads its size, decodes it once, scales it to each width and encodes it
// in each format.
// Flow:   image_sandbox_child -> ImageJob -> libvips -> answer
// Thread: the child's only one, in its sandbox.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "media/images/credits.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/images/image_sandbox_answer.hpp"
#include "media/images/vips_library.hpp"

namespace stoppress::media {

class ImageJob {
public:
    struct Made {
        std::vector<Rendition> pictures;  ///< the main one first
        std::string placeholder;
        Credits credits;
        bool still = false;
        int width = 0;  ///< of the original, upright, in pixels; of one frame
        int height = 0;
    };

    /// The arguments must outlive it.
    ImageJob(const VipsLibrary& vips, const std::string& original, Format format) : vips_(vips), original_(original), format_(format) {}

    /// Makes everything; call it once. If it does not succeed, reason() says why.
    Verdict run();
    [[nodiscard]] const Made& made() const { return made_; }
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    /// Owns one libvips object.
    class Image {
    public:
        Image(const VipsLibrary& vips, VipsImage* image) : vips_(&vips), image_(image) {}
        Image(const Image&) = delete;
        Image& operator=(const Image&) = delete;
        Image(Image&& other) noexcept : vips_(other.vips_), image_(std::exchange(other.image_, nullptr)) {}
        Image& operator=(Image&& other) noexcept {
            std::swap(image_, other.image_);
            return *this;
        }
        ~Image() {
            if (image_ != nullptr) {
                vips_->object_unref(image_);
            }
        }
        [[nodiscard]] VipsImage* get() const { return image_; }
        [[nodiscard]] bool there() const { return image_ != nullptr; }

    private:
        const VipsLibrary* vips_;
        VipsImage* image_;
    };

    [[nodiscard]] bool has_frames() const { return format_ == Format::gif || format_ == Format::webp; }
    Verdict fail_with_reason();
    /// Reads only the header and decides by what it declares.
    Verdict measure();
    void take_credits(VipsImage* image);
    /// Upright, in sRGB, no wider than pages show, in memory and without metadata. Empty if it cannot be decoded.
    enum class Frames : std::uint8_t { all, first };
    Image decode(int width, Frames frames = Frames::all);
    /// A narrower copy. Empty on failure.
    Image narrowed(const Image& image, int width);
    Image in_memory(Image image);
    /// Removes an alpha channel that is fully opaque.
    Image without_idle_alpha(Image image);
    Verdict make_animation();
    Verdict make_still();
    bool add(const Image& image, Format format);
    std::string encode(const Image& image, Format format);
    /// For link previews and others that show neither transparency nor animation: a JPEG on white, next to a main
    /// picture of another format.
    bool add_card(const Image& image);
    std::string encode_placeholder(const Image& image);

    const VipsLibrary& vips_;
    const std::string& original_;
    Format format_;
    bool animated_ = false;
    bool lossless_ = false;
    bool converted_ = true;  ///< from its own colours to sRGB
    bool avif_ = true;
    Made made_;
    std::string reason_;
};

}  // namespace stoppress::media
