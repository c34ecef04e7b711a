// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox of the fetching child: what libcurl and OpenSSL need for a connection that is already open.
#include <seccomp.h>

#include <array>

#include "base/processes/sandbox.hpp"
#include "fetching/fetch_child.hpp"
#include "fetching/limits.hpp"

namespace stoppress::fetching {
namespace {

constexpr std::array kNeeded{SCMP_SYS(read),           SCMP_SYS(readv),         SCMP_SYS(recvfrom),     SCMP_SYS(recvmsg),
                             SCMP_SYS(write),          SCMP_SYS(writev),        SCMP_SYS(sendto),       SCMP_SYS(sendmsg),
                             SCMP_SYS(poll),           SCMP_SYS(ppoll),         SCMP_SYS(select),       SCMP_SYS(pselect6),
                             SCMP_SYS(shutdown),       SCMP_SYS(close),         SCMP_SYS(fcntl),        SCMP_SYS(getsockopt),
                             SCMP_SYS(getpeername),    SCMP_SYS(getsockname),   SCMP_SYS(munmap),       SCMP_SYS(mremap),
                             SCMP_SYS(madvise),        SCMP_SYS(brk),           SCMP_SYS(futex),        SCMP_SYS(rt_sigaction),
                             SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),  SCMP_SYS(restart_syscall),
                             SCMP_SYS(sched_yield),    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep),
                             SCMP_SYS(nanosleep),      SCMP_SYS(gettimeofday),  SCMP_SYS(time),         SCMP_SYS(getpid),
                             SCMP_SYS(gettid),         SCMP_SYS(getuid),        SCMP_SYS(geteuid),      SCMP_SYS(getgid),
                             SCMP_SYS(getegid),        SCMP_SYS(getrandom),     SCMP_SYS(exit),         SCMP_SYS(exit_group)};

constexpr std::array kRefused{SCMP_SYS(open),       SCMP_SYS(openat),     SCMP_SYS(stat),
                              SCMP_SYS(lstat),      SCMP_SYS(fstat),      SCMP_SYS(newfstatat),
                              SCMP_SYS(statx),      SCMP_SYS(access),     SCMP_SYS(faccessat),
                              SCMP_SYS(faccessat2), SCMP_SYS(readlink),   SCMP_SYS(readlinkat),
                              SCMP_SYS(getcwd),     SCMP_SYS(lseek),      SCMP_SYS(ioctl),
                              SCMP_SYS(uname),      SCMP_SYS(sysinfo),    SCMP_SYS(getrusage),
                              SCMP_SYS(prlimit64),  SCMP_SYS(prctl),      SCMP_SYS(setsockopt),
                              SCMP_SYS(socket),     SCMP_SYS(socketpair), SCMP_SYS(pipe),
                              SCMP_SYS(pipe2),      SCMP_SYS(eventfd2),   SCMP_SYS(sched_getaffinity)};

/// libcurl 7.88 connects even a socket that it is told to be connected. Told that it is under way, it waits until it can
/// write, which it can.
constexpr std::array kInProgress{SCMP_SYS(connect)};

}  // namespace

base::Result<void> limit_fetch_process() {
    return base::limit_process({.memory = kMaxMemory, .address_space = kMaxAddressSpace, .processor_time = kMaxProcessorTime});
}

base::Result<void> enter_fetch_sandbox() {
    return base::enter_sandbox({.needed = kNeeded, .refused = kRefused, .in_progress = kInProgress, .descriptors = 4});
}

}  // namespace stoppress::fetching
