// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the jobs of one transaction so that one which fails is undone alone.
// Flow:   JobQueue -> run_jobs -> commit
// Thread: the writer thread only.
#pragma once

#include <chrono>
#include <deque>

#include "store/writing/job_queue.hpp"
#include "store/writing/writer_session.hpp"

namespace stoppress::store {

/// Runs `tasks`, and until `until` those that come into `queue` meanwhile, which are added to them, in the transaction that `session` has
/// begun. Each task has its result afterwards. An error: none of it stands, and the transaction has ended.
base::Result<void> run_jobs(WriterSession& session, std::deque<Task>& tasks, JobQueue& queue, std::chrono::steady_clock::time_point until);

}  // namespace stoppress::store
