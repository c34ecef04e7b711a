// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox of the child process that decodes pictures: it gives up files, the network, other programs and other
// processes before it looks at untrusted bytes. Whoever takes over a decoder finds a pipe to write to, memory, and no
// way out.
// Flow:   image_sandbox_child -> enter_sandbox -> decoder
// Thread: the only one of the child process.
#pragma once

#include "base/result.hpp"

namespace stoppress::media {

/// Sets limits on memory, processor time, files and descriptors; call it before loading libraries. Fails with `io` if
/// the system refuses.
base::Result<void> limit_process();

/// From now on no file, socket, program or further process can be opened: Landlock if the kernel has it, and a seccomp
/// list of the system calls that decoding needs. Any other call ends the process, except some that libraries probe,
/// which fail with EPERM. Fails with `io` if the kernel has no seccomp; nothing is decoded then.
base::Result<void> enter_sandbox();

}  // namespace stoppress::media
