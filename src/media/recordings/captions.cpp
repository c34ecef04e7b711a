// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/recordings/captions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text/utf8.hpp"
#include "media/limits.hpp"
#include "media/picture.hpp"

namespace stoppress::media {
namespace {

using base::ErrorCode;

constexpr std::string_view kArrow = "-->";

base::Error wrong(std::size_t line, std::string_view what) {
    return base::fail(ErrorCode::invalid, fmt::format("line {} of the captions {}", line, what),
                      base::reason_with("captions-broken", "line", static_cast<std::int64_t>(line)));
}

/// Cuts a word off the front, and the blanks after it.
std::string_view next_word(std::string_view& text) {
    constexpr std::string_view kBlanks = " \t";
    const auto from = std::min(text.find_first_not_of(kBlanks), text.size());
    const auto to = std::min(text.find_first_of(kBlanks, from), text.size());
    const auto word = text.substr(from, to - from);
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks, to), text.size()));
    return word;
}

std::optional<std::int64_t> digits(std::string_view text, std::size_t least, std::size_t most) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all =
        text.size() >= least && text.size() <= most && text.front() != '-' && error == std::errc{} && end == text.data() + text.size();
    return all ? std::optional(value) : std::nullopt;
}

/// "01:02:03.004" or "02:03.004" in milliseconds.
std::optional<std::int64_t> time_of(std::string_view text) {
    constexpr std::int64_t kSixty = 60;
    constexpr std::int64_t kThousand = 1000;
    constexpr std::size_t kShort = 9;  // of "02:03.004"
    std::int64_t hours = 0;
    if (text.size() > kShort) {
        const auto colon = text.size() - kShort - 1;
        const auto written = text[colon] == ':' ? digits(text.substr(0, colon), 2, 4) : std::nullopt;
        if (!written) {
            return std::nullopt;
        }
        hours = *written;
        text.remove_prefix(colon + 1);
    }
    if (text.size() != kShort || text[2] != ':' || text[5] != '.') {
        return std::nullopt;
    }
    const auto minutes = digits(text.substr(0, 2), 2, 2);
    const auto seconds = digits(text.substr(3, 2), 2, 2);
    const auto rest = digits(text.substr(6), 3, 3);
    if (!minutes || !seconds || !rest || *minutes >= kSixty || *seconds >= kSixty) {
        return std::nullopt;
    }
    return ((hours * kSixty + *minutes) * kSixty + *seconds) * kThousand + *rest;
}

std::string written_time(std::int64_t time) {
    constexpr std::int64_t kSecond = 1000;
    constexpr std::int64_t kMinute = 60 * kSecond;
    constexpr std::int64_t kHour = 60 * kMinute;
    return fmt::format("{:02}:{:02}:{:02}.{:03}", time / kHour, time % kHour / kMinute, time % kMinute / kSecond, time % kSecond);
}

