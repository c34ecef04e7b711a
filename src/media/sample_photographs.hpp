// SPDX-License-Identifier: GPL-3.0-or-later
// Test data: pictures as cameras, printers and recent encoders write them, built by hand as far as possible.
// Thread: a test's; pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "media/sample_pictures.hpp"

namespace stoppress::media {

inline std::string jpeg_segment(char mark, const std::string& data) {
    return std::string{'\xff', mark} + big_endian(static_cast<std::uint32_t>(data.size() + 2), 2) + data;
}

/// A Huffman table with one code: a single bit that means zero.
inline std::string jpeg_table(char kind) {
    return std::string(1, kind) + '\1' + std::string(15, '\0') + '\0';
}

/// Trailers that phones append: a second, smaller picture (a gain map), and vendor blocks.
inline std::string with_a_phones_trailer(const std::string& photograph) {
    return photograph + photograph + std::string("\0\0\x01\x0aImage_UTC_Data1700000000000SEFHk\0\0\0\0\0\0SEFT", 46);
}

/// 16 pixels wide and 8 high, grey, with an Exif block that says it must be rotated by a quarter and names its maker.
inline std::string jpeg_on_its_side(std::string_view maker) {
    const std::string exif = std::string("Exif\0\0", 6) + exif_of(maker, 6);
    return "\xff\xd8" + jpeg_segment('\xe1', exif) + jpeg_segment('\xdb', '\0' + std::string(64, '\1')) +
           jpeg_segment('\xc0', std::string("\x08\x00\x08\x00\x10\x01\x01\x11\x00", 9)) + jpeg_segment('\xc4', jpeg_table('\0')) +
           jpeg_segment('\xc4', jpeg_table('\x10')) + jpeg_segment('\xda', std::string("\x01\x01\x00\x00\x3f\x00", 6)) + "\x0f\xff\xd9";
}

/// 8 by 8 pixels in CMYK.
inline std::string jpeg_for_printers() {
    std::string components;
    std::string scan = "\4";
    for (char component = 1; component <= 4; ++component) {
        components += std::string{component, '\x11', '\0'};
        scan += std::string{component, '\0'};
    }
    return "\xff\xd8" + jpeg_segment('\xee', std::string("Adobe\0\x64\0\0\0\0\0", 12)) +
           jpeg_segment('\xdb', '\0' + std::string(64, '\1')) +
           jpeg_segment('\xc0', std::string("\x08\x00\x08\x00\x08\x04", 6) + components) + jpeg_segment('\xc4', jpeg_table('\0')) +
           jpeg_segment('\xc4', jpeg_table('\x10')) + jpeg_segment('\xda', scan + std::string("\x00\x3f\x00", 3)) +
           std::string("\x00\xff\xd9", 3);
}

/// 16 by 8 pixels, black, as libheif encodes it: AVIF is too complex to write by hand.
inline std::string avif() {
    constexpr std::string_view kBase64 =
        "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAA"
        "AAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAGQAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAA"
        "AABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAQAAAACAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQ"
        "AAAAAAAAABAAEEgYIDhAAAACFtZGF0EgAKCBgMv/JAgIGhMgsYAAAAQAAAw17JfA==";
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : kBase64.substr(0, kBase64.find('='))) {
        bits = bits << 6U | static_cast<std::uint32_t>(kDigits.find(c));
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>((bits >> held) & 0xffU);
        }
    }
    return bytes;
}

}  // namespace stoppress::media
