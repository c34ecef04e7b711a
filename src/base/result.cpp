// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.hpp"

#include <cstdio>
#include <cstdlib>

namespace stoppress::base {

void die(const std::string& message) {
    std::fprintf(stderr, "stoppress: %s\n", message.c_str());
    std::abort();
}

}  // namespace stoppress::base
