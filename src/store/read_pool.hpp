// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads with one query-only connection each; tasks run there and post their result back themselves.
// Thread: post() may be called from any thread.
#pragma once

#include <functional>
#include <memory>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/read_snapshot.hpp"

namespace stoppress::store {

class ReadPool {
public:
    class Impl;
    explicit ReadPool(std::unique_ptr<Impl> impl);
    /// Gets a snapshot taken when the task starts, or why there is none (unavailable, corrupt, io).
    using Task = std::move_only_function<void(base::Result<ReadSnapshot*>)>;

    /// Opens `threads` connections to a database that a Writer has opened before.
    static base::Result<std::unique_ptr<ReadPool>> open(const settings::Settings& settings, std::size_t threads);

    ReadPool(const ReadPool&) = delete;
    ReadPool& operator=(const ReadPool&) = delete;
    ReadPool(ReadPool&&) = delete;
    ReadPool& operator=(ReadPool&&) = delete;
    /// Finishes what was posted.
    ~ReadPool();

    /// Ends the threads: waits for what is being done, drops what waits; whatever is posted from then on is refused. The owner's thread;
    /// nobody may be waiting in run().
    void stop();

    /// Refused (false) when more than kMaxQueuedReads wait, or after stop(): the caller answers 503.
    [[nodiscard]] bool post(Task task);

    /// Runs `task` with a snapshot on a connection of the caller's own pool slot and waits: for the command line and the follower.
    base::Result<void> run(const std::function<base::Result<void>(ReadSnapshot&)>& task);

    /// How many statements its tasks have run since the start. Any thread.
    [[nodiscard]] std::uint64_t statements_run() const;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
