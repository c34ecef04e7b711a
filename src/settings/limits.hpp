// SPDX-License-Identifier: GPL-3.0-or-later
// Size limits of settings.
// Thread: plain data.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stoppress::settings {

inline constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{1} << 20;  ///< bytes; a settings file with every key and comment is 10 KiB
inline constexpr std::size_t kMaxTextLength = 1000;                      ///< bytes of one text; a site's description is a paragraph at most
inline constexpr std::size_t kMaxRobotsLine = 500;                       ///< bytes; a path with wildcards, or a sitemap's address
inline constexpr std::size_t kMaxListLength = 256;                       ///< items; the largest CDN has about 30 networks

}  // namespace stoppress::settings
