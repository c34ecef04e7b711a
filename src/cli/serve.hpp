// SPDX-License-Identifier: GPL-3.0-or-later
// `stoppress serve`: builds every part in the order of the flows, serves until it is told to stop, and takes them down backwards.
#pragma once

#include "cli/command.hpp"

namespace stoppress::cli {

void add_serve(CLI::App& app, Context& context);

}  // namespace stoppress::cli
