// SPDX-License-Identifier: GPL-3.0-or-later
// Memory and time for a C parser that knows no limits of its own. What it allocates is let go at once, without its own, recursive,
// destructors. Thread: one, for one parse.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace stoppress::document {

/// Hands out memory until the parse is done or has had enough. A C parser cannot be told of a failed allocation (Gumbo and cmark take none
/// for an answer), so that a limit that is met jumps out of it: `if (setjmp(arena.limit_met()) == 0) { parse } else { refuse }`. Between
/// the two there must be C frames only, as C++ ones with something to destroy would be passed over.
class BoundedArena {
public:
    BoundedArena(std::size_t max_bytes, std::int64_t max_milliseconds);

    /// Zeroed. Does not return where a limit is met.
    [[nodiscard]] void* allocate(std::size_t bytes);
    /// As realloc(): what `memory` held comes first.
    [[nodiscard]] void* reallocate(void* memory, std::size_t bytes);

    /// From here on memory is given without limits, so that allocate() always returns.
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
