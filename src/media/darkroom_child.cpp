// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of the darkroom. Everything below develop() runs caged, on bytes that nobody has vouched for.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "media/cage.hpp"
#include "media/darkroom.hpp"
#include "media/darkroom_answer.hpp"
#include "media/limits.hpp"
#include "media/metadata.hpp"
#include "media/vips_library.hpp"

namespace stoppress::media {
namespace {

constexpr int kInput = 0;
constexpr int kOutput = 1;
constexpr int kPhotographQuality = 82;
constexpr int kDrawingQuality = 88;
constexpr int kFastest = 2;   // WebP's effort, 0 to 6, for animations
constexpr int kThorough = 4;  // and for all others

std::optional<std::string> read_input() {
    std::string bytes(std::size_t{1} << 16U, '\0');
    std::size_t filled = 0;
    while (filled <= kMaxOriginalBytes) {
        const auto got = ::read(kInput, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            bytes.resize(filled);
            return got == 0 ? std::optional(std::move(bytes)) : std::nullopt;
        }
        filled += static_cast<std::size_t>(got);
        if (filled == bytes.size()) {
            bytes.resize(2 * filled);
        }
    }
    return std::nullopt;
}

bool write_output(const char* bytes, std::size_t size) {
    while (size > 0) {
        const auto put = ::write(kOutput, bytes, size);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        bytes += put;
        size -= static_cast<std::size_t>(put);
    }
    return true;
}

bool answer(AnswerHead head, std::string_view bytes) {
    head.length = bytes.size();
    return write_output(reinterpret_cast<const char*>(&head), sizeof head) && write_output(bytes.data(), bytes.size());
}

bool refuse(Verdict verdict, std::string_view reason) {
    AnswerHead head;
    head.verdict = verdict;
    return answer(head, reason.substr(0, kMaxReasonBytes));
}

/// One picture on its way, with libvips's objects in owners.
class Development {
public:
    Development(const VipsLibrary& vips, const std::string& original, Format format) : vips_(vips), original_(original), format_(format) {}
    Development(const Development&) = delete;
    Development& operator=(const Development&) = delete;
    Development(Development&&) = delete;
    Development& operator=(Development&&) = delete;
    ~Development() {
        if (small_ != nullptr) {
            vips_.object_unref(small_);
        }
        if (encoded_ != nullptr) {
            vips_.free(encoded_);
        }
    }

    /// Whether the answer could be written.
    bool run() {
        if (const auto verdict = measure(); verdict != Verdict::developed) {
            return verdict == Verdict::too_large ? refuse(verdict, "it declares more pixels or frames than are taken") : complain();
        }
        if (!make_small() || !encode()) {
            return complain();
        }
        const auto format = format_ == Format::jpeg ? Format::jpeg : Format::webp;
        const auto bare = without_metadata({static_cast<const char*>(encoded_), size_}, format);
        if (!bare.has_value()) {
            return refuse(Verdict::failed, "what libvips writes is not built as a picture should be");
        }
        AnswerHead head;
        head.verdict = Verdict::developed;
        head.format = static_cast<std::uint32_t>(format);
        head.width = vips_.image_get_width(small_);
        head.height = animated_ ? vips_.image_get_page_height(small_) : vips_.image_get_height(small_);
        head.still = still_ ? 1 : 0;
        return answer(head, *bare);
    }

private:
    bool complain() {
        const char* const said = vips_.error_buffer();
        return refuse(Verdict::broken, said == nullptr ? "" : said);
    }

    [[nodiscard]] bool has_frames() const { return format_ == Format::gif || format_ == Format::webp; }

    /// Reads the head alone, and decides by what it declares.
    Verdict measure() {
        VipsImage* const image = vips_.image_new_from_buffer(original_.data(), original_.size(), has_frames() ? "n=-1" : "", nullptr);
        if (image == nullptr) {
            return Verdict::broken;
        }
        const auto width = static_cast<std::uint64_t>(vips_.image_get_width(image));
        const auto height = static_cast<std::uint64_t>(vips_.image_get_height(image));
        const auto frame_height = static_cast<std::uint64_t>(vips_.image_get_page_height(image));
        const int frames = has_frames() ? vips_.image_get_n_pages(image) : 1;
        vips_.object_unref(image);
        const bool by_lines = format_ == Format::jpeg || format_ == Format::png;
        const bool many = width == 0 || height == 0 || width > kMaxPixels / height || frames > kMaxFrames;
        if (many || (!by_lines && width > kMaxPixelsAtOnce / frame_height)) {
            return Verdict::too_large;
        }
        animated_ = frames > 1 && width * height <= kMaxAnimatedPixels;
        still_ = frames > 1 && !animated_;
        pixels_ = width * frame_height;
        return Verdict::developed;
    }

    /// Upright, in sRGB, within the measures of a page.
    bool make_small() {
        // The function's own argument fail_on does not reach the loader in libvips 8.14; its options do.
        return vips_.thumbnail_buffer(const_cast<char*>(original_.data()), original_.size(), &small_, kMaxWidth, "height", kMaxHeight,
                                      "size", VIPS_SIZE_DOWN, "export_profile", "srgb", "option_string",
                                      animated_ ? "n=-1,fail_on=error" : "fail_on=error", nullptr) == 0;
    }

    bool encode() {
        if (format_ == Format::jpeg) {
            return vips_.jpegsave_buffer(small_, &encoded_, &size_, "Q", kPhotographQuality, "strip", TRUE, "optimize_coding", TRUE,
                                         "interlace", TRUE, nullptr) == 0;
        }
        const bool drawing = format_ == Format::png || format_ == Format::gif;
        return vips_.webpsave_buffer(small_, &encoded_, &size_, "Q", kDrawingQuality, "strip", TRUE, "lossless",
                                     drawing && !animated_ && pixels_ <= kMaxLosslessPixels ? TRUE : FALSE, "smart_subsample", TRUE,
                                     "effort", animated_ ? kFastest : kThorough, nullptr) == 0;
    }

    const VipsLibrary& vips_;
    const std::string& original_;
    Format format_;
    bool animated_ = false;
    bool still_ = false;
    std::uint64_t pixels_ = 0;
    VipsImage* small_ = nullptr;
    void* encoded_ = nullptr;
    std::size_t size_ = 0;
};

bool develop() {
    if (const auto limited = limit_process(); !limited.has_value()) {
        return refuse(Verdict::failed, limited.error().message);
    }
    const auto vips = VipsLibrary::open();
    if (!vips.has_value()) {
        return refuse(Verdict::failed, vips.error().message);
    }
    const auto original = read_input();
    if (!original.has_value()) {
        return refuse(Verdict::failed, "the picture did not reach the process that decodes it");
    }
    if (const auto caged = enter_cage(); !caged.has_value()) {
        return refuse(Verdict::failed, caged.error().message);
    }
    const auto format = format_of(*original);
    if (!format.has_value()) {
        return refuse(Verdict::broken, "it is of no format that is taken");
    }
    return Development(*vips, *original, *format).run();
}

}  // namespace

int run_darkroom_child() {
    const bool answered = develop();
    // Without taking down a hundred libraries in a cage.
    ::_exit(answered ? 0 : 1);
}

}  // namespace stoppress::media
