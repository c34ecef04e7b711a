// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.hpp"

int main(int argc, char** argv) { return stoppress::cli::run(argc, argv); }
