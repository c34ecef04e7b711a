// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses/ghost_heading.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "base/text/ascii.hpp"
#include "base/text/utf8.hpp"

namespace stoppress::document {
namespace {

/// Bytes of a heading that can have an id.
constexpr std::size_t kMaxGhostHeading = 2'000;

/// Lower case, without signs; each run of white space is one space.
std::string ghost_words(std::string_view text) {
    constexpr std::string_view kSigns = "][!\"#$%&'()*+,./:;<=>?@\\^_{|}~";
    std::string words;
    // U8_NEXT computes with the elements of its argument, which must be unsigned.
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        if (c >= 0 && u_isUWhiteSpace(c) != 0) {
            words += words.ends_with(' ') ? "" : " ";
        } else if (c >= 0 && !(c < 0x80 && kSigns.contains(static_cast<char>(c)))) {
            base::append_utf8(words, static_cast<char32_t>(u_tolower(c)));
        }
    }
    return words;
}

}  // namespace

std::string ghost_heading_slug(std::string_view text) {
    if (text.size() > kMaxGhostHeading) {
        return {};
    }
    std::string words = ghost_words(base::trimmed(text, " \t\n\r\f\v"));
    // Ghost removes runs of hyphens altogether: "a -- b" becomes "ab".
    std::ranges::replace(words, ' ', '-');
    std::string_view rest = words;
    rest.remove_prefix(rest.starts_with('-') ? 1 : 0);
    std::string out;
    while (!rest.empty()) {
        const std::size_t hyphen = std::min(rest.find('-'), rest.size());
        const std::size_t behind = std::min(rest.find_first_not_of('-', hyphen), rest.size());
        out += rest.substr(0, hyphen);
        out += behind == hyphen + 1 && behind < rest.size() ? "-" : "";
        rest.remove_prefix(behind);
    }
    return out;
}

}  // namespace stoppress::document
