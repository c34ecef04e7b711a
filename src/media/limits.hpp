// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a picture is taken, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::media {

/// Bytes of a picture as it comes in. Cameras' JPEGs stay under 30 MiB.
inline constexpr std::size_t kMaxOriginalBytes = std::size_t{64} * 1024 * 1024;

/// Bytes of what is made of it: no picture of kMaxWidth needs a tenth of it, and it is read into memory whole to be sent.
inline constexpr std::size_t kMaxRenditionBytes = std::size_t{16} * 1024 * 1024;

/// Pixels that a file may declare, all frames together; checked before anything is decoded. The largest cameras have 100 million.
inline constexpr std::uint64_t kMaxPixels = 100'000'000;
/// The same for formats that are decoded whole and not line by line: 40 million are 160 MB.
inline constexpr std::uint64_t kMaxPixelsAtOnce = 40'000'000;

/// Frames of an animation. Longer ones are films.
inline constexpr int kMaxFrames = 300;
/// Pixels of an animation that is made smaller as a whole, which costs about a second for ten million; of a bigger one the first frame is
/// kept.
inline constexpr std::uint64_t kMaxAnimatedPixels = 30'000'000;

/// Pixels across: as wide as a story is shown on a dense screen. Height: what WebP can say, less some.
inline constexpr int kMaxWidth = 1600;
inline constexpr int kMaxHeight = 16'000;

/// Pixels up to which a drawing is kept without loss; beyond it that would take seconds and megabytes.
inline constexpr std::uint64_t kMaxLosslessPixels = 300'000;

#ifdef STOPPRESS_SANITIZED
inline constexpr int kSlowdown = 6;
#else
inline constexpr int kSlowdown = 1;
#endif

/// Processor time and time in all for one picture. A photograph of 24 million pixels needs a quarter of a second.
inline constexpr std::chrono::seconds kMaxProcessorTime{10 * kSlowdown};
inline constexpr std::chrono::seconds kMaxTime{20 * kSlowdown};

/// Bytes of memory that the child may write to. A progressive JPEG of kMaxPixels keeps 300 MB of coefficients.
inline constexpr std::uint64_t kMaxMemory = std::uint64_t{768} * 1024 * 1024;
/// Bytes that it may map in all: some 100 libraries on top.
inline constexpr std::uint64_t kMaxAddressSpace = std::uint64_t{3} * 1024 * 1024 * 1024;

/// Bytes of what an S3-compatible store says of itself: a thousand names in a list are half a megabyte.
inline constexpr std::size_t kMaxS3Answer = std::size_t{4} * 1024 * 1024;
/// Connections to it that are kept open while nobody needs one: as many as threads that read.
inline constexpr std::size_t kMaxIdleConnections = 8;

/// Bytes of a decoder's or a store's complaint that are passed on.
inline constexpr std::size_t kMaxReasonBytes = 300;

}  // namespace stoppress::media
