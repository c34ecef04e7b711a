// SPDX-License-Identifier: GPL-3.0-or-later
// Where pictures are developed: decoded, turned upright, made in the widths that pages show and encoded anew, without their metadata. That
// happens in a child process of this program that can do nothing else (cage.hpp), one for each picture: whatever a file does to its
// decoder, it ends there.
// Flow:   original -> Darkroom -> child (decode, encode) -> Developed -> intake
// Thread: any, several at once; the caller waits.
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
    int width = 0;
    int height = 0;
};

/// All that is made of a picture.
struct Developed {
    Rendition main;                 ///< what everything can show: JPEG or PNG, WebP where it moves
    std::vector<Rendition> others;  ///< WebP and AVIF from narrow to wide, not where it moves; last a JPEG on white where `main` is none
    bool still = false;             ///< of an animation too big to be kept one, its first frame
    std::string placeholder;        ///< a few blurred pixels as WebP; empty where it is transparent or moves
    std::string credit;             ///< as the file names them; may be empty
    std::string copyright;
};

/// The argument by which this program knows itself as the child. Not for people: it is in no help.
inline constexpr std::string_view kDarkroomArgument = "develop-picture";

class Darkroom {
public:
    /// The child is this very program, called with kDarkroomArgument.
    Darkroom() : Darkroom({std::string(kDarkroomArgument)}) {}
    /// With other arguments and patience, for tests.
    explicit Darkroom(std::vector<std::string> arguments, std::chrono::milliseconds patience = kMaxTime)
        : arguments_(std::move(arguments)), patience_(patience) {}

    /// `unsupported`: of no format that is taken. `too_large`: beyond a limit. `invalid`: cannot be decoded, or not within the limits.
    /// `io`: the child could not do its work, whatever the picture.
    [[nodiscard]] base::Result<Developed> develop(std::string_view original) const;
    /// The program ends: whatever is being developed, or asked for from now on, is given up (`unavailable`).
    void abandon() { abandoned_ = true; }

private:
    std::vector<std::string> arguments_;
    std::chrono::milliseconds patience_;
    std::atomic<bool> abandoned_ = false;
};

/// The child: reads an original from standard input, writes the answer to standard output, and returns the exit status.
int run_darkroom_child();

}  // namespace stoppress::media
