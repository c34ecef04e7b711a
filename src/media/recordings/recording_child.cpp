// SPDX-License-Identifier: GPL-3.0-or-later
// The child's side. Everything below read_in_sandbox() runs in the sandbox, on untrusted bytes.
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <vector>

#include "base/processes/own_child.hpp"
#include "media/images/sandbox_process.hpp"
#include "media/limits.hpp"
#include "media/recordings/mediainfo_library.hpp"
#include "media/recordings/recording_answer.hpp"
#include "media/recordings/recording_sandbox.hpp"

namespace stoppress::media {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10U;
/// The library's answer that it knows all it wants to know.
constexpr std::size_t kFinished = 8;

/// Asks the library about one file.
class Asked {
public:
    Asked(const MediaInfoLibrary& info, std::uint64_t size) : info_(info), handle_(info.create()), size_(size) {}

    /// Feeds it; false if the file cannot be read.
    bool feed() {
        std::vector<std::uint8_t> piece(kPiece);
        info_.open_buffer_init(handle_, size_, 0);
        int jumps = 0;
        for (std::size_t fed = 0; fed < kMaxReadOfRecording;) {
            const auto got = ::read(STDIN_FILENO, piece.data(), piece.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                return false;
            }
            if (got == 0) {
                break;
            }
            fed += static_cast<std::size_t>(got);
            if ((info_.open_buffer_continue(handle_, piece.data(), static_cast<std::size_t>(got)) & kFinished) != 0) {
                break;
            }
            const std::uint64_t place = info_.open_buffer_continue_goto(handle_);
            if (place != UINT64_MAX) {
                if (place > size_ || ++jumps > kMaxJumps || ::lseek(STDIN_FILENO, static_cast<off_t>(place), SEEK_SET) < 0) {
                    break;
                }
                info_.open_buffer_init(handle_, size_, place);
            }
        }
        info_.open_buffer_finalize(handle_);
        return true;
    }

    /// Plain characters, at most those of a codec's name.
    [[nodiscard]] std::string text(MediaInfoStream stream, const char* parameter) const {
        const char* const said = info_.get(handle_, stream, 0, parameter, MediaInfoKind::text, MediaInfoKind::name);
        std::string plain;
        for (const char c : std::string_view(said == nullptr ? "" : said).substr(0, kMaxCodecBytes)) {
            plain += c >= ' ' && c < '\x7f' ? c : '?';
        }
        return plain;
    }
    /// The whole number that it begins with, 0 if there is none or it is not within `most`.
    [[nodiscard]] std::int64_t number(MediaInfoStream stream, const char* parameter, std::int64_t most) const {
        const std::string said = text(stream, parameter);
        std::int64_t value = 0;
        std::from_chars(said.data(), said.data() + said.size(), value);
        return value >= 0 && value <= most ? value : 0;
    }

private:
    const MediaInfoLibrary& info_;
    void* handle_;
    std::uint64_t size_;
};

Recording facts_of(const Asked& asked) {
    using enum MediaInfoStream;
    constexpr std::int64_t kMostPixels = 16'384;
    Recording recording;
    recording.video = asked.text(video, "Format");
    recording.audio = asked.text(audio, "Format");
    recording.duration = asked.number(general, "Duration", kMaxDuration);
    recording.cut_off = asked.text(general, "IsTruncated") == "Yes";
    if (!recording.video.empty()) {
        recording.profile = asked.text(video, "Format_Profile");
        recording.chroma = asked.text(video, "ChromaSubsampling");
        recording.bits = static_cast<int>(asked.number(video, "BitDepth", 64));
        recording.width = static_cast<int>(asked.number(video, "Width", kMostPixels));
        recording.height = static_cast<int>(asked.number(video, "Height", kMostPixels));
        const auto turned = asked.number(video, "Rotation", 360);
        if (turned == 90 || turned == 270) {
            std::swap(recording.width, recording.height);
        }
    }
    if (recording.audio == "MPEG Audio") {
        recording.layer = asked.text(audio, "Format_Profile");
    }
    return recording;
}

std::string read_in_sandbox() {
    using enum RecordingVerdict;
    if (const auto limited = limit_process(); !limited.has_value()) {
        return write_recording_refusal(failed, limited.error().message);
    }
    const auto info = MediaInfoLibrary::open();
    if (!info.has_value()) {
        return write_recording_refusal(failed, info.error().message);
    }
    struct stat about{};
    if (::fstat(STDIN_FILENO, &about) != 0) {
        return write_recording_refusal(failed, "the reading process did not receive the recording");
    }
    if (const auto sandboxed = enter_sandbox(); !sandboxed.has_value()) {
        return write_recording_refusal(failed, sandboxed.error().message);
    }
    Asked asked(*info, static_cast<std::uint64_t>(about.st_size));
    if (!asked.feed()) {
        return write_recording_refusal(failed, "the recording cannot be read");
    }
    return write_recording_answer(facts_of(asked));
}

}  // namespace

int run_recording_child() {
    const std::string answer = read_in_sandbox();
    const bool answered = base::write_child_output(answer);
    // Without unloading libraries inside the sandbox.
    ::_exit(answered ? 0 : 1);
}

}  // namespace stoppress::media
