// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/markdown/bounded_arena.hpp"

#include <algorithm>
#include <cstring>
#include <ctime>

#include "base/result.hpp"

namespace stoppress::document {

namespace {

constexpr std::size_t kAlignment = 16;
constexpr std::size_t kHeader = 16;  // holds the size, for reallocate()
constexpr std::size_t kFirstChunk = 32 * 1024;
constexpr std::size_t kLargestChunk = 4 * std::size_t{1024 * 1024};
constexpr std::uint32_t kAllocationsBetweenLooks = 512;  // reading the clock costs as much as dozens of allocations

std::int64_t processor_milliseconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

BoundedArena::BoundedArena(std::size_t max_bytes, std::int64_t max_milliseconds)
    : max_bytes_(max_bytes), deadline_(processor_milliseconds() + max_milliseconds) {
    chunks_.reserve(64);
}

void BoundedArena::check_time() {
    if (limited_ && ++allocations_ % kAllocationsBetweenLooks == 0 && processor_milliseconds() > deadline_) {
        std::longjmp(limit_met_, 1);
    }
}

void* BoundedArena::take(std::size_t bytes) {
    check_time();
    bytes = (bytes + kHeader + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > left_) {
        const auto size = std::max(bytes, std::min(kLargestChunk, std::max(kFirstChunk, used_)));
        used_ += size;
        void* chunk = limited_ && used_ > max_bytes_ ? nullptr : std::malloc(size);
        if (chunk == nullptr) {
            if (limited_) {
                std::longjmp(limit_met_, 1);
            }
            base::die("out of memory");
        }
        chunks_.emplace_back(chunk);
        next_ = static_cast<std::byte*>(chunk);
        left_ = size;
    }
    auto* block = next_;
    next_ += bytes;
    left_ -= bytes;
    const auto usable = bytes - kHeader;
    std::memcpy(block, &usable, sizeof usable);
    return block + kHeader;
}

void* BoundedArena::allocate(std::size_t bytes) {
    auto* memory = take(bytes);
    std::memset(memory, 0, bytes);
    return memory;
}

void* BoundedArena::reallocate(void* memory, std::size_t bytes) {
    std::size_t had = 0;
    if (memory != nullptr) {
        std::memcpy(&had, static_cast<std::byte*>(memory) - kHeader, sizeof had);
        if (had >= bytes) {
            return memory;
        }
    }
    auto* larger = take(bytes);
    if (memory != nullptr) {
        std::memcpy(larger, memory, had);
    }
    return larger;
}

}  // namespace stoppress::document
