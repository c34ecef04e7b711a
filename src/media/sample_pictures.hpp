// SPDX-License-Identifier: GPL-3.0-or-later
// Test data: pictures built by hand, without a library that might share a bug with the code under test.
// Thread: a test's; pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "media/limits.hpp"
#include "media/picture.hpp"

namespace stoppress::media {

inline std::string big_endian(std::uint32_t number, int bytes) {
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        text += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xffU);
    }
    return text;
}

inline std::string png_chunk(std::string_view kind, std::string_view data) {
    const std::string body = std::string(kind) + std::string(data);
    std::uint32_t sum = 0xffffffff;
    for (const char c : body) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            sum = (sum & 1U) != 0 ? (sum >> 1U) ^ 0xedb88320U : sum >> 1U;
        }
    }
    return big_endian(static_cast<std::uint32_t>(data.size()), 4) + body + big_endian(~sum, 4);
}

inline std::string png_head(std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", big_endian(width, 4) + big_endian(height, 4) + std::string("\x08\x00\x00\x00\x00", 5));
}

/// The smallest Exif block: orientation and maker.
inline std::string exif_of(std::string_view maker, std::uint32_t orientation) {
    const std::string text = std::string(maker) + '\0';
    return "MM" + big_endian(42, 2) + big_endian(8, 4) + big_endian(2, 2) + big_endian(0x010f, 2) + big_endian(2, 2) +
           big_endian(static_cast<std::uint32_t>(text.size()), 4) + big_endian(38, 4) + big_endian(0x0112, 2) + big_endian(3, 2) +
           big_endian(1, 4) + big_endian(orientation, 2) + big_endian(0, 2) + big_endian(0, 4) + text;
}

/// A grey picture, each row a shade; stored, not compressed. `more`: chunks after the header.
inline std::string png(std::uint32_t width, std::uint32_t height, std::string_view more = {}) {
    std::string rows;
    for (std::uint32_t row = 0; row < height; ++row) {
        rows += '\0';
        rows.append(width, static_cast<char>(row * 7 % 256));
    }
    std::string stream = "\x78\x01";
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (std::size_t at = 0; at < rows.size(); at += 65535) {
        const std::string_view piece = std::string_view(rows).substr(at, 65535);
        const auto size = static_cast<std::uint32_t>(piece.size());
        stream += at + piece.size() == rows.size() ? '\1' : '\0';
        for (const std::uint32_t number : {size, ~size}) {
            stream += static_cast<char>(number & 0xffU);
            stream += static_cast<char>((number >> 8U) & 0xffU);
        }
        stream += piece;
    }
    for (const char c : rows) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    return png_head(width, height) + std::string(more) + png_chunk("IDAT", stream + big_endian(b, 2) + big_endian(a, 2)) +
           png_chunk("IEND", "");
}

/// A decompression bomb in miniature: a header that declares a size, and a few bytes.
inline std::string png_that_declares(std::uint32_t width, std::uint32_t height) {
    return png_head(width, height) + png_chunk("IDAT", std::string("\x78\x9c\x63\x00\x01\x00\x00\x05\x00\x01", 10)) + png_chunk("IEND", "");
}

/// An animation of two by two pixels with `frames` frames.
inline std::string gif(int frames) {
    std::string file = "GIF89a" + std::string("\x02\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff", 13);
    for (int frame = 0; frame < frames; ++frame) {
        file += std::string("\x21\xf9\x04\x00\x05\x00\x00\x00\x2c\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02", 19);
        // Three-bit codes; a clear code before each pixel keeps them at three bits.
        std::uint32_t bits = 0;
        unsigned at = 0;
        for (int pixel = 0; pixel < 4; ++pixel) {
            bits |= 4U << at;
            bits |= static_cast<std::uint32_t>((pixel + frame) % 2) << (at + 3);
            at += 6;
        }
        bits |= 5U << at;
        file += '\4';
        for (unsigned byte = 0; byte < 4; ++byte) {
            file += static_cast<char>((bits >> (8 * byte)) & 0xffU);
        }
        file += '\0';
    }
    return file + ';';
}

}  // namespace stoppress::media
