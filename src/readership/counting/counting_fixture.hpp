// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of counting: a clock that the test sets, a store in memory that can hang or fail, and a counting thread
// with four loops.
// Thread: the test's, which acts as the loops.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "base/threads/eventually.hpp"
#include "base/threads/mutex.hpp"
#include "base/time/clock.hpp"
#include "readership/counting/counting.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

using namespace std::chrono_literals;
using story::Window;

inline constexpr std::string_view kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
inline constexpr std::string_view kRobot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

class TestClock final : public base::Clock {
public:
    [[nodiscard]] base::Time now() const override { return base::from_milliseconds(now_.load()); }
    void set(std::chrono::hours time) { now_.store(std::chrono::milliseconds(time).count()); }

private:
    std::atomic<std::int64_t> now_{std::chrono::milliseconds(10'000h).count()};
};

/// A store in memory that commits on its own thread, and can be made to hang or fail.
class TestStore final : public ViewStore {
public:
    TestStore() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

    base::Result<base::ChangeNumber> load(base::Hour first, const EachTotal& total, const EachHour& hour) override {
        const base::Lock lock(mutex_);
        std::map<base::StoryId, std::int64_t> totals;
        for (const auto& [key, count] : rows_) {
            totals[key.second] += count.views;
        }
        for (const auto& [story, views] : totals) {
            total({.story = story, .hour = {}, .views = views, .robots = 0}, facts_.at(story));
        }
        for (const auto& [key, count] : rows_) {
            if (key.first >= first) {
                hour(count);
            }
        }
        return static_cast<base::ChangeNumber>(log_.size());
    }
    base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) override {
        base::Lock lock(mutex_);
        asked_for_changes_ = true;
        changed_.notify_all();
        changed_.wait(lock, [&]() REQUIRES(mutex_) { return !reading_hangs_; });
        for (auto at = static_cast<std::size_t>(number); at < log_.size(); ++at) {
            story(log_[at]);
        }
        return static_cast<base::ChangeNumber>(log_.size());
    }
    base::Result<void> hours(base::Hour first, base::Hour last, const EachHour& hour) override {
        const base::Lock lock(mutex_);
        for (const auto& [key, count] : rows_) {
            if (key.first >= first && key.first <= last) {
                hour(count);
            }
        }
        return {};
    }
    void commit(std::shared_ptr<ViewBatch> batch) override {
        const base::Lock lock(mutex_);
        queue_.push_back(std::move(batch));
        changed_.notify_all();
    }

    void put(std::int64_t story, bool published = true) {
        const base::Lock lock(mutex_);
        log_.push_back({story});
        facts_[{story}] = {.story = {story},
                           .section = {1},
                           .language = "en",
                           .published = published,
                           .kind = story::Kind::article,
                           .published_at = base::from_milliseconds(story)};
    }
    void hang(bool hang) {
        const base::Lock lock(mutex_);
        hangs_ = hang;
        changed_.notify_all();
    }
    /// Whether a batch waits to be committed.
    bool holds_batch() {
        const base::Lock lock(mutex_);
        return !queue_.empty();
    }
    void run_periodic(std::chrono::steady_clock::time_point /*now*/) override { ++turns_; }
    /// How often the counting thread has finished all pending work.
    [[nodiscard]] std::uint64_t turns() const { return turns_; }
    /// While it hangs, the counting thread blocks in the middle of its work as soon as it reads changes.
    void hang_reading(bool hang) {
        const base::Lock lock(mutex_);
        reading_hangs_ = hang;
        asked_for_changes_ = false;
        changed_.notify_all();
    }
    void await_reader() {
        base::Lock lock(mutex_);
        changed_.wait(lock, [&]() REQUIRES(mutex_) { return asked_for_changes_; });
    }
    void fail(bool fail) {
        const base::Lock lock(mutex_);
        fails_ = fail;
    }
    /// Commits succeed, but report an unknown outcome.
    void lose_answers(bool lose) {
        const base::Lock lock(mutex_);
        loses_answers_ = lose;
    }
    /// Every n-th commit fails.
    void fail_every(int n) {
        const base::Lock lock(mutex_);
        fail_every_ = n;
    }
    store::ViewCount sum(std::int64_t story) {
        const base::Lock lock(mutex_);
        store::ViewCount sum{.story = {story}};
        for (const auto& [key, count] : rows_) {
            sum.views += key.second.value == story ? count.views : 0;
            sum.robots += key.second.value == story ? count.robots : 0;
        }
        return sum;
    }
    /// The hosts that readers came from, as the batches named them.
    std::set<std::string> hosts() {
        const base::Lock lock(mutex_);
        return hosts_;
    }
    std::int64_t views_in(base::Hour hour) {
        const base::Lock lock(mutex_);
        std::int64_t views = 0;
        for (const auto& [key, count] : rows_) {
            views += key.first == hour ? count.views : 0;
        }
        return views;
    }

private:
    void run(const std::stop_token& stop) {
        while (true) {
            base::Lock lock(mutex_);
            changed_.wait(lock, stop, [&]() REQUIRES(mutex_) { return !queue_.empty() && !hangs_; });
            if (stop.stop_requested()) {
                return;
            }
            const auto batch = queue_.front();
            queue_.pop_front();
            ++commits_;
            auto outcome = fails_ || (fail_every_ > 0 && commits_ % fail_every_ == 0)
                               ? base::Result<void>(base::fail(base::ErrorCode::io, "the disk is full"))
                               : add(*batch);
            if (loses_answers_ && outcome.has_value()) {
                outcome = base::fail(base::ErrorCode::outcome_unknown, "the answer was lost");
            }
            lock.unlock();
            batch->finish(std::move(outcome));
        }
    }
    base::Result<void> add(ViewBatch& batch) REQUIRES(mutex_) {
        batch.answers.clear();
        for (const auto story : batch.looked_up) {
            const auto found = facts_.find(story);
            batch.answers.push_back({.story = story, .facts = found == facts_.end() ? std::nullopt : std::optional(found->second)});
        }
        batch.count();
        for (const auto& count : batch.counts) {
            if (!facts_.contains(count.story)) {
                return base::fail(base::ErrorCode::not_found, "no such story");
            }
        }
        for (const auto& referrer : batch.referrers) {
            hosts_.insert(referrer.host);
        }
        for (const auto& count : batch.counts) {
            auto& row = rows_[{count.hour, count.story}];
            row = {.story = count.story, .hour = count.hour, .views = row.views + count.views, .robots = row.robots + count.robots};
        }
        return {};
    }

    base::Mutex mutex_;
    base::StoppableCondition changed_;
    std::deque<std::shared_ptr<ViewBatch>> queue_ GUARDED_BY(mutex_);
    std::map<base::StoryId, store::RankingFacts> facts_ GUARDED_BY(mutex_);
    std::vector<base::StoryId> log_ GUARDED_BY(mutex_);
    std::map<std::pair<base::Hour, base::StoryId>, store::ViewCount> rows_ GUARDED_BY(mutex_);
    std::set<std::string> hosts_ GUARDED_BY(mutex_);
    bool hangs_ GUARDED_BY(mutex_) = false;
    bool reading_hangs_ GUARDED_BY(mutex_) = false;
    bool asked_for_changes_ GUARDED_BY(mutex_) = false;
    bool fails_ GUARDED_BY(mutex_) = false;
    bool loses_answers_ GUARDED_BY(mutex_) = false;
    int fail_every_ GUARDED_BY(mutex_) = 0;
    int commits_ GUARDED_BY(mutex_) = 0;
    std::atomic<std::uint64_t> turns_{0};
    std::jthread thread_;
};

using base::eventually;

class CountingTest : public testing::Test {
protected:
    static constexpr std::size_t kLoops = 4;

