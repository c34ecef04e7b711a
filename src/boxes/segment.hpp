// SPDX-License-Identifier: GPL-3.0-or-later
// A piece of a page, made once in two forms: plain, and deflated so that pieces can be joined into one gzip stream.
// Flow:   render -> Segment -> press, boxes -> socket
// Thread: any; immutable once made.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stoppress::boxes {

/// `bytes` is raw DEFLATE (RFC 1951) that ends with a full flush: it starts and ends on a byte boundary and refers to
/// nothing before it, so kGzipHead + any sequence of these + gzip_tail() is a gzip file (RFC 1952).
struct Deflated {
    std::string bytes;
    std::uint32_t length = 0;     ///< bytes of the plain text
    std::uint32_t crc = 0;        ///< its CRC-32
    std::uint32_t crc_shift = 0;  ///< zlib's operator for combining this checksum with that of preceding data
};

[[nodiscard]] Deflated deflated(std::string_view plain);

struct Segment {
    std::string plain;
    Deflated deflated;
    std::uint64_t hash = 0;  ///< of `plain`; the same on every run
};

[[nodiscard]] Segment make_segment(std::string plain);

/// Approximate memory of a segment in bytes.
[[nodiscard]] std::size_t bytes_of(const Segment& segment);

inline constexpr std::string_view kGzipHead{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10};
inline constexpr std::size_t kGzipTailLength = 10;

/// An empty last block, then the checksum and length of the joined plain text of `parts`.
[[nodiscard]] std::array<char, kGzipTailLength> gzip_tail(std::span<const Deflated* const> parts);

/// A 64-bit hash (FNV-1a with a final mixer), stable across runs and machines: for ETags, not for security.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes);

}  // namespace stoppress::boxes
