// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a picture is taken, each with its reason.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::media {

/// Bytes of a picture as it comes in. Cameras' JPEGs stay under 30 MiB.
inline constexpr std::size_t kMaxOriginalBytes = std::size_t{64} * 1024 * 1024;

/// Bytes of a file that is handed over by a browser. Photographs that are sent by telephone or agency stay under 20 MiB.
inline constexpr std::size_t kMaxUploadBytes = std::size_t{25} * 1024 * 1024;

/// Bytes of what is made of it: no picture of kMaxWidth needs a tenth of it, and it is read into memory whole to be sent. A download is
/// as it came.
inline constexpr std::size_t kMaxRenditionBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kMaxDownloadBytes = kMaxUploadBytes;

/// Bytes of all that is made of one picture, and how many files that may be: three formats in each width, and what readers without either
/// get.
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{48} * 1024 * 1024;
inline constexpr std::size_t kMaxRenditions = 16;

/// Pixels that a file may declare, all frames together; checked before anything is decoded. The largest cameras have 100 million.
inline constexpr std::uint64_t kMaxPixels = 100'000'000;
/// The same for formats that are decoded whole and not line by line: 40 million are 160 MB.
inline constexpr std::uint64_t kMaxPixelsAtOnce = 40'000'000;

/// Frames of an animation. Longer ones are films.
inline constexpr int kMaxFrames = 300;
/// Pixels of an animation that is made smaller as a whole, which costs about a second for ten million; of a bigger one the first frame is
/// kept.
inline constexpr std::uint64_t kMaxAnimatedPixels = 30'000'000;

/// Pixels across: from a thumbnail in a list on a telephone to a story's lead on a dense screen. A picture is made in those that are
/// narrower than it is, and in its own width.
inline constexpr std::array kWidths{320, 640, 960, 1280, 1920};
inline constexpr int kMaxWidth = kWidths.back();
/// Of the one file that everything can show: links to it, previews and old browsers.
inline constexpr int kMainWidth = 1280;
/// Height: what WebP can say, less some.
inline constexpr int kMaxHeight = 16'000;

// Parts of a file, counted before it is decoded (structure.hpp).
/// Scans of a JPEG: encoders make 10 of a progressive one, scripts of photographers up to 20. Each is a pass over all pixels.
inline constexpr std::uint64_t kMaxScans = 30;
inline constexpr std::uint64_t kMaxScannedPixels = 12 * kMaxPixels;
/// Segments of a JPEG: a large colour profile has 50, a panorama's metadata some hundred.
inline constexpr std::size_t kMaxSegments = 2'000;
/// Chunks of a PNG: those of its pixels have 8 KiB each, which makes 8,192 of kMaxOriginalBytes; beside them stand a dozen.
inline constexpr std::size_t kMaxDataChunks = 20'000;
inline constexpr std::size_t kMaxOtherChunks = 200;
/// Extensions of a GIF: one a frame, and some comments.
inline constexpr std::size_t kMaxExtensions = 2 * std::size_t{kMaxFrames} + 100;
/// Chunks of a WebP: one a frame, and its metadata.
inline constexpr std::size_t kMaxRiffChunks = std::size_t{kMaxFrames} + 100;
/// Boxes of an AVIF at all depths: a phone's picture has about 50, a panorama of tiles some hundred.
inline constexpr std::size_t kMaxBoxes = 2'000;

/// Pixels up to which AVIF is made: its encoder needs four times as long as all others together.
inline constexpr std::uint64_t kMaxAvifPixels = 4'000'000;

/// Pixels across of what is shown until the picture is there, and bytes: 1 KB as a data: address.
inline constexpr int kPlaceholderWidth = 20;
inline constexpr std::size_t kMaxPlaceholderBytes = 700;

/// Bytes of a credit or a copyright that stands in a file.
inline constexpr std::size_t kMaxCreditBytes = 500;

/// Pixels up to which a drawing is kept without loss; beyond it that would take seconds and megabytes.
inline constexpr std::uint64_t kMaxLosslessPixels = 300'000;

#ifdef STOPPRESS_SANITIZED
inline constexpr int kSlowdown = 6;
#else
inline constexpr int kSlowdown = 1;
#endif

/// Processor time and time in all for one picture. A photograph of 24 million pixels needs a few seconds in all its forms.
inline constexpr std::chrono::seconds kMaxProcessorTime{10 * kSlowdown};
inline constexpr std::chrono::seconds kMaxTime{30 * kSlowdown};
/// Processor time after which no more AVIF is made.
inline constexpr std::chrono::seconds kAvifTime{4 * kSlowdown};

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
