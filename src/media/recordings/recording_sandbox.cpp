// SPDX-License-Identifier: GPL-3.0-or-later
// The parent's side: starts the child, waits for its answer, and verifies all of it.
#include "media/recordings/recording_sandbox.hpp"

#include <sys/wait.h>

#include <csignal>

#include <fmt/format.h>

#include "base/processes/own_child.hpp"
#include "media/recordings/recording_answer.hpp"

namespace stoppress::media {
namespace {

base::Error unreadable(std::string_view reason) {
    return base::fail(base::ErrorCode::invalid, fmt::format("it cannot be read: {}", reason), {"file-broken"});
}

}  // namespace

base::Result<Recording> RecordingSandbox::read(const RecordingBytes& recording) const {
    const base::OwnChild child{.arguments = arguments_,
                               .input = recording.file < 0 ? recording.bytes : std::string_view{},
                               .input_file = recording.file,
                               .most_output = kMaxRecordingAnswer,
                               .patience = patience_,
                               .abandoned = abandoned_};
    TRY(const auto output, base::run_own_child(child));
    if (abandoned_) {
        return base::fail(base::ErrorCode::unavailable, "The server is shutting down. Try again in a moment.");
    }
    auto answer = output.in_time ? read_recording_answer(output.bytes) : std::nullopt;
    if (!answer) {
        const bool slow = !output.in_time || (WIFSIGNALED(output.status) && WTERMSIG(output.status) == SIGXCPU);
        return unreadable(slow ? "it took too long" : "its reader failed");
    }
    switch (answer->verdict) {
        case RecordingVerdict::read:
            return std::move(answer->recording);
        case RecordingVerdict::failed:
            return base::fail(base::ErrorCode::io, answer->reason);
        case RecordingVerdict::broken:
            break;
    }
    return unreadable(answer->reason);
}

}  // namespace stoppress::media
