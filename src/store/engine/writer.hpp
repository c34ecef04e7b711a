// SPDX-License-Identifier: GPL-3.0-or-later
// The only writer: runs jobs from any thread in order on its own thread and connection, many jobs per commit.
// Flow:   newsroom, importing, readership -> Writer -> (commit) -> follower
// Owner:  serve, or the command that needs it.
// Thread: it owns one; submit() and run() may be called from any other; stop() and the destructor from the owner's.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/settings.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::store {

class Writer {
public:
    class Impl;
    explicit Writer(std::unique_ptr<Impl> impl);
    /// The work. A failed job is rolled back alone; the others of its commit are kept. It may run more than once before
    /// its result counts, each time on a fresh transaction, so it must not move away its captures.
    using Job = std::move_only_function<base::Result<void>(WriteTransaction&)>;
    /// Called on the writer thread after the commit is durable or has failed: the job's result, and the change log's
    /// number after the commit.
    using Done = std::move_only_function<void(base::Result<void>, base::ChangeNumber)>;
    /// Called on the writer thread after each commit that added to the change log.
    using Committed = std::function<void(base::ChangeNumber)>;

    /// What a job changes. A job that only logs views does not wait for other nodes, and its `done` waits for the
    /// outcome of its commit however long that takes.
    enum class Touches : std::uint8_t { stories, views };

    /// When a commit is made. `large`: of a command that writes much while nobody waits for a single job. On a server,
    /// where other nodes wait for the end of each commit, it is as `soon`.
    enum class Commits : std::uint8_t { soon, large };

    /// Opens the site's database, creating a new one. Locks it if it is a file, migrates it after a backup, and starts
    /// the thread. Fails with `unavailable` if another program has it open, `unsupported` if a newer version wrote it,
    /// `corrupt`, or `io` (read-only or full disk).
    static base::Result<std::unique_ptr<Writer>> open(const settings::Settings& settings, const base::Clock& clock,
                                                      Commits commits = Commits::soon);

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;
    /// Calls stop() if that has not been done.
    ~Writer();

    void submit(Job job, Done done, Touches touches = Touches::stories);

    /// Submits a job and waits for it: for the command line and pool threads, never on a loop or the writer thread.
    base::Result<void> run(Job job);

    /// Why nothing can be saved at present, and what to do about it; empty while saving works. The writer retries once
    /// a second, so this clears by itself. Any thread.
    [[nodiscard]] std::string trouble() const;

    /// Commits everything submitted and ends the thread; later jobs fail with `unavailable`. The owner's thread.
    void stop();

    /// For the end of the program: jobs that wait for the outcome of an unanswered commit get `outcome_unknown`.
    void stop_waiting();

    /// This program's number among several on one server; 0 if the database is a file.
    [[nodiscard]] std::int64_t node() const;

    /// Must be set before the first job that changes stories.
    void on_commit(Committed committed);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
