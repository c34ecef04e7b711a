// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/xml/xml_mender.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

/// The longest thing that is judged as a whole: a reference.
constexpr std::size_t kLongest = 16;

/// The characters of Windows-1252 from 0x80 to 0x9F; 0: none. Those from 0xA0 on are the same as Unicode's.
constexpr std::array<char16_t, 32> kWindows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Whether XML 1.0 allows the character.
bool is_allowed(std::uint32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

/// Whether there is a byte that XML 1.0 forbids: a control character.
bool has_control(std::string_view bytes) {
    bool found = false;
    for (const char byte : bytes) {
        // Without a branch, so that the compiler takes many bytes at a time.
        found |= (static_cast<unsigned char>(byte) < 0x20) & (byte != '\n') & (byte != '\r') & (byte != '\t');
    }
    return found;
}

bool begins_name(char c) {
    return is_ascii_letter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

/// How many bytes at the end begin a character whose rest has not come.
std::size_t unfinished(std::string_view bytes) {
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) {
            return 0;
        }
        if (byte >= 0xC0) {
            const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return length > back ? back : 0;
        }
    }
    return 0;
}

}  // namespace

void XmlMender::add(std::string_view bytes) {
    out_.erase(0, taken_);
    taken_ = 0;
    if (waiting_.empty()) {
        mend(bytes, false);
    } else {
        const std::string whole = std::exchange(waiting_, {}) + std::string(bytes);
        mend(whole, false);
    }
}

void XmlMender::finish() {
    mend(std::exchange(waiting_, {}), true);
}

void XmlMender::mend(std::string_view bytes, bool last) {
    const std::size_t held = last || !utf8_ ? 0 : unfinished(bytes);
    const std::string tail(bytes.substr(bytes.size() - held));
    bytes.remove_suffix(held);
    while (!bytes.empty()) {
        const std::string_view signs = state_ == State::text      ? "&<]"
                                       : state_ == State::tag     ? "&>"
                                       : state_ == State::cdata   ? "]"
                                       : state_ == State::comment ? "-"
                                                                  : "?";
        const std::size_t at = std::min(signs.size() == 1 ? bytes.find(signs.front()) : bytes.find_first_of(signs), bytes.size());
        copy(bytes.substr(0, at));
        bytes.remove_prefix(at);
        if (bytes.empty()) {
            break;
        }
        const std::size_t read = sign(bytes, last);
        if (read == 0) {
            break;
        }
        bytes.remove_prefix(read);
    }
    waiting_ = std::string(bytes) + tail;
}

std::size_t XmlMender::sign(std::string_view bytes, bool last) {
    // Ends of what state_ is in. In text "]]>" is not allowed.
    const std::string_view end = state_ == State::comment ? "-->" : state_ == State::instruction ? "?>" : "]]>";
    switch (bytes.front()) {
        case '&':
            return reference(bytes, last);
        case '<':
            return opening(bytes, last);
        case '>':
            state_ = State::text;
            break;
        default:
            if (bytes.size() < end.size() && !last && end.starts_with(bytes)) {
                return 0;
            }
            if (bytes.starts_with(end)) {
                out_ += state_ == State::text ? "]]&gt;" : end;
                mended_ += state_ == State::text ? 1 : 0;
                state_ = State::text;
                return end.size();
            }
    }
    out_ += bytes.front();
    return 1;
}

std::size_t XmlMender::reference(std::string_view bytes, bool last) {
    static constexpr std::array<std::string_view, 5> kNames{"amp", "lt", "gt", "quot", "apos"};
    const std::string_view ahead = bytes.substr(1, kLongest - 1);
    const std::size_t stop = ahead.find_first_of(";<& \t\r\n\"'");
    if (stop == std::string_view::npos && bytes.size() < kLongest && !last) {
        return 0;
    }
    const bool closed = stop != std::string_view::npos && ahead[stop] == ';';
    const std::string_view name = closed ? ahead.substr(0, stop) : std::string_view();
    const std::string_view whole = bytes.substr(0, name.size() + 2);
    if (std::ranges::find(kNames, name) != kNames.end()) {
        out_ += whole;
        return whole.size();
    }
    if (name.starts_with('#') && name.size() > 1) {
        const bool hexadecimal = name[1] == 'x';
        const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
        std::uint32_t c = 0;
        const auto [parsed_to, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), c, hexadecimal ? 16 : 10);
        if (failed == std::errc() && parsed_to == digits.data() + digits.size()) {
            out_ += is_allowed(c) ? whole : " ";
            mended_ += is_allowed(c) ? 0 : 1;
            return whole.size();
        }
    }
    // For itself, or of HTML: then it is read where the text is read as HTML.
    out_ += "&amp;";
    ++mended_;
    return 1;
}

std::size_t XmlMender::opening(std::string_view bytes, bool last) {
    constexpr std::string_view kCommentStart = "<!--";
    constexpr std::string_view kSectionStart = "<![CDATA[";
    if (bytes.size() < kSectionStart.size() && !last &&
        (bytes.size() == 1 || kCommentStart.starts_with(bytes) || kSectionStart.starts_with(bytes))) {
        return 0;
    }
    for (const auto& [begin, state] : {std::pair(kCommentStart, State::comment), std::pair(kSectionStart, State::cdata)}) {
        if (bytes.starts_with(begin)) {
            out_ += begin;
            state_ = state;
            return begin.size();
        }
    }
    const char next = bytes.size() > 1 ? bytes[1] : '\0';
    if (next == '/' && bytes.size() == 2 && !last) {
        return 0;
    }
    const bool end_tag = next == '/' && bytes.size() > 2 && begins_name(bytes[2]);
    if (next == '?') {
        state_ = State::instruction;
    } else if (end_tag || next == '!' || begins_name(next)) {
        state_ = State::tag;
    } else {
        out_ += "&lt;";
        ++mended_;
        return 1;
    }
    out_ += '<';
    return 1;
}

void XmlMender::copy(std::string_view bytes) {
    // Two characters that are UTF-8 and not XML begin with these two bytes.
    if (!utf8_ || (base::is_utf8(bytes) && !bytes.contains("\xEF\xBF") && !has_control(bytes))) {
        out_ += bytes;
        return;
    }
    for_each_code_point(bytes, [this](UChar32 c, std::string_view written) {
        if (c >= 0) {
            const bool allowed = is_allowed(static_cast<std::uint32_t>(c));
            out_ += allowed ? written : " ";
            mended_ += allowed ? 0 : 1;
            return;
        }
        for (const char one : written) {
            const auto byte = static_cast<unsigned char>(one);
            const char32_t letter = byte >= 0xA0 ? byte : kWindows1252[byte & 0x1FU];
            ++mended_;
            append_utf8(out_, byte < 0x80 ? byte : letter == 0 ? 0xFFFD : letter);
        }
    });
}

}  // namespace stoppress::importing
