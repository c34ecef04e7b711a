// SPDX-License-Identifier: GPL-3.0-or-later
// How much the reader's side keeps, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stoppress::reader {

/// Bytes of pictures that each loop keeps at hand: those of the front page and of the stories of the hour.
inline constexpr std::size_t kMaxKeptPictureBytes = std::size_t{16} * 1024 * 1024;

/// Bytes of pictures in memory, those included that are on their way to slow readers. Beyond it further ones are put off, and pages are
/// not.
inline constexpr std::size_t kMaxPictureBytes = std::size_t{256} * 1024 * 1024;

/// Threads that read pictures, and how many may wait for one: a disk or store that does not answer holds them up, and nothing else.
inline constexpr std::size_t kPictureThreads = 4;
inline constexpr std::size_t kMaxQueuedPictures = 1024;
/// How long a picture is sent from memory without looking whether its file is still there: it may have been deleted or replaced.
inline constexpr std::chrono::seconds kPictureFresh{60};

/// Topics or authors on one page of /topics or /authors.
inline constexpr std::int64_t kIndexLength = 200;

}  // namespace stoppress::reader
