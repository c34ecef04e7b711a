// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: finds the subcommand and runs it.
#pragma once

namespace stoppress::cli {

/// Runs the program. Returns the exit status: 0 all well, 1 the work failed or part of it was refused, 2 the command line was wrong.
int run(int argc, char** argv);

}  // namespace stoppress::cli
