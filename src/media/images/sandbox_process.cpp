// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/sandbox_process.hpp"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>

#include "media/limits.hpp"

namespace stoppress::media {
namespace {

base::Error sandbox_failed(const char* what, int error) {
    return base::fail(base::ErrorCode::io, std::string("the sandbox for decoding pictures is not available on this system: ") + what +
                                               ": " + std::strerror(error));
}

bool limit(__rlimit_resource resource, rlim_t most) {
    const rlimit wanted{most, most};
    return ::setrlimit(resource, &wanted) == 0;
}

/// The argument of landlock_create_ruleset() in version six of its interface; older kernels get a shorter one.
struct LandlockRules {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scope = 0;
};

/// With a rule set that allows nothing. Best effort: on kernels without it, seccomp alone is enough.
void forbid_files() {
    constexpr unsigned kVersionQuestion = 1;
    const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, kVersionQuestion);
    if (version < 1) {
        return;
    }
    LandlockRules rules;
    // 13 file rights in the first version; moving between folders, truncating and device calls were added one by one.
    rules.files = (std::uint64_t{1} << (version >= 5 ? 16U : version >= 3 ? 15U : version >= 2 ? 14U : 13U)) - 1;
    std::size_t size = sizeof rules.files;
    if (version >= 4) {
        rules.network = 3;  // binding and connecting TCP
        size += sizeof rules.network;
    }
    if (version >= 6) {
        rules.scope = 3;  // abstract sockets, and signals to others
        size += sizeof rules.scope;
    }
    const auto ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, size, 0U));
    if (ruleset >= 0) {
        ::syscall(SYS_landlock_restrict_self, ruleset, 0U);
        ::close(ruleset);
    }
}

struct FreeFilter {
    void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, FreeFilter>;

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

/// Whether the bits `mask` of an argument are `value`.
scmp_arg_cmp where(unsigned argument, std::uint64_t mask, std::uint64_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// The first failure, as a negative errno; 0: none.
int add_rules(scmp_filter_ctx filter) {
    int failed = 0;
    const auto add = [&](std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> arguments) {
        if (failed == 0) {
            failed = seccomp_rule_add_array(filter, action, call, static_cast<unsigned>(arguments.size()), arguments.begin());
        }
    };
    for (const int call : kNeeded) {
        add(SCMP_ACT_ALLOW, call, {});
    }
    for (const int call : kRefused) {
        add(SCMP_ACT_ERRNO(EPERM), call, {});
    }
    // Memory, but none that is executable; threads, but no processes.
    add(SCMP_ACT_ALLOW, SCMP_SYS(mmap), {where(2, PROT_EXEC, 0)});
    add(SCMP_ACT_ALLOW, SCMP_SYS(mprotect), {where(2, PROT_EXEC, 0)});
    add(SCMP_ACT_ALLOW, SCMP_SYS(clone), {where(0, CLONE_THREAD, CLONE_THREAD)});
    // Its flags are in memory, where filters cannot read them: the C library falls back to clone.
    add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), {});
    // A process that ends itself: abort().
    add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), {where(0, ~std::uint64_t{0}, static_cast<std::uint64_t>(::getpid()))});
    return failed;
}

}  // namespace

base::Result<void> limit_process() {
    constexpr auto kSeconds = static_cast<rlim_t>(kMaxProcessorTime.count());
#ifndef STOPPRESS_SANITIZED
    // A sanitizer maps terabytes, of which it uses little.
    if (!limit(RLIMIT_DATA, kMaxMemory) || !limit(RLIMIT_AS, kMaxAddressSpace)) {
        return sandbox_failed("memory", errno);
    }
#endif
    if (!limit(RLIMIT_CPU, kSeconds) || !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_CORE, 0)) {
        return sandbox_failed("limits", errno);
    }
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0) {
        return sandbox_failed("prctl", errno);
    }
    return {};
}

base::Result<void> enter_sandbox() {
    forbid_files();
    // Only standard input, output and error exist.
    if (::close_range(3, ~0U, 0) != 0 || !limit(RLIMIT_NOFILE, 3)) {
        return sandbox_failed("descriptors", errno);
    }
    const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
    if (filter == nullptr) {
        return sandbox_failed("seccomp", ENOMEM);
    }
    int failed = add_rules(filter.get());
    failed = failed != 0 ? failed : seccomp_load(filter.get());
    if (failed != 0) {
        return sandbox_failed("seccomp", -failed);
    }
    return {};
}

}  // namespace stoppress::media
