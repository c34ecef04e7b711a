// SPDX-License-Identifier: GPL-3.0-or-later
// What a process gives up for good before it looks at bytes of a stranger: files, the network, other programs, other processes.
// Whoever takes over a decoder finds a pipe to write to, memory, and no way out.
// Flow:   darkroom_child -> enter_cage -> decoder
// Thread: the only one of a process that was made to be caged.
#pragma once

#include "base/result.hpp"

namespace stoppress::media {

/// Limits on memory, processor time, files and descriptors; set before libraries are loaded. io where the system refuses.
base::Result<void> limit_process();

/// No file, no socket, no program, no further process from now on: Landlock where the kernel has it, and a list of the system calls that
/// decoding needs; any other ends the process, but for questions of libraries that are answered with EPERM. io where the kernel has no
/// seccomp: nothing is decoded then.
base::Result<void> enter_cage();

}  // namespace stoppress::media
