// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <iostream>

#include "cli/run.hpp"

int main(int argc, char** argv) {
    // The site's files contain drafts, people and password hashes, so new files are accessible by their owner only.
    ::umask(0077);
    const stoppress::base::SystemClock clock;
    const stoppress::cli::Outside outside{
        .environment = stoppress::cli::environment_of(environ), .out = std::cout, .err = std::cerr, .clock = clock};
    return stoppress::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}, outside);
}
