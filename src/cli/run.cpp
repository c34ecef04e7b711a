// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.hpp"

namespace stoppress::cli {

int run(int argc, char** argv) {
    static_cast<void>(argv);
    return argc > 1 ? 2 : 0;
}

}  // namespace stoppress::cli
