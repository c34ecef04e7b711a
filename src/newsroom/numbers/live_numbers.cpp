// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/numbers/live_numbers.hpp"

#include <algorithm>
#include <atomic>
#include <stop_token>
#include <thread>
#include <vector>

#include <spdlog/spdlog.h>

#include "base/threads/mutex.hpp"
#include "base/threads/stoppable_sleep.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/numbers/now_answer.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::newsroom {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kEventEvery{1};
/// Proxies and browsers close a silent stream.
constexpr std::chrono::seconds kHeartbeatEvery{15};
/// A revoked session's streams end within this and a second.
constexpr std::chrono::seconds kAskAgainEvery{30};

/// Shared by the streams and the thread that feeds them.
struct Latest {
    base::Mutex mutex;
    std::shared_ptr<const std::string> event GUARDED_BY(mutex);
    std::uint64_t number GUARDED_BY(mutex) = 0;
    bool over GUARDED_BY(mutex) = false;
};

/// One watcher's stream.
class Stream final : public http::LiveBody {
public:
    Stream(std::shared_ptr<Latest> latest, std::string who, LiveNumbers::StillMay still_may)
        : latest_(std::move(latest)), who_(std::move(who)), still_may_(std::move(still_may)) {}

    Next next(Steady::time_point now) override {
        if (ended_.load(std::memory_order_relaxed)) {
            return {.bytes = {}, .last = true};
        }
        std::shared_ptr<const std::string> event;
        {
            const base::Lock lock(latest_->mutex);
            if (latest_->over) {
                return {.bytes = {}, .last = true};
            }
            if (latest_->number != sent_) {
                event = latest_->event;
                sent_ = latest_->number;
            }
        }
        if (event) {
            said_at_ = now;
            return {.bytes = *event, .last = false};
        }
        if (now - said_at_ >= kHeartbeatEvery) {
            said_at_ = now;
            return {.bytes = ":\n\n", .last = false};
        }
        return {};
    }

    [[nodiscard]] const std::string& who() const { return who_; }
    // Of the feeding thread.
    void ask_again(Steady::time_point now) {
        if (now - asked_at_ >= kAskAgainEvery) {
            asked_at_ = now;
            if (!still_may_()) {
                ended_.store(true, std::memory_order_relaxed);
            }
        }
    }

private:
    std::shared_ptr<Latest> latest_;
    std::string who_;
    LiveNumbers::StillMay still_may_;
    std::atomic<bool> ended_{false};
    std::uint64_t sent_ = 0;
    Steady::time_point said_at_ = Steady::now();
    Steady::time_point asked_at_ = Steady::now();
};

}  // namespace

class LiveNumbers::Impl {
public:
    Impl(readership::Readership& readership, store::ReadPool& pool)
        : readership_(readership), pool_(pool), thread_([this](const std::stop_token& stop) { run(stop); }) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;
    ~Impl() { stop(); }

    void stop() {
        {
            const base::Lock lock(latest_->mutex);
            latest_->over = true;
        }
        thread_.request_stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    std::shared_ptr<http::LiveBody> watch(const std::string& who, StillMay still_may) {
        std::shared_ptr<Stream> stream;
        {
            const base::Lock lock(mutex_);
            const auto there = take_streams();
            if (there.empty()) {
                // What the last watchers saw may be hours old.
                const base::Lock latest_lock(latest_->mutex);
                latest_->event = nullptr;
            }
            if (there.size() >= kMaxLiveStreams || static_cast<std::size_t>(std::ranges::count(there, who, [](const auto& each) {
                                                       return each->who();
                                                   })) >= kMaxLiveStreamsOfPerson) {
                return nullptr;
            }
            stream = std::make_shared<Stream>(latest_, who, std::move(still_may));
            streams_.push_back(stream);
        }
        somebody_.notify_one();
        return stream;
    }

private:
    /// Those that are still there.
    std::vector<std::shared_ptr<Stream>> take_streams() REQUIRES(mutex_) {
        std::vector<std::shared_ptr<Stream>> there;
        there.reserve(streams_.size());
        for (const auto& weak : streams_) {
            if (auto stream = weak.lock()) {
                there.push_back(std::move(stream));
            }
        }
        streams_.assign(there.begin(), there.end());
        return there;
    }

    void run(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            {
                base::Lock lock(mutex_);
                somebody_.wait(lock, stop, [this]() REQUIRES(mutex_) { return !take_streams().empty(); });
            }
            if (stop.stop_requested()) {
                return;
            }
            const auto now = Steady::now();
            make_event();
            ask_again(now);
            base::sleep_for(stop, now + kEventEvery - Steady::now());
        }
    }

    void ask_again(Steady::time_point now) {
        std::vector<std::shared_ptr<Stream>> there;
        {
            const base::Lock lock(mutex_);
            there = take_streams();
        }
        for (const auto& stream : there) {
            stream->ask_again(now);
        }
    }

    void make_event() {
        std::string json;
        const auto made = pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(json, reading_now(readership_, snapshot));
            return {};
        });
        if (!made.has_value()) {
            if (!std::exchange(failed_, true)) {
                spdlog::warn("live numbers cannot be sent: {}", made.error().message);
            }
            return;
        }
        failed_ = false;
        const base::Lock lock(latest_->mutex);
        if (json == last_ && latest_->event) {
            return;
        }
        auto event = std::make_shared<const std::string>("event: numbers\ndata: " + json + "\n\n");
        last_ = std::move(json);
        latest_->event = std::move(event);
        ++latest_->number;
    }

    readership::Readership& readership_;
    store::ReadPool& pool_;
    std::shared_ptr<Latest> latest_ = std::make_shared<Latest>();
    std::string last_;
    bool failed_ = false;
    base::Mutex mutex_;
    base::StoppableCondition somebody_;
    std::vector<std::weak_ptr<Stream>> streams_ GUARDED_BY(mutex_);
    std::jthread thread_;
};

LiveNumbers::LiveNumbers(readership::Readership& readership, store::ReadPool& pool) : impl_(std::make_unique<Impl>(readership, pool)) {}
LiveNumbers::~LiveNumbers() = default;

void LiveNumbers::stop() {
    impl_->stop();
}

std::shared_ptr<http::LiveBody> LiveNumbers::watch(const std::string& who, StillMay still_may) {
    return impl_->watch(who, std::move(still_may));
}

}  // namespace stoppress::newsroom
