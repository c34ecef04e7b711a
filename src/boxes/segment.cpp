// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxes/segment.hpp"

#include <cstring>
#include <memory>

#include <zlib.h>

#include "base/result.hpp"

namespace stoppress::boxes {

namespace {

constexpr int kLevel = 9;         // spent once per revision, saved with every reader
constexpr int kRawDeflate = -15;  // a negative window size: no zlib header
constexpr int kMemoryLevel = 8;

struct DeflateEnd {
    void operator()(z_stream* stream) const { deflateEnd(stream); }
};

std::string deflate_flushed(std::string_view plain) {
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kRawDeflate, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
        base::die("out of memory for compression");
    }
    const std::unique_ptr<z_stream, DeflateEnd> end{&stream};
    std::string out;
    out.resize(deflateBound(&stream, static_cast<uLong>(plain.size())) + 16);
    // zlib's interface takes a non-const pointer, but only reads through it.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FULL_FLUSH) != Z_OK || stream.avail_in != 0) {
        base::die("compression failed");
    }
    out.resize(out.size() - stream.avail_out);
    out.shrink_to_fit();
    return out;
}

void put_little_endian(char* to, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) {
        to[i] = static_cast<char>((value >> (8 * i)) & 0xffU);
    }
}

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    hash ^= hash >> 32U;
    hash *= 0xd6e8feb86659fd93ULL;
    return hash ^ (hash >> 32U);
}

Deflated deflated(std::string_view plain) {
    Deflated made;
    made.bytes = deflate_flushed(plain);
    made.length = static_cast<std::uint32_t>(plain.size());
    made.crc = static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(plain.data()), plain.size()));
    made.crc_shift = static_cast<std::uint32_t>(crc32_combine_gen(static_cast<z_off_t>(plain.size())));
    return made;
}

Segment make_segment(std::string plain) {
    Segment segment;
    segment.deflated = deflated(plain);
    segment.hash = hash_bytes(plain);
    segment.plain = std::move(plain);
    segment.plain.shrink_to_fit();
    return segment;
}

std::size_t bytes_of(const Segment& segment) {
    return sizeof(Segment) + segment.plain.capacity() + segment.deflated.bytes.capacity();
}

std::array<char, kGzipTailLength> gzip_tail(std::span<const Deflated* const> parts) {
    uLong crc = 0;
    std::uint32_t length = 0;
    for (const Deflated* part : parts) {
        crc = crc32_combine_op(crc, part->crc, part->crc_shift);
        length += part->length;
    }
    std::array<char, kGzipTailLength> tail{};
    tail[0] = '\x03';
    put_little_endian(tail.data() + 2, static_cast<std::uint32_t>(crc));
    put_little_endian(tail.data() + 6, length);
    return tail;
}

}  // namespace stoppress::boxes
