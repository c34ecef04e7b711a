// SPDX-License-Identifier: GPL-3.0-or-later
// The one writer: runs jobs from any thread in turn on its own thread and connection, many to one commit.
// Flow:   newsroom, importing, readership -> Writer -> (commit) -> follower
// Thread: owns the writer thread; submit() may be called from any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/write_transaction.hpp"

namespace stoppress::store {

class Writer {
public:
    class Impl;
    explicit Writer(std::unique_ptr<Impl> impl);
    /// What is to be done, of which a failure is undone alone; the others of its commit stand. It may be run more than once before its
    /// result counts, each time on a transaction that knows nothing of the last: what it holds it must not move away.
    using Job = std::move_only_function<base::Result<void>(WriteTransaction&)>;
    /// Called on the writer thread after the commit is durable (or failed): the job's result and the change log's number after the commit.
    using Done = std::move_only_function<void(base::Result<void>, base::ChangeNumber)>;
    /// Called on the writer thread after each commit that moved the change log.
    using Committed = std::function<void(base::ChangeNumber)>;

    /// What a job does. One that only logs views waits for no other node, and is told what came of it however long that takes.
    enum class Touches : std::uint8_t { stories, views };

    /// Opens (and where new, creates) the database of the site, takes the lock on it where it is a file, migrates it with a backup first,
    /// and starts the thread. `unavailable` where another program has it, `unsupported` where a newer version wrote it, `corrupt`, `io`
    /// (read-only or full disk).
    static base::Result<std::unique_ptr<Writer>> open(const settings::Settings& settings, const base::Clock& clock);

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;
    /// Stops where that has not been done.
    ~Writer();

    void submit(Job job, Done done, Touches touches = Touches::stories);

    /// submit() and wait: for the command line and for pool threads, never on a loop or the writer thread.
    base::Result<void> run(Job job);

    /// Why nothing can be saved at present, with what to do; empty while saving works. What failed is tried again once a second, so that
    /// this ends by itself. Any thread.
    [[nodiscard]] std::string trouble() const;

    /// Commits what was submitted and ends the thread; whatever is submitted from then on is refused (unavailable). The owner's thread.
    void stop();

    /// The program ends: who still waits to hear what came of a commit whose answer was lost is told that nobody knows.
    void stop_waiting();

    /// This program among several on one server; 0 where it is alone with a file.
    [[nodiscard]] std::int64_t node() const;

    /// To be set before the first job that changes stories.
    void on_commit(Committed committed);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::store
