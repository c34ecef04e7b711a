// SPDX-License-Identifier: GPL-3.0-or-later
// Goes through a text character by character.
// Thread: any; pure functions.
#pragma once

#include <unicode/utf8.h>

#include <cstdint>
#include <string_view>

namespace stoppress::importing {

/// Calls `each(UChar32 c, std::string_view bytes)` with every code point and the bytes that it is written with, in order; `c` is negative for
/// bytes that are not UTF-8.
template <class Each>
void for_each_code_point(std::string_view text, Each each) {
    // U8_NEXT computes with the elements of its argument, which must be unsigned.
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    std::int32_t at = 0;
    while (at < length) {
        const auto begin = static_cast<std::size_t>(at);
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        each(c, text.substr(begin, static_cast<std::size_t>(at) - begin));
    }
}

}  // namespace stoppress::importing
