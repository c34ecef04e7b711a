// SPDX-License-Identifier: GPL-3.0-or-later
// An exception while a connection is opened affects that connection only: it is no longer counted, and the loop accepts
// the next one.
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <new>

#include "http/test_site.hpp"

// ThreadSanitizer's runtime defines the allocation functions itself and cannot be linked beside others.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define STOPPRESS_ALLOCATES_ITSELF
#endif
#endif
#if !defined(STOPPRESS_ALLOCATES_ITSELF) && !defined(__SANITIZE_THREAD__)

namespace {

/// Allocations of this thread until one fails, once; negative: none fails.
thread_local int allocations_left = -1;

void* allocate(std::size_t size) {
    if (allocations_left >= 0 && allocations_left-- == 0) {
        throw std::bad_alloc();
    }
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}

namespace stoppress::http {
namespace {

void fail_allocation_on_loop(Loops& loops, int number) {
    std::promise<void> set;
    loops.post(0, [&] {
        allocations_left = number;
        set.set_value();
    });
    set.get_future().wait();
}

TEST(FailedAccept, GivesItsPlaceBack) {
    ServerOptions options;
    options.limits.connections = 1;
    options.limits.linger = std::chrono::milliseconds{40};  // so that the loop ticks often
    TestSite site(options);
    int failures = 0;
    for (int round = 0; round < 40; ++round) {
        const int errors = site.errors;
        fail_allocation_on_loop(site.loops, round % 5);
        {
            Client client(site);
            client.send(get("/a", "Connection: close\r\n"));
            static_cast<void>(client.read_all());
        }
        failures += site.errors - errors;
    }
    fail_allocation_on_loop(site.loops, -1);
    EXPECT_GT(failures, 1) << "more connections failed than there are places";
    // The last connection's end may take the loop a moment to see.
    bool answered = false;
    for (int attempt = 0; attempt < 1'000 && !answered; ++attempt) {
        Client client(site);
        client.send(get("/after", "Connection: close\r\n"));
        answered = client.read_all().ends_with("/after");
    }
    EXPECT_TRUE(answered);
}

}  // namespace
}  // namespace stoppress::http

#endif
