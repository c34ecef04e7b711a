// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: finds the subcommand and runs it.
// Thread: the main thread.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/time/clock.hpp"
#include "settings/load.hpp"

namespace stoppress::cli {

/// The program's environment, so that tests can replace it.
struct Outside {
    settings::Environment environment;
    std::ostream& out;
    std::ostream& err;
    const base::Clock& clock;
};

/// Runs the program with its arguments (without its own name). Returns the exit status: 0 success, 1 the work failed or
/// part of it was refused, 2 wrong command line, 3 serve gave up waiting while stopping.
int run(std::vector<std::string> arguments, const Outside& outside);

/// The environment variables whose names start with STOPPRESS_.
[[nodiscard]] settings::Environment environment_of(const char* const* variables);

}  // namespace stoppress::cli
