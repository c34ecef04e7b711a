// SPDX-License-Identifier: GPL-3.0-or-later
// Processes pictures: decodes them, turns them upright, scales them to the widths that pages show and encodes them
// without their metadata. This runs in a sandboxed child process of this program (sandbox_process.hpp), one per picture, so that
// an exploited decoder can do no harm.
// Flow:   original -> ImageSandbox -> child (decode, encode) -> ProcessedImage -> import_file
// Thread: any but a loop's, several at once; the caller waits up to kMaxTime.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/limits.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

/// A picture in one width and format.
struct Rendition {
    std::string bytes;
    Format format = Format::jpeg;
    int width = 0;  ///< pixels
    int height = 0;
};

/// Everything that is made of one picture.
struct ProcessedImage {
    Rendition main;                 ///< the form that everything can show: JPEG or PNG, WebP for animations
    std::vector<Rendition> others;  ///< WebP and AVIF from narrow to wide, none for animations; last a JPEG on white unless `main` is one
    int width = 0;                  ///< of the original, upright, in pixels
    int height = 0;
    bool still = false;       ///< only the first frame, of an animation that is too large
    std::string placeholder;  ///< a few blurred pixels as WebP; empty if it is transparent or animated
    std::string credit;       ///< from the file; may be empty
    std::string copyright;
    std::string caption;
    std::string alt;
};

/// The argument that starts this program as the child. It is not listed in the help.
inline constexpr std::string_view kImageSandboxArgument = "develop-picture";

class ImageSandbox {
public:
    /// The child is this program itself, started with kImageSandboxArgument.
    ImageSandbox() : ImageSandbox({std::string(kImageSandboxArgument)}) {}
    /// With other arguments and another time limit, for tests.
    explicit ImageSandbox(std::vector<std::string> arguments, std::chrono::milliseconds patience = kMaxTime)
        : arguments_(std::move(arguments)), patience_(patience) {}

    /// Fails with `unsupported` if it is of no supported format, `too_large` beyond a limit, `invalid` if it cannot be
    /// decoded or not within the limits, `io` if the child itself failed, `unavailable` after abandon().
    [[nodiscard]] base::Result<ProcessedImage> process(std::string_view original) const;
    /// Gives up running and future work (`unavailable`), because the program is ending. Any thread.
    void abandon() { abandoned_ = true; }

private:
    std::vector<std::string> arguments_;
    std::chrono::milliseconds patience_;
    std::atomic<bool> abandoned_ = false;
};

/// The child: reads an original from standard input, writes the answer to standard output, and returns the exit status.
int run_image_sandbox_child();

}  // namespace stoppress::media
