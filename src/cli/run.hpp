// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: finds the subcommand and runs it.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "settings/load.hpp"

namespace stoppress::cli {

/// What the program gets from outside, so that tests can give it something else.
struct Outside {
    settings::Environment environment;
    std::ostream& out;
    std::ostream& err;
    const base::Clock& clock;
};

/// Runs the program with its arguments (without its own name). Returns the exit status: 0 all well, 1 the work failed or part of it
/// was refused, 2 the command line was wrong, 3 serve gave up waiting at its end.
int run(std::vector<std::string> arguments, const Outside& outside);

/// The variables of this process whose names start with STOPPRESS_.
[[nodiscard]] settings::Environment environment_of(const char* const* variables);

}  // namespace stoppress::cli
