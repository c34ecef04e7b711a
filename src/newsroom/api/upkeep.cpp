// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/upkeep.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include <spdlog/spdlog.h>

#include "base/threads/stoppable_sleep.hpp"
#include "base/threads/this_thread.hpp"
#include "newsroom/media/upload.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/limits.hpp"
#include "store/notifications/notification_reader.hpp"
#include "store/notifications/notification_writer.hpp"
#include "store/site/site_reader.hpp"
#include "store/site/site_writer.hpp"
#include "store/templates/template_writer.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;

/// How often to look for notes without a notification: another node may have ended before it moved its own, and a
/// commit with an unknown outcome notifies nobody. One read of an empty table.
constexpr std::chrono::seconds kLook{5};
/// Notes of many changes at once are moved together.
constexpr std::chrono::milliseconds kGather{50};
/// Answers are kept for a day, the trash for a month; an hour's precision is enough.
constexpr std::chrono::hours kSweep{1};

}  // namespace

Upkeep::Upkeep(store::Writer& writer, store::ReadPool& pool, store::Credentials& credentials, const media::Library& library)
    : writer_(writer), pool_(pool), credentials_(credentials), library_(library), thread_([this](const std::stop_token& stop) {
          run(stop);
      }) {}

void Upkeep::stop() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Upkeep::wake() {
    {
        const base::Lock guard(mutex_);
        wanted_ = true;
    }
    woken_.notify_one();
}

void Upkeep::run(const std::stop_token& stop) {
    base::name_this_thread("upkeep");
    // At the rank of answering threads: it uses the connection to the credentials, which every request waits for.
    bool failing = false;
    // Nothing at first: the clock counts from the start of the machine, which may be less than an hour ago.
    std::optional<std::chrono::steady_clock::time_point> swept;
    while (!stop.stop_requested()) {
        const auto moved = move_notes();
        if (!moved.has_value() && !failing) {
            spdlog::error("pending entries cannot be written to the audit log, retrying: {}", moved.error().message);
        }
        failing = !moved.has_value();
        if (!swept || std::chrono::steady_clock::now() - *swept >= kSweep) {
            // If it fails, it is tried again in an hour.
            if (const auto done = sweep_answers(); !done.has_value()) {
                spdlog::warn("expired answers to requests with an Idempotency-Key cannot be deleted: {}", done.error().message);
            }
            if (const auto done = sweep_trash(); !done.has_value()) {
                spdlog::warn("expired items cannot be removed from the trash: {}", done.error().message);
            }
            if (const auto done = sweep_notifications(); !done.has_value()) {
                spdlog::warn("old notifications cannot be deleted: {}", done.error().message);
            }
            swept = std::chrono::steady_clock::now();
        }
        base::sleep_for(stop, kGather);
        base::Lock lock(mutex_);
        woken_.wait_for(lock, stop, kLook, [&]() REQUIRES(mutex_) { return wanted_ && !failing; });
        wanted_ = false;
    }
}

Result<std::size_t> Upkeep::move_notes() {
    std::size_t moved = 0;
    while (true) {
        std::vector<store::PendingNote> notes;
        TRY_VOID(pool_.run([&notes](store::ReadSnapshot& snapshot) -> Result<void> {
            TRY(notes, store::SiteReader(snapshot).pending_notes(store::kNotesMovedAtOnce));
            return {};
        }));
        if (notes.empty()) {
            return moved;
        }
        TRY_VOID(credentials_.audit().append_pending(notes));
        TRY_VOID(
            writer_.run([&notes](store::WriteTransaction& transaction) { return store::SiteWriter(transaction).forget_notes(notes); }));
        moved += notes.size();
    }
}

Result<void> Upkeep::sweep_answers() {
    std::int64_t swept = store::kAnswersSweptAtOnce;
    while (swept == store::kAnswersSweptAtOnce) {
        TRY_VOID(writer_.run([&swept](store::WriteTransaction& transaction) -> Result<void> {
            TRY(swept, store::SiteWriter(transaction).sweep_answers());
            return {};
        }));
    }
    swept = store::kAnswersSweptAtOnce;
    while (swept == store::kAnswersSweptAtOnce) {
        TRY(swept, credentials_.answers().sweep());
    }
    return {};
}

Result<void> Upkeep::sweep_trash() {
    std::int64_t removed = 0;
    std::int64_t swept = store::kTrashRemovedAtOnce;
    while (swept == store::kTrashRemovedAtOnce) {
        TRY_VOID(writer_.run([&swept](store::WriteTransaction& transaction) -> Result<void> {
            TRY(swept, store::TrashWriter(transaction).remove_expired());
            return {};
        }));
        removed += swept;
    }
    TRY_VOID(sweep_templates());
    return removed > 0 ? writer_.run(job_to_delete_files(library_)) : Result<void>{};
}

Result<void> Upkeep::sweep_notifications() {
    std::int64_t swept = store::kNotificationsDeletedAtOnce;
    while (swept == store::kNotificationsDeletedAtOnce) {
        TRY_VOID(writer_.run([&swept](store::WriteTransaction& transaction) -> Result<void> {
            TRY(swept, store::NotificationWriter(transaction).delete_expired());
            return {};
        }));
    }
    // The names first: whoever is added meanwhile is among the people.
    std::vector<std::string> names;
    TRY_VOID(pool_.run([&names](store::ReadSnapshot& snapshot) -> Result<void> {
        TRY(names, store::NotificationReader(snapshot).names());
        return {};
    }));
    TRY(const auto people, credentials_.people().list());
    std::erase_if(names, [&](const std::string& name) {
        return std::ranges::any_of(people, [&](const store::Person& person) { return !person.disabled && person.email == name; });
    });
    for (const auto& name : names) {
        TRY_VOID(
            writer_.run([&name](store::WriteTransaction& transaction) { return store::NotificationWriter(transaction).forget(name); }));
    }
    return {};
}

Result<void> Upkeep::sweep_templates() {
    std::int64_t swept = store::kTrashRemovedAtOnce;
    while (swept == store::kTrashRemovedAtOnce) {
        TRY_VOID(writer_.run([&swept](store::WriteTransaction& transaction) -> Result<void> {
            TRY(swept, store::TemplateWriter(transaction).remove_expired());
            return {};
        }));
    }
    return {};
}

}  // namespace stoppress::newsroom
