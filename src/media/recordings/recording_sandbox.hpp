// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what recordings say of themselves (duration, size, codecs) with libmediainfo, in a sandboxed child process of this
// program, one per recording, which gets the file as its only descriptor beside that of its answer.
// Flow:   recording -> RecordingSandbox -> child (libmediainfo) -> Recording -> import_file
// Thread: any but a loop's, several at once; the caller waits up to kMaxTime.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/limits.hpp"
#include "media/recordings/recording.hpp"

namespace stoppress::media {

/// The argument that starts this program as the child. It is not listed in the help.
inline constexpr std::string_view kRecordingArgument = "read-recording";

/// A recording's bytes: in memory, or in a file.
struct RecordingBytes {
    std::string_view bytes;  ///< all of them; of a file its mapping
    int file = -1;           ///< its descriptor; -1: the bytes are in memory
};

class RecordingSandbox {
public:
    RecordingSandbox() : RecordingSandbox({std::string(kRecordingArgument)}) {}
    /// With other arguments and another time limit, for tests.
    explicit RecordingSandbox(std::vector<std::string> arguments, std::chrono::milliseconds patience = kMaxTime)
        : arguments_(std::move(arguments)), patience_(patience) {}

    /// Fails with `invalid` if it cannot be read, `io` if the child itself failed, `unavailable` after abandon().
    [[nodiscard]] base::Result<Recording> read(const RecordingBytes& recording) const;
    /// Gives up running and future work (`unavailable`), because the program is ending. Any thread.
    void abandon() { abandoned_ = true; }

private:
    std::vector<std::string> arguments_;
    std::chrono::milliseconds patience_;
    std::atomic<bool> abandoned_ = false;
};

/// The child: reads a recording from standard input, writes the answer to standard output, and returns the exit status.
int run_recording_child();

}  // namespace stoppress::media