/// A number with at most two decimals from 0 to 100, and '%'.
bool is_share(std::string_view text) {
    if (!text.ends_with('%')) {
        return false;
    }
    text.remove_suffix(1);
    const auto point = text.find('.');
    const auto whole = digits(text.substr(0, point), 1, 3);
    const bool decimals = point == std::string_view::npos || digits(text.substr(point + 1), 1, 3).has_value();
    return whole && decimals && *whole <= 100;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

bool is_line(std::string_view text) {
    return is_share(text) || digits(text.substr(text.starts_with('-') ? 1 : 0), 1, 4).has_value();
}

/// Whether it is a setting of a cue that exists. Regions are left out, and so is what refers to them.
bool is_setting(std::string_view word) {
    const auto colon = word.find(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    const auto name = word.substr(0, colon);
    const auto value = word.substr(colon + 1);
    const auto comma = value.find(',');
    const auto first = value.substr(0, comma);
    const auto second = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    if (name == "vertical") {
        return is_one_of(value, {"rl", "lr"});
    }
    if (name == "line") {
        return is_line(first) && (comma == std::string_view::npos || is_one_of(second, {"start", "center", "end"}));
    }
    if (name == "position") {
        return is_share(first) && (comma == std::string_view::npos || is_one_of(second, {"line-left", "center", "line-right"}));
    }
    if (name == "size") {
        return is_share(value);
    }
    return name == "align" && is_one_of(value, {"start", "center", "end", "left", "right"});
}

class CaptionsReader {
public:
    explicit CaptionsReader(std::string_view bytes) : rest_(bytes) {}

    base::Result<Captions> read() {
        TRY_VOID(header());
        while (!at_end()) {
            TRY_VOID(block());
        }
        if (captions_.cues == 0) {
            return wrong(line_, "is the last, and there was no cue");
        }
        return std::move(captions_);
    }

private:
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    /// The next line, without its end: a line feed, a carriage return, or both.
    std::string_view next_line() {
        const auto end = std::min(rest_.find_first_of("\r\n"), rest_.size());
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end);
        rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : rest_.empty() ? 0 : 1);
        ++line_;
        return line;
    }

    base::Result<void> header() {
        if (rest_.starts_with("\xef\xbb\xbf")) {
            rest_.remove_prefix(3);
        }
        const auto first = next_line();
        constexpr std::string_view kName = "WEBVTT";
        const bool named =
            first.starts_with(kName) && (first.size() == kName.size() || first[kName.size()] == ' ' || first[kName.size()] == '\t');
        if (!named || first.contains(kArrow)) {
            return wrong(1, "is not \"WEBVTT\"; export the captions as WebVTT (.vtt)");
        }
        captions_.file = "WEBVTT\n";
        while (!at_end()) {
            const auto line = next_line();
            if (line.empty()) {
                break;
            }
            if (line.contains(kArrow)) {
                return wrong(line_, "is a cue; an empty line is missing before it");
            }
        }
        return {};
    }

    base::Result<void> block() {
        auto line = next_line();
        if (line.empty()) {
            return {};
        }
        std::string_view id;
        if (!line.contains(kArrow)) {
            const auto word = line.substr(0, line.find_first_of(" \t"));
            if (word == "NOTE" || line == "STYLE" || line == "REGION") {
                skip_block();
                return {};
            }
            id = line;
            line = at_end() ? std::string_view{} : next_line();
            if (!line.contains(kArrow)) {
                return wrong(line_, "has no times");
            }
        }
        return cue(id, line);
    }

    void skip_block() {
        while (!at_end() && !next_line().empty()) {
        }
    }

    base::Result<void> cue(std::string_view id, std::string_view times) {
        const auto line = line_;
        const auto from = time_of(next_word(times));
        const bool arrow = next_word(times) == kArrow;
        const auto to = time_of(next_word(times));
        if (!from || !arrow || !to || *from >= *to) {
            return wrong(line, "must have two times, such as 00:00:01.000 --> 00:00:02.500");
        }
        if (*from < last_) {
            return wrong(line, "begins before the cue above it");
        }
        last_ = *from;
        std::string out = '\n' + (id.empty() ? std::string() : std::string(id) + '\n');
        out += written_time(*from) + " --> " + written_time(*to);
        while (!times.empty()) {
            const auto setting = next_word(times);
            if (is_setting(setting)) {
                out += ' ' + std::string(setting);
            } else if (!setting.starts_with("region:")) {
                return wrong(line, "has a setting that does not exist");
            }
        }
        out += '\n';
        TRY_VOID(text(out));
        if (++captions_.cues > kMaxCues) {
            return base::fail(ErrorCode::too_large, fmt::format("there are more than {} captions", kMaxCues),
                              base::reason_with("captions-broken", "line", static_cast<std::int64_t>(line)));
        }
        captions_.file += out;
        return {};
    }

    base::Result<void> text(std::string& out) {
        while (!at_end()) {
            const auto line = next_line();
            if (line.empty()) {
                break;
            }
            if (line.contains(kArrow)) {
                return wrong(line_, "is a cue; an empty line is missing before it");
            }
            if (line.size() > kMaxCaptionLineBytes) {
                return wrong(line_, "is too long");
            }
            out += std::string(line) + '\n';
        }
        return {};
    }

    std::string_view rest_;
    std::size_t line_ = 0;
    std::int64_t last_ = 0;
    Captions captions_;
};

}  // namespace

base::Result<Captions> read_captions(std::string_view bytes) {
    if (bytes.size() > kMaxCaptionsBytes) {
        return base::fail(ErrorCode::too_large, fmt::format("captions may have {} bytes", kMaxCaptionsBytes),
                          too_large_file(kMaxCaptionsBytes));
    }
    const auto odd =
        std::ranges::find_if(bytes, [](char c) { return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7f'; });
    if (!base::is_utf8(bytes) || odd != bytes.end()) {
        return wrong(1, "and what follows is not plain text in UTF-8");
    }
    return CaptionsReader(bytes).read();
}

}  // namespace stoppress::media
