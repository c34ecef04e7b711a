// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a recording, and as the answer of the child that reads one: a format is never both ours and foreign, and an answer that is
// believed is written as it was read. What is inside of containers is read by libmediainfo, in the sandbox only.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "media/limits.hpp"
#include "media/picture.hpp"
#include "media/recordings/recording.hpp"
#include "media/recordings/recording_answer.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto format = media::format_of(bytes);
    fuzz::require(!format || media::foreign_recording(bytes).empty() || !media::is_recording(*format));
    const auto answer = media::read_recording_answer(bytes);
    if (answer && answer->verdict == media::RecordingVerdict::read) {
        fuzz::require(answer->recording.duration >= 0 && answer->recording.duration <= media::kMaxDuration);
        fuzz::require(media::write_recording_answer(answer->recording) == bytes);
        for (const auto container : {media::Format::mp4, media::Format::webm, media::Format::ogg, media::Format::wav}) {
            const auto served = media::playable(container, answer->recording);
            fuzz::require(!served.has_value() || media::is_film(*served) == !answer->recording.video.empty());
        }
    }
    return 0;
}
