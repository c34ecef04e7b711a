// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/metadata.hpp"

#include <algorithm>
#include <array>

#include "media/bytes.hpp"

namespace stoppress::media {
namespace {

constexpr std::size_t kRiffHead = 12;   // "RIFF", size, "WEBP"
constexpr std::size_t kChunkHead = 8;   // name, size
constexpr std::size_t kFlags = 8;       // of the chunk VP8X, after its header
constexpr unsigned kOtherFlags = 0x2c;  // profile, Exif, XMP

std::size_t little_endian(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2) << 16U | byte_at(bytes, at + 3) << 24U;
}

std::optional<std::string> bare_webp(std::string_view picture) {
    if (little_endian(picture, 4) + 8 != picture.size()) {
        return std::nullopt;
    }
    std::string bare(picture.substr(0, kRiffHead));
    std::size_t at = kRiffHead;
    while (at + kChunkHead <= picture.size()) {
        const auto name = picture.substr(at, 4);
        // Chunks are padded to an even length.
        const std::size_t size = (little_endian(picture, at + 4) + 1) / 2 * 2 + kChunkHead;
        if (size > picture.size() - at) {
            return std::nullopt;
        }
        if (name != "ICCP" && name != "EXIF" && name != "XMP ") {
            const std::size_t begin = bare.size();
            bare += picture.substr(at, size);
            if (name == "VP8X" && size > kFlags) {
                bare[begin + kFlags] = static_cast<char>(byte_at(bare, begin + kFlags) & ~kOtherFlags);
            }
        }
        at += size;
    }
    if (at != picture.size() || bare.size() == kRiffHead) {
        return std::nullopt;
    }
    for (unsigned byte = 0; byte < 4; ++byte) {
        bare[4 + byte] = static_cast<char>(((bare.size() - 8) >> (8 * byte)) & 0xffU);
    }
    return bare;
}

std::optional<std::string> bare_jpeg(std::string_view picture) {
    constexpr std::size_t kScan = 0xda;
    std::string bare(picture.substr(0, 2));
    std::size_t at = 2;
    while (at + 4 <= picture.size() && byte_at(picture, at) == 0xff) {
        const std::size_t mark = byte_at(picture, at + 1);
        if (mark == kScan) {
            return bare.append(picture.substr(at));
        }
        const std::size_t size = (byte_at(picture, at + 2) << 8U | byte_at(picture, at + 3)) + 2;
        if (size < 4 || size > picture.size() - at) {
            return std::nullopt;
        }
        // Of the application segments, the first identifies a JFIF, and so its colours; comments have the last marker.
        const bool other = (mark > 0xe0 && mark <= 0xef) || mark == 0xfe;
        if (!other) {
            bare += picture.substr(at, size);
        }
        at += size;
    }
    return std::nullopt;
}

std::optional<std::string> bare_png(std::string_view picture) {
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kAround = 12;  // length, name and check sum of a chunk
    std::string bare(picture.substr(0, kSignature));
    std::size_t at = kSignature;
    while (at + kAround <= picture.size()) {
        const std::size_t size =
            byte_at(picture, at) << 24U | byte_at(picture, at + 1) << 16U | byte_at(picture, at + 2) << 8U | byte_at(picture, at + 3);
        const auto name = picture.substr(at + 4, 4);
        if (size > picture.size() - at - kAround) {
            return std::nullopt;
        }
        if (name == "IHDR" || name == "PLTE" || name == "tRNS" || name == "IDAT" || name == "IEND") {
            bare += picture.substr(at, size + kAround);
        }
        at += size + kAround;
        if (name == "IEND") {
            return at == picture.size() ? std::optional(std::move(bare)) : std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> without_metadata(std::string_view picture, Format format) {
    if (format_of(picture) != format) {
        return std::nullopt;
    }
    switch (format) {
        case Format::jpeg:
            return bare_jpeg(picture);
        case Format::png:
            return bare_png(picture);
        case Format::webp:
            return bare_webp(picture);
        default:
            return std::nullopt;
    }
}

}  // namespace stoppress::media
