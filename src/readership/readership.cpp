// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/readership.hpp"

#include <sodium.h>

#include <vector>

#include "base/threads/mutex.hpp"
#include "readership/audience/now.hpp"
#include "readership/counting/counting.hpp"
#include "readership/counting/loop_counter.hpp"
#include "readership/counting/view_store.hpp"
#include "readership/visitors/referrers.hpp"
#include "readership/visitors/robots.hpp"

namespace stoppress::readership {

class Readership::Impl {
public:
    Impl(std::unique_ptr<const Robots> robots, std::string_view site_url, store::Writer& writer, store::ReadPool& pool)
        : robots_(std::move(robots)), referrers_(site_url), store_(writer, pool) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;
    ~Impl() = default;

    base::Result<void> start(std::size_t loops, const settings::Settings& settings, const base::Clock& clock, Ranked ranked) {
        TRY(auto wakeup, Wakeup::create());
        for (std::size_t loop = 0; loop < loops; ++loop) {
            loops_.push_back(std::make_unique<LoopCounter>(*robots_, hash_, referrers_, wakeup));
        }
        const std::chrono::minutes repeat{settings.views.repeat_minutes};
        const auto publish = [this, told = std::move(ranked)](std::shared_ptr<const Ranking> ranking) {
            {
                const base::Lock lock(ranking_mutex_);
                ranking_ = ranking;
            }
            told(std::move(ranking));
        };
        counting_.emplace(clock, store_, loops_, std::move(wakeup), repeat, base::ZoneHours(settings.site.timezone), referrers_, publish);
        return counting_->start();
    }

    [[nodiscard]] LoopCounter& loop(std::size_t number) { return *loops_[number]; }
    [[nodiscard]] Counting& counting() { return *counting_; }
    [[nodiscard]] std::shared_ptr<const Ranking> ranking() {
        const base::Lock lock(ranking_mutex_);
        return ranking_;
    }

private:
    base::Mutex ranking_mutex_;
    std::shared_ptr<const Ranking> ranking_ GUARDED_BY(ranking_mutex_);
    std::unique_ptr<const Robots> robots_;
    UserAgentHash hash_;
    Referrers referrers_;
    SiteViewStore store_;
    std::vector<std::unique_ptr<LoopCounter>> loops_;
    std::optional<Counting> counting_;
};

base::Result<std::unique_ptr<Readership>> Readership::open(const settings::Settings& settings, const base::Clock& clock,
                                                           store::Writer& writer, store::ReadPool& pool, std::size_t loops, Ranked ranked) {
    if (sodium_init() < 0) {
        return base::fail(base::ErrorCode::internal, "getrandom() failed");
    }
    TRY(auto robots, Robots::create());
    auto impl = std::make_unique<Impl>(std::move(robots), settings.site.url, writer, pool);
    TRY_VOID(impl->start(loops, settings, clock, std::move(ranked)));
    return std::make_unique<Readership>(std::move(impl));
}

Readership::Readership(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Readership::~Readership() = default;

void Readership::stop() {
    impl_->counting().stop();
}

void Readership::count(std::size_t loop, base::StoryId story, const Visitor& visitor) {
    impl_->loop(loop).count(story, visitor);
}

void Readership::count_durably(std::size_t loop, base::StoryId story, const Visitor& visitor, Durable durable) {
    if (!impl_->loop(loop).count_durably(story, visitor, durable)) {
        durable(base::fail(base::ErrorCode::unavailable, "too many views are waiting to be stored; try again later"));
    }
}

void Readership::committed() {
    impl_->counting().committed();
}

ReadingNow Readership::reading_now(std::size_t most) {
    return impl_->counting().reading_now(most);
}

StoryNow Readership::reading_now(base::StoryId story) {
    return impl_->counting().reading_now(story);
}

std::shared_ptr<const Ranking> Readership::ranking() const {
    return impl_->ranking();
}

Readership::Totals Readership::totals() const {
    const auto& figures = impl_->counting().figures();
    return {.views = figures.views.load(std::memory_order_relaxed),
            .robots = figures.robots.load(std::memory_order_relaxed),
            .repeats = figures.repeats.load(std::memory_order_relaxed),
            .batches = figures.batches.load(std::memory_order_relaxed),
            .failed = figures.failed.load(std::memory_order_relaxed),
            .waiting = figures.waiting.load(std::memory_order_relaxed),
            .lost = figures.lost.load(std::memory_order_relaxed)};
}

}  // namespace stoppress::readership
