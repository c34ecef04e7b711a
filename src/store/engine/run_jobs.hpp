// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the jobs of one transaction, rolling back a failed job alone.
// Flow:   JobQueue -> run_jobs -> commit
// Thread: the writer thread only.
#pragma once

#include <chrono>
#include <deque>

#include "store/engine/job_queue.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

/// Runs `tasks` in the transaction that `session` has begun, and until `until` also tasks that arrive in `queue`, which
/// it appends to `tasks`. Afterwards each task has its result. On an error the whole transaction has been rolled back.
base::Result<void> run_jobs(WriterSession& session, std::deque<Task>& tasks, JobQueue& queue, std::chrono::steady_clock::time_point until);

}  // namespace stoppress::store