    ~CountingTest() override {
        store_.hang(false);
        store_.hang_reading(false);
    }

    void start(std::chrono::minutes repeat = 30min) {
        const auto wakeup = base::must(Wakeup::create());
        for (std::size_t i = 0; i < kLoops; ++i) {
            loops_.push_back(std::make_unique<LoopCounter>(*robots_, hash_, referrers_, wakeup));
        }
        counting_.emplace(clock_, store_, loops_, wakeup, repeat, base::ZoneHours(), referrers_,
                          [this](std::shared_ptr<const Ranking> ranking) {
                              const base::Lock lock(ranking_mutex_);
                              ranking_ = std::move(ranking);
                          });
        base::must(counting_->start());
    }
    /// Waits until the counting thread has processed everything counted before this call.
    [[nodiscard]] bool turns_over() {
        const std::uint64_t before = store_.turns();
        return eventually([&] {
            counting_->committed();
            return store_.turns() >= before + 3;
        });
    }
    void view(std::int64_t story, std::string_view address = "192.0.2.1", std::string_view agent = kFirefox,
              std::string_view referrer = {}) {
        loops_[0]->count({story}, {address, agent, referrer});
    }
    /// The place of a beacon's answer.
    std::shared_ptr<std::atomic<int>> beacon(std::int64_t story, std::string_view address = "192.0.2.1", std::string_view agent = kFirefox,
                                             std::size_t loop = 0) {
        auto answer = std::make_shared<std::atomic<int>>(kNone);
        std::move_only_function<void(base::Result<void>)> durable = [answer](const base::Result<void>& result) {
            answer->store(result.has_value() ? kDurable : static_cast<int>(result.error().code));
        };
        EXPECT_TRUE(loops_[loop]->count_durably({story}, {address, agent}, durable));
        return answer;
    }
    std::vector<std::int64_t> ranked(Window window) {
        const base::Lock lock(ranking_mutex_);
        std::vector<std::int64_t> ids;
        for (const auto& ranked : ranking_->top(window, {})) {
            ids.push_back(ranked.story.value);
        }
        return ids;
    }
    static bool answers(const std::shared_ptr<std::atomic<int>>& answer, int expected) {
        return eventually([&] { return answer->load() == expected; });
    }

    static constexpr int kNone = -2;
    static constexpr int kDurable = -1;
    static constexpr int kNotFound = static_cast<int>(base::ErrorCode::not_found);
    static constexpr int kUnknown = static_cast<int>(base::ErrorCode::outcome_unknown);
    static constexpr int kUnavailable = static_cast<int>(base::ErrorCode::unavailable);

    TestClock clock_;
    TestStore store_;
    std::unique_ptr<const Robots> robots_ = base::must(Robots::create());
    UserAgentHash hash_;
    Referrers referrers_{"https://news.example"};
    std::vector<std::unique_ptr<LoopCounter>> loops_;
    base::Mutex ranking_mutex_;
    std::shared_ptr<const Ranking> ranking_ GUARDED_BY(ranking_mutex_);
    std::optional<Counting> counting_;
};

}  // namespace stoppress::readership
