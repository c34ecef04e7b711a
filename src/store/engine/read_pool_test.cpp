// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of tasks when the pool stops.
#include "store/engine/read_pool.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "base/threads/eventually.hpp"
#include "store/site_fixture.hpp"

namespace stoppress::store {
namespace {

class ReadPoolTest : public SiteTest {
protected:
    ReadPoolTest() {
        static_cast<void>(writer());
        pool_ = value(ReadPool::open(settings_, 1));
    }

    std::unique_ptr<ReadPool> pool_;
};

TEST_F(ReadPoolTest, LetsNobodyWaitForATaskThatIsDropped) {
    std::promise<void> begun;
    std::promise<void> go;
    ASSERT_TRUE(pool_->post([&](const base::Result<ReadSnapshot*>& /*snapshot*/) {
        begun.set_value();
        go.get_future().wait();
    }));
    begun.get_future().wait();
    // The only thread is busy, so this one waits in the queue, whether the pool stops now or in a moment.
    auto waiting =
        std::async(std::launch::async, [&] { return pool_->run([](ReadSnapshot& /*snapshot*/) { return base::Result<void>(); }); });
    std::jthread stopping([&] { pool_->stop(); });
    const auto outcome = waiting.get();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, base::ErrorCode::unavailable);
    go.set_value();
    stopping.join();
    EXPECT_FALSE(pool_->post([](const base::Result<ReadSnapshot*>& /*snapshot*/) {}));
}

TEST_F(ReadPoolTest, RunsWhatWaitsBeforeItIsDestroyed) {
    std::promise<void> go;
    std::atomic<int> ran = 0;
    ASSERT_TRUE(pool_->post([&](const base::Result<ReadSnapshot*>& /*snapshot*/) { go.get_future().wait(); }));
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(pool_->post([&](const base::Result<ReadSnapshot*>& /*snapshot*/) { ++ran; }));
    }
    go.set_value();
    pool_.reset();
    EXPECT_EQ(ran, 3);
}

}  // namespace
}  // namespace stoppress::store
