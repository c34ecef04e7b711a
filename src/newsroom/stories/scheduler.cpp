// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/stories/scheduler.hpp"

#include <map>
#include <optional>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/threads/stoppable_sleep.hpp"
#include "newsroom/notifications/tell.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/front/front_reader.hpp"
#include "store/front/front_writer.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"

namespace stoppress::newsroom {
namespace {

/// After a failure (a full disk): often enough to be in time when it is over, without filling the log.
constexpr std::chrono::seconds kPauseAfterFailure{2};

/// Whether the next story would fail, too, because the store itself has failed.
bool is_for_all(base::ErrorCode code) {
    return code == base::ErrorCode::unavailable || code == base::ErrorCode::outcome_unknown || code == base::ErrorCode::io;
}

base::Result<void> tell_of_due(store::WriteTransaction& transaction, base::StoryId id, std::vector<std::string>& notified) {
    return tell_people_of_story(transaction, {.kind = store::NotificationKind::published, .story = id}, notified);
}

}  // namespace

Scheduler::Scheduler(store::Writer& writer, store::ReadPool& pool, const base::Clock& clock, Published published,
                     std::chrono::milliseconds tick)
    : writer_(writer),
      pool_(pool),
      clock_(clock),
      published_(std::move(published)),
      tick_(tick),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Scheduler::note_published(base::StoryId id, const std::vector<std::string>& notified) const {
    spdlog::info("scheduled story {} was published", id.value);
    published_(id, notified);
}

void Scheduler::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Scheduler::run(const std::stop_token& stop) {
    bool failing = false;
    while (!stop.stop_requested()) {
        auto published = publish_due();
        if (published.has_value()) {
            published = end_due();
        }
        if (!published.has_value() && !failing) {
            spdlog::error("scheduled stories cannot be published, retrying: {}", published.error().message);
        }
        failing = !published.has_value();
        base::sleep_for(stop, failing || !refused_.empty() ? std::chrono::milliseconds(kPauseAfterFailure) : tick_);
    }
}

base::Result<void> Scheduler::publish_due() {
    std::optional<base::Time> due;
    TRY_VOID(pool_.run([&due](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(due, store::StoryReader(snapshot).next_due());
        return {};
    }));
    const base::Time now = clock_.now();
    if (!due || *due > now) {
        refused_.clear();
        return {};
    }
    if (!refused_.empty()) {
        return publish_each(now);
    }
    // Together, so that stories due at the same time appear together.
    std::map<base::StoryId, std::vector<std::string>> published;
    const auto done = writer_.run([now, &published](store::WriteTransaction& transaction) -> base::Result<void> {
        published.clear();
        TRY(const auto ids, store::PublishingWriter(transaction).publish_due(now));
        for (const auto id : ids) {
            TRY_VOID(tell_of_due(transaction, id, published[id]));
        }
        return {};
    });
    if (!done.has_value()) {
        return is_for_all(done.error().code) ? done : publish_each(now);
    }
    for (const auto& [id, notified] : published) {
        note_published(id, notified);
    }
    return {};
}

base::Result<void> Scheduler::end_due() {
    std::optional<base::Time> end;
    TRY_VOID(pool_.run([&end](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(end, store::FrontReader(snapshot).next_end());
        return {};
    }));
    const base::Time now = clock_.now();
    if (!end || *end > now) {
        return {};
    }
    return writer_.run([now](store::WriteTransaction& transaction) -> base::Result<void> {
        TRY_VOID(store::FrontWriter(transaction).end_due(now));
        return {};
    });
}

base::Result<void> Scheduler::publish_each(base::Time now) {
    std::vector<base::StoryId> due;
    TRY_VOID(pool_.run([&due, now](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(due, store::StoryReader(snapshot).due(now));
        return {};
    }));
    std::set<base::StoryId> refused;
    for (const base::StoryId id : due) {
        bool published = false;
        std::vector<std::string> notified;
        const auto done = writer_.run([id, now, &published, &notified](store::WriteTransaction& transaction) -> base::Result<void> {
            notified.clear();
            TRY(published, store::PublishingWriter(transaction).publish_one_due(id, now));
            return published ? tell_of_due(transaction, id, notified) : base::Result<void>{};
        });
        if (!done.has_value() && is_for_all(done.error().code)) {
            return done;
        }
        if (!done.has_value()) {
            refused.insert(id);
            if (!refused_.contains(id)) {
                spdlog::error("scheduled story {} cannot be published, retrying: {}", id.value, done.error().message);
            }
        } else if (published) {
            note_published(id, notified);
        }
    }
    refused_ = std::move(refused);
    return {};
}

}  // namespace stoppress::newsroom
