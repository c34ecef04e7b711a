// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of the public site's caches, each with its reason.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::reader {

/// Bytes of pictures that each loop caches: those of the front page and of the hour's stories.
inline constexpr std::size_t kMaxKeptPictureBytes = std::size_t{16} * 1024 * 1024;

/// Bytes of pictures in memory, including those being sent to slow readers. Beyond it, further pictures get 503; pages
/// are not affected.
inline constexpr std::size_t kMaxPictureBytes = std::size_t{256} * 1024 * 1024;

/// Threads that read pictures, and how many requests may wait for one: a disk or store that does not answer
/// blocks only these.
inline constexpr std::size_t kPictureThreads = 4;
inline constexpr std::size_t kMaxQueuedPictures = 1024;
/// Threads that read recordings, which may be slow without keeping pictures waiting.
inline constexpr std::size_t kRecordingThreads = 4;
/// Recordings that are being sent at once, each with 128 KiB in memory. Beyond it, further requests get 503.
inline constexpr std::size_t kMaxStreams = 1'000;
/// Of them to one address, which may be that of a whole office: so a few slow clients cannot take them all.
inline constexpr std::size_t kMaxStreamsOfAddress = 64;
/// How long a picture is served from memory without checking whether its file still exists: it may have been
/// deleted or replaced.
inline constexpr std::chrono::seconds kPictureFresh{60};

/// Sites whose players one page may load. The page's policy names each of them, and proxies limit the length of a
/// response's head. Embeds of further sites stay links.
inline constexpr std::size_t kMaxPlayerOrigins = 16;

/// Comments of an earlier site on one story's page, the oldest ones, and bytes of their markup together: a page stays one that a phone can load.
inline constexpr std::int64_t kMaxPageComments = 1'000;
inline constexpr std::size_t kMaxPageCommentBytes = std::size_t{1024} * 1024;

/// Searches that are being made at once, or wait for a reading thread. Beyond it, further ones get 503: they must not
/// keep pages waiting.
inline constexpr std::size_t kMaxSearches = 16;

/// Topics or authors on one page of /topics or /authors.
inline constexpr std::int64_t kIndexLength = 200;

}  // namespace stoppress::reader
