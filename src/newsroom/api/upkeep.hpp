// SPDX-License-Identifier: GPL-3.0-or-later
// Work deferred after changes: moves notes from the site's database to the audit log, deletes expired answers of
// repeated requests and old notifications, and removes what was in the trash for its time. Each note is moved exactly
// once, wherever the program ends: it is deleted from the site's database only after the audit log has it, and the audit
// log accepts none twice.
// Flow:   store (audit_outbox) -> Upkeep -> audit log
// Owner:  serve (cli).
// Thread: it owns one; wake() any.
#pragma once

#include <thread>

#include "base/result.hpp"
#include "base/threads/mutex.hpp"
#include "base/time/clock.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::media {
class Library;
}  // namespace stoppress::media

namespace stoppress::store {
class ReadPool;
class Writer;
}  // namespace stoppress::store

namespace stoppress::newsroom {

class Upkeep {
public:
    /// Starts at once, with what the last run left. The arguments must outlive it.
    Upkeep(store::Writer& writer, store::ReadPool& pool, store::Credentials& credentials, const media::Library& library);
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;
    Upkeep(Upkeep&&) = delete;
    Upkeep& operator=(Upkeep&&) = delete;
    /// Ends the thread; the rest waits for the next start, or another node.
    ~Upkeep() = default;

    /// Ends the thread. The owner's thread.
    void stop();

    /// Call it when there is a new note.
    void wake();

private:
    void run(const std::stop_token& stop);
    /// Returns how many notes were moved.
    base::Result<std::size_t> move_notes();
    base::Result<void> sweep_answers();
    base::Result<void> sweep_trash();
    /// Notifications that are old, and all of those whose account is gone or disabled.
    base::Result<void> sweep_notifications();
    /// Story templates that were deleted long ago.
    base::Result<void> sweep_templates();

    store::Writer& writer_;
    store::ReadPool& pool_;
    store::Credentials& credentials_;
    const media::Library& library_;
    base::Mutex mutex_{};
    base::StoppableCondition woken_{};
    bool wanted_ GUARDED_BY(mutex_) = true;
    std::jthread thread_;
};

}  // namespace stoppress::newsroom
