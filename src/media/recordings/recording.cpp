// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/recordings/recording.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace stoppress::media {
namespace {

using base::ErrorCode;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kCodecNames{{{"AVC", "H.264"},
                                                                                    {"HEVC", "H.265 (HEVC)"},
                                                                                    {"MPEG Audio", "MP3"},
                                                                                    {"MPEG Video", "MPEG-2"},
                                                                                    {"AC-3", "Dolby Digital"},
                                                                                    {"MPEG-4 Visual", "MPEG-4 Part 2"}}};

// The codecs that Chromium, Firefox and Safari play in each container.
constexpr std::array<std::string_view, 1> kMp4Video{"AVC"};
constexpr std::array<std::string_view, 2> kMp4Audio{"AAC", "MPEG Audio"};
constexpr std::array<std::string_view, 3> kWebmVideo{"VP8", "VP9", "AV1"};
constexpr std::array<std::string_view, 2> kWebmAudio{"Opus", "Vorbis"};
constexpr std::array<std::string_view, 1> kAac{"AAC"};
constexpr std::array<std::string_view, 1> kMp3{"MPEG Audio"};
constexpr std::array<std::string_view, 1> kFlac{"FLAC"};
constexpr std::array<std::string_view, 1> kPcm{"PCM"};

struct Playable {
    std::span<const std::string_view> video;
    std::span<const std::string_view> audio;
};

Playable playable_in(Format format) {
    switch (format) {
        case Format::mp4:
        case Format::m4a:
            return {kMp4Video, kMp4Audio};
        case Format::webm:
        case Format::weba:
            return {kWebmVideo, kWebmAudio};
        case Format::ogg:
            return {{}, kWebmAudio};
        case Format::aac:
            return {{}, kAac};
        case Format::mp3:
            return {{}, kMp3};
        case Format::flac:
            return {{}, kFlac};
        case Format::wav:
            return {{}, kPcm};
        case Format::jpeg:
        case Format::png:
        case Format::webp:
        case Format::gif:
        case Format::avif:
        case Format::pdf:
        case Format::vtt:
            break;
    }
    return {};
}

bool has(std::span<const std::string_view> codecs, std::string_view codec) {
    return std::ranges::find(codecs, codec) != codecs.end();
}

base::Error not_played(const std::string& what) {
    return base::fail(
        ErrorCode::unsupported,
        fmt::format("browsers do not play {} in it; export film as MP4 with H.264 (8 bits, 4:2:0) and AAC, sound as MP3", what),
        base::reason_with("recording-codec", "codec", what));
}

/// H.264 in more than eight bits, or with more colour than 4:2:0, is for editing.
bool is_for_editing(const Recording& recording) {
    return recording.video == "AVC" &&
           ((recording.bits != 0 && recording.bits != 8) || (!recording.chroma.empty() && recording.chroma != "4:2:0") ||
            recording.profile.starts_with("High 4:4:4") || recording.profile.starts_with("High 10"));
}

}  // namespace

std::string codec_name(const std::string& codec) {
    const auto* const found =
        std::ranges::find(kCodecNames, std::string_view(codec), &std::pair<std::string_view, std::string_view>::first);
    return found == kCodecNames.end() ? codec : std::string(found->second);
}

base::Result<Format> playable(Format format, const Recording& recording) {
    if (recording.video.empty() && recording.audio.empty()) {
        if (recording.cut_off) {
            return base::fail(ErrorCode::invalid, "it is cut off: send the whole file", {"recording-cut-off"});
        }
        return base::fail(ErrorCode::invalid, "neither sound nor film was found in it", {"file-broken"});
    }
    const Playable codecs = playable_in(format);
    if (!recording.video.empty() && !has(codecs.video, recording.video)) {
        return not_played(codec_name(recording.video));
    }
    if (is_for_editing(recording)) {
        return not_played(fmt::format("H.264 {}", recording.profile.substr(0, recording.profile.find('@'))));
    }
    if (!recording.audio.empty() && !has(codecs.audio, recording.audio)) {
        return not_played(codec_name(recording.audio));
    }
    if (recording.audio == "MPEG Audio" && !recording.layer.empty() && recording.layer != "Layer 3") {
        return not_played(fmt::format("MPEG audio {}", recording.layer));
    }
    if (recording.cut_off) {
        return base::fail(ErrorCode::invalid, "it is cut off: send the whole file", {"recording-cut-off"});
    }
    if (!recording.video.empty() && (recording.width < 1 || recording.height < 1)) {
        return base::fail(ErrorCode::invalid, "its film has no size", {"file-broken"});
    }
    const bool film = !recording.video.empty();
    if (format == Format::mp4 || format == Format::m4a) {
        return film ? Format::mp4 : Format::m4a;
    }
    if (format == Format::webm || format == Format::weba) {
        return film ? Format::webm : Format::weba;
    }
    return format;
}

}  // namespace stoppress::media
