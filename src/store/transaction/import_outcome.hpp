// SPDX-License-Identifier: GPL-3.0-or-later
// What an operation did that creates or changes an object.
// Thread: plain data.
#pragma once

#include <cstdint>

namespace stoppress::store {

enum class ImportOutcome : std::uint8_t {
    created,
    changed,
    unchanged,
    in_trash  ///< nothing was done: somebody deleted it
};

}  // namespace stoppress::store
