// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/processes/sandbox.hpp"

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

namespace stoppress::base {
namespace {

Error sandbox_failed(const char* what, int error) {
    return fail(ErrorCode::io,
                std::string("the sandbox for child processes is not available on this system: ") + what + ": " + std::strerror(error));
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

/// Whether the bits `mask` of an argument are `value`.
scmp_arg_cmp where(unsigned argument, std::uint64_t mask, std::uint64_t value) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// The first failure, as a negative errno; 0: none.
int add_rules(scmp_filter_ctx filter, const SandboxCalls& calls) {
    int failed = 0;
    const auto add = [&](std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> arguments) {
        if (failed == 0) {
            failed = seccomp_rule_add_array(filter, action, call, static_cast<unsigned>(arguments.size()), arguments.begin());
        }
    };
    for (const int call : calls.needed) {
        add(SCMP_ACT_ALLOW, call, {});
    }
    for (const int call : calls.refused) {
        add(SCMP_ACT_ERRNO(EPERM), call, {});
    }
    for (const int call : calls.in_progress) {
        add(SCMP_ACT_ERRNO(EINPROGRESS), call, {});
    }
    // Memory, but none that is executable; threads, but no processes.
    add(SCMP_ACT_ALLOW, SCMP_SYS(mmap), {where(2, PROT_EXEC, 0)});
    add(SCMP_ACT_ALLOW, SCMP_SYS(mprotect), {where(2, PROT_EXEC, 0)});
    if (calls.threads) {
        add(SCMP_ACT_ALLOW, SCMP_SYS(clone), {where(0, CLONE_THREAD, CLONE_THREAD)});
    }
    // Its flags are in memory, where filters cannot read them: the C library falls back to clone.
    add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), {});
    // A process that ends itself: abort().
    add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), {where(0, ~std::uint64_t{0}, static_cast<std::uint64_t>(::getpid()))});
    return failed;
}

}  // namespace

Result<void> limit_process(const ProcessLimits& limits) {
#ifndef STOPPRESS_SANITIZED
    // A sanitizer maps terabytes, of which it uses little.
    if (!limit(RLIMIT_DATA, limits.memory) || !limit(RLIMIT_AS, limits.address_space)) {
        return sandbox_failed("memory", errno);
    }
#endif
    if (!limit(RLIMIT_CPU, static_cast<rlim_t>(limits.processor_time.count())) || !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_CORE, 0)) {
        return sandbox_failed("limits", errno);
    }
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_DUMPABLE, 0) != 0) {
        return sandbox_failed("prctl", errno);
    }
    return {};
}

Result<void> enter_sandbox(const SandboxCalls& calls) {
    forbid_files();
    if (::close_range(calls.descriptors, ~0U, 0) != 0 || !limit(RLIMIT_NOFILE, calls.descriptors)) {
        return sandbox_failed("descriptors", errno);
    }
    const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
    if (filter == nullptr) {
        return sandbox_failed("seccomp", ENOMEM);
    }
    int failed = add_rules(filter.get(), calls);
    failed = failed != 0 ? failed : seccomp_load(filter.get());
    if (failed != 0) {
        return sandbox_failed("seccomp", -failed);
    }
    return {};
}

}  // namespace stoppress::base
