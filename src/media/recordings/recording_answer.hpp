// SPDX-License-Identifier: GPL-3.0-or-later
// The answer of the child that reads recordings: a header, then its texts, or a reason. The parent must not trust it,
// because untrusted bytes may have taken over the child.
//     RecordingHead, video, audio, profile, chroma, layer
//     RecordingHead, reason
// Thread: plain data; pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "media/recordings/recording.hpp"

namespace stoppress::media {

enum class RecordingVerdict : std::uint32_t {
    read,
    broken,  ///< it cannot be read
    failed   ///< not the recording's fault
};

struct RecordingHead {
    std::array<char, 4> mark{'S', 'P', 'R', '1'};
    RecordingVerdict verdict = RecordingVerdict::failed;
    std::int64_t duration = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t bits = 0;
    std::uint32_t cut_off = 0;
    std::array<std::uint32_t, 5> texts{};  ///< bytes of each
    std::uint32_t length = 0;              ///< bytes of everything that follows
};
static_assert(std::is_trivially_copyable_v<RecordingHead> && sizeof(RecordingHead) == 56);

/// Most bytes of an answer.
inline constexpr std::size_t kMaxRecordingAnswer = sizeof(RecordingHead) + 1'000;

[[nodiscard]] std::string write_recording_answer(const Recording& recording);
[[nodiscard]] std::string write_recording_refusal(RecordingVerdict verdict, std::string_view reason);

/// What an answer says.
struct RecordingAnswer {
    RecordingVerdict verdict = RecordingVerdict::failed;
    std::string reason;  ///< plain characters
    Recording recording;
};
/// Nothing if no child of ours can have written it.
[[nodiscard]] std::optional<RecordingAnswer> read_recording_answer(std::string_view bytes);

}  // namespace stoppress::media
