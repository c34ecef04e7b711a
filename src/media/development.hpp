// SPDX-License-Identifier: GPL-3.0-or-later
// One picture on its way through libvips: measured, decoded once, made in each width and encoded in each format.
// Flow:   darkroom_child -> Development -> libvips -> what is sent back
// Thread: the child's only one, in its cage.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "media/credits.hpp"
#include "media/darkroom.hpp"
#include "media/darkroom_answer.hpp"
#include "media/vips_library.hpp"

namespace stoppress::media {

class Development {
public:
    struct Made {
        std::vector<Rendition> pictures;  ///< the main one first
        std::string placeholder;
        Credits credits;
        bool still = false;
    };

    /// What is passed in outlives it.
    Development(const VipsLibrary& vips, const std::string& original, Format format) : vips_(vips), original_(original), format_(format) {}

    /// Makes everything, once. Where it does not succeed, reason() says why.
    Verdict run();
    [[nodiscard]] const Made& made() const { return made_; }
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    /// One of libvips's objects, given back at the end.
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
    Verdict complain();
    /// Reads the head alone, and decides by what it declares.
    Verdict measure();
    void take_credits(VipsImage* image);
    /// Upright, in sRGB, as wide as pages show anything, in memory and without metadata. Nothing where it cannot be decoded.
    enum class Frames : std::uint8_t { all, first };
    Image decode(int width, Frames frames = Frames::all);
    /// A smaller one of it. Nothing where that fails.
    Image narrowed(const Image& image, int width);
    Image in_memory(Image image);
    /// Without an alpha channel that says nothing.
    Image without_idle_alpha(Image image);
    Verdict make_animation();
    Verdict make_still();
    bool add(const Image& image, Format format);
    std::string encode(const Image& image, Format format);
    /// For what shows no transparency and nothing that moves, as link previews: a JPEG on white, beside a main picture of another format.
    bool add_card(const Image& image);
    std::string encode_placeholder(const Image& image);

    const VipsLibrary& vips_;
    const std::string& original_;
    Format format_;
    bool animated_ = false;
    bool lossless_ = false;
    bool avif_ = true;
    Made made_;
    std::string reason_;
};

}  // namespace stoppress::media
