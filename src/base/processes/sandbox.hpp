// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox of a child process that works on untrusted bytes: limits first, then it gives up files, new connections,
// other programs and other processes for good. Whoever takes over what runs inside finds a pipe to write to, memory, and
// what the child had opened before.
// Flow:   run_own_child -> child: limit_process -> (load libraries, open what is needed) -> enter_sandbox -> work
// Thread: the only one of the child process.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>

#include "base/result.hpp"

namespace stoppress::base {

struct ProcessLimits {
    std::uint64_t memory = 0;         ///< bytes that it may write to
    std::uint64_t address_space = 0;  ///< bytes, libraries included
    std::chrono::seconds processor_time{};
};

/// Sets limits on memory, processor time and files, ends the child with its parent, and lets it gain no privileges; call
/// it before loading libraries. Fails with `io` if the system refuses.
Result<void> limit_process(const ProcessLimits& limits);

/// What the work needs besides memory: numbers of system calls (SCMP_SYS of seccomp.h).
struct SandboxCalls {
    std::span<const int> needed{};
    std::span<const int> refused{};      ///< those that libraries try without needing them: they fail with EPERM
    std::span<const int> in_progress{};  ///< those that only seem to begin: they fail with EINPROGRESS
    bool threads = false;
    unsigned descriptors = 3;  ///< how many stay open, from 0
};

/// From now on no file, socket, program or further process can be opened: Landlock if the kernel has it, and a seccomp
/// list of the system calls. Any other call ends the process. Fails with `io` if the kernel has no seccomp; no work may
/// be done then.
Result<void> enter_sandbox(const SandboxCalls& calls);

}  // namespace stoppress::base
