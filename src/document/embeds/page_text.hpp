// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of other sites, made fit for a card; and how long they may be.
// Thread: any; constants and pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stoppress::document {

/// Bytes of a page that are looked at: heads with styles and scripts in them have some hundred KiB.
inline constexpr std::size_t kMaxHeadBytes = std::size_t{512} * 1024;
/// Bytes of an oEmbed answer: those of posts have ten KiB.
inline constexpr std::size_t kMaxOembedBytes = std::size_t{256} * 1024;

// Characters that a card shows.
inline constexpr std::size_t kMaxTitle = 200;
inline constexpr std::size_t kMaxDescription = 300;
inline constexpr std::size_t kMaxSite = 80;

/// On one line, without control characters, cut to `most` code points with "…" at the end. Empty if it is not UTF-8.
[[nodiscard]] std::string page_text(std::string_view text, std::size_t most);

}  // namespace stoppress::document
