// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which recordings browsers play, what is read of real ones in the sandbox, and that a child that was taken over cannot
// make its parent believe what is impossible.
#include "media/recordings/recording.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/files/descriptor.hpp"
#include "media/recordings/recording_answer.hpp"
#include "media/recordings/recording_sandbox.hpp"
#include "media/sample_recordings.hpp"

namespace stoppress::media {
namespace {

using base::ErrorCode;

struct PlayableCase {
    Format format;
    std::string video;
    std::string audio;
    std::string refused;  ///< what the reason names; empty: it is played
    Format served = Format::mp4;
};

TEST(Playable, KnowsWhatBrowsersPlayInEachContainer) {
    const PlayableCase cases[] = {
        {Format::mp4, "AVC", "AAC", "", Format::mp4},
        {Format::mp4, "AVC", "", "", Format::mp4},
        {Format::mp4, "", "AAC", "", Format::m4a},
        {Format::m4a, "AVC", "AAC", "", Format::mp4},
        {Format::m4a, "", "ALAC", "ALAC"},
        {Format::mp4, "HEVC", "AAC", "H.265 (HEVC)"},
        {Format::mp4, "MPEG-4 Visual", "", "MPEG-4 Part 2"},
        {Format::mp4, "AVC", "AC-3", "Dolby Digital"},
        {Format::webm, "VP9", "Opus", "", Format::webm},
        {Format::webm, "AV1", "Vorbis", "", Format::webm},
        {Format::webm, "", "Opus", "", Format::weba},
        {Format::webm, "AVC", "AAC", "H.264"},
        {Format::ogg, "", "Opus", "", Format::ogg},
        {Format::ogg, "Theora", "Vorbis", "Theora"},
        {Format::flac, "", "FLAC", "", Format::flac},
        {Format::wav, "", "PCM", "", Format::wav},
        {Format::wav, "", "ADPCM", "ADPCM"},
        {Format::mp3, "", "MPEG Audio", "", Format::mp3},
        {Format::aac, "", "AAC", "", Format::aac},
    };
    for (const auto& tried : cases) {
        Recording recording{.duration = 1000, .video = tried.video, .audio = tried.audio, .profile = {}, .chroma = {}, .layer = {}};
        recording.width = recording.height = tried.video.empty() ? 0 : 2;
        const auto served = playable(tried.format, recording);
        if (tried.refused.empty()) {
            ASSERT_TRUE(served.has_value()) << tried.video << tried.audio;
            EXPECT_EQ(*served, tried.served);
        } else {
            ASSERT_FALSE(served.has_value()) << tried.refused;
            EXPECT_EQ(served.error().code, ErrorCode::unsupported);
            EXPECT_EQ(std::get<std::string>(served.error().reason.values.at(0).second), tried.refused);
        }
    }
}

TEST(Playable, RefusesFilmForEditingAndWhatIsCutOff) {
    Recording film{.duration = 1000,
                   .width = 2,
                   .height = 2,
                   .video = "AVC",
                   .audio = {},
                   .profile = "High@L1.2",
                   .chroma = "4:2:0",
                   .bits = 8,
                   .layer = {}};
    EXPECT_TRUE(playable(Format::mp4, film).has_value());
    Recording deep = film;
    deep.bits = 10;
    EXPECT_FALSE(playable(Format::mp4, deep).has_value());
    Recording wide = film;
    wide.chroma = "4:2:2";
    EXPECT_FALSE(playable(Format::mp4, wide).has_value());
    Recording cut = film;
    cut.cut_off = true;
    EXPECT_EQ(playable(Format::mp4, cut).error().reason.code.text(), "recording-cut-off");
    EXPECT_EQ(playable(Format::mp4, Recording{}).error().reason.code.text(), "file-broken");
    Recording flat = film;
    flat.height = 0;
    EXPECT_EQ(playable(Format::mp4, flat).error().code, ErrorCode::invalid);
    Recording layer{.duration = 1, .video = {}, .audio = "MPEG Audio", .profile = {}, .chroma = {}, .layer = "Layer 2"};
    EXPECT_FALSE(playable(Format::mp3, layer).has_value());
}

TEST(RecordingSandbox, ReadsSoundFromMemoryAndFromAFile) {
    const std::string bytes = wav(2);
    const auto read = RecordingSandbox().read({bytes});
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(read->audio, "PCM");
    EXPECT_EQ(read->duration, 2000);
    EXPECT_EQ(read->video, "");
    const base::Descriptor file(::memfd_create("recording", MFD_CLOEXEC));
    ASSERT_EQ(::write(file.number(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    const auto again = RecordingSandbox().read({bytes, file.number()});
    ASSERT_TRUE(again.has_value()) << again.error().message;
    EXPECT_EQ(*again, *read);
    EXPECT_EQ(::lseek(file.number(), 0, SEEK_CUR), static_cast<off_t>(bytes.size())) << "the caller's offset is its own";
}

TEST(RecordingSandbox, FindsNothingInWhatOnlyBeginsLikeARecording) {
    for (const std::string& bytes :
         {std::string("RIFF\x10\0\0\0WAVE", 12) + std::string(5000, 'x'), std::string("OggS\0\x02", 6) + std::string(5000, '\xff'),
          std::string("\0\0\0\x20", 4) + "ftypisom" + std::string(20, '\0') + std::string(5000, '\xff'),
          std::string("\x1a\x45\xdf\xa3") + "webm" + std::string(5000, '\xff'), std::string("fLaC")}) {
        const auto read = RecordingSandbox().read({bytes});
        const auto format = format_of(bytes);
        ASSERT_TRUE(format.has_value());
        EXPECT_FALSE(read.has_value() && playable(*format, *read).has_value()) << bytes.substr(0, 12);
    }
}

TEST(RecordingSandbox, BelievesNothingImpossible) {
    EXPECT_EQ(RecordingSandbox({"--as-child", "lie-nothing"}).read({"x"}).error().code, ErrorCode::invalid);
    Recording recording{.duration = 5000,
                        .width = 640,
                        .height = 360,
                        .video = "AVC",
                        .audio = "AAC",
                        .profile = "High",
                        .chroma = "4:2:0",
                        .bits = 8,
                        .layer = {}};
    const std::string good = write_recording_answer(recording);
    const auto read = read_recording_answer(good);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->recording, recording);
    EXPECT_FALSE(read_recording_answer(good + "x").has_value());
    EXPECT_FALSE(read_recording_answer(good.substr(0, good.size() - 1)).has_value());
    EXPECT_FALSE(read_recording_answer("").has_value());
    Recording odd = recording;
    odd.duration = -1;
    EXPECT_FALSE(read_recording_answer(write_recording_answer(odd)).has_value());
    odd = recording;
    odd.width = 1'000'000;
    EXPECT_FALSE(read_recording_answer(write_recording_answer(odd)).has_value());
    odd = recording;
    odd.audio = "<b>\n";
    EXPECT_FALSE(read_recording_answer(write_recording_answer(odd)).has_value());
    odd = recording;
    odd.video = std::string(1'000, 'x');
    EXPECT_FALSE(read_recording_answer(write_recording_answer(odd)).has_value());
    const auto refused = read_recording_answer(write_recording_refusal(RecordingVerdict::broken, "a\nb"));
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->reason, "a b");
}

}  // namespace
}  // namespace stoppress::media
