// SPDX-License-Identifier: GPL-3.0-or-later
// Memory kept by the allocator after a burst is returned to the system, and not again while nothing has grown.
#include "base/spare_memory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace stoppress::base {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;

TEST(SpareMemory, GoesBackToTheSystemAfterABurst) {
#ifdef STOPPRESS_SANITIZED
    GTEST_SKIP() << "a sanitizer has an allocator of its own";
#endif
    std::vector<std::unique_ptr<std::vector<char>>> pieces;
    for (int i = 0; i < 100'000; ++i) {
        pieces.push_back(std::make_unique<std::vector<char>>(1000, 'x'));
    }
    // One of each thousand stays in use, so that the heap cannot simply end earlier.
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i % 1000 != 999) {
            pieces[i] = nullptr;
        }
    }
    const std::size_t before = resident_bytes();
    SpareMemory spare(8 * kMebibyte, 8 * kMebibyte);
    EXPECT_TRUE(spare.give_back());
    EXPECT_LT(resident_bytes() + 50 * kMebibyte, before);
    EXPECT_FALSE(spare.give_back());
}

}  // namespace
}  // namespace stoppress::base
