// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads with one read-only connection each. Tasks run there and post their results back themselves.
// Owner:  serve, or the command that needs it.
// Thread: any, except stop() and the destructor, which are the owner's.
#pragma once

#include <functional>
#include <memory>

#include "base/result.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {

class ReadSnapshot;

class ReadPool {
public:
    class Impl;
    explicit ReadPool(std::unique_ptr<Impl> impl);
    /// Called with a snapshot taken when the task starts, or with the reason why there is none
    /// (unavailable, corrupt, io).
    using Task = std::move_only_function<void(base::Result<ReadSnapshot*>)>;

    /// Opens `threads` connections to a database that a Writer has opened before.
    static base::Result<std::unique_ptr<ReadPool>> open(const settings::Settings& settings, std::size_t threads);

    ReadPool(const ReadPool&) = delete;
    ReadPool& operator=(const ReadPool&) = delete;
    ReadPool(ReadPool&&) = delete;
    ReadPool& operator=(ReadPool&&) = delete;
    /// Runs all posted tasks, then ends the threads.
    ~ReadPool();

    /// Ends the threads: waits for running tasks and drops waiting ones; post() and run() refuse from then on, and
    /// run() fails for those whose task was waiting. The owner's thread.
    void stop();

    /// False if more than kMaxQueuedReads tasks wait, or after stop(): the caller answers with 503.
    [[nodiscard]] bool post(Task task);

    /// Runs `task` on a pool thread and waits for it, however many tasks wait: for the command line and background
    /// threads, never on a loop. Fails with `unavailable` if stop() comes before it has begun, or as `task` does.
    base::Result<void> run(const std::function<base::Result<void>(ReadSnapshot&)>& task);

    /// How many statements its tasks have run since the start. Any thread.
    [[nodiscard]] std::uint64_t statements_run() const;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
