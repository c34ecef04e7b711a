// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/engine/run_jobs.hpp"

#include "store/limits.hpp"
#include "store/transaction/transaction_control.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::store {
namespace {

/// Runs a job without a savepoint. Returns whether the transaction may continue: not if the job failed after writing.
bool run_for_good(WriterSession& session, Task& task) {
    TransactionControl(session).begin_job_for_good();
    WriteTransaction transaction(session);
    task.result = guarded([&] { return task.job(transaction); });
    if (!task.result.has_value()) {
        return TransactionControl(session).untouched_by_job();
    }
    if (session.session().must_undo()) {
        return false;
    }
    TransactionControl(session).keep_changes();
    return true;
}

bool run_undoable(WriterSession& session, Task& task) {
    TransactionControl(session).begin_job();
    WriteTransaction transaction(session);
    task.result = guarded([&] { return task.job(transaction); });
    if (!session.session().in_transaction()) {
        return false;
    }
    if (task.result.has_value() && session.session().must_undo()) {
        task.result = base::fail(base::ErrorCode::internal, "A statement failed and its error was ignored.");
    }
    if (task.result.has_value()) {
        TransactionControl(session).keep_job();
    } else {
        TransactionControl(session).undo_job();
    }
    return true;
}

}  // namespace

/// A savepoint costs a copy of every page that a job changes, and few jobs fail after writing: if one does, everything
/// is rolled back and run again, with a savepoint for each job.
base::Result<void> run_jobs(WriterSession& session, std::deque<Task>& tasks, JobQueue& queue, std::chrono::steady_clock::time_point until) {
    bool undoable = false;
    std::size_t done = 0;
    while (done < tasks.size()) {
        Task& task = tasks[done];
        if (task.touches == Writer::Touches::stories) {
            TransactionControl(session).take_turn();
        }
        const bool stands = undoable ? run_undoable(session, task) : run_for_good(session, task);
        if (!session.session().in_transaction()) {
            // The disk is full or failing, and SQLite has rolled back everything.
            return task.result.has_value() ? base::fail(base::ErrorCode::unavailable, "The database rolled the transaction back.")
                                           : task.result;
        }
        if (!stands) {
            TransactionControl(session).abandon();
            TransactionControl(session).begin();
            undoable = true;
            done = 0;
            continue;
        }
        if (++done == tasks.size() && tasks.size() < kMaxJobsPerCommit && std::chrono::steady_clock::now() < until) {
            for (auto& more : queue.take()) {
                tasks.push_back(std::move(more));
            }
        }
    }
    return {};
}

}  // namespace stoppress::store
