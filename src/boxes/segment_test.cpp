// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that any sequence of segments is one gzip file with the segments' joined text.
#include "boxes/segment.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace stoppress::boxes {
namespace {

std::string gunzip(std::string_view packed) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string bytes{packed};
    std::string out(1U << 20U, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(stream.avail_in, 0U);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Segment, JoinsWithOthersToOneGzipFile) {
    const auto head = make_segment("<!doctype html><title>Stop press</title>");
    const auto empty = make_segment("");
    const auto list = make_segment(std::string(30000, 'x') + "سلام");
    const std::array row{&head, &list, &empty, &list, &head};
    std::string packed{kGzipHead};
    std::string plain;
    std::vector<const Deflated*> parts;
    for (const auto* segment : row) {
        packed += segment->deflated.bytes;
        plain += segment->plain;
        parts.push_back(&segment->deflated);
    }
    const auto tail = gzip_tail(parts);
    packed.append(tail.data(), tail.size());
    EXPECT_EQ(gunzip(packed), plain);
}

TEST(Segment, HasTheSameHashOnEveryRun) {
    EXPECT_EQ(hash_bytes("stop press"), make_segment("stop press").hash);
    EXPECT_NE(hash_bytes("stop press"), hash_bytes("stop presses"));
    EXPECT_EQ(hash_bytes(""), hash_bytes(std::string_view{}));
}

}  // namespace
}  // namespace stoppress::boxes
