// SPDX-License-Identifier: GPL-3.0-or-later
// Reads numbers from a file's bytes.
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace stoppress::media {

/// `at` must lie within `bytes`.
[[nodiscard]] inline std::size_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

}  // namespace stoppress::media
