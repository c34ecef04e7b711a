// SPDX-License-Identifier: GPL-3.0-or-later
// Ends the program if what a fuzz target says of every input does not hold.
#pragma once

#include <cstdlib>

namespace fuzz {

inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace fuzz
