// SPDX-License-Identifier: GPL-3.0-or-later
// Memory and time limits for a C parser that has none of its own. All its memory is freed at once, without running the
// parser's own recursive destructors.
// Owner:  one parse.
// Thread: the one of that parse.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace stoppress::document {

/// Hands out memory until the parse ends or exceeds a limit. Gumbo and cmark cannot handle a failed allocation, so
/// exceeding a limit jumps out of them: `if (setjmp(arena.limit_met()) == 0) { parse } else { refuse }`. There must be
/// only C frames between the two, because destructors of C++ frames would be skipped.
class BoundedArena {
public:
    BoundedArena(std::size_t max_bytes, std::int64_t max_milliseconds);

    /// Zeroed memory. Does not return if a limit is exceeded.
    [[nodiscard]] void* allocate(std::size_t bytes);
    /// Like realloc(): keeps the content of `memory`.
    [[nodiscard]] void* reallocate(void* memory, std::size_t bytes);

    /// Turns the limits off, so that allocate() always returns.
    void lift_limits() { limited_ = false; }
    void restore_limits() { limited_ = true; }

    [[nodiscard]] std::jmp_buf& limit_met() { return limit_met_; }

private:
    struct Free {
        void operator()(void* memory) const { std::free(memory); }
    };
    void* take(std::size_t bytes);
    void check_time();

    std::vector<std::unique_ptr<void, Free>> chunks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t used_ = 0;
    std::size_t max_bytes_;
    std::int64_t deadline_;
    std::uint32_t allocations_ = 0;
    bool limited_ = true;
    std::jmp_buf limit_met_{};
};

}  // namespace stoppress::document
