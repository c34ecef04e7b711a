// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/sandbox_process.hpp"

#include <seccomp.h>

#include <array>

#include "base/processes/sandbox.hpp"
#include "media/limits.hpp"

namespace stoppress::media {
namespace {

/// The system calls that decoders, the allocator and threads need.
constexpr std::array kNeeded{SCMP_SYS(read),
                             SCMP_SYS(write),
                             SCMP_SYS(writev),
                             SCMP_SYS(close),
                             SCMP_SYS(lseek),
                             SCMP_SYS(munmap),
                             SCMP_SYS(mremap),
                             SCMP_SYS(madvise),
                             SCMP_SYS(brk),
                             SCMP_SYS(futex),
                             SCMP_SYS(set_robust_list),
                             SCMP_SYS(rseq),
                             SCMP_SYS(rt_sigaction),
                             SCMP_SYS(rt_sigprocmask),
                             SCMP_SYS(rt_sigreturn),
                             SCMP_SYS(sigaltstack),
                             SCMP_SYS(restart_syscall),
                             SCMP_SYS(sched_yield),
                             SCMP_SYS(sched_getaffinity),
                             SCMP_SYS(clock_gettime),
                             SCMP_SYS(clock_getres),
                             SCMP_SYS(clock_nanosleep),
                             SCMP_SYS(nanosleep),
                             SCMP_SYS(gettimeofday),
                             SCMP_SYS(getpid),
                             SCMP_SYS(gettid),
                             SCMP_SYS(getrandom),
                             SCMP_SYS(exit),
                             SCMP_SYS(exit_group)};

/// Calls that libraries try without needing them: they fail, and the libraries continue.
constexpr std::array kRefused{SCMP_SYS(open),
                              SCMP_SYS(openat),
                              SCMP_SYS(stat),
                              SCMP_SYS(lstat),
                              SCMP_SYS(fstat),
                              SCMP_SYS(newfstatat),
                              SCMP_SYS(statx),
                              SCMP_SYS(access),
                              SCMP_SYS(faccessat),
                              SCMP_SYS(faccessat2),
                              SCMP_SYS(readlink),
                              SCMP_SYS(readlinkat),
                              SCMP_SYS(getcwd),
                              SCMP_SYS(ioctl),
                              SCMP_SYS(fcntl),
                              SCMP_SYS(uname),
                              SCMP_SYS(getpeername),
                              SCMP_SYS(getsockname),
                              SCMP_SYS(sysinfo),
                              SCMP_SYS(getrusage),
                              SCMP_SYS(prlimit64),
                              SCMP_SYS(prctl),
                              SCMP_SYS(sched_setaffinity),
                              SCMP_SYS(sched_getparam),
                              SCMP_SYS(sched_getscheduler),
                              SCMP_SYS(sched_setscheduler),
                              SCMP_SYS(sched_getattr),
                              SCMP_SYS(sched_setattr),
                              SCMP_SYS(setpriority),
                              SCMP_SYS(getpriority),
                              SCMP_SYS(get_mempolicy)};

}  // namespace

base::Result<void> limit_process() {
    return base::limit_process({.memory = kMaxMemory, .address_space = kMaxAddressSpace, .processor_time = kMaxProcessorTime});
}

base::Result<void> enter_sandbox() {
    return base::enter_sandbox({.needed = kNeeded, .refused = kRefused, .threads = true});
}

}  // namespace stoppress::media
