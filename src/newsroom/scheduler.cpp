// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/scheduler.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>

#include <spdlog/spdlog.h>

namespace stoppress::newsroom {
namespace {

/// After a failure (a full disk): often enough to be in time when it is over, without filling the log.
constexpr std::chrono::seconds kPauseAfterFailure{2};

/// Sleeps for `time`, or until the stop.
void rest(const std::stop_token& stop, std::chrono::milliseconds time) {
    std::mutex mutex;
    std::unique_lock lock{mutex};
    std::condition_variable_any never;
    never.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

Scheduler::Scheduler(store::Writer& writer, store::ReadPool& pool, const base::Clock& clock, std::chrono::milliseconds tick)
    : writer_(writer), pool_(pool), clock_(clock), tick_(tick), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Scheduler::run(const std::stop_token& stop) {
    bool failing = false;
    while (!stop.stop_requested()) {
        const auto published = publish_due();
        if (!published.has_value() && !failing) {
            spdlog::error("scheduled stories cannot be published, trying again: {}", published.error().message);
        }
        failing = !published.has_value();
        rest(stop, failing ? std::chrono::milliseconds(kPauseAfterFailure) : tick_);
    }
}

base::Result<bool> Scheduler::publish_due() {
    std::optional<base::Time> due;
    TRY_VOID(pool_.run([&due](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(due, snapshot.next_due());
        return {};
    }));
    const base::Time now = clock_.now();
    if (!due || *due > now) {
        return false;
    }
    std::vector<base::StoryId> published;
    TRY_VOID(writer_.run([now, &published](store::WriteTransaction& transaction) -> base::Result<void> {
        TRY(published, transaction.publish_due(now));
        return {};
    }));
    for (const base::StoryId id : published) {
        spdlog::info("story {} was due and is published", id.value);
    }
    return true;
}

}  // namespace stoppress::newsroom
