// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/recordings/recording_answer.hpp"

#include <algorithm>

#include "base/processes/own_child.hpp"
#include "media/limits.hpp"

namespace stoppress::media {
namespace {

constexpr std::array kTexts{&Recording::video, &Recording::audio, &Recording::profile, &Recording::chroma, &Recording::layer};
/// Pixels of a side: twice that of the largest screens.
constexpr std::int32_t kMaxSide = 16'384;
constexpr std::int32_t kMaxBits = 64;

std::string bytes_of(const RecordingHead& head) {
    return {reinterpret_cast<const char*>(&head), sizeof head};
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f'; });
}

bool is_possible(const RecordingHead& head) {
    const auto within = [](std::int64_t value, std::int64_t most) { return value >= 0 && value <= most; };
    return within(head.duration, kMaxDuration) && within(head.width, kMaxSide) && within(head.height, kMaxSide) &&
           within(head.bits, kMaxBits) && head.cut_off <= 1 &&
           std::ranges::all_of(head.texts, [](std::uint32_t size) { return size <= kMaxCodecBytes; });
}

}  // namespace

std::string write_recording_answer(const Recording& recording) {
    RecordingHead head;
    head.verdict = RecordingVerdict::read;
    head.duration = recording.duration;
    head.width = recording.width;
    head.height = recording.height;
    head.bits = recording.bits;
    head.cut_off = recording.cut_off ? 1 : 0;
    std::string texts;
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        const std::string& text = recording.*kTexts.at(i);
        head.texts.at(i) = static_cast<std::uint32_t>(text.size());
        texts += text;
    }
    head.length = static_cast<std::uint32_t>(texts.size());
    return bytes_of(head) + texts;
}

std::string write_recording_refusal(RecordingVerdict verdict, std::string_view reason) {
    reason = reason.substr(0, kMaxReasonBytes);
    RecordingHead head;
    head.verdict = verdict;
    head.length = static_cast<std::uint32_t>(reason.size());
    return bytes_of(head) + std::string(reason);
}

std::optional<RecordingAnswer> read_recording_answer(std::string_view bytes) {
    base::AnswerPieces pieces(bytes);
    const auto head = pieces.head<RecordingHead>();
    if (!pieces.whole() || head.mark != RecordingHead{}.mark || head.length != pieces.rest().size() || bytes.size() > kMaxRecordingAnswer) {
        return std::nullopt;
    }
    RecordingAnswer answer;
    answer.verdict = head.verdict;
    if (head.verdict != RecordingVerdict::read) {
        answer.verdict = head.verdict == RecordingVerdict::failed ? RecordingVerdict::failed : RecordingVerdict::broken;
        answer.reason = pieces.rest();
        std::ranges::replace_if(answer.reason, [](char c) { return c < ' ' || c >= '\x7f'; }, ' ');
        return answer;
    }
    if (!is_possible(head)) {
        return std::nullopt;
    }
    Recording& recording = answer.recording;
    recording.duration = head.duration;
    recording.width = head.width;
    recording.height = head.height;
    recording.bits = head.bits;
    recording.cut_off = head.cut_off != 0;
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        recording.*kTexts.at(i) = pieces.next(head.texts.at(i));
        if (!is_plain(recording.*kTexts.at(i))) {
            return std::nullopt;
        }
    }
    return pieces.whole() && pieces.rest().empty() ? std::optional(std::move(answer)) : std::nullopt;
}

}  // namespace stoppress::media
