// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on pictures and files, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::media {

/// Bytes of an original picture. Camera JPEGs have less than 30 MiB.
inline constexpr std::size_t kMaxOriginalBytes = std::size_t{64} * 1024 * 1024;

/// Bytes of a file uploaded by a browser. Photographs sent by phone or agency have less than 20 MiB.
inline constexpr std::size_t kMaxUploadBytes = std::size_t{25} * 1024 * 1024;

/// Bytes of one file made from it: no picture of kMaxWidth needs a tenth of that, and it is read into memory to be
/// sent. A download is stored as received.
inline constexpr std::size_t kMaxRenditionBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kMaxDownloadBytes = kMaxUploadBytes;

/// Bytes of a recording: the most that `media.largest_recording` may allow. A command that copies a site reads one
/// whole recording at a time.
inline constexpr std::size_t kMaxRecordingBytes = std::size_t{1} << 30U;
/// Bytes of a recording in memory while its hash is compared.
inline constexpr std::size_t kMaxVerifiedPiece = std::size_t{4} << 20U;
/// Bytes of one that its headers are read from: where a file is not indexed, they are spread over it.
inline constexpr std::size_t kMaxReadOfRecording = std::size_t{64} << 20U;
/// How often its reader may jump to another place.
inline constexpr int kMaxJumps = 1'000;
/// Milliseconds of a recording: a day.
inline constexpr std::int64_t kMaxDuration = 86'400'000;
/// Bytes of the name of a codec.
inline constexpr std::size_t kMaxCodecBytes = 40;
/// Recordings that were cut off, or whose length is not written in them, have no duration; everything else has.

/// Captions: bytes of a file, of a line, and how many cues. A film of four hours has 5,000 cues in 400 KB.
inline constexpr std::size_t kMaxCaptionsBytes = std::size_t{2} << 20U;
inline constexpr std::size_t kMaxCaptionLineBytes = 4'000;
inline constexpr std::size_t kMaxCues = 30'000;

/// Bytes of everything made from one picture, and how many files that may be: three formats in each width, and the ones
/// for readers without either.
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{48} * 1024 * 1024;
inline constexpr std::size_t kMaxRenditions = 16;

/// Pixels that a file may declare, all frames together; checked before decoding. The largest cameras have 100 million.
inline constexpr std::uint64_t kMaxPixels = 100'000'000;
/// The same for formats that are decoded whole and not line by line: 40 million pixels take 160 MB.
inline constexpr std::uint64_t kMaxPixelsAtOnce = 40'000'000;

/// Frames of an animation. Longer ones should be videos.
inline constexpr int kMaxFrames = 300;
/// Pixels of an animation that is scaled as a whole, at about a second for ten million; of a larger one only the first
/// frame is kept.
inline constexpr std::uint64_t kMaxAnimatedPixels = 30'000'000;

/// Widths in pixels: from a thumbnail on a phone to a lead picture on a high-density screen. A picture is made in those
/// that are narrower than it is, and in its own width.
inline constexpr std::array kWidths{320, 640, 960, 1280, 1920};
inline constexpr int kMaxWidth = kWidths.back();
/// Width of the one file that everything can show: links to it, previews and old browsers.
inline constexpr int kMainWidth = 1280;
/// Height in pixels: a little below the limit of WebP.
inline constexpr int kMaxHeight = 16'000;

// Parts of a file, counted before decoding (structure.hpp).
/// Scans of a JPEG: encoders write 10 for a progressive one, photographers' scripts up to 20. Each is a pass
/// over all pixels.
inline constexpr std::uint64_t kMaxScans = 30;
inline constexpr std::uint64_t kMaxScannedPixels = 12 * kMaxPixels;
/// Segments of a JPEG: a large colour profile has 50, a panorama's metadata some hundred.
inline constexpr std::size_t kMaxSegments = 2'000;
/// Chunks of a PNG: pixel chunks have 8 KiB each, so 8,192 for kMaxOriginalBytes, and there are a dozen others.
inline constexpr std::size_t kMaxDataChunks = 20'000;
inline constexpr std::size_t kMaxOtherChunks = 200;
/// Extensions of a GIF: one per frame, and some comments.
inline constexpr std::size_t kMaxExtensions = 2 * std::size_t{kMaxFrames} + 100;
/// Chunks of a WebP: one per frame, and its metadata.
inline constexpr std::size_t kMaxRiffChunks = std::size_t{kMaxFrames} + 100;
/// Boxes of an AVIF at all depths: a phone's picture has about 50, a tiled panorama some hundred.
inline constexpr std::size_t kMaxBoxes = 2'000;

/// Pixels up to which AVIF is made: its encoder takes four times as long as all others together.
inline constexpr std::uint64_t kMaxAvifPixels = 4'000'000;

/// Width in pixels and bytes of the picture shown while the real one loads: 1 KB as a data: address.
inline constexpr int kPlaceholderWidth = 20;
inline constexpr std::size_t kMaxPlaceholderBytes = 700;

/// Bytes of a credit or a copyright.
inline constexpr std::size_t kMaxCreditBytes = 500;
/// Bytes of a caption and of an alternative text from a file: what the fields of the media library hold.
inline constexpr std::size_t kMaxCaptionBytes = 2'000;
inline constexpr std::size_t kMaxAltBytes = 1'000;
/// Bytes of a picture's XMP: programs write some ten kilobytes, histories of edits included. Larger is not read.
inline constexpr std::size_t kMaxXmpBytes = std::size_t{256} << 10U;
/// Bytes of one text in it, before it is cut to its field.
inline constexpr std::size_t kMaxXmpTextBytes = 8'000;
/// Elements within each other: a text of a list of a description has six.
inline constexpr int kMaxXmpDepth = 20;

/// Pixels up to which a drawing is encoded losslessly; a larger one would take seconds and megabytes.
inline constexpr std::uint64_t kMaxLosslessPixels = 300'000;

#ifdef STOPPRESS_SANITIZED
inline constexpr int kSlowdown = 6;
#else
inline constexpr int kSlowdown = 1;
#endif

/// Processor time for one picture. All forms of a photograph of 24 million pixels take a few seconds.
inline constexpr std::chrono::seconds kMaxProcessorTime{10 * kSlowdown};
/// Time in all. The child waits for nothing, so this is reached only where other programs take the processor.
inline constexpr std::chrono::seconds kMaxTime{120 * kSlowdown};
/// Processor time after which no more AVIF is made.
inline constexpr std::chrono::seconds kAvifTime{4 * kSlowdown};

/// Bytes of memory that the child may write to. A progressive JPEG of kMaxPixels needs 300 MB for coefficients.
inline constexpr std::uint64_t kMaxMemory = std::uint64_t{768} * 1024 * 1024;
/// Bytes of its address space, about 100 libraries included.
inline constexpr std::uint64_t kMaxAddressSpace = std::uint64_t{3} * 1024 * 1024 * 1024;

/// Bytes of an answer from an S3-compatible store other than a file: a thousand names in a list take half a megabyte.
inline constexpr std::size_t kMaxS3Answer = std::size_t{4} * 1024 * 1024;
/// Idle connections to it that are kept open: as many as there are reading threads.
inline constexpr std::size_t kMaxIdleConnections = 8;

/// Bytes of an error message of a decoder or a store that are passed on.
inline constexpr std::size_t kMaxReasonBytes = 300;

}  // namespace stoppress::media
