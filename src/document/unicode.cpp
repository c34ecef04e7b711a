// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/unicode.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/numsys.h>
#include <unicode/uloc.h>

#include "document/limits.hpp"

namespace stoppress::document {

namespace {

unsigned byte_at(std::string_view text, std::size_t index) {
    return static_cast<unsigned char>(text[index]);
}

/// How many bytes at `at` form a character that HTML forbids; 0 if it is allowed. `text` is well-formed.
std::size_t forbidden_length(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x20) {
        return lead == '\t' || lead == '\n' || lead == '\r' || lead == '\f' ? 0 : 1;
    }
    if (lead == 0x7F) {
        return 1;
    }
    if (lead == 0xC2) {  // U+0080..U+009F
        return byte_at(text, at + 1) < 0xA0 ? 2 : 0;
    }
    if (lead == 0xEF) {  // U+FDD0..U+FDEF, U+FFFE, U+FFFF
        const unsigned tail = (byte_at(text, at + 1) & 0x3FU) << 6U | (byte_at(text, at + 2) & 0x3FU);
        return (tail >= 0xDD0 && tail <= 0xDEF) || tail >= 0xFFE ? 3 : 0;
    }
    if (lead >= 0xF0) {  // the last two of each further plane
        const bool last = (byte_at(text, at + 1) & 0x0FU) == 0x0F && byte_at(text, at + 2) == 0xBF && byte_at(text, at + 3) >= 0xBE;
        return last ? 4 : 0;
    }
    return 0;
}

bool is_plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
}

std::size_t first_forbidden(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && (is_plain(text[at]) || forbidden_length(text, at) == 0)) {
        ++at;  // continuation bytes are never the start of anything forbidden
    }
    return at;
}

}  // namespace

void drop_forbidden(std::string& text) {
    std::size_t at = first_forbidden(text);
    std::size_t out = at;
    while (at < text.size()) {
        if (const auto length = is_plain(text[at]) ? 0 : forbidden_length(text, at); length != 0) {
            at += length;
        } else {
            text[out++] = text[at++];
        }
    }
    text.resize(out);
}

std::string_view without_forbidden(std::string_view text, std::string& storage) {
    if (first_forbidden(text) == text.size()) {
        return text;
    }
    storage = text;
    drop_forbidden(storage);
    return storage;
}

std::string single_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    for (const char c : text) {
        if (!is_space(c)) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    drop_forbidden(line);
    // A dropped character may have been between two spaces.
    line.erase(std::unique(line.begin(), line.end(), [](char a, char b) { return a == ' ' && b == ' '; }), line.end());
    return std::string{trimmed(line)};
}

std::string canonical_tag(std::string_view tag) {
    if (tag.size() < 2 || tag.size() > kMaxLanguageLength || !is_ascii_letter(tag[0]) || !is_ascii_letter(tag[1])) {
        return {};
    }
    if (!std::ranges::all_of(tag, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-'; })) {
        return {};
    }
    std::array<char, 128> locale{};
    std::array<char, 128> canonical{};
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t parsed = 0;
    uloc_forLanguageTag(std::string{tag}.c_str(), locale.data(), static_cast<std::int32_t>(locale.size()), &parsed, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || static_cast<std::size_t>(parsed) != tag.size()) {
        return {};
    }
    const auto length = uloc_toLanguageTag(locale.data(), canonical.data(), static_cast<std::int32_t>(canonical.size()), 1, &status);
    if (U_FAILURE(status) || length <= 0 || static_cast<std::size_t>(length) > kMaxLanguageLength) {
        return {};
    }
    std::string result(canonical.data(), static_cast<std::size_t>(length));
    return result == "und" ? std::string{} : result;
}

base::Result<void> check_source(std::string_view source, std::string_view what, std::size_t most) {
    if (source.size() > most) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("{} is too large: {} bytes, the limit is {}; split the story", what, source.size(), most));
    }
    if (!is_utf8(source)) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{} is not valid UTF-8; convert it and send it again", what));
    }
    return {};
}

std::vector<std::string> digits_of(std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag(icu::StringPiece{language.data(), static_cast<std::int32_t>(language.size())}, status);
    const std::unique_ptr<icu::NumberingSystem> system{icu::NumberingSystem::createInstance(locale, status)};
    std::vector<std::string> digits;
    if (U_FAILURE(status) != 0 || system == nullptr || system->isAlgorithmic() != 0 || system->getRadix() != 10) {
        return digits;
    }
    const auto all = system->getDescription();
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        icu::UnicodeString{all.char32At(at)}.toUTF8String(digits.emplace_back());
    }
    if (digits.size() != 10 || digits.front() == "0") {
        digits.clear();
    }
    return digits;
}

}  // namespace stoppress::document
