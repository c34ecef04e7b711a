// SPDX-License-Identifier: GPL-3.0-or-later
// The child's side. What in_sandbox() calls runs in the sandbox, on untrusted bytes.
#include <unistd.h>

#include "base/processes/own_child.hpp"
#include "media/crops/crop_job.hpp"
#include "media/crops/crop_sandbox.hpp"
#include "media/images/image_job.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/images/image_sandbox_answer.hpp"
#include "media/images/sandbox_process.hpp"
#include "media/images/structure.hpp"
#include "media/limits.hpp"

namespace stoppress::media {
namespace {

bool answer(AnswerHead head, std::string_view bytes) {
    head.length = bytes.size();
    return base::write_child_output({reinterpret_cast<const char*>(&head), sizeof head}) && base::write_child_output(bytes);
}

bool refuse(Verdict verdict, std::string_view reason) {
    AnswerHead head;
    head.verdict = verdict;
    return answer(head, reason.substr(0, kMaxReasonBytes));
}

bool send(const ImageJob::Made& made) {
    AnswerHead head;
    head.verdict = Verdict::processed;
    head.still = made.still ? 1 : 0;
    head.pictures = static_cast<std::uint32_t>(made.pictures.size());
    head.placeholder = static_cast<std::uint32_t>(made.placeholder.size());
    head.credit = static_cast<std::uint32_t>(made.credits.credit.size());
    head.copyright = static_cast<std::uint32_t>(made.credits.copyright.size());
    head.caption = static_cast<std::uint32_t>(made.credits.caption.size());
    head.width = made.width;
    head.height = made.height;
    head.alt = static_cast<std::uint32_t>(made.credits.alt.size());
    std::string body;
    for (const Rendition& picture : made.pictures) {
        const PictureHead about{static_cast<std::uint32_t>(picture.format), picture.width, picture.height,
                                static_cast<std::uint32_t>(picture.bytes.size())};
        body.append(reinterpret_cast<const char*>(&about), sizeof about);
    }
    body += made.placeholder + made.credits.credit + made.credits.copyright + made.credits.caption + made.credits.alt;
    for (const Rendition& picture : made.pictures) {
        body += picture.bytes;
    }
    return answer(head, body);
}

/// Everything that comes before looking at the bytes, and looking at what they declare.
template <class Work>
bool in_sandbox(const Work& work) {
    if (const auto limited = limit_process(); !limited.has_value()) {
        return refuse(Verdict::failed, limited.error().message);
    }
    const auto vips = VipsLibrary::open();
    if (!vips.has_value()) {
        return refuse(Verdict::failed, vips.error().message);
    }
    const auto original = base::read_child_input(kMaxOriginalBytes);
    if (!original.has_value()) {
        return refuse(Verdict::failed, "the decoding process did not receive the picture");
    }
    if (const auto sandboxed = enter_sandbox(); !sandboxed.has_value()) {
        return refuse(Verdict::failed, sandboxed.error().message);
    }
    const auto format = format_of(*original);
    if (!format.has_value() || !is_picture(*format)) {
        return refuse(Verdict::broken, "its format is not supported");
    }
    if (const auto structure = check_structure(*original, *format); !structure.has_value()) {
        return refuse(Verdict::too_complex, structure.error().message);
    }
    return work(*vips, *original, *format);
}

bool process() {
    return in_sandbox([](const VipsLibrary& vips, const std::string& original, Format format) {
        ImageJob job(vips, original, format);
        const auto verdict = job.run();
        return verdict == Verdict::processed ? send(job.made()) : refuse(verdict, job.reason());
    });
}

bool crop(std::string_view text) {
    const auto area = CropArea::parse(text);
    if (!area) {
        return refuse(Verdict::failed, "the rectangle was not understood");
    }
    return in_sandbox([&](const VipsLibrary& vips, const std::string& original, Format format) {
        const Cropped cropped = crop_picture(vips, original, format, *area);
        AnswerHead head;
        head.verdict = cropped.verdict;
        head.width = cropped.width;
        head.height = cropped.height;
        return answer(head, cropped.verdict == Verdict::processed ? cropped.bytes : cropped.reason);
    });
}

}  // namespace

int run_image_sandbox_child() {
    const bool answered = process();
    // Without unloading a hundred libraries inside the sandbox.
    ::_exit(answered ? 0 : 1);
}

int run_crop_sandbox_child(std::string_view area) {
    const bool answered = crop(area);
    ::_exit(answered ? 0 : 1);
}

}  // namespace stoppress::media
