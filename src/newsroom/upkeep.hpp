// SPDX-License-Identifier: GPL-3.0-or-later
// Work that a change leaves for later: its note is moved from the site's database to the audit log, and answers that were kept for repeated
// requests are deleted when they have expired. Whatever ends in between, a note is moved exactly once: it is deleted from the site's
// database only after the audit log has it, and the audit log takes none twice.
// Flow:   store (audit_outbox) -> Upkeep -> audit log
// Thread: one of its own; wake() from any.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "store/credentials.hpp"
#include "store/read_pool.hpp"
#include "store/writer.hpp"

namespace stoppress::newsroom {

class Upkeep {
public:
    /// Starts at once, with what the last run left. All outlive it.
    Upkeep(store::Writer& writer, store::ReadPool& pool, store::Credentials& credentials);
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;
    Upkeep(Upkeep&&) = delete;
    Upkeep& operator=(Upkeep&&) = delete;
    /// Ends the thread; what is left waits for the next start, or another node.
    ~Upkeep() = default;

    /// Ends the thread. The owner's thread.
    void stop();

    /// There is a new note.
    void wake();

private:
    void run(const std::stop_token& stop);
    /// How many notes were moved.
    base::Result<std::size_t> move_notes();
    base::Result<void> sweep_answers();

    store::Writer& writer_;
    store::ReadPool& pool_;
    store::Credentials& credentials_;
    std::mutex mutex_{};
    std::condition_variable_any woken_{};
    bool wanted_ = true;  // guarded by mutex_
    std::jthread thread_;
};

}  // namespace stoppress::newsroom
